// Small tables in text files: tab-separated data files with `#` comments, and comma-separated ones (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace wirecopy {

// A header and rows of as many cells; missing cells at a row's end are empty.
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  // The column's number; InvalidArgument names the file and the missing column.
  absl::StatusOr<size_t> Column(std::string_view name) const;
  std::string source;  // for messages
};

// Lines that are blank or begin with `#` are left out. A row with more cells than the header is an error.
absl::StatusOr<Table> ParseTsv(std::string_view content, std::string source);
absl::StatusOr<Table> ParseCsv(std::string_view content, std::string source);

// A cell as RFC 4180 writes it: in quotes where it must be. A leading = + - @ gets an apostrophe, so that a
// spreadsheet does not take a headline for a formula.
std::string CsvCell(std::string_view value);

// The parts between `|`, without empty ones.
std::vector<std::string> SplitList(std::string_view cell);

// The whole file; NotFound with the reason when it cannot be read.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace wirecopy

#include "wirecopy/base/table.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace wirecopy {
namespace {

absl::Status AddRow(std::vector<std::string> cells, size_t line, Table* table) {
  if (table->header.empty()) {
    table->header = std::move(cells);
    return absl::OkStatus();
  }
  if (cells.size() > table->header.size()) {
    return absl::InvalidArgumentError(absl::StrCat(table->source, ": line ", line, ": ", cells.size(),
                                                   " cells, but the header has ", table->header.size()));
  }
  cells.resize(table->header.size());
  table->rows.push_back(std::move(cells));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<size_t> Table::Column(std::string_view name) const {
  const auto it = std::find(header.begin(), header.end(), name);
  if (it != header.end()) return static_cast<size_t>(it - header.begin());
  return absl::InvalidArgumentError(absl::StrCat(source, ": no column `", std::string(name), "`"));
}

absl::StatusOr<Table> ParseTsv(std::string_view content, std::string source) {
  Table table;
  table.source = std::move(source);
  size_t number = 0;
  for (absl::string_view line : absl::StrSplit(absl::string_view(content.data(), content.size()), '\n')) {
    ++number;
    if (absl::EndsWith(line, "\r")) line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    if (absl::Status status = AddRow(absl::StrSplit(line, '\t'), number, &table); !status.ok()) return status;
  }
  return table;
}

absl::StatusOr<Table> ParseCsv(std::string_view content, std::string source) {
  Table table;
  table.source = std::move(source);
  std::vector<std::string> cells(1);
  if (content.starts_with("\xef\xbb\xbf")) content.remove_prefix(3);  // as spreadsheets write it
  bool quoted = false;
  size_t line = 1;
  for (size_t i = 0; i < content.size(); ++i) {
    const char c = content[i];
    if (quoted) {
      if (c == '"' && content.substr(i + 1).starts_with('"')) {
        cells.back() += content[++i];
      } else if (c == '"') {
        quoted = false;
      } else {
        cells.back() += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
    } else if (c == '\n') {
      const bool blank = cells.size() == 1 && cells[0].empty();
      if (absl::Status status = blank ? absl::OkStatus() : AddRow(std::move(cells), line, &table); !status.ok()) {
        return status;
      }
      cells.assign(1, "");
    } else if (c != '\r') {
      cells.back() += c;
    }
    line += c == '\n';
  }
  if (quoted) return absl::InvalidArgumentError(absl::StrCat(table.source, ": a quotation mark is never closed"));
  const bool blank = cells.size() == 1 && cells[0].empty();
  if (absl::Status status = blank ? absl::OkStatus() : AddRow(std::move(cells), line, &table); !status.ok())
    return status;
  return table;
}

std::string CsvCell(std::string_view value) {
  std::string cell(value);
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos)
    cell = absl::StrCat("'", cell);
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::vector<std::string> SplitList(std::string_view cell) {
  return absl::StrSplit(absl::string_view(cell.data(), cell.size()), '|', absl::SkipEmpty());
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return absl::InvalidArgumentError(absl::StrCat(path, ": is a folder"));
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": ", std::strerror(errno)));
  std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return absl::DataLossError(absl::StrCat(path, ": ", std::strerror(errno)));
  return content;
}

}  // namespace wirecopy

// The fields of an article in one line of JSON, read where it lies.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace wirecopy {

// Valid UTF-8; into the parser, until it reads the next line. Empty where the line has no such string.
struct LineArticle {
  std::string_view id, url, outlet, published, title, text;
};

// For one thread at a time.
class LineParser {
 public:
  // `map` as IngestOptions has it.
  explicit LineParser(const std::vector<std::pair<std::string, std::string>>& map);
  ~LineParser();
  LineParser(const LineParser&) = delete;
  LineParser& operator=(const LineParser&) = delete;

  // kLinePadding readable bytes must follow the line. An error says why it is no record; its fields are then empty.
  // About 0.4 ns a byte.
  absl::Status Parse(std::string_view line, LineArticle* article);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirecopy

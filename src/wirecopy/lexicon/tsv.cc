#include "wirecopy/lexicon/tsv.h"

#include <simdjson.h>

#include "absl/strings/str_cat.h"

namespace wirecopy {

absl::StatusOr<Dictionary> ReadTsvDictionary(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadUnpacked(path);
  if (!text.ok()) return text.status();
  Dictionary dictionary{path, {}};
  size_t number = 0;
  for (const std::string_view line : PartsOf(*text, "\n")) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string_view> cells = PartsOf(line, "\t");
    const char* wrong = !simdjson::validate_utf8(line) ? "not UTF-8"
                        : cells.size() != 2            ? "not a word, a tab and its translations"
                                                       : nullptr;
    if (wrong != nullptr) return absl::InvalidArgumentError(absl::StrCat(path, ": line ", number, ": ", wrong));
    for (const std::string_view one : PartsOf(cells[1], ",")) {
      dictionary.pairs.push_back({std::string(cells[0]), std::string(one)});
    }
  }
  return dictionary;
}

}  // namespace wirecopy

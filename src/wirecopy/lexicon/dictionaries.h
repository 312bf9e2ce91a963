// From what was typed, or from what is installed, to the dictionaries of a pair of languages.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/lexicon/dictionary.h"

namespace wirecopy {

// ISO 639-1: two letters each.
struct LanguagePair {
  std::string source, target;
};

// "en-id". InvalidArgument for anything but two unlike languages with two letters.
absl::StatusOr<LanguagePair> ParseLanguages(const std::string& text);

// Where Debian's packages dict-freedict-* put theirs.
inline constexpr const char kDictdFolder[] = "/usr/share/dictd";

// Every dictionary of the pair in `places`, always from source to target: files are NAME.index (dictd) or a table
// (.tsv, .tsv.gz, ...), folders are looked through for NAME-eng-ind.index, NAME-ind-eng.index and the same with .tsv,
// whose direction the name says. A file whose name says no direction of the pair has it from source to target.
// NotFound when there is none; an error names the file.
absl::StatusOr<std::vector<Dictionary>> ReadDictionaries(const std::vector<std::string>& places,
                                                         const LanguagePair& languages);

}  // namespace wirecopy

#include "wirecopy/lexicon/dictionaries.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "wirecopy/lexicon/dictd.h"
#include "wirecopy/lexicon/tsv.h"

namespace wirecopy {
namespace {

namespace fs = std::filesystem;

// "en" is "eng" to FreeDict.
std::string ThreeLetters(const std::string& language) { return uloc_getISO3Language(language.c_str()); }

bool IsLanguage(const std::string& code) {
  return code.size() == 2 && std::all_of(code.begin(), code.end(), absl::ascii_islower) && !ThreeLetters(code).empty();
}

// True when the name has both codes side by side between marks, as in freedict-eng-ind.index.
bool NamesDirection(const std::string& name, const std::string& from, const std::string& to) {
  const std::vector<std::string> parts = absl::StrSplit(name, absl::ByAnyChar("-_."));
  for (size_t i = 1; i < parts.size(); ++i) {
    if (parts[i - 1] == from && parts[i] == to) return true;
  }
  return false;
}

bool SaysDirection(const std::string& name, const LanguagePair& languages) {
  return NamesDirection(name, ThreeLetters(languages.source), ThreeLetters(languages.target)) ||
         NamesDirection(name, languages.source, languages.target);
}

bool SaysOpposite(const std::string& name, const LanguagePair& languages) {
  return SaysDirection(name, {languages.target, languages.source});
}

bool IsDictionary(const std::string& name) { return absl::EndsWith(name, ".index") || absl::StrContains(name, ".tsv"); }

absl::StatusOr<std::vector<std::string>> FilesOf(const std::string& place, const LanguagePair& languages) {
  std::error_code error;
  if (!fs::is_directory(place, error)) return std::vector<std::string>{place};
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(place, error)) {
    const std::string name = entry.path().filename().string();
    if (IsDictionary(name) && (SaysDirection(name, languages) || SaysOpposite(name, languages))) {
      files.push_back(entry.path().string());
    }
  }
  if (error) return absl::NotFoundError(absl::StrCat(place, ": ", error.message()));
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<Dictionary> ReadOne(const std::string& file, const LanguagePair& languages) {
  absl::StatusOr<Dictionary> dictionary = absl::EndsWith(file, ".index") ? ReadDictd(file) : ReadTsvDictionary(file);
  if (!dictionary.ok()) return dictionary;
  if (dictionary->pairs.empty()) return absl::DataLossError(absl::StrCat(file, ": no translation found in it"));
  if (SaysOpposite(fs::path(file).filename().string(), languages)) {
    for (PhrasePair& pair : dictionary->pairs) std::swap(pair.source, pair.target);
  }
  return dictionary;
}

}  // namespace

absl::StatusOr<LanguagePair> ParseLanguages(const std::string& text) {
  const std::vector<std::string> codes = absl::StrSplit(text, '-');
  if (codes.size() == 2 && IsLanguage(codes[0]) && IsLanguage(codes[1]) && codes[0] != codes[1]) {
    return LanguagePair{codes[0], codes[1]};
  }
  return absl::InvalidArgumentError(absl::StrCat(text, ": not two languages by their two letters, as en-id"));
}

absl::StatusOr<std::vector<Dictionary>> ReadDictionaries(const std::vector<std::string>& places,
                                                         const LanguagePair& languages) {
  std::vector<Dictionary> dictionaries;
  for (const std::string& place : places) {
    const absl::StatusOr<std::vector<std::string>> files = FilesOf(place, languages);
    if (!files.ok()) return files.status();
    for (const std::string& file : *files) {
      absl::StatusOr<Dictionary> one = ReadOne(file, languages);
      if (!one.ok()) return one.status();
      dictionaries.push_back(*std::move(one));
    }
    if (files->empty()) {
      const std::string from = ThreeLetters(languages.source), to = ThreeLetters(languages.target);
      return absl::NotFoundError(absl::StrCat(place, ": no dictionary for ", languages.source, "-", languages.target,
                                              " in it; Debian has dict-freedict-", from, "-", to, " or dict-freedict-",
                                              to, "-", from));
    }
  }
  return dictionaries;
}

}  // namespace wirecopy

#include "wirecopy/lexicon/installed.h"

#include <utility>
#include <vector>

#include "wirecopy/lexicon/builder.h"
#include "wirecopy/lexicon/names.h"

namespace wirecopy {

absl::StatusOr<Lexicon> InstalledLexicon(const LanguagePair& languages) {
  absl::StatusOr<std::vector<Dictionary>> dictionaries = ReadDictionaries({kDictdFolder}, languages);
  if (!dictionaries.ok()) return dictionaries.status();
  absl::StatusOr<Dictionary> names = ReadNames(kCldrFolder, languages.source, languages.target);
  if (names.ok()) {
    dictionaries->push_back(*std::move(names));
  } else if (!absl::IsNotFound(names.status())) {
    return names.status();
  }
  return Lexicon(BuildLexicon(languages, *dictionaries));
}

}  // namespace wirecopy

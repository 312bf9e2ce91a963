// The lexicon of two languages that can be made of what is installed.
#pragma once

#include "absl/status/statusor.h"
#include "wirecopy/lexicon/dictionaries.h"
#include "wirecopy/lexicon/lexicon.h"

namespace wirecopy {

// Of the dictionaries in kDictdFolder and the names in kCldrFolder; a quarter of a second. NotFound without a
// dictionary of the pair; names may be missing.
absl::StatusOr<Lexicon> InstalledLexicon(const LanguagePair& languages);

}  // namespace wirecopy

// From dictionaries to a lexicon: which word of one language may stand for which of the other.
#pragma once

#include <vector>

#include "wirecopy/lexicon/dictionaries.h"
#include "wirecopy/lexicon/lexicon_file.h"

namespace wirecopy {

LexiconTables BuildLexicon(const LanguagePair& languages, const std::vector<Dictionary>& dictionaries);

}  // namespace wirecopy

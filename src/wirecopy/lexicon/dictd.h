// Dictionaries in the format of the DICT server (dictfmt, dictzip): an index of headwords and a text of articles.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "wirecopy/lexicon/dictionary.h"

namespace wirecopy {

// `index` is NAME.index; NAME.dict.dz or NAME.dict must stand beside it. DataLoss or NotFound say which file is wrong,
// at which line or byte, and why.
absl::StatusOr<Dictionary> ReadDictd(const std::string& index);

// The phrase pairs of one article of FreeDict's layouts: the headword first, its translations below.
void ParseArticle(std::string_view article, std::vector<PhrasePair>* pairs);

}  // namespace wirecopy

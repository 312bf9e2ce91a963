// A dictionary as a table that anyone can write: word TAB translation, translation ...
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "wirecopy/lexicon/dictionary.h"

namespace wirecopy {

// Blank lines and lines that begin with `#` are left out. InvalidArgument names file, line and reason.
absl::StatusOr<Dictionary> ReadTsvDictionary(const std::string& path);

}  // namespace wirecopy

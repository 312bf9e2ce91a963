// Public names in two languages: what territories, languages, months, days and currencies are called (Unicode CLDR).
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "wirecopy/lexicon/dictionary.h"

namespace wirecopy {

// Where Debian's unicode-cldr-core puts its data.
inline constexpr const char kCldrFolder[] = "/usr/share/unicode/cldr";

// From FOLDER/common/main/LANGUAGE.xml of both languages (ISO 639-1). NotFound without such a file, DataLoss where it
// is no CLDR file.
absl::StatusOr<Dictionary> ReadNames(const std::string& folder, std::string_view source, std::string_view target);

}  // namespace wirecopy

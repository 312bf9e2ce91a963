// A guess of an article's language, for records that do not say it.
#pragma once

#include <string_view>

namespace wirecopy {

// A BCP 47 tag: by script where that decides it, else by function words; "und" where neither does. A guess from the
// first 4,000 bytes, good enough to report, never a gate.
std::string_view GuessLanguage(std::string_view text);

}  // namespace wirecopy

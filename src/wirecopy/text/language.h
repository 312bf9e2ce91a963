// A guess of an article's language, for records that do not say it.
#pragma once

#include <span>
#include <string_view>

#include "wirecopy/text/words.h"

namespace wirecopy {

// A BCP 47 tag: by script where that decides it, else by function words; "und" where neither does. A guess from the
// first few hundred words of the text, good enough to report, never a gate.
std::string_view GuessLanguage(std::string_view text, std::span<const Word> words);

}  // namespace wirecopy

// Sentences: the unit in which a retelling follows its source.
#pragma once

#include <string_view>
#include <vector>

#include "wirecopy/base/span.h"

namespace wirecopy {

// Byte ranges of the sentences of `text` (valid UTF-8), in order, without white space around them and with their end
// marks and closing quotation marks. A blank line always ends a sentence. The end of a line ends one too, unless the
// line has no end mark and the next one begins with a small letter: that text was wrapped. A guess, good enough to
// compare sentences; initials and the usual abbreviations do not end one.
std::vector<Span> Sentences(std::string_view text);

}  // namespace wirecopy

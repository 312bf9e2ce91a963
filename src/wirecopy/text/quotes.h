// Speech: what stands inside quotation marks.
#pragma once

#include <string_view>
#include <vector>

#include "wirecopy/base/span.h"

namespace wirecopy {

// Byte ranges inside quotation marks (the marks left out), in order. Curly, low, angle and corner marks and straight
// double ones; a straight mark opens or closes by what stands beside it. A quotation ends with its paragraph at the
// latest, so one mark too few cannot swallow the article; a closing mark alone closes a quotation that began with the
// paragraph.
std::vector<Span> QuotedSpans(std::string_view text);

}  // namespace wirecopy

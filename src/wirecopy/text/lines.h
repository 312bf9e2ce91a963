// Lines: scraped articles put a paragraph, a heading, a caption or a piece of page furniture on a line each.
#pragma once

#include <string_view>
#include <vector>

#include "wirecopy/base/span.h"

namespace wirecopy {

// The lines that hold something, without the white space around them (Unicode's: also no-break spaces). Bytes.
std::vector<Span> Lines(std::string_view text);

// `span` without Unicode white space at its ends.
Span Trim(std::string_view text, Span span);

}  // namespace wirecopy

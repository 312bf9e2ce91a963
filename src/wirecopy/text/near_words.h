// Words that only an error of typing or of optical character recognition tells apart.
#pragma once

#include <string_view>

namespace wirecopy {

// Whether at most a third of the letters must be changed, left out or put in to make one of the other, and one at least
// of three. ASCII letters are compared without case, other code points byte by byte. Words of up to 64 bytes.
bool NearlyEqual(std::string_view x, std::string_view y);

}  // namespace wirecopy

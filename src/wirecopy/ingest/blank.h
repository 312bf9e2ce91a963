// What counts as nothing: a line that is no record, a text that is no article.
#pragma once

#include <string_view>

namespace wirecopy {

inline bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace wirecopy

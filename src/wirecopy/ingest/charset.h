// Bytes of a page as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace wirecopy {

// The result is valid UTF-8 without byte order mark and NUL. A byte order mark counts first, then bytes that are UTF-8
// and not ASCII alone (many pages say another charset and are UTF-8), then `declared` (of HTTP, may be empty), then the
// page's own `meta`, then windows-1252. What cannot be read becomes U+FFFD.
std::string ToUtf8(std::string_view bytes, std::string_view declared = {});

}  // namespace wirecopy

# Run with cmake -P by wirecopy_embed: writes a header that holds the bytes of INPUT.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE ${OUTPUT} "#pragma once
#include <string_view>
namespace wirecopy::embedded {
inline std::string_view ${NAME}() {
  static constexpr unsigned char kBytes[] = {${bytes}0x00};
  return {reinterpret_cast<const char*>(kBytes), sizeof(kBytes) - 1};
}
}  // namespace wirecopy::embedded
")

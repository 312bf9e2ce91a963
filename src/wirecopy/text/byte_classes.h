// Which bytes of a text are letters, digits and so on, 64 bytes at a time, as one bit each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace wirecopy {

// Bit i of each is about byte i of the block.
struct ByteClasses {
  uint64_t letters = 0;      // A-Z, a-z
  uint64_t digits = 0;       // 0-9
  uint64_t high = 0;         // bytes of code points beyond ASCII
  uint64_t apostrophes = 0;  // '
  uint64_t separators = 0;   // . and ,
  friend bool operator==(const ByteClasses&, const ByteClasses&) = default;
};

// Replaces `blocks` by one entry for every 64 bytes, or fewer at the end: bits behind the text are 0. About 0.1 ns a
// byte with AVX2.
void ClassifyBytes(std::string_view text, std::vector<ByteClasses>* blocks);

}  // namespace wirecopy

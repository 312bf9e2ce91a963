// The border between the library, which counts UTF-8 bytes, and everything outside, which counts code points.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "wirecopy/base/span.h"

namespace wirecopy {

// Whether every code point is one byte.
inline bool IsAscii(std::string_view text) {
  constexpr size_t kBlock = 64;  // a loop that may end at every byte is none for vectors
  while (!text.empty()) {
    unsigned bits = 0;
    for (const char c : text.substr(0, kBlock)) bits |= static_cast<unsigned char>(c);
    if (bits >= 0x80) return false;
    text.remove_prefix(std::min(kBlock, text.size()));
  }
  return true;
}

// Answers for one text: O(size) to make, O(1) to ask. The text must be valid UTF-8 and outlive the index.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  // Code points before the byte offset (at most the text's size, at a code point's border).
  uint32_t FromByte(uint32_t byte) const;
  Span FromBytes(Span bytes) const { return {FromByte(bytes.begin), FromByte(bytes.end)}; }
  // Code points in all of the spans of bytes.
  uint64_t CountIn(const std::vector<Span>& bytes) const {
    uint64_t total = 0;
    for (const Span span : bytes) total += FromBytes(span).size();
    return total;
  }

 private:
  static constexpr uint32_t kBlockBytes = 64;
  std::string_view text_;
  std::vector<uint32_t> before_block_;  // empty when the text is ASCII
};

}  // namespace wirecopy

#include "wirecopy/text/code_points.h"

#include <algorithm>

namespace wirecopy {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

uint32_t Count(std::string_view bytes) {
  return static_cast<uint32_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) { return !IsContinuation(c); }));
}

}  // namespace

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  if (IsAscii(text)) return;
  uint32_t count = 0;
  for (size_t at = 0; at <= text.size(); at += kBlockBytes) {
    before_block_.push_back(count);
    count += Count(text.substr(at, kBlockBytes));
  }
}

uint32_t CodePointIndex::FromByte(uint32_t byte) const {
  if (before_block_.empty()) return byte;
  const uint32_t block = byte / kBlockBytes;
  return before_block_[block] + Count(text_.substr(block * kBlockBytes, byte - block * kBlockBytes));
}

}  // namespace wirecopy

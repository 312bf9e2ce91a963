// What is known of each word of an article besides its letters: one byte of flags a word.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace wirecopy {

inline constexpr uint8_t kFurnitureWord = 1;  // touches boilerplate that is no caption
inline constexpr uint8_t kQuotedWord = 2;     // inside quotation marks
inline constexpr uint8_t kSpeechWord = 4;     // inside quotation marks elsewhere in the collection

// 1 for every word that has one of the flags `mask`, else 0.
inline std::vector<uint8_t> WordsWith(uint8_t mask, std::span<const uint8_t> flags) {
  std::vector<uint8_t> with;
  with.reserve(flags.size());
  for (const uint8_t flag : flags) with.push_back((flag & mask) != 0);
  return with;
}

}  // namespace wirecopy

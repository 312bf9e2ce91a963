// The fast way through a text: where its runs of word bytes lie, and the hashes of those that are plain words.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "wirecopy/text/words.h"

namespace wirecopy {

// A word of at most 16 bytes, as two little-endian numbers of which the unused bytes are 0: a product of both, folded,
// as in wyhash (Wang Yi 2019). A word holds no byte 0, so unlike words are unlike numbers.
inline uint64_t HashShortWord(uint64_t low, uint64_t high) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(low ^ 0x2d358dccaa6c78a5ull) * (high ^ 0x8bb84b93962eacc9ull);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// Numbers of runs, rising.
struct AsciiWords {
  std::vector<uint32_t> special;    // more than letters and digits of ASCII
  std::vector<uint32_t> long_runs;  // of more than 16 bytes, some of them special
  std::vector<uint32_t> positions;  // scratch
};

// Replaces `runs` and what `found` holds; a plain word of at most 16 bytes comes with its hash. A run is a maximal
// range of letters and digits of ASCII, of bytes beyond ASCII, of the apostrophes and separators beside these, and of
// apostrophes between two letters and separators between two digits. No word of WordSplitter crosses its ends.
void FindAsciiWords(std::string_view text, std::vector<Word>* runs, AsciiWords* found);

}  // namespace wirecopy

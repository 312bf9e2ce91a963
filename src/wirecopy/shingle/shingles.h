// Shingles: runs of k consecutive words, as one 64-bit hash each (Broder 1997, "On the resemblance and containment of
// documents").
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/text/words.h"

namespace wirecopy {

// Stands where a shingle would touch an excluded word.
inline constexpr uint64_t kNoShingle = ~uint64_t{0};

// Replaces `hashes` by those of words i .. i+k-1 for every i; empty when there are fewer than k words. 0.3 to 1 ns a
// word.
void ShingleHashes(std::span<const Word> words, int k, std::vector<uint64_t>* hashes);

// The same, with kNoShingle where `excluded` (one flag a word, or empty for none) marks one of the words.
std::vector<uint64_t> ShingleHashes(std::span<const Word> words, std::span<const uint8_t> excluded, int k);

// What stands for a text: its shingles, in their order and with repeated ones. A text with words but without any whole
// shingle is represented by one shingle of all its words, which no longer text has: so two equal briefs are equal,
// unlike ones are not, and a text without words has none and resembles nothing.
std::vector<uint64_t> Shingles(std::span<const Word> words, std::span<const uint8_t> excluded, int k);

// The same of words of which none is excluded and there is one at least, in place of what `shingles` held.
void ShinglesOf(std::span<const Word> words, int k, std::vector<uint64_t>* shingles);

// How many they are.
constexpr uint32_t ShingleCountOf(uint32_t words, int k) {
  const auto least = static_cast<uint32_t>(k);
  return words >= least ? words - least + 1 : words > 0 ? 1 : 0;
}

// The same as a set: distinct, sorted.
std::vector<uint64_t> ShingleSet(std::span<const Word> words, std::span<const uint8_t> excluded, int k);

// The hash that stands for a text without any whole shingle: of all its words.
uint64_t BriefHash(std::span<const Word> words);

// Shingles that two such sets have in common. O(both sizes).
size_t CommonShingles(std::span<const uint64_t> x, std::span<const uint64_t> y);

}  // namespace wirecopy

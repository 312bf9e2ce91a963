// The hash of a run of words: a polynomial of theirs modulo 2^64 (Karp, Rabin 1987, "Efficient randomized
// pattern-matching algorithms"), spread over all bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/text/words.h"

namespace wirecopy {

// Of all the words, not spread.
uint64_t Polynomial(std::span<const Word> words);

// Replaces `hashes` by those of words i .. i+k-1 for every i, of at least k words. See polynomial.cc.
void HashRunsOfWords(std::span<const Word> words, size_t k, std::vector<uint64_t>* hashes);

}  // namespace wirecopy

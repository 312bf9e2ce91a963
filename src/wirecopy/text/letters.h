// The letters of a text without anything between them: what optical character recognition splits, joins or hyphenates
// reads the same.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "wirecopy/text/words.h"

namespace wirecopy {

// Letter by letter, in the normal form of the words, as the aligner takes words.
struct Spelling {
  std::vector<Word> letters;   // hash of the letter; bytes of its word
  std::vector<uint32_t> word;  // that each letter stands in
};

// Of the words that `left_out` (a flag a word, or empty) does not mark.
Spelling Spell(std::string_view text, std::span<const Word> words, std::span<const uint8_t> left_out);

}  // namespace wirecopy

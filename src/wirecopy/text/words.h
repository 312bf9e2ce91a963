// Words: the unit in which shared text is counted, hashed and aligned.
//
// A word is a maximal run of letters, digits and combining marks. Hyphens and dashes of every kind split words;
// apostrophes between letters and separators between digits (1,100 and 1.100) vanish without splitting; soft hyphens,
// zero-width and bidirectional controls are ignored wherever they stand. Chinese, Japanese, Thai, Lao, Khmer and
// Burmese, which put no space between words, are divided by ICU's dictionaries (UAX #29 and its tailorings).
//
// Two words are the same when they are after NFKC case folding (UAX #15, UAX #44) with everything but letters, digits
// and marks left out. Only that hash is kept; the word itself stays a range of the original text, so the way back to
// the original offsets is exact by construction. About 0.6 ns a byte of English text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wirecopy {

// Rises when the words of any text, or their hashes, become others: what was hashed before then compares with nothing.
inline constexpr int kNormalisation = 1;

struct Word {
  uint64_t hash = 0;   // HashWord of the normal form
  uint32_t begin = 0;  // bytes into the text, at code point borders
  uint32_t end = 0;
};

// The first of the words, which rise, that begins at the byte or behind it; their number where none does.
inline uint32_t FirstWordFrom(std::span<const Word> words, uint32_t byte) {
  const auto at = std::partition_point(words.begin(), words.end(), [&](const Word& word) { return word.begin < byte; });
  return static_cast<uint32_t>(at - words.begin());
}

// Holds tables and ICU's break iterator, which are expensive to make: use one for many texts, from one thread at a
// time.
class WordSplitter {
 public:
  WordSplitter();
  ~WordSplitter();
  WordSplitter(const WordSplitter&) = delete;
  WordSplitter& operator=(const WordSplitter&) = delete;

  // Replaces `words` by those of `text`: valid UTF-8 of less than 4 GiB.
  void Split(std::string_view text, std::vector<Word>* words);
  std::vector<Word> Split(std::string_view text);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// The normal form of one word, as it is hashed.
std::string NormalizeWord(std::string_view word);

// The hash of a word in its normal form.
uint64_t HashWord(std::string_view normal);

}  // namespace wirecopy

// Texts of numbered words for the aligner: words that only chance or a test makes alike.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/text.h"
#include "wirecopy/align/align.h"
#include "wirecopy/base/hash.h"

namespace wirecopy::testing {

using Text = std::vector<std::string>;

// Ten letters by number, so unlike that no two are nearly equal (near_words.h).
inline std::string UnlikeWord(uint64_t number) {
  std::string word;
  uint64_t rest = Mix(number + 1);
  for (int i = 0; i < 10; ++i, rest /= 26) word += static_cast<char>('a' + rest % 26);
  return word;
}

// Words that stand nowhere else: numbers from a counter.
inline Text Fresh(uint32_t* next, size_t count) {
  Text text;
  for (size_t i = 0; i < count; ++i) text.push_back(UnlikeWord((*next)++));
  return text;
}

inline Text Join(const std::vector<Text>& parts) {
  Text text;
  for (const Text& part : parts) text.insert(text.end(), part.begin(), part.end());
  return text;
}

// A text with its words, and flags of words that stand aside if any.
class Sample {
 public:
  explicit Sample(const Text& text, std::vector<uint8_t> aside = {}) : aside_(std::move(aside)) {
    for (const std::string& word : text) text_.append(text_.empty() ? "" : " ").append(word);
    words_ = WordsOf(text_);
  }
  explicit Sample(std::string text) : text_(std::move(text)), words_(WordsOf(text_)) {}

  AlignText view() const { return {text_, words_, aside_}; }
  std::string Word(uint32_t word) const {
    return text_.substr(words_[word].begin, words_[word].end - words_[word].begin);
  }
  const std::string& text() const { return text_; }
  const std::vector<wirecopy::Word>& words() const { return words_; }

 private:
  std::string text_;
  std::vector<wirecopy::Word> words_;
  std::vector<uint8_t> aside_;
};

inline std::vector<Passage> AlignTexts(const Text& a, const Text& b, const AlignOptions& options = {}) {
  const Sample sample_a(a), sample_b(b);
  return Align(sample_a.view(), sample_b.view(), options);
}

}  // namespace wirecopy::testing

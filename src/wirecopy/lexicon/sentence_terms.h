// The sentences of all articles of one language as sets of numbered words: what translated copy is found by. A word is
// one of text/words.h, so hyphens split words and 1,100 is 1.100; initials with points (U.S.) are one word.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/span.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

struct TermSentence {
  Span bytes;               // of the article's text
  Span words;               // of SentenceTerms::words
  uint32_t characters = 0;  // code points
};

// One article.
struct SentenceTerms {
  std::vector<TermSentence> sentences;
  std::vector<uint32_t> words;  // numbers of the vocabulary; of each sentence unlike and rising

  std::span<const uint32_t> WordsOf(size_t sentence) const {
    const Span at = sentences[sentence].words;
    return std::span(words).subspan(at.begin, at.size());
  }
};

// What is given of one article.
struct TermInput {
  std::string_view text;
  std::span<const Word> words;
  std::span<const uint8_t> left_out;  // a flag a word, or empty: not 0 for page furniture
};

// The articles of one language and their words.
class LanguageSide {
 public:
  LanguageSide(std::string language, std::span<const TermInput> articles, const Executor& executor);

  struct WordType {
    std::string text;        // normal form
    uint32_t sentences = 0;  // that hold it
    bool number = false;     // it has a digit
    bool name = false;       // mostly with a capital where it begins no sentence; never where nouns have capitals
  };

  const std::string& language() const { return language_; }
  const std::vector<SentenceTerms>& articles() const { return articles_; }
  const std::vector<WordType>& words() const { return words_; }
  uint64_t sentences() const { return sentences_; }

 private:
  std::string language_;
  std::vector<SentenceTerms> articles_;
  std::vector<WordType> words_;
  uint64_t sentences_ = 0;
};

}  // namespace wirecopy

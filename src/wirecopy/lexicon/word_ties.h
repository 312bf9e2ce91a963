// Which words of one language may stand for which of another, for the vocabularies of one collection.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "wirecopy/lexicon/lexicon.h"
#include "wirecopy/lexicon/sentence_terms.h"

namespace wirecopy {

// Numbers into the words of the two sides.
struct Tie {
  uint32_t source = 0;
  uint32_t target = 0;
  bool strong = false;  // one word for the other; else a word of a longer entry, or a doubtful cognate
};

class WordTies {
 public:
  struct Related {
    uint32_t word = 0;
    bool strong = false;
  };

  // Of ties of two words the strong one counts.
  WordTies(std::vector<Tie> ties, size_t source_words, size_t target_words);

  std::span<const Related> OfSource(uint32_t word) const { return source_.Of(word); }  // by number
  std::span<const Related> OfTarget(uint32_t word) const { return target_.Of(word); }

 private:
  struct Rows {
    std::vector<uint32_t> begin;
    std::vector<Related> related;
    std::span<const Related> Of(uint32_t word) const {
      return std::span(related).subspan(begin[word], begin[word + 1] - begin[word]);
    }
  };
  Rows source_, target_;
};

// What the lexicon says. It may be of the two languages in either direction.
std::vector<Tie> LexiconTies(const Lexicon& lexicon, const LanguageSide& source, const LanguageSide& target);

// What needs no lexicon: equal words and numbers, and cognates.
std::vector<Tie> SpellingTies(const LanguageSide& source, const LanguageSide& target, bool cognates);

}  // namespace wirecopy

// Which sources an article may be translated from: an index of the sources' sentences by their rare words.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "wirecopy/lexicon/sentence_terms.h"
#include "wirecopy/lexicon/word_ties.h"

namespace wirecopy {

struct IndexOptions {
  size_t rarest_words = 8;      // of a sentence, that are looked up
  double most_common = 0.01;    // share of the source's sentences in which a word is too common,
  double always_rare = 200;     // but not a word of so few sentences
  uint32_t least_shared = 2;    // of these words, with one sentence
  size_t most_sources = 60;     // of an article
  size_t most_postings = 4000;  // of the words looked up for one sentence: the rarest go first
};

class SentenceIndex {
 public:
  SentenceIndex(const LanguageSide& source, const WordTies& ties, const IndexOptions& options);

  // Numbers of sources, the likeliest first. `allowed`: asked of a source's number.
  std::vector<uint32_t> Find(const SentenceTerms& article, const std::function<bool(uint32_t)>& allowed) const;

 private:
  const WordTies& ties_;
  IndexOptions options_;
  double sentences_;
  std::vector<uint32_t> source_of_;  // by sentence
  std::vector<uint32_t> begin_;      // by word, into postings_
  std::vector<uint32_t> postings_;   // sentences, rising
};

}  // namespace wirecopy

// How well each sentence of an article translates each sentence of a source, and the best chain of such pairs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "wirecopy/lexicon/sentence_terms.h"
#include "wirecopy/lexicon/word_evidence.h"
#include "wirecopy/lexicon/word_ties.h"

namespace wirecopy {

struct SentencePair {
  uint32_t source = 0;  // numbers of sentences
  uint32_t target = 0;
  double evidence = 0;  // nats
  double coverage = 0;  // share of the evidence that its words could give, at most 1
};

struct Translation {
  double score = 0;                 // of the documents: the sum of the chain's capped evidence
  std::vector<SentencePair> pairs;  // by source
};

// One article, ready to be compared with its candidate sources. For one thread.
class ArticleComparer {
 public:
  // What is referred to must outlive the comparer.
  ArticleComparer(const SentenceTerms& article, const std::vector<const SentenceTerms*>& candidates,
                  const WordTies& ties, const CollectionEvidence& collection);

  // `align`: fill the pairs too.
  Translation Compare(const SentenceTerms& source, bool align);

 private:
  struct Related {
    uint32_t word = 0;  // of unlike_
    bool strong = false;
  };
  // A word of the sources' language that is tied to words of the article.
  struct SourceWord {
    std::vector<Related> related;
    uint32_t sentences = 0;  // of the candidates
    WordEvidence evidence;
  };
  struct Totals {
    double none = 0, best = 0;
  };
  void WeighAgainst(const std::vector<const SentenceTerms*>& candidates);
  void Fill(const SentenceTerms& source);

  const SentenceTerms& article_;
  const CollectionEvidence& collection_;
  std::vector<uint32_t> unlike_;                            // words of the article
  std::vector<std::vector<uint32_t>> places_;               // by these: sentences
  std::vector<WordEvidence> evidence_;                      // by these
  absl::flat_hash_map<uint32_t, SourceWord> source_words_;  // by number
  std::vector<Totals> totals_;                              // by sentence of the article
  std::vector<SentencePair> table_;                         // of the source compared last, row by row
};

}  // namespace wirecopy

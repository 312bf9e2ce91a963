// Sentence pairs and chains of them.
//
// Problem: of two documents on one affair many sentences are a little alike, and one long sentence of background may
// outweigh a copied quarter. Idea: a sentence pair is scored by the evidence of its words in both directions and by
// the ratio of its lengths (Gale, Church 1993). A document is scored by the best chain of pairs in the same order on
// both sides, where each pair counts by what exceeds a threshold, up to a cap, and by the share of the evidence that
// its words could have given: one sentence cannot carry a document, two short exact ones can. Pairs out of order count
// for less. Cost: sentences of both for a chain, words of both for the table.
#include "wirecopy/lexicon/sentence_pairs.h"

#include <algorithm>
#include <cmath>

namespace wirecopy {
namespace {

constexpr double kLeastEvidence = 4, kMostEvidence = 10;  // nats of a pair in the score of documents: above, at most
constexpr double kNoCoverage = 0.1;  // a pair of as little counts nothing, one of full coverage wholly
// Log ratio of the characters of the two: its mean, its spread in translations and by chance; the bounds of its
// evidence.
constexpr double kLengthMean = 0.11, kLengthSpread = 0.28, kChanceSpread = 0.75, kLengthLeast = -6, kLengthMost = 1.2;

double LengthEvidence(uint32_t source, uint32_t target) {
  const double ratio = std::log((target + 1.0) / (source + 1.0)) - kLengthMean;
  const auto density = [&](double spread) { return -0.5 * (ratio / spread) * (ratio / spread) - std::log(spread); };
  return std::clamp(density(kLengthSpread) - density(kChanceSpread), kLengthLeast, kLengthMost);
}

double Capped(const SentencePair& pair) {
  const double coverage = std::max(0.0, (pair.coverage - kNoCoverage) / (1 - kNoCoverage));
  return std::min(pair.evidence - kLeastEvidence, kMostEvidence) * coverage;
}

// The best chain of pairs in order by `value`, of those with a positive one; returns its sum.
template <typename Value>
double BestChain(const std::vector<SentencePair>& table, size_t rows, size_t columns, const Value& value,
                 std::vector<SentencePair>* chain) {
  std::vector<double> sums((rows + 1) * (columns + 1), 0);
  const auto sum = [&](size_t i, size_t j) -> double& { return sums[i * (columns + 1) + j]; };
  for (size_t i = 1; i <= rows; ++i) {
    for (size_t j = 1; j <= columns; ++j) {
      const double pair = std::max(0.0, value(table[(i - 1) * columns + j - 1]));
      sum(i, j) = std::max({sum(i - 1, j), sum(i, j - 1), sum(i - 1, j - 1) + pair});
    }
  }
  if (chain != nullptr) {
    for (size_t i = rows, j = columns; i > 0 && j > 0;) {
      if (sum(i, j) == sum(i - 1, j)) {
        --i;
      } else if (sum(i, j) == sum(i, j - 1)) {
        --j;
      } else {
        chain->push_back(table[--i * columns + --j]);
      }
    }
    std::reverse(chain->begin(), chain->end());
  }
  return sum(rows, columns);
}

}  // namespace

ArticleComparer::ArticleComparer(const SentenceTerms& article, const std::vector<const SentenceTerms*>& candidates,
                                 const WordTies& ties, const CollectionEvidence& collection)
    : article_(article), collection_(collection), unlike_(article.words) {
  std::sort(unlike_.begin(), unlike_.end());
  unlike_.erase(std::unique(unlike_.begin(), unlike_.end()), unlike_.end());
  for (uint32_t t = 0; t < unlike_.size(); ++t) {
    for (const WordTies::Related& related : ties.OfTarget(unlike_[t])) {
      source_words_[related.word].related.push_back({t, related.strong});
    }
  }
  WeighAgainst(candidates);
  places_.resize(unlike_.size());
  totals_.resize(article.sentences.size());
  for (uint32_t j = 0; j < article.sentences.size(); ++j) {
    for (const uint32_t word : article.WordsOf(j)) {
      const auto t = static_cast<size_t>(std::lower_bound(unlike_.begin(), unlike_.end(), word) - unlike_.begin());
      places_[t].push_back(j);
      totals_[j].none += evidence_[t].none;
      totals_[j].best += evidence_[t].best;
    }
  }
}

// What is common among the candidates, which speak of the same affairs, is common here, however rare it is elsewhere.
void ArticleComparer::WeighAgainst(const std::vector<const SentenceTerms*>& candidates) {
  std::vector<uint32_t> strong(unlike_.size(), 0), weak(unlike_.size(), 0);        // sentences of the candidates
  std::vector<uint32_t> strong_in(unlike_.size(), 0), weak_in(unlike_.size(), 0);  // the sentence counted last
  uint32_t sentences = 0;
  for (const SentenceTerms* candidate : candidates) {
    for (size_t i = 0; i < candidate->sentences.size(); ++i) {
      ++sentences;
      for (const uint32_t word : candidate->WordsOf(i)) {
        const auto found = source_words_.find(word);
        if (found == source_words_.end()) continue;
        ++found->second.sentences;
        for (const Related& related : found->second.related) {
          uint32_t& last = (related.strong ? strong_in : weak_in)[related.word];
          (related.strong ? strong : weak)[related.word] += last != sentences;
          last = sentences;
        }
      }
    }
  }
  const auto local = [&](double share, uint32_t count) {
    return share == 0 ? 0 : std::max(share, count / (sentences + 1.0));
  };
  evidence_.reserve(unlike_.size());
  for (size_t t = 0; t < unlike_.size(); ++t) {
    WordShares shares = collection_.target[unlike_[t]];
    shares.strong = local(shares.strong, strong[t]);
    shares.weak = local(shares.weak, weak[t]);
    evidence_.push_back(EvidenceOf(shares));
  }
  for (auto& [word, source] : source_words_) {
    WordShares shares = collection_.source[word];
    shares.own = local(shares.own, source.sentences);
    source.evidence = EvidenceOf(shares);
  }
}

void ArticleComparer::Fill(const SentenceTerms& source) {
  const size_t columns = article_.sentences.size();
  table_.assign(source.sentences.size() * columns, {});
  std::vector<uint8_t> level_of_target(unlike_.size(), 0), level_in(columns, 0);
  std::vector<uint32_t> touched;
  const auto evidence_at = [](const WordEvidence& evidence, uint8_t level) {
    return level == 2 ? evidence.strong : evidence.weak;
  };
  for (uint32_t i = 0; i < source.sentences.size(); ++i) {
    SentencePair* const row = &table_[i * columns];
    Totals totals;
    for (const uint32_t word : source.WordsOf(i)) {
      const auto found = source_words_.find(word);
      const WordEvidence& evidence =
          found == source_words_.end() ? collection_.of_source[word] : found->second.evidence;
      totals.none += evidence.none;
      totals.best += evidence.best;
      if (found == source_words_.end()) continue;
      std::fill(level_in.begin(), level_in.end(), 0);
      for (const Related& related : found->second.related) {
        const uint8_t level = related.strong ? 2 : 1;
        if (level_of_target[related.word] == 0) touched.push_back(related.word);
        level_of_target[related.word] = std::max(level_of_target[related.word], level);
        for (const uint32_t j : places_[related.word]) level_in[j] = std::max(level_in[j], level);
      }
      for (size_t j = 0; j < columns; ++j) {
        if (level_in[j] != 0) row[j].evidence += evidence_at(evidence, level_in[j]) - evidence.none;
      }
    }
    for (const uint32_t t : touched) {
      const double gain = evidence_at(evidence_[t], level_of_target[t]) - evidence_[t].none;
      for (const uint32_t j : places_[t]) row[j].evidence += gain;
      level_of_target[t] = 0;
    }
    touched.clear();
    for (uint32_t j = 0; j < columns; ++j) {
      const double words = (row[j].evidence + totals.none + totals_[j].none) / 2;
      const double best = (totals.best + totals_[j].best) / 2;
      const double length = LengthEvidence(source.sentences[i].characters, article_.sentences[j].characters);
      row[j] = {i, j, words + length, best <= 0 ? 0 : std::clamp((words + length) / best, 0.0, 1.0)};
    }
  }
}

Translation ArticleComparer::Compare(const SentenceTerms& source, bool align) {
  Fill(source);
  const size_t rows = source.sentences.size(), columns = article_.sentences.size();
  Translation translation;
  translation.score = BestChain(table_, rows, columns, Capped, nullptr);
  if (align) {
    BestChain(
        table_, rows, columns, [](const SentencePair& pair) { return pair.evidence; }, &translation.pairs);
  }
  return translation;
}

}  // namespace wirecopy

// Candidate sources by rare words.
//
// Problem: one article cannot be compared with a hundred thousand sources, and of an article that took a quarter of a
// story most words speak of something else. Idea: the unit is the sentence. Every sentence of every source stands in
// the index under its words; a sentence of the article looks up the few of its words whose related words are rarest in
// the sources, and a sentence with two of them in common is a hit. The hits of all sentences of the article, weighted
// by rarity, rank its sources (an inverted index with rarity weights: Robertson, Sparck Jones 1976). Cost: the words
// looked up for a sentence have a bounded number of postings, whatever the number of sources.
#include "wirecopy/lexicon/sentence_index.h"

#include <algorithm>
#include <cmath>

#include "absl/container/flat_hash_map.h"

namespace wirecopy {
namespace {

struct Hit {
  uint32_t sentence = 0;
  uint32_t word = 0;  // of the article's sentence, that has it
  double weight = 0;
};

struct Feature {
  uint64_t postings = 0;
  uint32_t word = 0;
  friend auto operator<=>(const Feature&, const Feature&) = default;
};

}  // namespace

SentenceIndex::SentenceIndex(const LanguageSide& source, const WordTies& ties, const IndexOptions& options)
    : ties_(ties), options_(options), sentences_(static_cast<double>(source.sentences())) {
  begin_.assign(source.words().size() + 1, 0);
  for (size_t w = 0; w < source.words().size(); ++w) begin_[w + 1] = begin_[w] + source.words()[w].sentences;
  postings_.resize(begin_.back());
  std::vector<uint32_t> next = begin_;
  for (uint32_t i = 0; i < source.articles().size(); ++i) {
    const SentenceTerms& terms = source.articles()[i];
    for (size_t s = 0; s < terms.sentences.size(); ++s) {
      for (const uint32_t word : terms.WordsOf(s)) postings_[next[word]++] = static_cast<uint32_t>(source_of_.size());
      source_of_.push_back(i);
    }
  }
}

std::vector<uint32_t> SentenceIndex::Find(const SentenceTerms& article,
                                          const std::function<bool(uint32_t)>& allowed) const {
  absl::flat_hash_map<uint32_t, double> scores;  // by source
  const double most = std::max(options_.most_common * sentences_, options_.always_rare);
  std::vector<Feature> features;
  std::vector<Hit> hits;
  std::vector<std::pair<uint32_t, double>> best;  // (source, weight) of one sentence
  for (size_t s = 0; s < article.sentences.size(); ++s) {
    features.clear();
    for (const uint32_t word : article.WordsOf(s)) {
      uint64_t postings = 0;
      for (const WordTies::Related& related : ties_.OfTarget(word)) {
        postings += begin_[related.word + 1] - begin_[related.word];
      }
      if (postings > 0 && static_cast<double>(postings) <= most) features.push_back({postings, word});
    }
    std::sort(features.begin(), features.end());
    if (features.size() > options_.rarest_words) features.resize(options_.rarest_words);
    hits.clear();
    for (const Feature& feature : features) {
      if (hits.size() + feature.postings > options_.most_postings &&
          static_cast<uint32_t>(&feature - features.data()) >= options_.least_shared)
        break;
      const double weight = std::log(sentences_ / static_cast<double>(feature.postings));
      for (const WordTies::Related& related : ties_.OfTarget(feature.word)) {
        for (uint32_t at = begin_[related.word]; at < begin_[related.word + 1]; ++at) {
          hits.push_back({postings_[at], feature.word, weight});
        }
      }
    }
    std::sort(hits.begin(), hits.end(),
              [](const Hit& x, const Hit& y) { return std::pair(x.sentence, x.word) < std::pair(y.sentence, y.word); });
    best.clear();
    for (size_t begin = 0, end = 0; begin < hits.size(); begin = end) {
      uint32_t shared = 0;
      double weight = 0;
      for (end = begin; end < hits.size() && hits[end].sentence == hits[begin].sentence; ++end) {
        if (end > begin && hits[end].word == hits[end - 1].word) continue;
        ++shared;
        weight += hits[end].weight;
      }
      if (shared < options_.least_shared) continue;
      const uint32_t source = source_of_[hits[begin].sentence];
      if (!best.empty() && best.back().first == source) {
        best.back().second = std::max(best.back().second, weight);
      } else {
        best.emplace_back(source, weight);
      }
    }
    for (const auto& [source, weight] : best) scores[source] += weight;
  }
  std::vector<std::pair<double, uint32_t>> ranked;
  for (const auto& [source, score] : scores) {
    if (allowed(source)) ranked.emplace_back(-score, source);
  }
  const size_t kept = std::min(ranked.size(), options_.most_sources);
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<ptrdiff_t>(kept), ranked.end());
  std::vector<uint32_t> sources;
  sources.reserve(kept);
  for (size_t i = 0; i < kept; ++i) sources.push_back(ranked[i].second);
  return sources;
}

}  // namespace wirecopy

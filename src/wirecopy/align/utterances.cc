// Which quotations of two articles are one utterance.
//
// Problem: a statement that two editors translated, or cut to their taste, shares few words in a row; and two
// statements of one speaker on one day share their function words and the names of the day. Idea: compare what is left
// without both, the stems weighted by rarity, by the measures and the bounds of reworded sentences; take two for one as
// well where runs of four equal words are a third of the shorter; and take a fragment for part of a longer quotation
// that has every word of it. Names that stand around two quotations must not contradict each other. Cost: a merge of
// the terms of both articles; the product of their lengths for quotations that share two terms. Source: the bounds are
// those of decision 7; for quotations as units Leskovec, Backstrom, Kleinberg 2009, "Meme-tracking and the dynamics of
// the news cycle".
#include "wirecopy/align/utterances.h"

#include <algorithm>
#include <bit>
#include <bitset>
#include <cmath>
#include <utility>

#include "wirecopy/align/reworded.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

constexpr size_t kLeastTerms = 2;       // that two quotations share, whatever else speaks for them
constexpr uint32_t kLeastRun = 4;       // equal words in a row, that together are
constexpr uint32_t kLeastRunShare = 3;  // one in so many words of the shorter quotation
constexpr RewordedOptions kBounds;
constexpr size_t kRoom = 3;  // slots for a term, so that most look-ups end with the first

struct Common {
  size_t terms = 0;
  double weight = 0, product = 0;  // sums of weights and of their squares

  double cosine(double square_a, double square_b) const {
    return product > 0 ? product / std::sqrt(square_a * square_b) : 0;
  }
  double dice(double weight_a, double weight_b) const { return weight > 0 ? 2 * weight / (weight_a + weight_b) : 0; }
};

Common CommonTerms(const std::vector<BagTerm>& a, const std::vector<BagTerm>& b) {
  Common common;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->term == y->term) {
      ++common.terms;
      common.weight += x->weight;
      common.product += x->weight * x->weight;
      ++x, ++y;
    } else {
      ++(x->term < y->term ? x : y);
    }
  }
  return common;
}

struct EqualRuns {
  uint32_t longest = 0;  // words
  uint32_t covered = 0;  // words of a in runs of kLeastRun and more
};

// By the row-wise table of longest common substrings; quotations are short.
EqualRuns FindEqualRuns(std::span<const Word> a, std::span<const Word> b) {
  std::vector<uint32_t> row(b.size() + 1, 0);
  EqualRuns runs;
  uint32_t counted = 0;  // words of a up to here
  for (uint32_t i = 0; i < a.size(); ++i) {
    uint32_t here = 0;  // the longest run that ends with this word
    for (size_t j = b.size(); j > 0; --j) {
      row[j] = a[i].hash == b[j - 1].hash ? row[j - 1] + 1 : 0;
      here = std::max(here, row[j]);
    }
    runs.longest = std::max(runs.longest, here);
    if (here < kLeastRun) continue;
    const uint32_t from = std::max(counted, i + 1 - here);
    runs.covered += i + 1 - from;
    counted = i + 1;
  }
  return runs;
}

// Whether two quotations may have kLeastRun equal words in a row: never wrong of two that have. O(words of both).
bool MayShareRun(std::span<const Word> a, std::span<const Word> b) {
  constexpr size_t kBits = 1024;
  const auto for_runs = [](std::span<const Word> words, const auto& visit) {
    uint64_t sum = 0;  // of as many words as its 64 bits hold: those before a run of kLeastRun are shifted out
    for (size_t i = 0; i < words.size(); ++i) {
      sum = sum << (64 / kLeastRun) ^ words[i].hash >> (64 - 64 / kLeastRun);
      if (i + 1 >= kLeastRun) visit(Mix(sum) % kBits);
    }
  };
  std::bitset<kBits> runs;
  for_runs(a, [&](size_t run) { runs.set(run); });
  bool found = false;
  for_runs(b, [&](size_t run) { found = found || runs.test(run); });
  return found;
}

bool Contradict(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  if (a.empty() || b.empty()) return false;
  return std::none_of(a.begin(), a.end(), [&](uint32_t name) { return std::binary_search(b.begin(), b.end(), name); });
}

// Of two that share terms and do not contradict each other, where no runs are looked at.
bool IsOneByTerms(const Utterance& a, const Utterance& b, const Common& common, double cosine, double dice) {
  return common.terms == std::min(a.terms.size(), b.terms.size()) ||
         (common.terms >= kBounds.least_common && cosine >= kBounds.least_cosine && dice >= kBounds.least_dice);
}

}  // namespace

Utterances::Utterances(std::vector<Utterance> all) : all_(std::move(all)) {
  sums_.reserve(all_.size());
  for (uint32_t i = 0; i < all_.size(); ++i) {
    Sums sums;
    for (const BagTerm& term : all_[i].terms) {
      places_.push_back({term.term, i});
      sums.weight += term.weight;
      sums.square += term.weight * term.weight;
    }
    sums_.push_back(sums);
  }
  places_.shrink_to_fit();  // those of all articles are held at once
  std::sort(places_.begin(), places_.end());
}

TermTable::TermTable(size_t terms) : slots_(std::bit_ceil(kRoom * terms + 1)), mask_(slots_.size() - 1) {}

UtteranceMatcher::UtteranceMatcher(const Utterances& a, std::span<const Word> words)
    : a_(a), words_(words), places_(a.places().size()) {
  for (uint32_t i = 0; i < a.places().size(); ++i) places_.Add(a.places()[i].term, i);
}

std::vector<QuotePair> UtteranceMatcher::Match(const Utterances& b, std::span<const Word> words) const {
  std::vector<QuotePair> pairs;
  std::vector<uint32_t> common(a_.all().size(), 0);  // terms of the quotation of b whose turn it is
  std::vector<uint32_t> met;                         // those of a that have one
  for (uint32_t j = 0; j < b.all().size(); ++j) {
    for (const BagTerm& term : b.all()[j].terms) {
      for (size_t at = places_.Find(term.term); at < a_.places().size() && a_.places()[at].term == term.term; ++at) {
        const uint32_t i = a_.places()[at].utterance;
        if (common[i]++ == 0) met.push_back(i);
      }
    }
    for (const uint32_t i : met) {
      if (std::exchange(common[i], 0) >= kLeastTerms) Compare(i, b, j, words, &pairs);
    }
    met.clear();
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const QuotePair& x, const QuotePair& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return pairs;
}

void UtteranceMatcher::Compare(uint32_t i, const Utterances& b, uint32_t j, std::span<const Word> words,
                               std::vector<QuotePair>* pairs) const {
  const Utterance &x = a_.all()[i], &y = b.all()[j];
  if (Contradict(x.speakers, y.speakers)) return;
  const Common common = CommonTerms(x.terms, y.terms);
  const Utterances::Sums &in_a = a_.sums(i), &in_b = b.sums(j);
  const double cosine = common.cosine(in_a.square, in_b.square), dice = common.dice(in_a.weight, in_b.weight);
  const auto in_x = words_.subspan(x.words.begin, x.words.size()), in_y = words.subspan(y.words.begin, y.words.size());
  const bool by_terms = IsOneByTerms(x, y, common, cosine, dice);
  if (!by_terms && !MayShareRun(in_x, in_y)) return;
  const EqualRuns runs = FindEqualRuns(in_x, in_y);
  if (by_terms || kLeastRunShare * runs.covered >= std::min(in_x.size(), in_y.size())) {
    pairs->push_back({x.words, y.words, cosine, runs.longest});
  }
}

}  // namespace wirecopy

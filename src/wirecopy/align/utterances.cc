// Which quotations of two articles are one utterance.
//
// Problem: a statement that two editors translated, or cut to their taste, shares few words in a row; and two
// statements of one speaker on one day share their function words and the names of the day. Idea: compare what is left
// without both, the stems weighted by rarity, by the measures and the bounds of reworded sentences; take two for one as
// well where runs of four equal words are a third of the shorter; and take a fragment for part of a longer quotation
// that has every word of it. Names that stand around two quotations must not contradict each other. Cost: the product
// of the lengths of the quotations of two articles. Source: the bounds are those of decision 7; for quotations as units
// Leskovec, Backstrom, Kleinberg 2009, "Meme-tracking and the dynamics of the news cycle".
#include "wirecopy/align/utterances.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wirecopy {
namespace {

constexpr size_t kLeastTerms = 2;       // that two quotations share, whatever else speaks for them
constexpr uint32_t kLeastRun = 4;       // equal words in a row, that together are
constexpr uint32_t kLeastRunShare = 3;  // one in so many words of the shorter quotation
constexpr RewordedOptions kBounds;

struct Common {
  size_t terms = 0;
  double weight = 0, weight_a = 0, weight_b = 0;
  double product = 0, square_a = 0, square_b = 0;

  double cosine() const { return product > 0 ? product / std::sqrt(square_a * square_b) : 0; }
  double dice() const { return weight > 0 ? 2 * weight / (weight_a + weight_b) : 0; }
};

Common CommonTerms(const std::vector<BagTerm>& a, const std::vector<BagTerm>& b) {
  Common common;
  const auto add = [](const BagTerm& term, double* weight, double* square) {
    *weight += term.weight;
    *square += term.weight * term.weight;
  };
  for (const BagTerm& term : a) add(term, &common.weight_a, &common.square_a);
  for (const BagTerm& term : b) add(term, &common.weight_b, &common.square_b);
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->term == y->term) {
      ++common.terms;
      add(*x, &common.weight, &common.product);
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

bool Contradict(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  if (a.empty() || b.empty()) return false;
  return std::none_of(a.begin(), a.end(), [&](uint32_t name) { return std::binary_search(b.begin(), b.end(), name); });
}

// Of two that share terms and do not contradict each other.
bool IsOne(const Utterance& a, const Utterance& b, const Common& common, const EqualRuns& runs) {
  if (common.terms == std::min(a.terms.size(), b.terms.size())) return true;
  if (kLeastRunShare * runs.covered >= std::min(a.words.size(), b.words.size())) return true;
  return common.terms >= kBounds.least_common && common.cosine() >= kBounds.least_cosine &&
         common.dice() >= kBounds.least_dice;
}

}  // namespace

std::vector<QuotePair> MatchUtterances(std::span<const Utterance> a, std::span<const Word> words_a,
                                       std::span<const Utterance> b, std::span<const Word> words_b) {
  std::vector<QuotePair> pairs;
  for (const Utterance& x : a) {
    for (const Utterance& y : b) {
      const Common common = CommonTerms(x.terms, y.terms);
      if (common.terms < kLeastTerms || Contradict(x.speakers, y.speakers)) continue;
      const EqualRuns runs =
          FindEqualRuns(words_a.subspan(x.words.begin, x.words.size()), words_b.subspan(y.words.begin, y.words.size()));
      if (IsOne(x, y, common, runs)) pairs.push_back({x.words, y.words, common.cosine(), runs.longest});
    }
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const QuotePair& x, const QuotePair& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return pairs;
}

}  // namespace wirecopy

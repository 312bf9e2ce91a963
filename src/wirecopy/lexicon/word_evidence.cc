// Evidence of single words, by naive Bayes.
//
// Problem: that two sentences share "government" says little, that they share "Baikonur" much, and that a dictionary
// gives a word thirty translations makes each hit worth less. Idea: of a word, the chance that a translation of its
// sentence holds something related is nearly a constant; the chance that any sentence does is counted: the share of the
// other side's sentences with one of its related words. The logarithm of their ratio is the evidence, and punishes
// ambiguous entries by itself. Nor can it say more than the word's own rarity does: what a dictionary ties to "said"
// may be rare, and is not missed in a translation. It is capped too: beyond a point rarity says how large the
// collection is and nothing more, so scores of collections of unlike sizes stay comparable.
#include "wirecopy/lexicon/word_evidence.h"

#include <algorithm>
#include <cmath>

namespace wirecopy {
namespace {

constexpr double kMost = 5;  // nats
// The chance that a translation holds a related word.
constexpr double kStrongWord = 0.5, kStrongName = 0.7, kWeak = 0.2;
// Nats of a word without any related one: for a name or number that is telling, for a word it may be the lexicon.
constexpr double kForeignName = -2, kForeignWord = -0.4;

double Share(uint64_t sentences, uint64_t all) {
  return (static_cast<double>(sentences) + 0.5) / (static_cast<double>(all) + 1);
}

// The chance of a related word in a translation. It is not below that in any sentence; and what is tied to a word that
// stands in a share `own` of its language's sentences cannot be oftener there than it is at all.
double Here(double usual, double anywhere, double own) { return std::max(anywhere, std::min(usual, anywhere / own)); }

double Ratio(double here, double anywhere) {
  return anywhere <= 0 ? 0 : std::clamp(std::log(here / anywhere), -kMost, kMost);
}

template <typename RelatedOf>
std::vector<WordShares> SharesOf(const LanguageSide& side, const LanguageSide& other, const RelatedOf& related_of) {
  std::vector<WordShares> shares(side.words().size());
  for (uint32_t w = 0; w < shares.size(); ++w) {
    const LanguageSide::WordType& word = side.words()[w];
    double without_strong = 1, without_weak = 1;  // as if words were independent
    for (const WordTies::Related& related : related_of(w)) {
      const double share = Share(other.words()[related.word].sentences, other.sentences());
      (related.strong ? without_strong : without_weak) *= 1 - share;
    }
    shares[w] = {Share(word.sentences, side.sentences()), 1 - without_strong, 1 - without_weak,
                 word.name || word.number};
  }
  return shares;
}

}  // namespace

WordEvidence EvidenceOf(const WordShares& shares) {
  if (shares.strong == 0 && shares.weak == 0) {
    const double nothing = shares.telling ? kForeignName : kForeignWord;
    return {nothing, nothing, nothing, nothing};
  }
  const double strong_here = Here(shares.telling ? kStrongName : kStrongWord, shares.strong, shares.own);
  const double weak_here = Here(kWeak, shares.weak, shares.own);  // where there is no strong one
  const double no_strong = Ratio(1 - strong_here, 1 - shares.strong);
  WordEvidence evidence;
  evidence.strong = Ratio(strong_here, shares.strong);
  evidence.weak = no_strong + Ratio(weak_here, shares.weak);
  evidence.none = no_strong + Ratio(1 - weak_here, 1 - shares.weak);
  evidence.best = shares.strong > 0 ? std::max(evidence.strong, evidence.weak) : evidence.weak;
  return evidence;
}

CollectionEvidence CountEvidence(const LanguageSide& source, const LanguageSide& target, const WordTies& ties) {
  CollectionEvidence evidence{SharesOf(source, target, [&](uint32_t w) { return ties.OfSource(w); }),
                              SharesOf(target, source, [&](uint32_t w) { return ties.OfTarget(w); }),
                              {}};
  evidence.of_source.reserve(evidence.source.size());
  for (const WordShares& shares : evidence.source) evidence.of_source.push_back(EvidenceOf(shares));
  return evidence;
}

}  // namespace wirecopy

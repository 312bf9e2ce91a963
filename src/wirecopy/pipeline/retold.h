// What two articles must have in common to be called retellings of one source, though they share no text.
#pragma once

#include <vector>

#include "wirecopy/align/utterances.h"
#include "wirecopy/attribute/facts.h"
#include "wirecopy/pipeline/bags.h"

namespace wirecopy {

// One article as a retelling sees it: its body alone.
struct Retold {
  struct Name {
    BagTerm term;
    uint32_t word = 0;  // where it stands first
  };
  const Article* article = nullptr;
  const Analysis* analysis = nullptr;
  Utterances utterances;
  Facts facts;
  std::vector<uint32_t> name_terms;              // of facts.names, in their order
  std::vector<Name> names;                       // by term, each once, without those that say nothing
  std::vector<uint32_t> distinct_names;          // the terms of `names` alone: what every comparison reads
  double names_weight = 0;                       // of all of these
  std::vector<std::vector<BagTerm>> neighbours;  // of each utterance, two terms that follow one another, two by two
  std::vector<BagTerm> units;                    // of facts.quantities, in their order
};

Retold PrepareRetold(const Article& article, const Analysis& analysis, const SentenceBags& bags,
                     const FactWords& language);

struct Kinship {
  Relation relation = Relation::kOutlet;  // kCommonSource, kQuotation; else they have nothing to do with each other
  bool sure = false;                      // by an utterance in unlike words
  double likeness = 0;                    // the share of the names, by weight, of the article that has fewer
  std::vector<QuotePair> quotes;
};

// Judges articles by what they have in common with one, which is looked at once. It must outlive this.
class KinOf {
 public:
  explicit KinOf(const Retold& a);
  Kinship Judge(const Retold& b) const;

 private:
  const Retold& a_;
  TermTable names_;  // of each term its number in a.names
  UtteranceMatcher utterances_;
};

// Names and days of both, numbers that count the same; numbers and days that differ, as such. By place in a.
std::vector<SharedFact> FactsOfBoth(const Retold& a, const Retold& b);

}  // namespace wirecopy

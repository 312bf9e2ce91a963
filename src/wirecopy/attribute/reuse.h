// What two articles share, in the words of the contract: how much, of what kind, in which direction.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/align/align.h"
#include "wirecopy/align/noise.h"
#include "wirecopy/attribute/credit_verdict.h"
#include "wirecopy/attribute/word_flags.h"
#include "wirecopy/base/timestamp.h"

namespace wirecopy {

enum class Overlap : uint8_t { kNone, kQuotation, kFragment, kPartial, kContained, kNearDuplicate };
enum class Relation : uint8_t { kNewswire, kOutlet, kQuotation, kTranslated, kCommonSource };
enum class DirectionBasis : uint8_t { kAgency, kPublished, kTie, kUnknown };
std::string_view ToString(Overlap overlap);
std::string_view ToString(Relation relation);
std::string_view ToString(DirectionBasis basis);

// The cuts of `overlap`, in prose words unless said otherwise.
struct OverlapCuts {
  double near_jaccard = 0.5;
  uint32_t contained_words = 30;
  double contained_share = 0.5;  // of either article's prose
  uint32_t partial_words = 40;
  uint32_t partial_run = 20;  // the longest run of prose
  uint32_t fragment_words = 16;
  uint32_t quotation_words = 16;  // words of speech and prose
};

// What is asked of one article.
struct Evidence {
  std::string_view text;
  std::span<const Word> words;
  std::span<const uint8_t> flags;      // word_flags.h
  std::span<const uint64_t> shingles;  // ShingleSet without furniture
  uint32_t prose_words = 0;            // words without flags
  Timestamp time;
  std::string_view family;  // of the outlet
  bool is_agency = false;   // the agency's own article, or of the reference set
  CreditState credit = CreditState::kUnknown;
};

struct SharedText {
  Overlap overlap = Overlap::kNone;
  Relation relation = Relation::kOutlet;
  double jaccard = 0;        // of the shingle sets
  double containment_a = 0;  // share of a's prose words that stand in b
  double containment_b = 0;
  uint32_t shared_words = 0;
  uint32_t prose_words = 0;  // of these, outside quotation marks and furniture on both sides
  uint32_t longest_run = 0;  // words
  double prose_jaccard = 0;  // prose words of both, of the prose words of either
  double colinear = 0;       // ColinearSimilarity of the prose
  std::vector<Passage> passages;
};

// One number that a cut asks for.
struct Bar {
  std::string_view what;
  double value = 0;
  double least = 0;
};

// What it takes to be called so: all bars.
struct Cut {
  Overlap overlap = Overlap::kNone;
  std::array<Bar, 2> bars;  // the second may be nameless, and is met
  bool met() const;
};

// How `overlap` and `relation` came about.
struct Judgement {
  std::array<Cut, 5> cuts;         // in the order in which they are asked: the first that is met holds
  std::vector<Passage> furniture;  // left out
  std::string_view relation_basis;
};

// Aligns and scores. Passages that lie in furniture on either side are left out. `seeds_a`: of a's words.
// `letters`: what the letters say, where words in a row do not say enough. `judgement`: filled where it is given.
SharedText CompareArticles(const Evidence& a, const SeedIndex& seeds_a, const Evidence& b, const AlignOptions& align,
                           const OverlapCuts& cuts, const NoisyMatch& letters, Judgement* judgement = nullptr);

// Of two articles that are not compared with others.
SharedText CompareArticles(const Evidence& a, const Evidence& b, const AlignOptions& align, const OverlapCuts& cuts,
                           bool noisy = false);

// What of the article the aligner takes.
AlignText TextOf(const Evidence& evidence);

// The same seen from the other side: a becomes b.
void SwapSides(SharedText* shared);

// Whether at least half of the passage's words stand inside quotation marks in both articles.
bool InQuote(const Passage& passage, std::span<const uint8_t> flags_a, std::span<const uint8_t> flags_b);

struct Direction {
  enum class From : uint8_t { kNeither, kA, kB };
  From from = From::kNeither;
  DirectionBasis basis = DirectionBasis::kUnknown;
};

// An agency comes before an outlet; else the earlier by a proven order; a tie says tie.
Direction FindDirection(const Evidence& a, const Evidence& b);

}  // namespace wirecopy

#include "wirecopy/attribute/reuse.h"

#include <algorithm>

#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

constexpr ptrdiff_t kLeastOtherWords = 8;  // of a passage that is more than page furniture

// Counts shared words, by what they are in both articles.
class Tally {
 public:
  Tally(const Evidence& a, const Evidence& b) : a_(a), b_(b) {}

  void Add(const WordRun& run, SharedText* shared) {
    uint32_t prose_run = 0;
    for (uint32_t i = 0; i < run.size; ++i) {
      const bool prose = a_.flags[run.a + i] == 0 && b_.flags[run.b + i] == 0;
      prose_run = prose ? prose_run + 1 : 0;
      shared->prose_words += prose;
      quoted_ += ((a_.flags[run.a + i] | b_.flags[run.b + i]) & (kQuotedWord | kSpeechWord)) != 0;
      longest_prose_ = std::max(longest_prose_, prose_run);
    }
    shared->shared_words += run.size;
    shared->longest_run = std::max(shared->longest_run, run.size);
  }

  uint32_t longest_prose() const { return longest_prose_; }
  // Shared words inside quotation marks on either side, and prose.
  uint32_t speech_and_prose(const SharedText& shared) const { return quoted_ + shared.prose_words; }

 private:
  const Evidence& a_;
  const Evidence& b_;
  uint32_t longest_prose_ = 0;
  uint32_t quoted_ = 0;
};

double Share(size_t part, size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

AlignText TextOf(const Evidence& evidence) { return {evidence.text, evidence.words, evidence.flags}; }

// Whether a passage is page furniture but for a few words on this side.
bool OnlyFurniture(Span words, std::span<const uint8_t> flags) {
  const auto other = std::count_if(flags.begin() + words.begin, flags.begin() + words.end,
                                   [](uint8_t f) { return (f & kFurnitureWord) == 0; });
  return other < kLeastOtherWords && static_cast<uint32_t>(other) < words.size();
}

uint32_t QuotedWords(Span words, std::span<const uint8_t> flags) {
  return static_cast<uint32_t>(std::count_if(flags.begin() + words.begin, flags.begin() + words.end,
                                             [](uint8_t f) { return (f & kQuotedWord) != 0; }));
}

// `prose_jaccard`: the prose words that both have of the prose words of either. `containment`: of the shorter
// article's.
Overlap Classify(const SharedText& shared, const Tally& tally, double prose_jaccard, double containment,
                 const OverlapCuts& cuts) {
  const uint32_t prose = shared.prose_words;
  if (prose_jaccard >= cuts.near_jaccard) return Overlap::kNearDuplicate;
  if (prose >= cuts.contained_words && containment >= cuts.contained_share) return Overlap::kContained;
  if (prose >= cuts.partial_words && tally.longest_prose() >= cuts.partial_run) return Overlap::kPartial;
  if (prose >= cuts.fragment_words) return Overlap::kFragment;
  if (tally.speech_and_prose(shared) >= cuts.quotation_words) return Overlap::kQuotation;
  return Overlap::kNone;
}

}  // namespace

std::string_view ToString(Overlap overlap) {
  switch (overlap) {
    case Overlap::kNone:
      return "none";
    case Overlap::kQuotation:
      return "quotation";
    case Overlap::kFragment:
      return "fragment";
    case Overlap::kPartial:
      return "partial";
    case Overlap::kContained:
      return "contained";
    case Overlap::kNearDuplicate:
      return "near-duplicate";
  }
  return "";
}

std::string_view ToString(Relation relation) {
  switch (relation) {
    case Relation::kNewswire:
      return "newswire";
    case Relation::kOutlet:
      return "outlet";
    case Relation::kQuotation:
      return "quotation";
  }
  return "";
}

std::string_view ToString(DirectionBasis basis) {
  switch (basis) {
    case DirectionBasis::kAgency:
      return "agency";
    case DirectionBasis::kPublished:
      return "published";
    case DirectionBasis::kTie:
      return "tie";
    case DirectionBasis::kUnknown:
      return "unknown";
  }
  return "";
}

SharedText CompareArticles(const Evidence& a, const SeedIndex& seeds_a, const Evidence& b, const AlignOptions& align,
                           const OverlapCuts& cuts) {
  SharedText shared;
  const size_t common = CommonShingles(a.shingles, b.shingles);
  shared.jaccard = Share(common, a.shingles.size() + b.shingles.size() - common);
  Tally tally(a, b);
  for (Passage& passage : Align(TextOf(a), seeds_a, TextOf(b), align)) {
    if (OnlyFurniture(passage.a, a.flags) || OnlyFurniture(passage.b, b.flags)) continue;
    for (const WordRun& run : passage.runs) tally.Add(run, &shared);
    shared.passages.push_back(std::move(passage));
  }
  shared.containment_a = Share(shared.prose_words, a.prose_words);
  shared.containment_b = Share(shared.prose_words, b.prose_words);
  const double containment = std::max(shared.containment_a, shared.containment_b);
  const double prose_jaccard = Share(shared.prose_words, a.prose_words + b.prose_words - shared.prose_words);
  shared.overlap = Classify(shared, tally, prose_jaccard, containment, cuts);
  // What one house prints twice is its own, whatever it credits in one of the two.
  const bool credited = a.family != b.family && (ClaimsAgencyText(a.credit) || ClaimsAgencyText(b.credit));
  const bool wire = a.is_agency || b.is_agency || credited;
  shared.relation = shared.overlap == Overlap::kQuotation ? Relation::kQuotation
                    : wire                                ? Relation::kNewswire
                                                          : Relation::kOutlet;
  return shared;
}

void SwapSides(SharedText* shared) {
  std::swap(shared->containment_a, shared->containment_b);
  for (Passage& passage : shared->passages) passage.SwapSides();
  std::sort(shared->passages.begin(), shared->passages.end(),
            [](const Passage& x, const Passage& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
}

bool InQuote(const Passage& passage, std::span<const uint8_t> flags_a, std::span<const uint8_t> flags_b) {
  return 2 * QuotedWords(passage.a, flags_a) >= passage.a.size() &&
         2 * QuotedWords(passage.b, flags_b) >= passage.b.size();
}

Direction FindDirection(const Evidence& a, const Evidence& b) {
  using From = Direction::From;
  if (a.is_agency != b.is_agency) return {a.is_agency ? From::kA : From::kB, DirectionBasis::kAgency};
  const bool dated = a.time.precision != Timestamp::Precision::kNone && b.time.precision != Timestamp::Precision::kNone;
  if (!dated) return {};
  const int order = ProvenOrder(a.time, b.time);
  if (order == 0) return {From::kNeither, DirectionBasis::kTie};
  return {order < 0 ? From::kA : From::kB, DirectionBasis::kPublished};
}

}  // namespace wirecopy

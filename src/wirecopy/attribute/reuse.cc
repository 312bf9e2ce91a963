#include "wirecopy/attribute/reuse.h"

#include <algorithm>

#include "wirecopy/align/colinear.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

constexpr double kDamping = 10;            // words
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

std::array<Cut, 5> CutsOf(const SharedText& shared, const Tally& tally, const OverlapCuts& cuts) {
  const double prose = shared.prose_words;
  const double containment = std::max(shared.containment_a, shared.containment_b);
  constexpr std::string_view kProse = "shared prose words";
  return {{
      {Overlap::kNearDuplicate, {{{"prose Jaccard", shared.prose_jaccard, cuts.near_jaccard}, {}}}},
      {Overlap::kContained,
       {{{kProse, prose, static_cast<double>(cuts.contained_words)},
         {"share of one article's prose", containment, cuts.contained_share}}}},
      {Overlap::kPartial,
       {{{kProse, prose, static_cast<double>(cuts.partial_words)},
         {"longest run of prose", static_cast<double>(tally.longest_prose()), static_cast<double>(cuts.partial_run)}}}},
      {Overlap::kFragment, {{{kProse, prose, static_cast<double>(cuts.fragment_words)}, {}}}},
      {Overlap::kQuotation,
       {{{"words of speech and prose", static_cast<double>(tally.speech_and_prose(shared)),
          static_cast<double>(cuts.quotation_words)},
         {}}}},
  }};
}

// The number of prose words before each word.
std::vector<uint32_t> ProseBefore(std::span<const uint8_t> flags) {
  std::vector<uint32_t> before(flags.size() + 1, 0);
  for (size_t i = 0; i < flags.size(); ++i) before[i + 1] = before[i] + (flags[i] == 0);
  return before;
}

// The runs of all passages as if both articles held nothing but prose.
std::vector<WordRun> ProseRuns(const std::vector<Passage>& passages, std::span<const uint8_t> flags_a,
                               std::span<const uint8_t> flags_b) {
  const std::vector<uint32_t> before_a = ProseBefore(flags_a), before_b = ProseBefore(flags_b);
  std::vector<WordRun> runs;
  for (const Passage& passage : passages) {
    for (const WordRun& run : passage.runs) {
      for (uint32_t i = 0; i < run.size; ++i) {
        if (flags_a[run.a + i] != 0 || flags_b[run.b + i] != 0) continue;
        const uint32_t a = before_a[run.a + i], b = before_b[run.b + i];
        const bool goes_on =
            !runs.empty() && runs.back().a + runs.back().size == a && runs.back().b + runs.back().size == b;
        if (goes_on) {
          ++runs.back().size;
        } else {
          runs.push_back({a, b, 1});
        }
      }
    }
  }
  return runs;
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
    case Relation::kTranslated:
      return "translated";
    case Relation::kCommonSource:
      return "common-source";
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

bool Cut::met() const {
  return std::all_of(bars.begin(), bars.end(), [](const Bar& bar) { return bar.value >= bar.least; });
}

AlignText TextOf(const Evidence& evidence) { return {evidence.text, evidence.words, evidence.flags}; }

SharedText CompareArticles(const Evidence& a, const Evidence& b, const AlignOptions& align, const OverlapCuts& cuts,
                           bool noisy) {
  const NoisyMatch letters = noisy ? MatchLetters(LetterIndex(TextOf(a)), TextOf(b)) : NoisyMatch();
  return CompareArticles(a, SeedIndex(a.words, align.seed_words), b, align, cuts, letters);
}

SharedText CompareArticles(const Evidence& a, const SeedIndex& seeds_a, const Evidence& b, const AlignOptions& align,
                           const OverlapCuts& cuts, const NoisyMatch& letters, Judgement* judgement) {
  SharedText shared;
  const size_t common = CommonShingles(a.shingles, b.shingles);
  shared.jaccard = Share(common, a.shingles.size() + b.shingles.size() - common);
  Tally tally(a, b);
  for (Passage& passage : Align(TextOf(a), seeds_a, TextOf(b), align, letters.anchors)) {
    if (OnlyFurniture(passage.a, a.flags) || OnlyFurniture(passage.b, b.flags)) {
      if (judgement != nullptr) judgement->furniture.push_back(std::move(passage));
      continue;
    }
    for (const WordRun& run : passage.runs) tally.Add(run, &shared);
    shared.passages.push_back(std::move(passage));
  }
  shared.passages.shrink_to_fit();  // all pairs of a run are held at once
  shared.containment_a = Share(shared.prose_words, a.prose_words);
  shared.containment_b = Share(shared.prose_words, b.prose_words);
  shared.colinear =
      ColinearSimilarity(ProseRuns(shared.passages, a.flags, b.flags), a.prose_words, b.prose_words, kDamping);
  shared.colinear = std::max(shared.colinear, letters.similarity);
  shared.prose_jaccard = Share(shared.prose_words, a.prose_words + b.prose_words - shared.prose_words);
  const std::array<Cut, 5> asked = CutsOf(shared, tally, cuts);
  const auto holds = std::find_if(asked.begin(), asked.end(), [](const Cut& cut) { return cut.met(); });
  if (holds != asked.end()) shared.overlap = holds->overlap;
  // What one house prints twice is its own, whatever it credits in one of the two.
  const bool credited = a.family != b.family && (ClaimsAgencyText(a.credit) || ClaimsAgencyText(b.credit));
  const bool speech = shared.overlap == Overlap::kQuotation, agency = a.is_agency || b.is_agency;
  shared.relation = speech ? Relation::kQuotation : agency || credited ? Relation::kNewswire : Relation::kOutlet;
  if (judgement != nullptr) {
    judgement->cuts = asked;
    judgement->relation_basis = speech     ? "what they share is speech"
                                : agency   ? "one of them is an agency's"
                                : credited ? "one of them credits an agency"
                                           : "no agency's article and no credit";
  }
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

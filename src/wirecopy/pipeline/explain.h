// Why two articles of a scan are reported as they are, or are not: what every stage saw of them.
#pragma once

#include <optional>
#include <string>

#include "wirecopy/candidates/trace.h"
#include "wirecopy/pipeline/bags.h"
#include "wirecopy/pipeline/scan.h"

namespace wirecopy {

// What an earlier scan read, to tell whether its inputs are still the same.
struct RunCounts {
  uint64_t records = 0;
  uint64_t articles = 0;
  uint64_t reference_articles = 0;
  uint64_t skipped = 0;
  uint64_t words = 0;
  friend bool operator==(const RunCounts&, const RunCounts&) = default;
};

// The words of one article by what they count as: each once, in this order.
struct WordCounts {
  uint32_t furniture = 0;
  uint32_t quoted = 0;
  uint32_t speech = 0;  // outside quotation marks here
  uint32_t prose = 0;
  uint32_t shingles = 0;  // of the resemblance set
};

enum class Outcome : uint8_t {
  kShared,      // reported with an overlap
  kReworded,    // reported for reworded passages alone
  kTranslated,  // reported for translated sentences
  kRetold,      // reported for utterances or facts alone
  kTooLittle,   // compared: below all cuts
  kFurniture,   // compared: nothing but page furniture
  kNoPassage,   // compared: no passage at all
  kNotCompared  // no path made a candidate of the two
};
std::string_view ToString(Outcome outcome);

struct Explanation {
  Run run;  // up to its clusters
  ScanOptions options;
  Bands bands;
  uint32_t a = 0, b = 0;  // in input order
  WordCounts words_a, words_b;

  PairTrace trace;
  std::optional<CandidatePair> candidate;
  uint64_t common_shingles = 0;
  bool near_enough = false;  // NearEnough
  uint32_t plain_run = 0;  // the longest run of words equal in both, none of them furniture: what the guarantee is for

  // As the scan compared the two, or as it would have.
  uint32_t runs = 0;         // of --seed words or more
  uint32_t longest_run = 0;  // of these
  SharedText shared;         // with its reworded passages, if the pair was looked at for some
  Judgement judgement;
  Direction direction;

  MeetingSentences sentences;
  bool retold_asked = false;   // whether the sentences were compared
  size_t retold_found = 0;     // passages of like sentences,
  size_t retold_kept = 0;      // of these no speech,
  size_t retold_reported = 0;  // and of these not copied word for word

  std::optional<TranslatedText> translated;      // seen from the pair: its a is the source or the earlier one
  std::optional<TranslationSearch> translation;  // that looked at the two, whatever it found

  std::vector<QuotePair> quote_pairs;  // of the pair that the run reports
  std::vector<SharedFact> shared_facts;

  double duplicate_similarity = 0, story_similarity = 0;  // as the clusters count it; 0 for what is no pair
  bool same_duplicates = false, same_story = false;

  Outcome outcome = Outcome::kNotCompared;
};

// Reads the inputs again and scans them up to the clusters. FailedPrecondition when they are not what `counts` says.
absl::StatusOr<Explanation> Explain(const ScanOptions& options, const std::string& id_a, const std::string& id_b,
                                    const std::optional<RunCounts>& counts, const Executor& executor,
                                    const Progress& progress = {});

}  // namespace wirecopy

#include "wirecopy/pipeline/dedup.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "wirecopy/candidates/band_join.h"
#include "wirecopy/pipeline/alike.h"
#include "wirecopy/pipeline/keep.h"

namespace wirecopy {
namespace {

constexpr double kMissWeight = 4;  // a missed pair costs as much as so many compared in vain

BandJoin FindPairs(const DedupOptions& options, const Sketches& sketches, Bands bands, const Executor& executor) {
  std::vector<const uint16_t*> signatures;
  signatures.reserve(sketches.articles.size());
  for (const Sketch& sketch : sketches.articles) signatures.push_back(sketch.signature);
  BandJoinInput input{signatures, options.sketch.values, bands};
  input.keep = [&](uint32_t a, uint32_t b, int equal) {
    return MayBeAlike(options, sketches.articles[a], sketches.articles[b], equal, options.sketch.values);
  };
  return JoinBands(input, executor);
}

class Clock {
 public:
  explicit Clock(std::vector<DedupStage>* stages) : stages_(*stages) {}
  void Note(std::string_view stage) {
    const auto now = std::chrono::steady_clock::now();
    stages_.push_back({std::string(stage), std::chrono::duration<double>(now - since_).count()});
    since_ = now;
  }

 private:
  std::vector<DedupStage>& stages_;
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

}  // namespace

Bands BandsFor(const DedupOptions& options) {
  if (options.bands.bands > 0) return options.bands;
  if (options.likeness == Likeness::kContainment) return {options.sketch.values / 2, 2};
  return OptimalBands(options.sketch.values, options.threshold, kMissWeight).value();
}

absl::Status Validate(const DedupOptions& options) {
  if (!(options.threshold > 0 && options.threshold <= 1)) {
    return absl::InvalidArgumentError(absl::StrCat("--threshold: ", options.threshold, " is not in (0, 1]"));
  }
  if (options.sketch.shingle_words < 1 || options.sketch.shingle_words > 64) {
    return absl::InvalidArgumentError(absl::StrCat("--shingle: ", options.sketch.shingle_words, " is not in 1 to 64"));
  }
  if (options.sketch.values < 8 || options.sketch.values > 1024) {
    return absl::InvalidArgumentError(absl::StrCat("--values: ", options.sketch.values, " is not in 8 to 1024"));
  }
  return MakeScheme(options.sketch.scheme, options.sketch.values).status();
}

absl::StatusOr<Dedup> DedupBatch(LineChunks* input, const DedupOptions& options, const Executor& executor,
                                 const Progress& progress) {
  if (absl::Status status = Validate(options); !status.ok()) return status;
  Dedup dedup;
  dedup.bands = BandsFor(options);
  Clock clock(&dedup.stages);
  absl::StatusOr<Sketches> sketches = MakeSketches(input, options.sketch, executor, progress);
  if (!sketches.ok()) return sketches.status();
  dedup.sketches = *std::move(sketches);
  clock.Note("read");

  if (progress) progress("pair", 0, 0);
  const BandJoin joined = FindPairs(options, dedup.sketches, dedup.bands, executor);
  dedup.meetings = joined.meetings;
  dedup.compared = joined.pairs.size();
  clock.Note("pair");

  std::vector<uint8_t> wanted(dedup.sketches.articles.size(), 0);
  for (const auto& [a, b] : joined.pairs) wanted[a] = wanted[b] = 1;
  if (absl::Status status = ReadShingles(input, options.sketch, wanted, executor, &dedup.sketches); !status.ok()) {
    return status;
  }
  clock.Note("read pairs");

  const std::vector<Edge> alike = AlikePairs(options, dedup.sketches.articles, joined.pairs, executor);
  dedup.alike = alike.size();
  clock.Note("compare");

  const auto clusters = ClusterAlike(options, dedup.sketches.articles, alike, executor);
  dedup.clusters = clusters.size();
  clock.Note("cluster");

  dedup.rows = ChooseKept(options, dedup.sketches.articles, alike, clusters, executor);
  dedup.duplicates = static_cast<uint64_t>(std::count_if(
      dedup.rows.begin(), dedup.rows.end(), [](const DedupRow& row) { return row.reason == DedupReason::kDuplicate; }));
  clock.Note("keep");
  return dedup;
}

}  // namespace wirecopy

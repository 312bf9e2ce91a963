#include "wirecopy/pipeline/dedup.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/candidates/band_join.h"
#include "wirecopy/candidates/band_join_disk.h"
#include "wirecopy/cluster/components.h"
#include "wirecopy/pipeline/alike.h"
#include "wirecopy/pipeline/keep.h"
#include "wirecopy/pipeline/read_shingles.h"
#include "wirecopy/pipeline/stage_clock.h"

namespace wirecopy {
namespace {

constexpr uint64_t kLeastPart = uint64_t{16} << 20;     // bytes
constexpr uint64_t kProgram = uint64_t{24} << 20;       // bytes, of the program and its tables,
constexpr uint64_t kThreadBuffers = uint64_t{6} << 20;  // and of a thread that reads
constexpr uint64_t kMostMemory = uint64_t{1} << 60;     // what is more was a negative number
constexpr double kMissWeight = 4;                       // a missed pair costs as much as so many compared in vain

// `memory`: bytes, where signatures are on disk.
absl::StatusOr<BandJoin> FindPairs(const DedupOptions& options, const Sketches& sketches, Bands bands, uint64_t memory,
                                   const Executor& executor) {
  const auto keep = [&](uint32_t a, uint32_t b, int equal) {
    return MayBeAlike(options, sketches.articles[a], sketches.articles[b], equal, options.sketch.values);
  };
  if (sketches.signatures != nullptr) {
    std::vector<uint8_t> has_signature;
    has_signature.reserve(sketches.articles.size());
    for (const Sketch& sketch : sketches.articles) has_signature.push_back(sketch.words > 0 ? 1 : 0);
    DiskBandJoinInput input{*sketches.signatures, has_signature, bands};
    input.keep = keep;
    input.memory = memory - memory / 8;  // which the allocator may keep
    return JoinBandsOnDisk(input, executor);
  }
  std::vector<const uint16_t*> signatures;
  signatures.reserve(sketches.articles.size());
  for (const Sketch& sketch : sketches.articles) signatures.push_back(sketch.signature);
  BandJoinInput input{signatures, options.sketch.values, bands};
  input.keep = keep;
  return JoinBands(input, executor);
}

// What is held to the end: `bytes` of articles, their rows, the program.
uint64_t HeldBytes(size_t articles, uint64_t bytes, const Executor& executor) {
  return bytes + articles * sizeof(DedupRow) + kProgram + kThreadBuffers * static_cast<uint64_t>(executor.threads());
}

// What joining bands in memory takes beside it: keys and entries of some bands at once, on each thread.
uint64_t JoinBytes(size_t articles, const Executor& executor) {
  return articles * (8 + 90 * static_cast<uint64_t>(executor.threads()));
}

// For joining bands on disk, or for the shingles of a part.
absl::StatusOr<uint64_t> MemoryLeft(const DedupOptions& options, const Sketches& sketches, const Executor& executor) {
  const size_t articles = sketches.articles.size();
  const uint64_t held = HeldBytes(articles, sketches.memory, executor), needed = held + kLeastPart + articles;
  if (sketches.signatures != nullptr && needed > options.memory) {
    return absl::ResourceExhaustedError(absl::StrCat("--memory: without their signatures, ", articles,
                                                     " articles need ", (needed >> 20) + 1, "M, more than the ",
                                                     options.memory >> 20, "M that are allowed"));
  }
  return std::max(options.memory, held + kLeastPart) - held;
}

// What dividing the pairs takes, and what is alike among them.
uint64_t SplitBytes(size_t articles, size_t pairs) {
  return articles * (sizeof(uint64_t) + 2 * sizeof(uint32_t) + 1) + pairs * (2 * sizeof(ArticlePair) + sizeof(Edge));
}

// Pairs whose articles' shingles fit `bytes`, in parts of whole components, so that each can be finished by itself.
std::vector<std::vector<ArticlePair>> SplitToParts(const std::vector<ArticlePair>& pairs,
                                                   std::span<const Sketch> articles, uint64_t bytes) {
  Components components(articles.size());
  for (const auto& [a, b] : pairs) components.Join(a, b);
  std::vector<uint64_t> of_component(articles.size(), 0);  // bytes, at its root
  std::vector<uint8_t> paired(articles.size(), 0);
  for (const auto& [a, b] : pairs) paired[a] = paired[b] = 1;
  for (uint32_t i = 0; i < articles.size(); ++i) {
    if (paired[i] != 0) of_component[components.Root(i)] += articles[i].shingle_count * sizeof(uint32_t) + 16;
  }
  std::vector<uint32_t> part_of(articles.size(), 0);  // of a root
  uint64_t filled = 0;
  uint32_t part = 0;
  for (uint32_t root = 0; root < articles.size(); ++root) {
    if (of_component[root] == 0) continue;
    if (filled > 0 && filled + of_component[root] > bytes) ++part, filled = 0;
    filled += of_component[root];
    part_of[root] = part;
  }
  std::vector<std::vector<ArticlePair>> parts(pairs.empty() ? 0 : part + 1);
  for (const ArticlePair& pair : pairs) parts[part_of[components.Root(pair.first)]].push_back(pair);
  return parts;
}

absl::Status DoPart(const std::vector<ArticlePair>& pairs, const DedupOptions& options, LineChunks* input,
                    const Executor& executor, const Progress& progress, Dedup* dedup, StageClock* clock) {
  std::vector<Sketch>& articles = dedup->sketches.articles;
  std::vector<uint8_t> wanted(articles.size(), 0);
  for (const auto& [a, b] : pairs) wanted[a] = wanted[b] = 1;
  const auto shingles = ReadShingles(input, options.sketch, wanted, executor, &dedup->sketches, progress);
  if (!shingles.ok()) return shingles.status();
  clock->Note("read pairs");
  const std::vector<Edge> alike = AlikePairs(options, articles, pairs, executor);
  clock->Note("compare");
  const auto clusters = ClusterAlike(options, articles, alike, executor);
  clock->Note("cluster");
  ChooseKept(options, articles, clusters, executor, dedup->rows);
  clock->Note("keep");
  for (Sketch& sketch : articles) sketch.shingles = nullptr;  // which end here
  dedup->alike += alike.size();
  dedup->clusters += clusters.size();
  ++dedup->parts;
  return absl::OkStatus();
}

}  // namespace

Bands BandsFor(const DedupOptions& options) {
  if (options.bands.bands > 0) return options.bands;
  if (options.likeness == Likeness::kContainment) return {options.sketch.values / 2, 2};
  return OptimalBands(options.sketch.values, options.threshold, kMissWeight).value();
}

absl::Status Validate(const DedupOptions& options) {
  if (options.memory > kMostMemory) return absl::InvalidArgumentError("--memory: not a number of bytes");
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
  StageClock clock(&dedup.stages);
  const auto is_too_much = [&](size_t articles, uint64_t bytes) {
    return HeldBytes(articles, bytes, executor) + JoinBytes(articles, executor) + kLeastPart > options.memory;
  };
  absl::StatusOr<Sketches> sketches = MakeSketches(input, options.sketch, executor, progress, is_too_much);
  if (!sketches.ok()) return sketches.status();
  dedup.sketches = *std::move(sketches);
  dedup.renamed_ids = NameApart(&dedup.sketches);
  clock.Note("read");
  const absl::StatusOr<uint64_t> left = MemoryLeft(options, dedup.sketches, executor);
  if (!left.ok()) return left.status();

  if (progress) progress("pair", 0, 0);
  const absl::StatusOr<BandJoin> joined = FindPairs(options, dedup.sketches, dedup.bands, *left, executor);
  if (!joined.ok()) return joined.status();
  dedup.meetings = joined->meetings;
  dedup.compared = joined->pairs.size();
  clock.Note("pair");

  dedup.rows.resize(dedup.sketches.articles.size());
  for (uint32_t i = 0; i < dedup.rows.size(); ++i) dedup.rows[i].cluster = dedup.rows[i].keeper = i;
  const uint64_t for_parts = *left - std::min(*left - kLeastPart, SplitBytes(dedup.rows.size(), joined->pairs.size()));
  for (const std::vector<ArticlePair>& part : SplitToParts(joined->pairs, dedup.sketches.articles, for_parts)) {
    if (absl::Status status = DoPart(part, options, input, executor, progress, &dedup, &clock); !status.ok())
      return status;
  }
  dedup.duplicates = static_cast<uint64_t>(std::count_if(
      dedup.rows.begin(), dedup.rows.end(), [](const DedupRow& row) { return row.reason == DedupReason::kDuplicate; }));
  clock.Note("keep");
  return dedup;
}

}  // namespace wirecopy

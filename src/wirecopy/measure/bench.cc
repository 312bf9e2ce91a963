#include "wirecopy/measure/bench.h"

#include <algorithm>
#include <fstream>
#include <memory>

#include "wirecopy/base/hash.h"
#include "wirecopy/measure/keys.h"

namespace wirecopy {
namespace {

constexpr double kMissWeight = 4;  // as `tune` and `scan` choose bands
constexpr int kBottomHashes = 64;

// How much is done.
struct Effort {
  size_t articles, made_articles, keys, avalanche_keys, compared_articles;
  int pairs, long_pairs;
  uint64_t buffer_bytes;
  TimingOptions timing;
};
constexpr Effort kFull = {20'000, 4'000, 1'000'000, 16'384, 2'000, 2'000, 500, uint64_t{64} << 20, {11, 0.004}};
constexpr Effort kQuick = {400, 200, 20'000, 1'024, 200, 100, 40, uint64_t{4} << 20, {3, 0.0002}};

std::string ProcessorName() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    const size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

class Bench {
 public:
  Bench(const BenchOptions& options, const Executor& executor, const Progress& progress)
      : options_(options), effort_(options.quick ? kQuick : kFull), executor_(executor), progress_(progress) {}

  absl::StatusOr<BenchReport> Run() {
    if (absl::Status status = Prepare(); !status.ok()) return status;
    if (options_.hashes) {
      if (absl::Status status = HashQuality(); !status.ok()) return status;
    }
    if (options_.sketches) {
      if (absl::Status status = SketchQuality(); !status.ok()) return status;
    }
    if (executor_.cancelled()) return absl::CancelledError("interrupted");
    Speeds();
    return std::move(report_);
  }

 private:
  void Tell(std::string_view stage) const {
    if (progress_) progress_(stage, 0, 0);
  }

  absl::Status Prepare() {
    if (options_.corpus.empty()) {
      Tell("making articles");
      corpus_ = GenerateCorpus(effort_.made_articles, options_.seed);
    } else {
      absl::StatusOr<Corpus> corpus = ReadCorpus(options_.corpus, effort_.articles, progress_);
      if (!corpus.ok()) return corpus.status();
      corpus_ = *std::move(corpus);
    }
    keys_ = TakeKeys(corpus_, effort_.keys, options_.seed);
    absl::StatusOr<Bands> bands = OptimalBands(kBenchValues, options_.threshold, kMissWeight);
    if (!bands.ok()) return bands.status();
    report_.options = options_;
    report_.processor = ProcessorName();
    report_.threads = executor_.threads();
    report_.generated = corpus_.generated;
    report_.articles = corpus_.texts.size();
    for (const std::string& text : corpus_.texts) report_.text_bytes += text.size();
    report_.skips = corpus_.skips;
    for (const KeySet& kind : keys_.kinds) {
      report_.keys.emplace_back(kind.name, std::pair(kind.keys.size(), kind.mean_bytes()));
    }
    report_.bands = *bands;
    return absl::OkStatus();
  }

  absl::Status HashQuality() {
    Tell("quality of hash functions");
    for (const HashFunction& function : HashFunctions()) {
      if (absl::Status status = CheckHashFunction(function); !status.ok()) return status;
      report_.hashes.emplace_back().function = &function;
    }
    const auto scheme = MakeScheme(kDefaultScheme, kBenchValues);
    if (!scheme.ok()) return scheme.status();
    executor_.For(report_.hashes.size(), 1, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) MeasureOneHash(**scheme, &report_.hashes[i]);
    });
    return absl::OkStatus();
  }

  void MeasureOneHash(const SignatureScheme& scheme, HashResult* result) const {
    const HashFunction& function = *result->function;
    const int bits = function.measured_bits();
    result->avalanche = MeasureAvalanche(function, *keys_.long_input, effort_.avalanche_keys, options_.seed);
    for (const KeySet& kind : keys_.kinds) {
      const std::vector<uint64_t> hashes = HashKeys(function, kind.keys);
      result->bit_bias.emplace_back(kind.name, MeasureBitBias(hashes, bits));
      for (Collisions& found : CountCollisions(hashes, bits)) result->collisions.emplace_back(kind.name, found);
      for (Buckets& found : MeasureBuckets(hashes, bits)) result->buckets.emplace_back(kind.name, found);
      if (kind.name != "shingles") continue;
      result->through_scheme = MeasureThroughScheme(hashes, scheme);
      result->bottom_k = MeasureBottomK(hashes, kBottomHashes);
    }
  }

  struct Job {
    size_t sketch = 0;  // of report_.sketches
    const SignatureScheme* scheme = nullptr;
    SketchCase sketch_case;
    bool on_curve = false;  // a point of the S-curve
  };

  // Every size and three resemblances at the usual number of values, a whole S-curve at the usual size, and the other
  // numbers of values at the usual size and one resemblance.
  std::vector<Job> Jobs(size_t sketch, const SignatureScheme& scheme) const {
    if (scheme.id().values != kBenchValues) return {{sketch, &scheme, {300, 0.5, effort_.pairs}}};
    std::vector<Job> jobs;
    for (int tenths = 1; tenths <= 9; ++tenths) {
      jobs.push_back({sketch, &scheme, {300, tenths / 10.0, effort_.pairs}, true});
    }
    for (const double jaccard : {0.2, 0.5, 0.8}) {
      jobs.push_back({sketch, &scheme, {50, jaccard, effort_.pairs}});
      jobs.push_back({sketch, &scheme, {3000, jaccard, effort_.long_pairs}});
    }
    return jobs;
  }

  absl::Status SketchQuality() {
    Tell("quality of sketches");
    std::vector<Job> jobs;
    for (const std::string_view name : SchemeNames()) {
      report_.sketches.emplace_back();
      for (const int values : kSignatureValues) {
        auto scheme = MakeScheme(name, values);
        if (!scheme.ok()) return scheme.status();
        if (values == kBenchValues) report_.sketches.back().scheme = (*scheme)->id();
        for (const Job& job : Jobs(report_.sketches.size() - 1, **scheme)) jobs.push_back(job);
        schemes_.push_back(*std::move(scheme));
      }
    }
    MeasureJobs(jobs);
    MeasureRecall();
    return absl::OkStatus();
  }

  void MeasureJobs(const std::vector<Job>& jobs) {
    std::vector<SketchMeasurement> found(jobs.size());
    executor_.For(jobs.size(), 1, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        const Bands bands = jobs[i].on_curve ? report_.bands : Bands{1, 1};
        found[i] = MeasureSketch(*jobs[i].scheme, jobs[i].sketch_case, bands, Mix(options_.seed + i));
      }
    });
    for (size_t i = 0; i < jobs.size(); ++i) {
      SketchResult& result = report_.sketches[jobs[i].sketch];
      result.errors.insert(result.errors.end(), found[i].errors.begin(), found[i].errors.end());
      if (jobs[i].on_curve) result.curve.push_back(found[i].meeting);
    }
  }

  void MeasureRecall() {
    Tell("comparing articles");
    std::vector<std::string> texts;
    const size_t all = corpus_.texts.size(), chosen = std::min(all, effort_.compared_articles);
    for (size_t i = 0; i < chosen; ++i) texts.push_back(corpus_.texts[i * all / chosen]);
    const HashSets sets = ShingleSets(texts, executor_);
    const std::vector<ResemblingPair> pairs = ComparePairs(sets, options_.threshold, executor_);
    for (const auto& scheme : schemes_) {
      for (SketchResult& result : report_.sketches) {
        if (result.scheme == scheme->id()) {
          result.recall = MeasureBandRecall(*scheme, report_.bands, sets, pairs, executor_);
        }
      }
    }
  }

  void Speeds() {
    Tell("speed of memory and XXH3");
    report_.calibration = Calibrate(effort_.timing, effort_.buffer_bytes);
    for (HashResult& result : report_.hashes) {
      Tell("speed of hash functions");
      result.speed = MeasureHashSpeed(*result.function, keys_, effort_.timing);
    }
    for (const auto& scheme : schemes_) {
      Tell("speed of sketches");
      for (SketchResult& result : report_.sketches) {
        if (result.scheme.name != scheme->id().name) continue;
        for (const size_t size : {size_t{50}, size_t{300}, size_t{3000}}) {
          result.speed.push_back(MeasureSketchSpeed(*scheme, size, effort_.timing, options_.seed));
        }
      }
    }
  }

  static constexpr int kSignatureValues[] = {64, kBenchValues, 256};

  const BenchOptions& options_;
  const Effort& effort_;
  const Executor& executor_;
  const Progress& progress_;
  Corpus corpus_;
  Keys keys_;
  std::vector<std::unique_ptr<SignatureScheme>> schemes_;
  BenchReport report_;
};

}  // namespace

absl::StatusOr<BenchReport> RunBench(const BenchOptions& options, const Executor& executor, const Progress& progress) {
  return Bench(options, executor, progress).Run();
}

}  // namespace wirecopy

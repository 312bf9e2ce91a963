#include "wirecopy/measure/hash_verdict.h"
#include "wirecopy/report/bench_report.h"
#include "wirecopy/report/json.h"
#include "wirecopy/report/run_folder.h"

namespace wirecopy {
namespace {

class BenchWriter {
 public:
  explicit BenchWriter(const BenchReport& report) : report_(report) {}

  std::string Write() {
    json_.Open();
    json_.Field("schema", "wirecopy.bench/1");
    json_.Field("version", kVersion);
    json_.Field("quick", report_.options.quick);
    json_.Field("seed", report_.options.seed);
    json_.Field("threads", report_.threads);
    json_.Field("processor", std::string_view(report_.processor));
    CorpusField();
    CalibrationField();
    List("hashes", report_.hashes, [this](const HashResult& result) { Hash(result); });
    json_.Key("bands");
    json_.Open();
    json_.Field("bands", report_.bands.bands);
    json_.Field("rows", report_.bands.rows);
    json_.Field("threshold", report_.options.threshold);
    json_.Close();
    List("sketches", report_.sketches, [this](const SketchResult& result) { Sketch(result); });
    json_.Close();
    return json_.Take() + "\n";
  }

 private:
  template <typename Items, typename Fields>
  void List(std::string_view name, const Items& items, const Fields& fields) {
    json_.Key(name);
    json_.OpenList();
    for (const auto& item : items) {
      json_.Open();
      fields(item);
      json_.Close();
    }
    json_.CloseList();
  }

  void EstimateField(std::string_view name, const Estimate& estimate) {
    json_.Key(name);
    json_.Open();
    json_.Field("value", estimate.value);
    json_.Field("low", estimate.low);
    json_.Field("high", estimate.high);
    json_.Close();
  }

  void CorpusField() {
    json_.Key("corpus");
    json_.Open();
    json_.Field("generated", report_.generated);
    json_.Field("articles", report_.articles);
    json_.Field("text_bytes", report_.text_bytes);
    json_.Field("skipped", static_cast<uint64_t>(report_.skips.size()));
    List("keys", report_.keys, [this](const auto& entry) {
      json_.Field("kind", std::string_view(entry.first));
      json_.Field("keys", entry.second.first);
      json_.Field("mean_bytes", entry.second.second);
    });
    json_.Close();
  }

  void CalibrationField() {
    json_.Key("calibration");
    json_.Open();
    json_.Field("buffer_bytes", report_.calibration.buffer_bytes);
    json_.Field("read_gb_per_second", report_.calibration.read_gb_per_second);
    json_.Field("xxh3_gb_per_second", report_.calibration.xxh3_gb_per_second);
    json_.Close();
  }

  // `first` is the time of the list's first function or scheme for the same work.
  void TimingFields(const Timing& timing, const Timing& first) {
    json_.Field("median_ns", timing.median_ns);
    json_.Field("least_ns", timing.least_ns);
    json_.Field("ratio", timing.median_ns / first.median_ns);
  }

  void KeyTimings(std::string_view name, const std::vector<KeyTiming>& timings, const std::vector<KeyTiming>& first) {
    size_t i = 0;
    List(name, timings, [&](const KeyTiming& timing) {
      json_.Field("keys", std::string_view(timing.keys));
      json_.Field("mean_bytes", timing.mean_bytes);
      TimingFields(timing.a_key, first[i++].a_key);
    });
  }

  void Hash(const HashResult& result) {
    json_.Field("name", result.function->name);
    json_.Field("bits", result.function->bits);
    json_.Field("source", result.function->source);
    json_.Field("same_everywhere", result.function->same_everywhere);
    const HashSpeed& first = report_.hashes.front().speed;
    json_.Key("speed");
    json_.Open();
    KeyTimings("by_length", result.speed.by_length, first.by_length);
    KeyTimings("by_kind", result.speed.by_kind, first.by_kind);
    json_.Field("long_bytes", result.speed.long_bytes);
    json_.Field("long_gb_per_second", result.speed.long_gb_per_second);
    json_.Field("best_long_gb_per_second", result.speed.best_long_gb_per_second);
    json_.Field("long_ratio_to_read", result.speed.long_gb_per_second / report_.calibration.read_gb_per_second);
    json_.Close();
    AvalancheField(result.avalanche);
    HashQuality(result);
  }

  void AvalancheField(const Avalanche& avalanche) {
    json_.Key("avalanche");
    json_.Open();
    json_.Field("keys", static_cast<uint64_t>(avalanche.keys));
    json_.Field("worst_bias", avalanche.worst_bias);
    json_.Field("mean_bias", avalanche.mean_bias);
    json_.Field("chance_worst", avalanche.chance_worst);
    json_.Field("chance_mean", avalanche.chance_mean);
    json_.Field("passed", avalanche.passed());
    json_.Key("flips");
    json_.OpenList();
    const auto width = static_cast<size_t>(avalanche.output_bits);
    for (size_t at = 0; at < avalanche.flips.size(); at += width) {
      json_.OpenList();
      for (size_t bit = 0; bit < width; ++bit) json_.Value(static_cast<double>(avalanche.flips[at + bit]));
      json_.CloseList();
    }
    json_.CloseList();
    json_.Close();
  }

  void HashQuality(const HashResult& result) {
    List("bit_bias", result.bit_bias, [this](const auto& entry) {
      json_.Field("kind", std::string_view(entry.first));
      json_.Field("worst", entry.second.worst);
      json_.Field("mean", entry.second.mean);
      json_.Field("chance_worst", entry.second.chance_worst);
      json_.Field("passed", entry.second.passed());
    });
    List("collisions", result.collisions, [this](const auto& entry) {
      json_.Field("kind", std::string_view(entry.first));
      json_.Field("part", std::string_view(entry.second.part));
      json_.Field("bits", entry.second.bits);
      json_.Field("pairs", entry.second.pairs);
      json_.Field("expected", entry.second.expected);
      json_.Field("z", entry.second.z);
    });
    List("buckets", result.buckets, [this](const auto& entry) {
      json_.Field("kind", std::string_view(entry.first));
      json_.Field("chosen_by", std::string_view(entry.second.chosen_by));
      json_.Field("buckets", entry.second.buckets);
      json_.Field("z", entry.second.z);
    });
    json_.Key("resemblance");
    json_.OpenList();
    Resemblance(std::string(kDefaultScheme), result.through_scheme);
    Resemblance("bottom-k", result.bottom_k);
    json_.CloseList();
    json_.Key("faults");
    json_.OpenList();
    for (const std::string& fault : Faults(result)) json_.Value(std::string_view(fault));
    json_.CloseList();
  }

  void Resemblance(std::string_view sketch, const ResemblanceErrors& errors) {
    if (errors.pairs == 0) return;
    json_.Open();
    json_.Field("sketch", sketch);
    json_.Field("values", errors.values);
    json_.Field("pairs", errors.pairs);
    json_.Field("jaccard", errors.jaccard);
    EstimateField("bias", errors.bias);
    EstimateField("relative_mse", errors.relative_mse);
    json_.Close();
  }

  void Sketch(const SketchResult& result) {
    json_.Field("scheme", std::string_view(result.scheme.name));
    json_.Field("version", result.scheme.version);
    size_t i = 0;
    List("speed", result.speed, [&](const SketchSpeed& speed) {
      json_.Field("values", speed.values);
      json_.Field("set_size", static_cast<uint64_t>(speed.set_size));
      TimingFields(speed.a_hash, report_.sketches.front().speed[i++].a_hash);
    });
    List("errors", result.errors, [this](const SketchErrors& errors) {
      json_.Field("values", errors.values);
      json_.Field("bits", errors.bits);
      json_.Field("bytes", errors.bytes());
      json_.Field("set_size", static_cast<uint64_t>(errors.set_size));
      json_.Field("jaccard", errors.jaccard);
      json_.Field("pairs", errors.trials);
      EstimateField("bias", errors.bias);
      EstimateField("relative_mse", errors.relative_mse);
    });
    List("curve", result.curve, [this](const CurvePoint& meeting) {
      json_.Field("jaccard", meeting.jaccard);
      json_.Field("predicted", meeting.predicted);
      EstimateField("measured", meeting.measured);
    });
    json_.Key("recall");
    json_.Open();
    json_.Field("articles", result.recall.articles);
    json_.Field("pairs", result.recall.pairs);
    json_.Field("found", result.recall.found);
    json_.Field("candidates", result.recall.candidates);
    json_.Key("recall");
    result.recall.pairs > 0 ? json_.Value(result.recall.recall.value) : json_.Null();
    json_.Field("low", result.recall.recall.low);
    json_.Field("high", result.recall.recall.high);
    json_.Field("expected", result.recall.expected);
    json_.Close();
  }

  const BenchReport& report_;
  Json json_;
};

}  // namespace

std::string BenchJson(const BenchReport& report) { return BenchWriter(report).Write(); }

}  // namespace wirecopy

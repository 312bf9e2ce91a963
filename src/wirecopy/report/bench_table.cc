#include <algorithm>
#include <cstdlib>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "wirecopy/measure/hash_verdict.h"
#include "wirecopy/report/bench_report.h"
#include "wirecopy/report/terminal.h"

namespace wirecopy {
namespace {

// Columns as wide as their widest cell; the first and, where `words_last`, the last one stand left.
class Columns {
 public:
  explicit Columns(std::vector<std::string> header, bool words_last = false) : words_last_(words_last) {
    rows_.push_back(std::move(header));
  }
  void Add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  std::string Text() const {
    std::vector<int> widths(rows_.front().size());
    for (const auto& row : rows_) {
      for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
    }
    std::string text;
    for (const auto& row : rows_) {
      text += " ";
      for (size_t i = 0; i < row.size(); ++i) {
        const bool left = i == 0 || (words_last_ && i + 1 == row.size());
        absl::StrAppend(&text, " ", Fit(row[i], widths[i], !left), i + 1 == row.size() ? "" : " ");
      }
      text.erase(text.find_last_not_of(' ') + 1);
      text += "\n";
    }
    return text;
  }

 private:
  bool words_last_;
  std::vector<std::vector<std::string>> rows_;
};

std::string Ns(double ns) { return absl::StrFormat("%.*f", ns < 100 ? 1 : 0, ns); }
std::string Fixed(double value) { return absl::StrFormat("%.2f", value); }
std::string Bias(double bias) { return absl::StrFormat("%.3f", bias); }
std::string OfEstimate(const Estimate& e) { return absl::StrFormat("%.2f (%.2f-%.2f)", e.value, e.low, e.high); }

std::string Machine(const BenchReport& report) {
  const Calibration& c = report.calibration;
  std::string text = absl::StrFormat(
      "%s; %d articles%s, %.1f MB\nmemory read %.1f GB/s, XXH3-64 %.1f GB/s over the same %d MiB\n\n", report.processor,
      report.articles, report.generated ? " (made up)" : "", static_cast<double>(report.text_bytes) / 1e6,
      c.read_gb_per_second, c.xxh3_gb_per_second, c.buffer_bytes >> 20);
  return text;
}

std::string HashSpeeds(const BenchReport& report) {
  const HashSpeed& first = report.hashes.front().speed;
  std::vector<std::string> header = {"function"};
  for (const KeyTiming& timing : first.by_length) header.push_back(absl::StrCat(timing.keys, " B"));
  for (const KeyTiming& timing : first.by_kind) header.push_back(timing.keys);
  header.insert(header.end(), {"(least)", "ratio", "GB/s", "of read"});
  Columns table(header);
  for (const HashResult& result : report.hashes) {
    const HashSpeed& speed = result.speed;
    std::vector<std::string> row = {std::string(result.function->name)};
    for (const KeyTiming& timing : speed.by_length) row.push_back(Ns(timing.a_key.median_ns));
    for (const KeyTiming& timing : speed.by_kind) row.push_back(Ns(timing.a_key.median_ns));
    row.push_back(Ns(speed.by_kind.back().a_key.least_ns));
    row.push_back(Fixed(speed.by_kind.back().a_key.median_ns / first.by_kind.back().a_key.median_ns));
    row.push_back(absl::StrFormat("%.1f", speed.long_gb_per_second));
    row.push_back(Fixed(speed.long_gb_per_second / report.calibration.read_gb_per_second));
    table.Add(row);
  }
  return absl::StrFormat("Hash functions: ns a key, median; least and ratio to %s for %s; GB/s over %d KiB\n",
                         std::string(report.hashes.front().function->name), first.by_kind.back().keys,
                         first.long_bytes >> 10) +
         table.Text() + "\n";
}

std::string HashQuality(const BenchReport& report) {
  Columns table({"function", "bits", "avalanche worst", "mean", "bit bias", "32-bit collisions (expected)", "buckets z",
                 "MSE sketch", "MSE bottom-k", "faults"},
                true);
  for (const HashResult& result : report.hashes) {
    const HashSummary summary = Summarise(result);
    const std::string collisions =
        summary.low_bits == nullptr ? "-"
                                    : absl::StrFormat("%d (%.1f)", summary.low_bits->pairs, summary.low_bits->expected);
    const auto mse = [](const ResemblanceErrors& e) { return e.pairs == 0 ? "-" : OfEstimate(e.relative_mse); };
    const std::string faults = absl::StrJoin(Faults(result), ", ");
    table.Add({std::string(result.function->name), absl::StrCat(result.function->bits),
               Bias(result.avalanche.worst_bias), Bias(result.avalanche.mean_bias), Bias(summary.worst_bit_bias),
               collisions, summary.worst_buckets == nullptr ? "-" : absl::StrFormat("%.1f", summary.worst_buckets->z),
               mse(result.through_scheme), mse(result.bottom_k), faults.empty() ? "none" : faults});
  }
  const Avalanche& avalanche = report.hashes.front().avalanche;
  return absl::StrFormat(
             "Quality of hash functions (bias 0 is ideal; by chance the worst avalanche is below %.3f and the mean "
             "%.3f;\nbuckets are uneven from z 5 up; MSE 1.00 is that of random functions)\n",
             avalanche.chance_worst, avalanche.chance_mean) +
         table.Text() + "\n";
}

const SketchErrors* FindErrors(const SketchResult& result, int bits, size_t set_size) {
  for (const SketchErrors& errors : result.errors) {
    if (errors.values == kBenchValues && errors.bits == bits && errors.set_size == set_size &&
        std::abs(errors.jaccard - 0.5) < 0.03) {
      return &errors;
    }
  }
  return nullptr;
}

std::string SketchRows(const BenchReport& report) {
  Columns table({"scheme", "ns a hash: 50", "300", "3000", "ratio", "MSE: 50", "300", "3000", "8 bits", "bias 300",
                 "recall (expected)", "candidates"});
  const auto speed = [](const SketchResult& result, size_t set_size) {
    for (const SketchSpeed& one : result.speed) {
      if (one.values == kBenchValues && one.set_size == set_size) return one.a_hash.median_ns;
    }
    return 0.0;
  };
  const auto mse = [](const SketchResult& result, int bits, size_t set_size) {
    const SketchErrors* errors = FindErrors(result, bits, set_size);
    return errors == nullptr ? "-" : OfEstimate(errors->relative_mse);
  };
  for (const SketchResult& result : report.sketches) {
    const SketchErrors* usual = FindErrors(result, 32, 300);
    const BandRecall& recall = result.recall;
    table.Add({result.scheme.name, Ns(speed(result, 50)), Ns(speed(result, 300)), Ns(speed(result, 3000)),
               Fixed(speed(result, 300) / speed(report.sketches.front(), 300)), mse(result, 32, 50),
               mse(result, 32, 300), mse(result, 32, 3000), mse(result, 8, 300),
               usual == nullptr ? "-" : absl::StrFormat("%+.4f", usual->bias.value),
               recall.pairs == 0 ? "-" : absl::StrFormat("%.3f (%.3f)", recall.recall.value, recall.expected),
               absl::StrCat(recall.candidates)});
  }
  const BandRecall& recall = report.sketches.front().recall;
  return absl::StrFormat(
             "Sketches of %d values, sets of 50, 300, 3000 hashes, J 0.5; MSE relative to J(1-J)/%d (95 %% interval); "
             "ratio to %s\nRecall by %d bands of %d rows among %d pairs of %.2f or more, of %d articles compared each "
             "with each\n",
             kBenchValues, kBenchValues, report.sketches.front().scheme.name, report.bands.bands, report.bands.rows,
             recall.pairs, report.options.threshold, recall.articles) +
         table.Text();
}

}  // namespace

std::string BenchTable(const BenchReport& report) {
  std::string text = Machine(report);
  if (!report.hashes.empty()) text += HashSpeeds(report) + HashQuality(report);
  if (!report.sketches.empty()) text += SketchRows(report);
  return text;
}

std::string SelfCheckTable(const SelfCheckReport& report) {
  Columns table({"scheme", "bits", "set", "J", "pairs", "bias", "relative MSE", "allowed", "verdict"}, true);
  for (const CheckedErrors& row : report.rows) {
    const SketchErrors& errors = row.errors;
    table.Add({errors.scheme, absl::StrCat(errors.bits), absl::StrCat(errors.set_size), Fixed(errors.jaccard),
               absl::StrCat(errors.trials), absl::StrFormat("%+.4f", errors.bias.value),
               OfEstimate(errors.relative_mse), Fixed(row.mse_limit), row.passed() ? "passed" : "FAILED"});
  }
  return table.Text();
}

}  // namespace wirecopy

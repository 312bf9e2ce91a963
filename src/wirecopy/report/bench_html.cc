// One page: a frame, a style, tables and SVG, all written here; no script and nothing to load.
#include <wirecopy_embedded/bench_css.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "wirecopy/measure/hash_verdict.h"
#include "wirecopy/report/bench_plots.h"
#include "wirecopy/report/bench_report.h"
#include "wirecopy/report/plot.h"
#include "wirecopy/report/run_folder.h"

namespace wirecopy {
namespace {

using Cells = std::vector<std::string>;

std::string Table(std::string_view caption, const Cells& header, const std::vector<Cells>& rows) {
  std::string html = absl::StrCat("<div class=\"scroll\" tabindex=\"0\"><table><caption>", EscapeHtml(caption),
                                  "</caption><thead><tr>");
  for (const std::string& cell : header) absl::StrAppend(&html, "<th scope=\"col\">", EscapeHtml(cell), "</th>");
  html += "</tr></thead><tbody>";
  for (const Cells& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&html, i == 0 ? "<tr><th scope=\"row\">" : "<td>", EscapeHtml(row[i]),
                      i == 0 ? "</th>" : "</td>");
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string Details(std::string_view summary, std::string_view content) {
  return absl::StrCat("<details><summary>", EscapeHtml(summary), "</summary>", std::string(content), "</details>\n");
}

std::string Ns(const Timing& timing) {
  return absl::StrFormat("%.*f (%.*f)", timing.median_ns < 100 ? 1 : 0, timing.median_ns,
                         timing.median_ns < 100 ? 1 : 0, timing.least_ns);
}
std::string Ranged(const Estimate& e) { return absl::StrFormat("%.2f (%.2f to %.2f)", e.value, e.low, e.high); }
std::string Fixed(double value, int digits) { return absl::StrFormat("%.*f", digits, value); }

std::string HashSpeedTable(const BenchReport& report) {
  const HashSpeed& first = report.hashes.front().speed;
  Cells header = {"function", "bits", "from"};
  for (const KeyTiming& timing : first.by_length) header.push_back(timing.keys + " B");
  for (const KeyTiming& timing : first.by_kind) header.push_back(timing.keys);
  header.insert(header.end(), {"words, ratio", "GB/s, long", "of memory read"});
  std::vector<Cells> rows;
  for (const HashResult& result : report.hashes) {
    const HashSpeed& speed = result.speed;
    Cells row = {std::string(result.function->name), absl::StrCat(result.function->bits),
                 std::string(result.function->source)};
    for (const KeyTiming& timing : speed.by_length) row.push_back(Ns(timing.a_key));
    for (const KeyTiming& timing : speed.by_kind) row.push_back(Ns(timing.a_key));
    row.push_back(Fixed(speed.by_kind.front().a_key.median_ns / first.by_kind.front().a_key.median_ns, 2));
    row.push_back(Fixed(speed.long_gb_per_second, 1));
    row.push_back(Fixed(speed.long_gb_per_second / report.calibration.read_gb_per_second, 2));
    rows.push_back(std::move(row));
  }
  return Table("Nanoseconds a key: median (least) by length in bytes and by kind; ratio of words to the first row",
               header, rows);
}

std::string HashQualityTable(const BenchReport& report) {
  std::vector<Cells> rows;
  for (const HashResult& result : report.hashes) {
    const HashSummary summary = Summarise(result);
    const auto mse = [](const ResemblanceErrors& e) { return e.pairs == 0 ? "too few keys" : Ranged(e.relative_mse); };
    const std::string faults = absl::StrJoin(Faults(result), ", ");
    rows.push_back({std::string(result.function->name), faults.empty() ? "none" : faults,
                    Fixed(result.avalanche.worst_bias, 3), Fixed(result.avalanche.mean_bias, 3),
                    Fixed(summary.worst_bit_bias, 4),
                    summary.low_bits == nullptr
                        ? "-"
                        : absl::StrFormat("%d (%.1f)", summary.low_bits->pairs, summary.low_bits->expected),
                    summary.worst_buckets == nullptr ? "-" : Fixed(summary.worst_buckets->z, 1),
                    mse(result.through_scheme), mse(result.bottom_k)});
  }
  return Table("Quality: ideal is no bias, as many collisions as expected, z below 5, an error of 1.00",
               {"function", "faults", "avalanche, worst", "avalanche, mean", "bit bias, worst",
                "collisions in 32 bits (expected)", "buckets, worst z", "error by 128 values", "error by bottom 64"},
               rows);
}

std::string CollisionAndBucketTables(const BenchReport& report) {
  std::vector<Cells> collisions, buckets;
  for (const HashResult& result : report.hashes) {
    const std::string name(result.function->name);
    for (const auto& [kind, found] : result.collisions) {
      collisions.push_back(
          {name, kind, found.part, absl::StrCat(found.pairs), Fixed(found.expected, 2), Fixed(found.z, 1)});
    }
    for (const auto& [kind, found] : result.buckets) {
      buckets.push_back({name, kind, found.chosen_by, absl::StrCat(found.buckets), Fixed(found.z, 1)});
    }
  }
  return Details("All collisions", Table("Pairs of distinct keys with equal hashes",
                                         {"function", "keys", "part", "pairs", "expected", "z"}, collisions)) +
         Details("All buckets",
                 Table("Chi-square over buckets", {"function", "keys", "bucket by", "buckets", "z"}, buckets));
}

std::string SketchTables(const BenchReport& report) {
  std::vector<Cells> speeds, errors, recalls;
  for (const SketchResult& result : report.sketches) {
    for (size_t i = 0; i < result.speed.size(); ++i) {
      const SketchSpeed& speed = result.speed[i];
      speeds.push_back({result.scheme.name, absl::StrCat(speed.values), absl::StrCat(speed.set_size), Ns(speed.a_hash),
                        Fixed(speed.a_hash.median_ns / report.sketches.front().speed[i].a_hash.median_ns, 2)});
    }
    for (const SketchErrors& e : result.errors) {
      errors.push_back({e.scheme, absl::StrCat(e.values), absl::StrCat(e.bits), absl::StrCat(e.bytes()),
                        absl::StrCat(e.set_size), Fixed(e.jaccard, 2), absl::StrCat(e.trials),
                        absl::StrFormat("%+.4f (%+.4f to %+.4f)", e.bias.value, e.bias.low, e.bias.high),
                        Ranged(e.relative_mse)});
    }
    const BandRecall& r = result.recall;
    recalls.push_back(
        {result.scheme.name, absl::StrCat(r.found), absl::StrCat(r.pairs),
         r.pairs == 0 ? "-" : absl::StrFormat("%.3f (%.3f to %.3f)", r.recall.value, r.recall.low, r.recall.high),
         r.pairs == 0 ? "-" : Fixed(r.expected, 3), absl::StrCat(r.candidates)});
  }
  const std::string recall_caption = absl::StrFormat(
      "Pairs of articles with J %.2f or more that share a bucket of %d bands of %d rows; %d articles, "
      "each compared with each",
      report.options.threshold, report.bands.bands, report.bands.rows, report.sketches.front().recall.articles);
  return Table(recall_caption, {"scheme", "found", "pairs", "recall (95 %)", "expected", "pairs in a bucket"},
               recalls) +
         Details("All times", Table("Nanoseconds a hash of the set: median (least); ratio to the first scheme",
                                    {"scheme", "values", "set", "ns a hash", "ratio"}, speeds)) +
         Details("All errors",
                 Table("Bias and relative mean square error with 95 % intervals",
                       {"scheme", "values", "bits", "bytes", "set", "J", "pairs", "bias", "relative MSE"}, errors));
}

std::string Header(const BenchReport& report) {
  const Calibration& c = report.calibration;
  Cells kinds;
  for (const auto& [kind, count] : report.keys) {
    kinds.push_back(absl::StrFormat("%d %s of %.1f bytes", count.first, kind, count.second));
  }
  return absl::StrCat("<header><h1>Hash functions and sketches, measured</h1><p>", EscapeHtml(report.processor),
                      ". Memory read ", Fixed(c.read_gb_per_second, 1), " GB/s, XXH3-64 ",
                      Fixed(c.xxh3_gb_per_second, 1), " GB/s over the same ", c.buffer_bytes >> 20, " MiB. ",
                      report.articles, report.generated ? " made-up" : "",
                      " articles: ", EscapeHtml(absl::StrJoin(kinds, ", ")), ". Speed on one thread, quality on ",
                      report.threads, ". wirecopy ", std::string(kVersion),
                      report.options.quick ? ", quick: figures are rough" : "", ".</p></header>\n");
}

constexpr std::string_view kHashNotes =
    "<p>Keys stand one after another and none waits for the hash before it. Hold figures of different machines against "
    "each other by their ratios. A fault is what chance explains in fewer than one of a million runs; whether it "
    "matters depends on the use: a table that takes low bits, a sketch that takes the order, a checksum.</p>";
constexpr std::string_view kSketchNotes =
    "<p>The error is the mean square error of the estimated resemblance as a share of J(1-J)/k, the variance of k "
    "independent minima: 1 is the classic MinHash, 0.5 is worth twice the values, and a scheme far above 1 may well be "
    "without bias.</p>";

}  // namespace

std::string BenchHtml(const BenchReport& report) {
  std::string page = absl::StrCat(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>wirecopy bench</title>\n<meta "
      "name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<style>",
      std::string(embedded::bench_css()), "</style></head><body>\n", Header(report), "<main>\n");
  if (!report.hashes.empty()) {
    absl::StrAppend(&page, "<section id=\"hashes\"><h2>Hash functions</h2>", std::string(kHashNotes),
                    HashFigures(report), HashSpeedTable(report), HashQualityTable(report),
                    CollisionAndBucketTables(report), "</section>\n");
  }
  if (!report.sketches.empty()) {
    absl::StrAppend(&page, "<section id=\"sketches\"><h2>Sketches</h2>", std::string(kSketchNotes),
                    SketchFigures(report), SketchTables(report), "</section>\n");
  }
  return page + "</main></body></html>\n";
}

}  // namespace wirecopy

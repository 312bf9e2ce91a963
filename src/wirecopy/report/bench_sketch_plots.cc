#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"
#include "wirecopy/report/bench_plots.h"
#include "wirecopy/report/figure.h"

namespace wirecopy {
namespace {

constexpr size_t kSizes[] = {50, 300, 3000};

std::vector<std::string> SchemeNamesOf(const BenchReport& report) {
  std::vector<std::string> names;
  for (const SketchResult& result : report.sketches) names.push_back(result.scheme.name);
  return names;
}

const Timing* FindSpeed(const SketchResult& result, int values, size_t set_size) {
  for (const SketchSpeed& one : result.speed) {
    if (one.values == values && one.set_size == set_size) return &one.a_hash;
  }
  return nullptr;
}

// At a resemblance of about a half.
const SketchErrors* FindErrors(const SketchResult& result, int values, int bits, size_t set_size) {
  for (const SketchErrors& one : result.errors) {
    const bool half = std::abs(one.jaccard - 0.5) < 0.03;
    if (half && one.values == values && one.bits == bits && one.set_size == set_size) return &one;
  }
  return nullptr;
}

std::string SpeedAgainstError(const BenchReport& report, size_t set_size) {
  std::vector<std::pair<double, double>> numbers;
  std::vector<double> times, ends = {1};
  for (const SketchResult& result : report.sketches) {
    const Timing* speed = FindSpeed(result, kBenchValues, set_size);
    const SketchErrors* errors = FindErrors(result, kBenchValues, 32, set_size);
    if (speed == nullptr || errors == nullptr) return "";
    numbers.emplace_back(speed->median_ns, errors->relative_mse.value);
    times.push_back(speed->median_ns);
    ends.insert(ends.end(), {errors->relative_mse.low, errors->relative_mse.high});
  }
  const auto [fastest, slowest] = Around(times, true);
  const auto [least, most] = Around(ends, true);
  Plot plot(absl::StrFormat("nanoseconds a hash against relative mean square error, sets of %d", set_size),
            {"ns a hash, median (logarithmic)", fastest, slowest, true, {}},
            {"MSE / (J(1-J)/128) (logarithmic)", least, most, true, {}});
  plot.Level(1, "ideal");
  std::vector<PlotPoint> front;
  for (const size_t i : ParetoFront(numbers)) front.push_back({numbers[i].first, numbers[i].second});
  plot.Line(front, "front");
  for (size_t i = 0; i < numbers.size(); ++i) {
    const SketchErrors& errors = *FindErrors(report.sketches[i], kBenchValues, 32, set_size);
    const auto [time, error] = numbers[i];
    plot.Interval({time, errors.relative_mse.low}, {time, errors.relative_mse.high}, SeriesClass(i));
    plot.Dot({time, error}, SeriesClass(i),
             absl::StrFormat("%s: %.1f ns a hash, MSE %.2f (%.2f to %.2f)", errors.scheme, time, error,
                             errors.relative_mse.low, errors.relative_mse.high));
    plot.Name({time, error}, errors.scheme);
  }
  return Figure(
      absl::StrFormat("Sets of %d hashes, 128 values: time against error; the line is the Pareto front", set_size),
      plot.Svg());
}

// What a signature costs against how exact it is, for several numbers of values.
std::string SpeedAgainstDeviation(const BenchReport& report) {
  std::vector<std::pair<double, double>> numbers;
  std::vector<std::pair<size_t, int>> owners;  // scheme, values
  for (size_t i = 0; i < report.sketches.size(); ++i) {
    for (const int values : {64, kBenchValues, 256}) {
      const Timing* speed = FindSpeed(report.sketches[i], values, 300);
      const SketchErrors* errors = FindErrors(report.sketches[i], values, 32, 300);
      if (speed == nullptr || errors == nullptr) continue;
      const double variance = errors->jaccard * (1 - errors->jaccard) / values;
      numbers.emplace_back(speed->median_ns * 0.3, std::sqrt(errors->relative_mse.value * variance));
      owners.emplace_back(i, values);
    }
  }
  std::vector<double> times, deviations;
  for (const auto& [time, deviation] : numbers) times.push_back(time), deviations.push_back(deviation);
  const auto [fastest, slowest] = Around(times, true);
  const auto [least, most] = Around(deviations, false);
  Plot plot("time of a signature against the error of an estimate, for 64, 128 and 256 values",
            {"microseconds a set of 300, median (logarithmic)", fastest, slowest, true, {}},
            {"root mean square error of J", least, most, false, {}});
  std::vector<PlotPoint> front;
  for (const size_t i : ParetoFront(numbers)) front.push_back({numbers[i].first, numbers[i].second});
  plot.Line(front, "front");
  for (size_t i = 0; i < numbers.size(); ++i) {
    const auto [scheme, values] = owners[i];
    const PlotPoint at{numbers[i].first, numbers[i].second};
    plot.Dot(at, SeriesClass(scheme),
             absl::StrFormat("%s, %d values: %.2f microseconds, error %.4f", report.sketches[scheme].scheme.name,
                             values, at.x, at.y));
    plot.Name(at, absl::StrCat(values));
  }
  return Figure("Sets of 300 hashes, J 0.5: 64, 128 and 256 values; the line is the Pareto front", plot.Svg(),
                Legend(SchemeNamesOf(report)));
}

// Schemes from bottom to top, for each one interval a series.
template <typename Find>
std::string Intervals(const BenchReport& report, std::string_view title, const std::vector<std::string>& series,
                      const Find& find) {
  const std::vector<std::string> names = SchemeNamesOf(report);
  std::vector<double> ends = {1};
  for (const SketchResult& result : report.sketches) {
    for (size_t i = 0; i < series.size(); ++i) {
      if (const SketchErrors* errors = find(result, i)) {
        ends.insert(ends.end(), {errors->relative_mse.low, errors->relative_mse.high});
      }
    }
  }
  const auto [low, high] = Around(ends, true);
  Plot plot(std::string(title), {"MSE / (J(1-J)/128), 95 % interval (logarithmic)", low, high, true, {}},
            {"", -0.7, static_cast<double>(names.size()) - 0.3, false, names});
  plot.Upright(1, "ideal");
  for (size_t scheme = 0; scheme < names.size(); ++scheme) {
    for (size_t i = 0; i < series.size(); ++i) {
      const SketchErrors* errors = find(report.sketches[scheme], i);
      if (errors == nullptr) continue;
      const double y = static_cast<double>(scheme) + (static_cast<double>(i) - 1) * 0.22;
      plot.Interval({errors->relative_mse.low, y}, {errors->relative_mse.high, y}, SeriesClass(i));
      plot.Dot(
          {errors->relative_mse.value, y}, SeriesClass(i),
          absl::StrFormat("%s, %s: %.2f (%.2f to %.2f), %d pairs", names[scheme], series[i], errors->relative_mse.value,
                          errors->relative_mse.low, errors->relative_mse.high, errors->trials));
    }
  }
  return Figure(title, plot.Svg(), Legend(series));
}

std::string SCurve(const BenchReport& report, const SketchResult& result) {
  Plot plot(absl::StrCat("chance to meet by resemblance, ", result.scheme.name),
            {"Jaccard resemblance", 0, 1, false, {}}, {"share of pairs that meet", 0, 1.02, false, {}});
  std::vector<PlotPoint> predicted;
  for (int step = 0; step <= 100; ++step) {
    predicted.push_back({step / 100.0, MeetingProbability(report.bands, step / 100.0)});
  }
  plot.Line(predicted, "front");
  for (const CurvePoint& meeting : result.curve) {
    plot.Interval({meeting.jaccard, meeting.measured.low}, {meeting.jaccard, meeting.measured.high}, "s0");
    plot.Dot({meeting.jaccard, meeting.measured.value}, "s0",
             absl::StrFormat("J %.2f: measured %.3f (%.3f to %.3f), predicted %.3f", meeting.jaccard,
                             meeting.measured.value, meeting.measured.low, meeting.measured.high, meeting.predicted));
  }
  return Figure(result.scheme.name, plot.Svg());
}

std::string SCurves(const BenchReport& report) {
  std::string html = absl::StrFormat(
      "<h3>Chance to meet in one of %d bands of %d rows: predicted (line) and measured (points, 95 %% intervals)</h3>"
      "<div class=\"figures small\">",
      report.bands.bands, report.bands.rows);
  for (const SketchResult& result : report.sketches) html += SCurve(report, result);
  return html + "</div>";
}

}  // namespace

std::string SketchFigures(const BenchReport& report) {
  std::string html = "<div class=\"figures\">";
  for (const size_t set_size : kSizes) html += SpeedAgainstError(report, set_size);
  html += SpeedAgainstDeviation(report);
  html +=
      Intervals(report, "Error by size of the sets, 128 values, J 0.5", {"sets of 50", "sets of 300", "sets of 3000"},
                [](const SketchResult& result, size_t i) { return FindErrors(result, kBenchValues, 32, kSizes[i]); });
  html += Intervals(
      report, "Error by bits of a value, 128 values, sets of 300, J 0.5", {"32 bits", "16 bits", "8 bits"},
      [](const SketchResult& result, size_t i) { return FindErrors(result, kBenchValues, kValueBits[i], 300); });
  return html + "</div>" + SCurves(report);
}

}  // namespace wirecopy

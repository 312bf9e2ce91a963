#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"
#include "wirecopy/measure/hash_verdict.h"
#include "wirecopy/report/bench_plots.h"
#include "wirecopy/report/figure.h"

namespace wirecopy {
namespace {

std::vector<std::string> FunctionNames(const BenchReport& report) {
  std::vector<std::string> names;
  for (const HashResult& result : report.hashes) names.emplace_back(result.function->name);
  return names;
}

std::string SpeedByLength(const BenchReport& report) {
  std::vector<double> bytes, times;
  for (const HashResult& result : report.hashes) {
    for (const KeyTiming& timing : result.speed.by_length) {
      bytes.push_back(timing.mean_bytes);
      times.push_back(timing.a_key.median_ns);
    }
  }
  const auto [least, most] = Around(bytes, true);
  const auto [fastest, slowest] = Around(times, true);
  Plot plot("nanoseconds a key by length of the key, a line a hash function",
            {"mean length of the keys, bytes (logarithmic)", least, most, true, {}},
            {"ns a key, median (logarithmic)", fastest, slowest, true, {}});
  for (size_t i = 0; i < report.hashes.size(); ++i) {
    const HashResult& result = report.hashes[i];
    std::vector<PlotPoint> points;
    for (const KeyTiming& timing : result.speed.by_length) {
      points.push_back({timing.mean_bytes, timing.a_key.median_ns});
    }
    plot.Line(points, SeriesClass(i));
    for (size_t k = 0; k < points.size(); ++k) {
      const KeyTiming& timing = result.speed.by_length[k];
      plot.Dot(points[k], SeriesClass(i),
               absl::StrFormat("%s, %s bytes: %.1f ns, least %.1f ns", std::string(result.function->name), timing.keys,
                               timing.a_key.median_ns, timing.a_key.least_ns));
    }
  }
  return Figure("Time by length of the key", plot.Svg(), Legend(FunctionNames(report)));
}

// Words are what the program hashes most.
std::string SpeedAgainstAvalanche(const BenchReport& report) {
  std::vector<std::pair<double, double>> numbers;
  std::vector<double> times;
  for (const HashResult& result : report.hashes) {
    numbers.emplace_back(result.speed.by_kind.front().a_key.median_ns, result.avalanche.worst_bias);
    times.push_back(numbers.back().first);
  }
  const auto [fastest, slowest] = Around(times, true);
  Plot plot(
      "nanoseconds a word against the worst bias of the avalanche matrix, a point a hash function",
      {"ns a word, median (logarithmic)", fastest, slowest, true, {}},
      {"worst avalanche bias, 0 to 1 (logarithmic)", report.hashes.front().avalanche.chance_worst / 4, 1.6, true, {}});
  plot.Level(report.hashes.front().avalanche.chance_worst, "ideal");
  // Within chance there is no better and worse.
  std::vector<std::pair<double, double>> judged = numbers;
  for (size_t i = 0; i < judged.size(); ++i) {
    judged[i].second = std::max(judged[i].second, report.hashes[i].avalanche.chance_worst);
  }
  std::vector<PlotPoint> front;
  for (const size_t i : ParetoFront(judged)) front.push_back({numbers[i].first, numbers[i].second});
  plot.Line(front, "front");
  for (size_t i = 0; i < numbers.size(); ++i) {
    const std::string name(report.hashes[i].function->name);
    plot.Dot({numbers[i].first, numbers[i].second}, SeriesClass(i),
             absl::StrFormat("%s: %.1f ns, worst bias %.3f", name, numbers[i].first, numbers[i].second));
    plot.Name({numbers[i].first, numbers[i].second}, name);
  }
  return Figure("Time of a word against avalanche: below the dashed line is chance", plot.Svg());
}

std::string ResemblanceErrorsPlot(const BenchReport& report) {
  const std::vector<std::string> names = FunctionNames(report);
  std::vector<double> ends = {1};
  for (const HashResult& result : report.hashes) {
    for (const ResemblanceErrors* errors : {&result.through_scheme, &result.bottom_k}) {
      if (errors->pairs > 0) ends.insert(ends.end(), {errors->relative_mse.low, errors->relative_mse.high});
    }
  }
  const auto [low, high] = Around(ends, false);
  Plot plot("relative mean square error of a resemblance by hash function, with 95 % intervals",
            {"mean square error, share of what random functions give", low, high, false, {}},
            {"", -0.7, static_cast<double>(names.size()) - 0.3, false, names});
  plot.Upright(1, "ideal");
  for (size_t i = 0; i < report.hashes.size(); ++i) {
    size_t series = 0;
    for (const ResemblanceErrors* errors : {&report.hashes[i].through_scheme, &report.hashes[i].bottom_k}) {
      const double y = static_cast<double>(i) + (series == 0 ? -0.15 : 0.15);
      if (errors->pairs > 0) {
        plot.Interval({errors->relative_mse.low, y}, {errors->relative_mse.high, y}, SeriesClass(series));
        plot.Dot({errors->relative_mse.value, y}, SeriesClass(series),
                 absl::StrFormat("%s: %.2f (%.2f to %.2f), %d pairs", names[i], errors->relative_mse.value,
                                 errors->relative_mse.low, errors->relative_mse.high, errors->pairs));
      }
      ++series;
    }
  }
  return Figure("What the function does to an estimated resemblance (95 % intervals)", plot.Svg(),
                Legend({absl::StrCat("128 values (", std::string(kDefaultScheme), "), which hash again"),
                        "bottom 64, by the hashes as they are"}));
}

std::string AvalancheMaps(const BenchReport& report) {
  std::string html =
      "<h3>Avalanche: share of keys in which a flip of an input bit flips an output bit</h3>"
      "<ul class=\"legend\">";
  const char* const levels[] = {"within chance", "bias to 0.1", "0.1 to 0.3", "0.3 to 0.7", "0.7 to 1 (certain)"};
  for (size_t i = 0; i < std::size(levels); ++i) {
    absl::StrAppend(&html, "<li><svg viewBox=\"0 0 14 10\" aria-hidden=\"true\"><path class=\"h", i,
                    "\" style=\"stroke-width:10\" d=\"M0 5H14\"/></svg>", levels[i], "</li>");
  }
  html += "</ul><div class=\"maps\">";
  for (const HashResult& result : report.hashes) {
    const Avalanche& avalanche = result.avalanche;
    const std::string description =
        absl::StrFormat("avalanche of %s: worst bias %.3f, mean bias %.3f", std::string(result.function->name),
                        avalanche.worst_bias, avalanche.mean_bias);
    absl::StrAppend(&html, Figure(absl::StrFormat("%s: worst %.3f, mean %.3f", std::string(result.function->name),
                                                  avalanche.worst_bias, avalanche.mean_bias),
                                  HeatMap(description, avalanche.flips, avalanche.output_bits, avalanche.chance_worst,
                                          "input bit", "output bit")));
  }
  return html + "</div>";
}

}  // namespace

std::vector<size_t> ParetoFront(const std::vector<std::pair<double, double>>& numbers) {
  std::vector<size_t> front;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const double first = numbers[i].first, second = numbers[i].second;
    const bool beaten = std::any_of(numbers.begin(), numbers.end(), [&](const auto& other) {
      return other.first <= first && other.second <= second && other != numbers[i];
    });
    if (!beaten) front.push_back(i);
  }
  std::sort(front.begin(), front.end(), [&](size_t x, size_t y) { return numbers[x] < numbers[y]; });
  return front;
}

std::string HashFigures(const BenchReport& report) {
  return "<div class=\"figures\">" + SpeedByLength(report) + SpeedAgainstAvalanche(report) +
         ResemblanceErrorsPlot(report) + "</div>" + AvalancheMaps(report);
}

}  // namespace wirecopy

// Problem: of hundreds of outlets some break every week, and nobody looks. A fixed bound fits no outlet. Idea: each is
// held against its own last nights, by their median and median absolute deviation, which a few odd nights do not move
// (Hampel 1974; Iglewicz, Hoaglin 1993), with a floor for outlets that are the same every night. Far is 5 deviations:
// of a thousand outlets and 4 measures with normal noise about one alarm in a hundred nights.
#include "wirecopy/night/drift.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wirecopy {
namespace {

constexpr double kFar = 5;
constexpr double kNormal = 1.4826;  // from the median absolute deviation to the standard deviation, of normal values

struct Measure {
  std::string_view name;
  double OutletNight::*value;
  double floor, share;  // of a deviation: an absolute one, and one of the usual value
};

constexpr std::array<Measure, 4> kMeasures = {{
    {"articles", &OutletNight::articles, 1, 0.1},
    {"median words", &OutletNight::median_words, 5, 0.05},
    {"duplicate share", &OutletNight::duplicate_share, 0.03, 0},
    {"empty share", &OutletNight::empty_share, 0.02, 0},
}};

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

struct Counts {
  uint64_t articles = 0, duplicates = 0, without_text = 0;
  double words = 0;  // medians, each as often as it has articles

  void Add(const Counts& other) {
    articles += other.articles;
    duplicates += other.duplicates;
    without_text += other.without_text;
    words += other.words;
  }
  OutletNight Night() const {
    const auto of = [](double part, uint64_t whole) { return whole == 0 ? 0 : part / static_cast<double>(whole); };
    return {static_cast<double>(articles), of(words, articles), of(static_cast<double>(duplicates), articles),
            of(static_cast<double>(without_text), articles + without_text)};
  }
};

using ByOutlet = std::map<std::string, Counts>;

const std::string kAll;
std::string NameOf(std::string_view outlet) { return std::string(outlet.empty() ? "(no outlet)" : outlet); }

}  // namespace

std::vector<DriftAlarm> FindDrift(const std::string& outlet, const OutletNight& tonight,
                                  std::span<const OutletNight> before) {
  std::vector<DriftAlarm> alarms;
  if (before.size() < kLeastNights) return alarms;
  for (const Measure& measure : kMeasures) {
    // Without articles there is nothing to say about them, but that they are missing.
    const bool of_articles =
        measure.value == &OutletNight::median_words || measure.value == &OutletNight::duplicate_share;
    if (of_articles && tonight.articles == 0) continue;
    std::vector<double> values, deviations;
    for (const OutletNight& night : before) values.push_back(night.*measure.value);
    const double usual = MedianOf(values);
    for (const double value : values) deviations.push_back(std::abs(value - usual));
    const double deviation = std::max({kNormal * MedianOf(deviations), measure.floor, measure.share * usual});
    if (std::abs(tonight.*measure.value - usual) > kFar * deviation) {
      alarms.push_back({outlet, measure.name, tonight.*measure.value, usual});
    }
  }
  return alarms;
}

absl::StatusOr<NightSeries> ReadSeries(std::string_view night, const std::map<std::string, uint64_t>& without_text,
                                       Catalogue* catalogue) {
  absl::StatusOr<Statement> row = catalogue->database().Prepare(
      "SELECT r.night, o.name, sum(u.articles), sum(u.duplicates), sum(u.without_text), sum(u.articles * "
      "u.median_words) "
      "FROM runs r JOIN outlet_runs u ON u.run = r.number JOIN outlets o ON o.number = u.outlet WHERE r.night <= ?1 "
      "AND "
      "r.night IN (SELECT DISTINCT night FROM runs WHERE night <= ?1 ORDER BY night DESC LIMIT ?2) GROUP BY r.night, "
      "o.name ORDER BY r.night");
  if (!row.ok()) return row.status();
  std::map<std::string, ByOutlet> nights;
  absl::StatusOr<bool> more = row->Bind(night, kDriftNights + 1).Step();
  for (; more.ok() && *more; more = row->Step()) {
    const auto number = [&](int column) { return static_cast<uint64_t>(row->Int(column)); };
    const Counts counts{number(2), number(3), number(4), static_cast<double>(row->Int(5))};
    ByOutlet& of_night = nights[std::string(row->Text(0))];
    of_night[NameOf(row->Text(1))].Add(counts);
    of_night[kAll].Add(counts);
  }
  if (!more.ok()) return more.status();
  ByOutlet tonight;
  if (const auto found = nights.find(std::string(night)); found != nights.end()) {
    tonight = std::move(found->second);
    nights.erase(found);
  }
  while (nights.size() > kDriftNights) nights.erase(nights.begin());
  for (const auto& [outlet, count] : without_text) {
    uint64_t& known = tonight[NameOf(outlet)].without_text;
    tonight[kAll].without_text += count - std::min(count, known);
    known = std::max(known, count);
  }
  NightSeries series;
  for (const auto& [name, of_night] : nights) {
    for (const auto& [outlet, counts] : of_night) series.before[outlet];
  }
  for (auto& [outlet, before] : series.before) {
    series.tonight[outlet] = tonight[outlet].Night();
    for (const auto& [name, of_night] : nights) {  // from its first one on
      const auto there = of_night.find(outlet);
      if (there != of_night.end()) before.push_back(there->second.Night());
      if (there == of_night.end() && !before.empty()) before.emplace_back();
    }
  }
  for (const auto& [outlet, counts] : tonight) series.tonight[outlet] = counts.Night();
  return series;
}

std::vector<DriftAlarm> FindDrift(const NightSeries& series) {
  std::vector<DriftAlarm> alarms;
  for (const auto& [outlet, tonight] : series.tonight) {
    const auto before = series.before.find(outlet);
    if (before == series.before.end()) continue;
    for (DriftAlarm& alarm : FindDrift(outlet, tonight, before->second)) alarms.push_back(std::move(alarm));
  }
  return alarms;
}

}  // namespace wirecopy

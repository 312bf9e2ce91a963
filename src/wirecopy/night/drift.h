// Whether tonight's feeds are far from what they were: a scraper that broke shows here first.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/index/catalogue.h"

namespace wirecopy {

inline constexpr int kDriftNights = 14;    // with which tonight is compared
inline constexpr size_t kLeastNights = 5;  // fewer say nothing

// An outlet, or all of them together, in one night.
struct OutletNight {
  double articles = 0;
  double median_words = 0;     // of new articles
  double duplicate_share = 0;  // of these
  double empty_share = 0;      // records without text of all records
};

struct DriftAlarm {
  std::string outlet;  // empty: all together
  std::string_view measure;
  double tonight = 0, usual = 0;  // usual: the median of the nights before
};

// `before`: nights in which there were feeds, at most kDriftNights. None when these are too few.
std::vector<DriftAlarm> FindDrift(const std::string& outlet, const OutletNight& tonight,
                                  std::span<const OutletNight> before);

// What the index knows of the outlets of one night and those before it.
struct NightSeries {
  std::map<std::string, OutletNight> tonight;              // by outlet; "" for all
  std::map<std::string, std::vector<OutletNight>> before;  // the same; oldest first
};

// `without_text`: records of tonight by outlet, for a run that added nothing.
absl::StatusOr<NightSeries> ReadSeries(std::string_view night, const std::map<std::string, uint64_t>& without_text,
                                       Catalogue* catalogue);

std::vector<DriftAlarm> FindDrift(const NightSeries& series);

}  // namespace wirecopy

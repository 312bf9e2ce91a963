// What a person wants to know of a night in the morning: new clusters, wire copy without a credit, what has grown, and
// what looks broken.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/attribute/credit_verdict.h"
#include "wirecopy/attribute/outlets.h"
#include "wirecopy/attribute/sources.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/index/index.h"
#include "wirecopy/night/drift.h"

namespace wirecopy {

struct NightMember {
  uint64_t number = 0;
  std::string id, url, title, published;
  std::string outlet, family;  // as the table of outlets calls them
  bool is_agency = false, tonight = false, kept = false;
  CreditState credit = CreditState::kUnknown;
  std::string source;  // the agency that it credits
};

// A cluster of two and more that has members of tonight.
struct NightCluster {
  std::string id;
  std::vector<NightMember> members;  // in the order of adding
  uint64_t before = 0;               // members of earlier nights
  uint64_t families = 0;             // of publishers, without agencies
  std::string wire;                  // agency that is one of the outlets, or that a member credits; empty: none found
  uint64_t uncredited = 0;           // members of tonight with agency copy and no credit of text found
};

struct NightReport {
  std::string night;
  uint64_t articles = 0, versions = 0, duplicates = 0, without_text = 0;  // tonight
  uint64_t index_articles = 0, index_clusters = 0;                        // in all
  std::vector<NightCluster> appeared;    // two families and more, at most one member before; most families first
  std::vector<NightCluster> grown;       // the others of two members and more before; most new members first
  std::vector<NightCluster> uncredited;  // agency copy of tonight with no credit found; most such members first
  std::vector<DriftAlarm> alarms;
};

struct NightTables {
  const AttributionTables& attribution;
  const OutletTable& outlets;
};

// `without_text` as ReadSeries has it. Reads the texts of all members of tonight's clusters. FailedPrecondition when a
// segment is damaged.
absl::StatusOr<NightReport> ReportNight(const std::string& night, const std::map<std::string, uint64_t>& without_text,
                                        const NightTables& tables, Index* index, const Executor& executor);

}  // namespace wirecopy

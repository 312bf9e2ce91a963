// Writes a run as the folder of the contract (docs/report-format.md): all files or none.
#pragma once

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "wirecopy/pipeline/run.h"

namespace wirecopy {

inline constexpr std::string_view kVersion = "0.1.0";

// The effective options, by name, as they are written into run.json and the report.
using NamedOptions = std::vector<std::pair<std::string, std::string>>;

struct RunFolderOptions {
  std::string path;
  bool force = false;  // replaces an older run
  NamedOptions named_options;
  int threads = 1;
  const std::atomic<bool>* cancel = nullptr;  // polled while writing; once true, nothing is left behind
  // As they were typed, each for itself: among the named options they stand parted by spaces.
  std::vector<std::string> inputs = {}, sources = {};
};

// Whether the folder can be written: it does not exist, or is empty, or holds an older run and `force` is set. A folder
// that holds anything else is never touched.
absl::Status CheckRunFolder(const RunFolderOptions& options);

// Writes beside, then renames. Cancelled when `cancel` became true.
absl::Status WriteRunFolder(const Run& run, const RunFolderOptions& options);

// The files' contents, one line an item.
std::string ArticleLine(const Run& run, uint32_t article);
std::string PairLine(const Run& run, const PairResult& pair);
std::string ClusterLine(const Run& run, const Cluster& cluster, const Consensus& consensus, std::string_view level);
std::string LicenceAuditCsv(const Run& run);
std::string BoilerplateLine(const Run& run, const RepeatedText& text);
std::string RunJson(const Run& run, const RunFolderOptions& options);
std::string OutletsCsv(const Run& run);
std::string ReportHtml(const Run& run, const RunFolderOptions& options);

// The id of a cluster: that of its first member by time.
const std::string& ClusterId(const Run& run, const Cluster& cluster);

}  // namespace wirecopy

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "wirecopy/report/digest.h"

namespace wirecopy {
namespace {

// What is written by others stands there as text: no markup, no line of its own.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      escaped += ' ';
      continue;
    }
    if (std::string_view("\\`*_{}[]()<>#+!|~&").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string Cluster(const NightCluster& cluster) {
  std::string text = absl::StrCat("- **", Escaped(TitleOf(cluster)), "**: ", cluster.members.size(), " articles");
  absl::StrAppend(&text, ", ", cluster.families, cluster.families == 1 ? " publisher" : " publishers");
  if (cluster.before > 0) absl::StrAppend(&text, ", ", cluster.before, " of them before");
  if (!cluster.wire.empty()) absl::StrAppend(&text, "; shares text with ", Escaped(cluster.wire));
  if (cluster.uncredited > 0) absl::StrAppend(&text, "; ", cluster.uncredited, " with no credit found");
  absl::StrAppend(&text, "\n");
  size_t shown = 0;
  for (const NightMember& member : cluster.members) {
    if (!member.tonight) continue;
    if (++shown > kDigestMembers) break;
    absl::StrAppend(&text, "  - ", Escaped(member.outlet), ", ", CreditOf(member), ": ", Escaped(member.id), "\n");
  }
  const auto tonight = cluster.members.size() - cluster.before;
  if (tonight > kDigestMembers) absl::StrAppend(&text, "  - and ", tonight - kDigestMembers, " more\n");
  return text;
}

std::string Section(std::string_view title, const std::vector<NightCluster>& clusters) {
  std::string text =
      absl::StrCat("\n## ", std::string(title), " (", DigestNumber(static_cast<double>(clusters.size())), ")\n\n");
  if (clusters.empty()) return text + "None.\n";
  for (size_t i = 0; i < std::min(kDigestClusters, clusters.size()); ++i) text += Cluster(clusters[i]);
  if (clusters.size() > kDigestClusters) absl::StrAppend(&text, "- and ", clusters.size() - kDigestClusters, " more\n");
  return text;
}

}  // namespace

std::string DigestMarkdown(const NightReport& report) {
  const auto number = [](uint64_t value) { return DigestNumber(static_cast<double>(value)); };
  std::string text = absl::StrCat("# Night of ", report.night, "\n\n", number(report.articles), " new articles, ",
                                  number(report.versions), " of them newer versions; ", number(report.duplicates),
                                  " duplicates; ", number(report.without_text),
                                  " records without text. The index holds ", number(report.index_articles),
                                  " articles, and ", number(report.index_clusters), " clusters of two or more.\n");
  absl::StrAppend(&text, "\n## Alarms (", report.alarms.size(), ")\n\n");
  for (const DriftAlarm& alarm : report.alarms) {
    absl::StrAppend(&text, "- ", alarm.outlet.empty() ? "All outlets together" : Escaped(alarm.outlet), ": ",
                    AlarmText(alarm), "\n");
  }
  if (report.alarms.empty()) text += "None.\n";
  text += Section("Wire copy with no credit found", report.uncredited);
  text += Section("New clusters of two or more publishers", report.appeared);
  return text + Section("Clusters that have grown", report.grown);
}

}  // namespace wirecopy

// digest.html: no script, nothing from outside; what articles say is text and never markup.
#include <wirecopy_embedded/digest_css.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "wirecopy/report/digest.h"

namespace wirecopy {
namespace {

std::string Escaped(std::string_view text) {
  return absl::StrReplaceAll(std::string(text),
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string Count(std::string_view name, uint64_t value) {
  return absl::StrCat("<div><dt>", std::string(name), "</dt><dd>", DigestNumber(static_cast<double>(value)),
                      "</dd></div>\n");
}

std::string Member(const NightMember& member) {
  const std::string title = Escaped(member.title.empty() ? member.id : member.title);
  std::string text = absl::StrCat("<li>", Escaped(member.outlet), ": ");
  if (IsWebAddress(member.url)) {
    absl::StrAppend(&text, "<a rel=\"noreferrer\" href=\"", Escaped(member.url), "\">", title, "</a>");
  } else {
    text += title;
  }
  const std::string credit = CreditOf(member);
  absl::StrAppend(&text, " <small", credit == "no credit found" ? " class=\"missing\"" : "", ">", Escaped(credit),
                  "</small>");
  if (!member.tonight) text += " <small>earlier</small>";
  if (!member.published.empty()) absl::StrAppend(&text, " <small>", Escaped(member.published), "</small>");
  return text + "</li>\n";
}

std::string Cluster(const NightCluster& cluster) {
  std::string text =
      absl::StrCat("<details><summary><strong>", Escaped(TitleOf(cluster)), "</strong> <small>", cluster.members.size(),
                   " articles, ", cluster.families, cluster.families == 1 ? " publisher" : " publishers");
  if (cluster.before > 0) absl::StrAppend(&text, ", ", cluster.before, " before");
  if (!cluster.wire.empty()) absl::StrAppend(&text, "; shares text with ", Escaped(cluster.wire));
  text += "</small>";
  if (cluster.uncredited > 0) {
    absl::StrAppend(&text, " <small class=\"missing\">", cluster.uncredited, " with no credit found</small>");
  }
  text += "</summary>\n<ul>\n";
  // Those of tonight first.
  std::vector<const NightMember*> members;
  for (const NightMember& member : cluster.members) members.push_back(&member);
  std::stable_partition(members.begin(), members.end(), [](const NightMember* member) { return member->tonight; });
  for (size_t i = 0; i < std::min(kDigestMembers, members.size()); ++i) text += Member(*members[i]);
  if (members.size() > kDigestMembers)
    absl::StrAppend(&text, "<li>and ", members.size() - kDigestMembers, " more</li>\n");
  return text + "</ul></details>\n";
}

std::string Heading(std::string_view id, std::string_view title, size_t count) {
  return absl::StrCat("<h2 id=\"", std::string(id), "\">", std::string(title), " <span>",
                      DigestNumber(static_cast<double>(count)), "</span></h2>\n");
}

std::string Section(std::string_view id, std::string_view title, const std::vector<NightCluster>& clusters) {
  std::string text = Heading(id, title, clusters.size());
  if (clusters.empty()) return text + "<p class=\"lead\">None.</p>\n";
  for (size_t i = 0; i < std::min(kDigestClusters, clusters.size()); ++i) text += Cluster(clusters[i]);
  if (clusters.size() > kDigestClusters) {
    absl::StrAppend(&text, "<p class=\"lead\">and ", clusters.size() - kDigestClusters, " more</p>\n");
  }
  return text;
}

std::string Alarms(const std::vector<DriftAlarm>& alarms) {
  std::string text = Heading("alarms", "Alarms", alarms.size());
  if (alarms.empty()) return text + "<p class=\"lead\">None.</p>\n";
  text +=
      "<table><tr><th>Outlet</th><th>Measure</th><th class=\"number\">Tonight</th><th "
      "class=\"number\">Usually</th></tr>\n";
  for (const DriftAlarm& alarm : alarms) {
    absl::StrAppend(&text, "<tr><td>", alarm.outlet.empty() ? "All outlets together" : Escaped(alarm.outlet),
                    "</td><td>", std::string(alarm.measure), "</td><td class=\"number missing\">",
                    DigestNumber(alarm.tonight), "</td><td class=\"number\">", DigestNumber(alarm.usual),
                    "</td></tr>\n");
  }
  return text + "</table>\n";
}

}  // namespace

std::string DigestHtml(const NightReport& report) {
  std::string text = absl::StrCat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>Night of ",
      report.night, "</title>\n<style>\n", std::string(embedded::digest_css()),
      "</style>\n</head>\n<body>\n<h1>Night of ", report.night,
      "</h1>\n<p class=\"lead\">What shares text with what among tonight's articles. A finding is not a ",
      "verdict.</p>\n<dl>\n");
  text += Count("new articles", report.articles) + Count("newer versions", report.versions) +
          Count("duplicates", report.duplicates) + Count("records without text", report.without_text) +
          Count("articles in the index", report.index_articles) + Count("clusters in the index", report.index_clusters);
  text += "</dl>\n" + Alarms(report.alarms);
  text += Section("uncredited", "Wire copy with no credit found", report.uncredited);
  text += Section("appeared", "New clusters of two or more publishers", report.appeared);
  text += Section("grown", "Clusters that have grown", report.grown);
  return text + "</body>\n</html>\n";
}

}  // namespace wirecopy

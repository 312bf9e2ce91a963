#include "wirecopy/report/digest.h"

#include <string>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

bool Has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

NightMember Member(uint64_t number, std::string outlet) {
  NightMember member;
  member.number = number;
  member.id = "id-" + std::to_string(number);
  member.outlet = std::move(outlet);
  member.title = "Title " + std::to_string(number);
  member.tonight = true;
  return member;
}

NightReport Sample() {
  NightReport report;
  report.night = "2026-03-01";
  report.articles = 12345;
  NightCluster cluster;
  cluster.id = "id-1";
  cluster.members = {Member(1, "Reuters"), Member(2, "Post"), Member(3, "Herald")};
  cluster.members[0].is_agency = true;
  cluster.members[0].kept = true;
  cluster.members[2].credit = CreditState::kFull;
  cluster.members[2].source = "Reuters";
  cluster.families = 2;
  cluster.wire = "Reuters";
  cluster.uncredited = 1;
  report.appeared = report.uncredited = {cluster};
  report.alarms = {{"Post", "articles", 2, 310}, {"", "empty share", 0.4, 0}};
  return report;
}

TEST_CASE("A cluster is called by the title that its members agree on") {
  const auto title_of = [](const std::vector<std::string>& titles, size_t kept) {
    NightCluster cluster;
    cluster.id = "id";
    for (const std::string& title : titles) {
      cluster.members.push_back(Member(cluster.members.size(), "Post"));
      cluster.members.back().title = title;
    }
    cluster.members[kept].kept = true;
    return std::string(TitleOf(cluster));
  };
  const std::string harbour = "Ministers meet in the harbour of Vell";
  CHECK(title_of({"powered by Search", harbour + " | Post", harbour, "Ministers meet in the port"}, 0) == harbour);
  CHECK(title_of({"News", "Ministers meet"}, 1) == "Ministers meet");
  CHECK(title_of({"", "Ministers meet", "News"}, 0) == "Ministers meet");
  CHECK(title_of({"Vell", "Vell", "Ministers meet in Vell", "Ministers meet in the port of Vell"}, 0) ==
        "Ministers meet in Vell");
  CHECK(title_of({"", ""}, 0) == "id");
}

TEST_CASE("Both digests say the same") {
  const NightReport report = Sample();
  for (const std::string& text : {DigestHtml(report), DigestMarkdown(report)}) {
    for (const char* part : {"Night of 2026-03-01", "12,345", "Title 1", "2 publishers", "shares text with Reuters",
                             "1 with no credit found", "no credit found", "credits Reuters", "All outlets together",
                             "310", "0.40", "None."}) {
      INFO(part);
      CHECK(Has(text, part));
    }
  }
}

TEST_CASE("What articles say is text, and never markup") {
  NightReport report = Sample();
  const std::string hostile = "</summary><script>alert(1)</script> *[x](javascript:alert(2))*\n# Heading \"quoted\" '";
  for (NightMember& member : report.appeared[0].members) member.title = member.outlet = member.id = hostile;
  report.appeared[0].members[1].url = "javascript:alert(3)";
  report.appeared[0].members[2].url = "https://example.org/?a=\"><script>";
  report.alarms[0].outlet = hostile;
  const std::string html = DigestHtml(report), markdown = DigestMarkdown(report);
  CHECK_FALSE(Has(html, "<script"));
  CHECK_FALSE(Has(html, "href=\"javascript"));
  CHECK(Has(html, "href=\"https://example.org/?a=&quot;&gt;&lt;script&gt;\""));
  CHECK(Has(markdown, "\\<script\\>"));
  CHECK_FALSE(Has(markdown, "/summary><script"));
  CHECK_FALSE(Has(markdown, "[x]("));
  CHECK_FALSE(Has(markdown, "\n# Heading"));
}

TEST_CASE("Long lists are cut, and say by how much") {
  NightReport report = Sample();
  NightCluster& cluster = report.appeared[0];
  for (uint64_t i = 0; i < kDigestMembers; ++i) cluster.members.push_back(Member(10 + i, "Post"));
  report.appeared.resize(kDigestClusters + 7, cluster);
  for (const std::string& text : {DigestHtml(report), DigestMarkdown(report)}) {
    CHECK(Has(text, "and 7 more"));
    CHECK(Has(text, "and 3 more"));
  }
}

TEST_CASE("Numbers are written as people write them") {
  CHECK(DigestNumber(0) == "0");
  CHECK(DigestNumber(999) == "999");
  CHECK(DigestNumber(1000) == "1,000");
  CHECK(DigestNumber(1234567) == "1,234,567");
  CHECK(DigestNumber(0.256) == "0.26");
  CHECK(DigestNumber(302.5) == "302.5");
}

}  // namespace
}  // namespace wirecopy

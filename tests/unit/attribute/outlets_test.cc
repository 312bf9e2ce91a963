#include "wirecopy/attribute/outlets.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/table.h"

namespace wirecopy {
namespace {

using Catch::Matchers::Contains;
using testing::TempFolder;

const AttributionTables& Tables() {
  static const AttributionTables tables = AttributionTables::Load({}).value();
  return tables;
}

const std::string kTable =
    "domain,outlet,family,country,is_agency,aliases\n"
    "harborcourier.example,Harbor Courier,Coastline Media,US,0,The Harbor Courier|harbor-courier\n"
    "bayeveningpost.example,Bay Evening Post,Coastline Media,US,0,\n"
    "quaysidewire.example,Quayside Wire,,US,1,QW\n"
    "nørrepost.example,\"Nørrepost, Weekly\",,DK,,\n";

OutletTable Load(const std::string& content) {
  const TempFolder folder;
  absl::StatusOr<OutletTable> table = OutletTable::Load(folder.Write("outlets.csv", content));
  REQUIRE(table.ok());
  return *std::move(table);
}

TEST_CASE("An outlet is found by name, alias or domain, whatever the case") {
  const OutletTable table = Load(kTable);
  for (const std::string name : {"Harbor Courier", "HARBOR COURIER", "The Harbor Courier", "harbor-courier",
                                 "harborcourier.example", "www.harborcourier.example"}) {
    INFO(name);
    const Outlet outlet = table.Resolve(name, "", Tables());
    CHECK(outlet.name == "Harbor Courier");
    CHECK(outlet.family == "Coastline Media");
    CHECK(outlet.known);
    CHECK_FALSE(outlet.is_agency);
  }
}

TEST_CASE("An outlet that its name does not tell is found by the url's host") {
  const OutletTable table = Load(kTable);
  for (const std::string url :
       {"https://harborcourier.example/a/b", "http://www.harborcourier.example", "https://HarborCourier.example:8080/x",
        "https://harborcourier.example?page=1", "https://harborcourier.example#top"}) {
    INFO(url);
    CHECK(table.Resolve("feed 17", url, Tables()).name == "Harbor Courier");
    CHECK(table.Resolve("", url, Tables()).name == "Harbor Courier");
  }
  CHECK(table.Resolve("feed 17", "https://elsewhere.example/harborcourier.example", Tables()).name == "feed 17");
}

TEST_CASE("The address of a site's front page means its host") {
  for (const std::string domain : {"https://www.x.example/", "http://x.example", "www.X.example/", "x.example"}) {
    INFO(domain);
    const OutletTable table = Load("domain,outlet,family,country,is_agency,aliases\n" + domain + ",X,,US,0,\n");
    CHECK(table.Resolve("", "https://www.x.example/a", Tables()).name == "X");
    CHECK(table.Resolve("x.example", "", Tables()).name == "X");
  }
}

TEST_CASE("The name goes before the url's host") {
  CHECK(Load(kTable).Resolve("Bay Evening Post", "https://harborcourier.example/a", Tables()).name ==
        "Bay Evening Post");
}

TEST_CASE("An outlet without a family in the table is its own family") {
  const OutletTable table = Load(kTable);
  const Outlet wire = table.Resolve("QW", "", Tables());
  CHECK(wire.name == "Quayside Wire");
  CHECK(wire.family == "Quayside Wire");
  CHECK(wire.is_agency);
  const Outlet weekly = table.Resolve("Nørrepost, Weekly", "", Tables());
  CHECK(weekly.family == "Nørrepost, Weekly");
  CHECK_FALSE(weekly.is_agency);
  CHECK(weekly.known);
}

TEST_CASE("An outlet that is called like an agency is that agency, without any table") {
  const OutletTable none = OutletTable::Load("").value();
  for (const std::string name : {"Reuters", "Thomson Reuters", "REUTERS"}) {
    const Outlet outlet = none.Resolve(name, "", Tables());
    CHECK(outlet.name == "Reuters");
    CHECK(outlet.family == "Reuters");
    CHECK(outlet.is_agency);
    CHECK(outlet.known);
  }
  CHECK(none.Resolve("AFP", "", Tables()).name == "Agence France-Presse");
}

TEST_CASE("Well-known outlets and agencies are known without any table, by name, alias and host") {
  const OutletTable none = OutletTable::Load("").value();
  for (const std::string url : {"https://www.liputan6.com/news/1", "https://m.liputan6.com/news/1"}) {
    const Outlet outlet = none.Resolve("feed", url, Tables());
    CHECK(outlet.name == "Liputan6");
    CHECK(outlet.family == "Emtek");
    CHECK(outlet.known);
  }
  CHECK(none.Resolve("Merdeka.com", "", Tables()).family == "Emtek");
  CHECK(none.Resolve("apnews.com", "", Tables()).is_agency);
  CHECK(none.Resolve("", "https://www.apnews.com/article/x", Tables()).name == "Associated Press");
  CHECK(none.Resolve("feed", "https://notliputan6.com/", Tables()).name == "feed");
  CHECK(none.Resolve("feed", "https://com/", Tables()).name == "feed");
}

TEST_CASE("A user's row goes before a built-in one, and the other built-in rows stay") {
  const OutletTable table = Load("domain,outlet,family,country,is_agency,aliases\nliputan6.com,L6,Somebody,ID,0,\n");
  CHECK(table.Resolve("", "https://www.liputan6.com/1", Tables()).name == "L6");
  CHECK(table.Resolve("Merdeka.com", "", Tables()).family == "Emtek");
}

TEST_CASE("The built-in table is sound: one outlet a key, one family an outlet, agencies by the names of the credits") {
  const absl::StatusOr<std::string> content = ReadFile(WIRECOPY_SOURCE_DIR "/src/wirecopy/attribute/data/outlets.csv");
  REQUIRE(content.ok());
  const absl::StatusOr<Table> table = ParseCsv(*content, "outlets.csv");
  REQUIRE(table.ok());
  CHECK(table->header == std::vector<std::string>{"domain", "outlet", "family", "country", "is_agency", "aliases"});
  CHECK(table->rows.size() > 400);
  std::set<std::string> agencies, keys;
  for (const Source& source : Tables().sources) {
    if (source.type == SourceType::kAgency) agencies.insert(source.canonical);
  }
  for (const std::vector<std::string>& row : table->rows) {
    INFO(row[1]);
    CHECK(row[3].size() == 2);
    CHECK_FALSE(row[2].empty());
    CHECK((row[4] == "1") == agencies.contains(row[1]));
    std::vector<std::string> own = SplitList(row[5]);
    own.push_back(row[0]);
    if (row[0] != absl::AsciiStrToLower(row[1])) own.push_back(row[1]);
    for (const std::string& key : own) CHECK(keys.insert(absl::AsciiStrToLower(key)).second);
  }
}

TEST_CASE("A name that only holds an agency's is no agency, and neither is a known medium") {
  const OutletTable none = OutletTable::Load("").value();
  for (const std::string name : {"Reuters Fan Club", "Voice of Reuters", "Le Monde d'avant", "BBC News at Ten"}) {
    INFO(name);
    const Outlet outlet = none.Resolve(name, "", Tables());
    CHECK(outlet.name == name);
    CHECK_FALSE(outlet.is_agency);
  }
}

TEST_CASE("An unknown outlet stays its own family") {
  const Outlet outlet = Load(kTable).Resolve("Upland Observer", "https://upland.example/1", Tables());
  CHECK(outlet.name == "Upland Observer");
  CHECK(outlet.family == "Upland Observer");
  CHECK_FALSE(outlet.known);
  CHECK_FALSE(outlet.is_agency);
}

TEST_CASE("The table may say that an agency's name is somebody else's") {
  const OutletTable table = Load("domain,outlet,family,country,is_agency,aliases\n,Reuters,Fishmonger Group,US,0,\n");
  const Outlet outlet = table.Resolve("Reuters", "", Tables());
  CHECK(outlet.family == "Fishmonger Group");
  CHECK_FALSE(outlet.is_agency);
}

TEST_CASE("Errors of the table name the file and what is wrong") {
  const TempFolder folder;
  const auto message = [&](const std::string& content) {
    const absl::StatusOr<OutletTable> table = OutletTable::Load(folder.Write("outlets.csv", content));
    CHECK_FALSE(table.ok());
    CHECK_THAT(std::string(table.status().message()), Contains(folder / "outlets.csv"));
    return std::string(table.status().message());
  };
  CHECK_THAT(message("domain,outlet,country,is_agency,aliases\na,b,c,0,\n"), Contains("family"));
  CHECK_THAT(message("domain,outlet,family,country,is_agency,aliases\n,Upland Observer,,UK,yes,\n"),
             Contains("Upland Observer"));
  CHECK_THAT(message("domain,outlet,family,country,is_agency,aliases\na,b,c,d,0,e,f\n"), Contains("line 2"));
  const std::string good = "domain,outlet,family,country,is_agency,aliases\na.example,A,,US,0,\n";
  CHECK_THAT(message(good + "b.example,,,US,0,\n"), Contains("row 2 below the header") && Contains("b.example"));
  for (const std::string domain : {"https://b.example/sport", "b.example/sport", "https://", "b.example?a"}) {
    CHECK_THAT(message(good + domain + ",B,,US,0,\n"), Contains("row 2 below the header") && Contains(domain));
  }
  CHECK_THAT(message("domain,outlet,family,country,is_agency,aliases\na,\"b,c,d,0,\n"), Contains("quotation mark"));
  const absl::StatusOr<OutletTable> missing = OutletTable::Load(folder / "missing.csv");
  REQUIRE_FALSE(missing.ok());
  CHECK_THAT(std::string(missing.status().message()), Contains("missing.csv"));
}

}  // namespace
}  // namespace wirecopy

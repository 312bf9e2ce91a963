#include <rapidjson/document.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/table.h"
#include "wirecopy/pipeline/scan.h"
#include "wirecopy/report/json.h"
#include "wirecopy/report/run_folder.h"

namespace wirecopy {
namespace {

using testing::RandomWords;
using testing::TempFolder;
using Fields = std::vector<std::pair<std::string, std::string>>;

std::string Record(const Fields& fields) {
  Json json;
  json.Open();
  for (const auto& [name, value] : fields) json.Field(name, std::string_view(value));
  json.Close();
  return json.Take() + "\n";
}

Run ScanLines(const std::string& lines, const Executor& executor = Executor(1)) {
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("all.jsonl", lines)};
  absl::StatusOr<Run> run = Scan(options, executor);
  REQUIRE(run.ok());
  return *std::move(run);
}

rapidjson::Document Parse(const std::string& text) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag>(text.c_str(), text.size());
  INFO(text);
  REQUIRE_FALSE(document.HasParseError());
  return document;
}

// text[begin:end] in code points, as Python counts.
std::string Slice(const std::string& text, unsigned begin, unsigned end) {
  std::string slice;
  unsigned point = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (starts && i > 0) ++point;
    if (point >= begin && point < end) slice += text[i];
  }
  return slice;
}

std::string Slice(const std::string& text, const rapidjson::Value& value) {
  return Slice(text, value["begin"].GetUint(), value["end"].GetUint());
}

// Letters of two, three and four bytes before, inside and behind everything that has an offset.
const std::string kStory =
    "Ćafé–quarter folk of Nørrehavn 🌊 woke under water for a third day on Friday, and nobody could say when the pumps "
    "would come.\n"
    "“We heard the cranes before we saw them 🏗️ and we ran,” the pilot Ånes Ćosić told AFP on the "
    "ropewalk, "
    "wrapped in a blanket.\n"
    "Два крана упали ночью в гавани, сообщили рыбаки, и паромы остались у причалов до самого утра, пока ветер не "
    "стих.\n"
    "The mayor – a former pilot – thanked the crews who had worked through the night without electric light in the old "
    "basin.\n";
const std::string kCaption =
    "Two fallen cranes 🏗️ on the quay of Nørrehavn on Friday. (Photo: Ćana Ruiz/Reuters)";
const std::string kWire = "NØRREHAVN 🌊 (AP) — " + kStory;
const std::string kCopy = "Ćoastal news first\n" + kCaption + "\n" + kStory +
                          "Schools open again on Monday, the council décided.\nSource: Associated Press\n";

Run StoryRun() {
  return ScanLines(Record({{"id", "wire"},
                           {"outlet", "Associated Press"},
                           {"published", "2024-03-01T08:00:00Z"},
                           {"title", "Crañes"},
                           {"text", kWire}}) +
                   Record({{"id", "copy"}, {"outlet", "Harbor Courier"}, {"text", kCopy}}));
}

TEST_CASE("An article's line slices its text in code points: body, boilerplate, quotes, credits") {
  const Run run = StoryRun();
  const rapidjson::Document copy = Parse(ArticleLine(run, 1));
  CHECK(copy["id"] == "copy");
  const auto& body = copy["body"].GetArray();
  REQUIRE(body.Size() == 5);
  CHECK(Slice(kCopy, body[0][0].GetUint(), body[0][1].GetUint()).starts_with("Ćafé–quarter folk of Nørrehavn 🌊"));
  CHECK(Slice(kCopy, body[2][0].GetUint(), body[2][1].GetUint()) ==
        "Два крана упали ночью в гавани, сообщили рыбаки, и паромы остались у причалов до самого утра, пока ветер не "
        "стих.");
  CHECK(Slice(kCopy, body[4][0].GetUint(), body[4][1].GetUint()) ==
        "Schools open again on Monday, the council décided.");
  std::vector<std::string> boilerplate;
  for (const auto& part : copy["boilerplate"].GetArray())
    boilerplate.push_back(std::string(part["kind"].GetString()) + ": " + Slice(kCopy, part));
  CHECK(boilerplate == std::vector<std::string>{"nav: Ćoastal news first", "caption: " + kCaption,
                                                "credit-line: Source: Associated Press"});
  REQUIRE(copy["quotes"].Size() == 1);
  CHECK(Slice(kCopy, copy["quotes"][0]) == "We heard the cranes before we saw them 🏗️ and we ran,");
  std::vector<std::string> credits;
  for (const auto& credit : copy["credits"].GetArray()) {
    CHECK(Slice(kCopy, credit) == credit["text"].GetString());
    credits.push_back(std::string(credit["kind"].GetString()) + ", " + credit["agency"].GetString() + ": " +
                      credit["text"].GetString());
  }
  CHECK(credits == std::vector<std::string>{"photo-credit, Reuters: (Photo: Ćana Ruiz/Reuters)",
                                            "attribution-in-text, Agence France-Presse: told AFP",
                                            "credit-line, Associated Press: Source: Associated Press"});
  CHECK(copy["credit"]["state"] == "full");
  CHECK(copy["credit"]["agency"] == "Associated Press");
  CHECK(copy["credit"]["text"] == "Source: Associated Press");
  CHECK(Slice(kCopy, copy["credit"]) == "Source: Associated Press");
}

TEST_CASE("A dateline's offsets are code points too") {
  const rapidjson::Document wire = Parse(ArticleLine(StoryRun(), 0));
  REQUIRE(wire["boilerplate"].Size() == 1);
  CHECK(wire["boilerplate"][0]["kind"] == "dateline");
  CHECK(Slice(kWire, wire["boilerplate"][0]) == "NØRREHAVN 🌊 (AP) —");
  CHECK(wire["title"] == "Crañes");
}

TEST_CASE("A pair's line slices the same passage out of both texts") {
  const Run run = StoryRun();
  REQUIRE(run.pairs.size() == 1);
  const rapidjson::Document pair = Parse(PairLine(run, run.pairs[0]));
  CHECK(pair["a"] == "wire");
  CHECK(pair["b"] == "copy");
  REQUIRE(pair["passages"].Size() == 1);
  const auto& passage = pair["passages"][0];
  const std::string in_a = Slice(kWire, passage["a_begin"].GetUint(), passage["a_end"].GetUint());
  CHECK(in_a == Slice(kCopy, passage["b_begin"].GetUint(), passage["b_end"].GetUint()));
  CHECK(in_a == kStory.substr(0, kStory.size() - 2));  // without the last full stop and line end
  CHECK(passage["kind"] == "exact");
  CHECK(passage["similarity"].GetDouble() == 1);
  CHECK_FALSE(passage["in_quote"].GetBool());
  CHECK(pair["overlap"] == "near-duplicate");
  CHECK(pair["relation"] == "newswire");
  CHECK(pair["direction"]["from"] == "wire");
  CHECK(pair["direction"]["basis"] == "agency");
}

TEST_CASE("A pair's line holds the numbers of the comparison") {
  const Run run = StoryRun();
  const SharedText& shared = run.pairs.at(0).shared;
  const rapidjson::Document pair = Parse(PairLine(run, run.pairs[0]));
  CHECK(pair["shared_words"].GetUint() == shared.shared_words);
  CHECK(pair["prose_words"].GetUint() == shared.prose_words);
  CHECK(pair["longest_run"].GetUint() == shared.longest_run);
  CHECK(pair["jaccard"].GetDouble() == Approx(shared.jaccard).margin(5.1e-5));
  CHECK(pair["containment_a"].GetDouble() == Approx(shared.containment_a).margin(5.1e-5));
  CHECK(pair["containment_b"].GetDouble() == Approx(shared.containment_b).margin(5.1e-5));
  CHECK(shared.shared_words > shared.prose_words);  // the pilot speaks
}

TEST_CASE("What is not known is null") {
  const Run run = StoryRun();
  const rapidjson::Document wire = Parse(ArticleLine(run, 0)), copy = Parse(ArticleLine(run, 1));
  CHECK(wire["published"] == "2024-03-01T08:00:00Z");
  CHECK(copy["published"].IsNull());
  CHECK(wire["duplicate_of"].IsNull());
  CHECK(copy["duplicate_of"] == "wire");
  CHECK(copy["sources"][0]["id"] == "wire");
  CHECK(wire["sources"].Empty());
  CHECK(copy["title"] == "");
  const Run undated = ScanLines(Record({{"id", "a"}, {"outlet", "A"}, {"text", kStory}}) +
                                Record({{"id", "b"}, {"outlet", "B"}, {"text", kStory}}));
  REQUIRE(undated.pairs.size() == 1);
  const rapidjson::Document pair = Parse(PairLine(undated, undated.pairs[0]));
  CHECK(pair["direction"]["from"].IsNull());
  CHECK(pair["direction"]["basis"] == "unknown");
  const Run plain = ScanLines(Record({{"id", "a"}, {"outlet", "A"}, {"text", "Rain floods harbour"}}));
  const rapidjson::Document article = Parse(ArticleLine(plain, 0));
  CHECK(article["credit"]["state"] == "unknown");
  CHECK(article["credit"]["agency"].IsNull());
  CHECK(article["credit"]["text"].IsNull());
  CHECK_FALSE(article["credit"].HasMember("begin"));
  CHECK(article["brief"].GetBool());
  CHECK_FALSE(wire.HasMember("brief"));
  CHECK(article["body"].Size() == 1);
  CHECK(Parse(ClusterLine(plain, plain.stories[0], {}, "story"))["agency"].IsNull());
}

TEST_CASE("A credit by metadata shows the author's words") {
  const Run run = ScanLines(
      Record({{"id", "a"}, {"outlet", "A"}, {"author", "Jåne Roe, Reuters"}, {"text", "Rain floods harbour"}}));
  const rapidjson::Document article = Parse(ArticleLine(run, 0));
  CHECK(article["credit"]["state"] == "metadata");
  CHECK(article["credit"]["agency"] == "Reuters");
  CHECK(article["credit"]["text"] == "Jåne Roe, Reuters");
  CHECK(article["credits"].Empty());
}

TEST_CASE("A source that is only credited is named by its agency") {
  const Run run = ScanLines(
      Record({{"id", "a"}, {"outlet", "A"}, {"published", "2024-03-01"}, {"text", kStory + "Source: Reuters\n"}}) +
      Record({{"id", "b"}, {"outlet", "B"}, {"published", "2024-03-02"}, {"text", kStory}}));
  const rapidjson::Document article = Parse(ArticleLine(run, 0));
  REQUIRE(article["sources"].Size() == 1);
  CHECK(article["sources"][0]["agency"] == "Reuters");
  CHECK_FALSE(article["sources"][0].HasMember("id"));
  CHECK(article["sources"][0]["relation"] == "newswire");
  CHECK(article["derivation"] == "wholly");
}

TEST_CASE("A cluster's line names its members, families, agency and cohesion") {
  const Run run = StoryRun();
  REQUIRE(run.duplicates.size() == 1);
  const rapidjson::Document cluster =
      Parse(ClusterLine(run, run.duplicates[0], run.duplicate_consensus[0], "duplicate"));
  CHECK(cluster["id"] == "wire");
  CHECK(cluster["level"] == "duplicate");
  REQUIRE(cluster["members"].Size() == 2);
  CHECK(cluster["members"][0] == "wire");
  CHECK(cluster["members"][1] == "copy");
  CHECK(cluster["earliest"] == "wire");
  REQUIRE(cluster["families"].Size() == 2);
  CHECK(cluster["families"][0] == "Associated Press");
  CHECK(cluster["agency"] == "Associated Press");
  CHECK(cluster["consensus"]["share"].GetDouble() == 1);
  REQUIRE(cluster["consensus"]["stretches"].Size() == 1);
  CHECK(cluster["consensus"]["stretches"][0]["families"].GetUint() == 2);
  CHECK(cluster["cohesion"].GetDouble() == Approx(run.duplicates[0].cohesion).margin(5.1e-5));
  CHECK(ClusterId(run, run.duplicates[0]) == "wire");
  CHECK(Parse(ArticleLine(run, 1))["cluster"] == "wire");
  CHECK(Parse(ArticleLine(run, 1))["story"] == "wire");
}

TEST_CASE("Numbers are rounded to four decimals") {
  const auto written = [](double value) {
    Json json;
    json.Open();
    json.Field("x", value);
    json.Close();
    return json.Take();
  };
  CHECK(written(1.0 / 3) == R"({"x":0.3333})");
  CHECK(written(0.12345678) == R"({"x":0.1235})");
  CHECK(written(2.0 / 3) == R"({"x":0.6667})");
  CHECK(written(1) == R"({"x":1.0})");
  CHECK(written(0) == R"({"x":0.0})");
  CHECK(written(0.99999) == R"({"x":1.0})");
}

TEST_CASE("JSON escapes what it must and Take leaves an empty writer") {
  Json json;
  json.Open();
  json.Field("a", "\"\\\n\x01 é🌊");
  json.FieldOrNull("b", "");
  json.FieldOrNull("c", "x");
  json.Field("d", Span{3, 9});
  json.Field("e", true);
  json.Close();
  CHECK(json.Take() == R"({"a":"\"\\\n\u0001 é🌊","b":null,"c":"x","d":[3,9],"e":true})");
  json.OpenList();
  json.Value(uint64_t{1} << 40);
  json.CloseList();
  CHECK(json.Take() == "[1099511627776]");
}

TEST_CASE(
    "The table of outlets is CSV with a row an outlet, and names that spreadsheets would take for formulas are tamed") {
  Run run;
  run.outlets.push_back({"Nørre \"Post\", Weekly",
                         "Coastline",
                         false,
                         true,
                         4,
                         3,
                         1,
                         1,
                         1,
                         2.504,
                         {"Associated Press", "Reuters"},
                         4,
                         2,
                         1});
  run.outlets.push_back({"=SUM(A1)", "=SUM(A1)", true, false, 3, 0, 0, 0, 0, {}, {}});
  const absl::StatusOr<Table> table = ParseCsv(OutletsCsv(run), "outlets.csv");
  REQUIRE(table.ok());
  CHECK(table->header == std::vector<std::string>{"outlet", "family", "is_agency", "articles", "wire_derived", "share",
                                                  "credited", "uncredited", "unknown", "median_lag_hours", "agencies",
                                                  "derived", "share_low", "share_high", "credited_share",
                                                  "credited_low", "credited_high", "versions", "credited_alone"});
  REQUIRE(table->rows.size() == 2);
  CHECK(table->rows[0] == std::vector<std::string>{"Nørre \"Post\", Weekly", "Coastline", "0", "4", "3", "0.7500", "1",
                                                   "1", "1", "2.50", "Associated Press|Reuters", "4", "0.3006",
                                                   "0.9544", "0.5000", "0.0945", "0.9055", "2", "1"});
  CHECK(table->rows[1] == std::vector<std::string>{"'=SUM(A1)", "'=SUM(A1)", "1", "3", "0", "0.0000", "0", "0", "0", "",
                                                   "", "0", "0.0000", "0.5615", "", "", "", "0", "0"});
}

TEST_CASE("run.json holds the schema, the options, the counts and what was skipped") {
  const Run run =
      ScanLines(Record({{"id", "a"}, {"outlet", "A"}, {"published", "some day"}, {"text", "Rain floods harbour"}}) +
                Record({{"id", "a"}, {"outlet", "A"}, {"text", "Snow closes the road over the hills for a week"}}) +
                "{\"id\":\"c\",\"title\":\"Ćoast\"}\nno json\n");
  const rapidjson::Document json = Parse(RunJson(run, {"", false, {{"threshold", "0.5"}, {"source", "wire/"}}, 3}));
  CHECK(json["schema"] == "wirecopy.run/1");
  CHECK(json["version"].GetString() == kVersion);
  CHECK(json["signature_scheme"].GetStringLength() > 0);
  CHECK(json["options"]["threshold"] == "0.5");
  CHECK(json["options"]["source"] == "wire/");
  CHECK(json["input"]["records"].GetUint() == 4);
  CHECK(json["input"]["articles"].GetUint() == 2);
  CHECK(json["input"]["skipped"].GetUint() == 2);
  CHECK(json["input"]["renamed_ids"].GetUint() == 1);
  CHECK(json["input"]["unreadable_dates"].GetUint() == 1);
  CHECK(json["input"]["briefs"].GetUint() == 1);
  CHECK(json["input"]["reference_articles"].GetUint() == 0);
  REQUIRE(json["skips"].Size() == 2);
  CHECK(json["skips"][0]["record"] == "line 3");
  CHECK(std::string(json["skips"][0]["reason"].GetString()).find("text") != std::string::npos);
  CHECK(json["recall"]["measured"].IsNull());
  CHECK(json["recall"]["expected"].GetDouble() > 0);
  CHECK(json["threads"].GetInt() == 3);
  REQUIRE(json["stages"].Size() == 10);
  CHECK(json["stages"][0]["name"] == "read");
  CHECK(json["stages"][0]["out"].GetUint() == 2);
}

TEST_CASE("run.json names a skip without a record by its file alone, and learned lines by their outlet") {
  Run run;
  run.outlets.push_back({"Ledger Daily", "Ledger Daily", false, false, 9, 0, 0, 0, 0, {}, {}});
  run.learned.push_back({0, 7, "The kettle is on."});
  run.input.skips.push_back({"broken.gz", "", "truncated"});
  run.recall.measured = 0.98765;
  const rapidjson::Document json = Parse(RunJson(run, {}));
  CHECK(json["skips"][0]["record"].IsNull());
  CHECK(json["skips"][0]["file"] == "broken.gz");
  CHECK(json["learned_boilerplate"][0]["outlet"] == "Ledger Daily");
  CHECK(json["learned_boilerplate"][0]["articles"].GetUint() == 7);
  CHECK(json["recall"]["measured"].GetDouble() == 0.9877);
}

// Everything of a run that must be the same bytes each time.
std::string AllBytes(const Run& run) {
  std::string bytes;
  for (uint32_t i = 0; i < run.analyses.size(); ++i) bytes += ArticleLine(run, i) + "\n";
  for (const PairResult& pair : run.pairs) bytes += PairLine(run, pair) + "\n";
  for (size_t i = 0; i < run.duplicates.size(); ++i) {
    bytes += ClusterLine(run, run.duplicates[i], run.duplicate_consensus[i], "duplicate") + "\n";
  }
  for (size_t i = 0; i < run.stories.size(); ++i) {
    bytes += ClusterLine(run, run.stories[i], run.story_consensus[i], "story") + "\n";
  }
  return bytes + OutletsCsv(run) + ReportHtml(run, {"", false, {{"threshold", "0.5"}}, 1});
}

TEST_CASE("The same bytes come out whatever the number of threads and the order of the chunks") {
  std::mt19937 random(1);
  std::vector<std::string> pool;
  for (int i = 0; i < 25; ++i) {
    pool.push_back(RandomWords(random, 18, 50000) + ".");
    pool.back()[0] = 'W';
  }
  std::string lines;
  for (int i = 0; i < 400; ++i) {
    std::string text;
    for (int paragraph = 0; paragraph < 4; ++paragraph) {
      text += (random() % 3 == 0 ? pool[random() % pool.size()] : "Wå" + RandomWords(random, 18, 50000) + ".") + "\n";
    }
    if (random() % 4 == 0) text += "Source: Reuters\n";
    const std::string day = std::to_string(10 + random() % 9);
    lines += Record({{"id", std::to_string(i)},
                     {"outlet", "Outlet " + std::to_string(i % 17)},
                     {"published", "2024-03-" + day},
                     {"text", text}});
  }
  const std::string one = AllBytes(ScanLines(lines, Executor(1)));
  CHECK(one.size() > 100000);
  CHECK(AllBytes(ScanLines(lines, Executor(1, nullptr, 99))) == one);
  CHECK(AllBytes(ScanLines(lines, Executor(2))) == one);
  CHECK(AllBytes(ScanLines(lines, Executor(4, nullptr, 12345))) == one);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/pipeline/scan.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/pipeline/compare.h"
#include "wirecopy/pipeline/evidence.h"

namespace wirecopy {
namespace {

using Catch::Matchers::Contains;
using testing::RandomWords;
using testing::TempFolder;
using Strings = std::vector<std::string>;

std::string Join(const Strings& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// A sentence of words that only chance repeats.
std::string Sentence(std::mt19937& random, int words) {
  std::string sentence = RandomWords(random, words, 50000) + ".";
  sentence[0] = 'W';
  return sentence;
}

// Paragraphs of one sentence each.
Strings Paragraphs(std::mt19937& random, int count, int words = 20) {
  Strings paragraphs;
  for (int i = 0; i < count; ++i) paragraphs.push_back(Sentence(random, words));
  return paragraphs;
}

// One line of JSON. The values hold nothing that JSON escapes but line ends.
std::string Record(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string line = "{";
  for (const auto& [name, value] : fields) {
    line += (line.size() > 1 ? ",\"" : "\"") + name + "\":\"";
    for (const char c : value) line += c == '\n' ? "\\n" : std::string(1, c);
    line += '"';
  }
  return line + "}\n";
}

Run ScanOf(const ScanOptions& options, const Executor& executor = Executor(1)) {
  absl::StatusOr<Run> run = Scan(options, executor);
  INFO(run.status().ToString());
  REQUIRE(run.ok());
  return *std::move(run);
}

uint32_t NumberOf(const Run& run, const std::string& id) {
  const auto it =
      std::find_if(run.input.articles.begin(), run.input.articles.end(), [&](const Article& a) { return a.id == id; });
  REQUIRE(it != run.input.articles.end());
  return static_cast<uint32_t>(it - run.input.articles.begin());
}

const Analysis& Of(const Run& run, const std::string& id) { return run.analyses[NumberOf(run, id)]; }

const PairResult* FindPair(const Run& run, const std::string& a, const std::string& b) {
  for (const PairResult& pair : run.pairs) {
    if (pair.a == NumberOf(run, a) && pair.b == NumberOf(run, b)) return &pair;
  }
  return nullptr;
}

const OutletRow& Row(const Run& run, const std::string& outlet) {
  const auto it =
      std::find_if(run.outlets.begin(), run.outlets.end(), [&](const OutletRow& row) { return row.outlet == outlet; });
  REQUIRE(it != run.outlets.end());
  return *it;
}

// An agency's story; a full copy with credit; 60 words of it inside an own story; a copy of the copy; another story.
class SmallWorld {
 public:
  SmallWorld() {
    std::mt19937 random(1);
    const Strings wire = Paragraphs(random, 10);
    Strings embedded = Paragraphs(random, 12);
    for (size_t i = 0; i < 3; ++i) embedded.insert(embedded.begin() + 4, wire[6 - i]);
    Add("wire.jsonl",
        {{"id", "ap"}, {"outlet", "Associated Press"}, {"published", "2024-03-01T08:00:00Z"}, {"text", Join(wire)}});
    Add("courier.jsonl", {{"id", "copy"},
                          {"outlet", "Harbor Courier"},
                          {"published", "2024-03-01T10:30:00Z"},
                          {"text", Join(wire) + "Source: Associated Press\n"}});
    Add("ledger.jsonl", {{"id", "embedded"},
                         {"outlet", "Ledger Daily"},
                         {"author", "Jane Roe"},
                         {"published", "2024-03-01T14:00:00Z"},
                         {"text", Join(embedded)}});
    Add("observer.jsonl", {{"id", "bare"}, {"outlet", "Upland Observer"}, {"text", Join(wire)}});
    Add("observer.jsonl", {{"id", "other"},
                           {"outlet", "Upland Observer"},
                           {"published", "2024-03-01"},
                           {"text", Join(Paragraphs(random, 10))}});
    options_.inputs = {folder_.path().string()};
  }

  ScanOptions& options() { return options_; }
  const TempFolder& folder() const { return folder_; }

 private:
  void Add(const std::string& file, const std::vector<std::pair<std::string, std::string>>& fields) {
    std::ofstream(folder_ / file, std::ios::app) << Record(fields);
  }

  TempFolder folder_;
  ScanOptions options_;
};

TEST_CASE("A scan finds who shares text with whom, of what kind and in which direction") {
  SmallWorld world;
  const Run run = ScanOf(world.options());
  REQUIRE(run.input.articles.size() == 5);
  const PairResult* copy = FindPair(run, "ap", "copy");
  REQUIRE(copy != nullptr);
  CHECK(copy->shared.overlap == Overlap::kNearDuplicate);
  CHECK(copy->shared.relation == Relation::kNewswire);
  CHECK(copy->direction.from == Direction::From::kA);
  CHECK(copy->direction.basis == DirectionBasis::kAgency);
  CHECK(copy->shared.prose_words == 200);
  CHECK(copy->shared.containment_a == 1);
  CHECK(copy->shared.containment_b == 1);
  const PairResult* embedded = FindPair(run, "copy", "embedded");
  REQUIRE(embedded != nullptr);
  CHECK(embedded->shared.overlap == Overlap::kPartial);
  CHECK(embedded->direction.basis == DirectionBasis::kPublished);
  CHECK(embedded->shared.prose_words == 60);
  CHECK(embedded->shared.relation == Relation::kNewswire);
  const PairResult* bare = FindPair(run, "copy", "bare");
  REQUIRE(bare != nullptr);
  CHECK(bare->direction.from == Direction::From::kNeither);
  CHECK(bare->direction.basis == DirectionBasis::kUnknown);
  CHECK(run.pairs.size() == 6);
  CHECK(std::is_sorted(run.pairs.begin(), run.pairs.end(), [](const PairResult& x, const PairResult& y) {
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  }));
}

TEST_CASE("A scan says how much of an article is reused, from where, and who is credited") {
  SmallWorld world;
  const Run run = ScanOf(world.options());
  const Analysis& wire = Of(run, "ap");
  CHECK(wire.outlet.is_agency);
  CHECK(wire.derivation == Derivation::kNone);
  CHECK(wire.reused_share == 0);
  CHECK(wire.sources.empty());
  const Analysis& copy = Of(run, "copy");
  CHECK(copy.derivation == Derivation::kWholly);
  CHECK(copy.reused_share > 0.95);
  CHECK(copy.reused_share <= 1);
  REQUIRE_FALSE(copy.sources.empty());
  CHECK(copy.sources[0].article == NumberOf(run, "ap"));
  CHECK(copy.sources[0].relation == Relation::kNewswire);
  CHECK(copy.credit.state == CreditState::kFull);
  CHECK(copy.credit.source == "Associated Press");
  const Analysis& embedded = Of(run, "embedded");
  CHECK(embedded.derivation == Derivation::kPartially);
  CHECK(embedded.reused_share == Approx(0.2).margin(0.02));
  CHECK(embedded.credit.state == CreditState::kNone);
  CHECK(Of(run, "bare").credit.state == CreditState::kUnknown);
  CHECK(Of(run, "other").derivation == Derivation::kNone);
}

TEST_CASE("Sources come agencies first, then by share") {
  SmallWorld world;
  const Run run = ScanOf(world.options());
  const std::vector<ReuseSource>& sources = Of(run, "embedded").sources;
  REQUIRE(sources.size() == 3);
  CHECK(sources[0].article == NumberOf(run, "ap"));
  for (const Analysis& analysis : run.analyses) {
    const auto key = [&](const ReuseSource& source) {
      const bool agency = !source.article || run.analyses[*source.article].outlet.is_agency;
      return std::pair(!agency, -source.share);
    };
    CHECK(std::is_sorted(analysis.sources.begin(), analysis.sources.end(),
                         [&](const ReuseSource& x, const ReuseSource& y) { return key(x) < key(y); }));
  }
}

TEST_CASE("Duplicates point at their cluster's earliest article, an embedded part joins no cluster") {
  SmallWorld world;
  const Run run = ScanOf(world.options());
  CHECK(Of(run, "copy").duplicate_of == NumberOf(run, "ap"));
  CHECK(Of(run, "bare").duplicate_of == NumberOf(run, "ap"));
  CHECK_FALSE(Of(run, "ap").duplicate_of.has_value());
  CHECK_FALSE(Of(run, "embedded").duplicate_of.has_value());
  CHECK_FALSE(Of(run, "other").duplicate_of.has_value());
  CHECK(Of(run, "ap").duplicate_cluster == Of(run, "bare").duplicate_cluster);
  CHECK(Of(run, "ap").story == Of(run, "copy").story);
  CHECK(Of(run, "embedded").duplicate_cluster != Of(run, "ap").duplicate_cluster);
  for (const auto* clusters : {&run.duplicates, &run.stories}) {
    size_t members = 0;
    for (const Cluster& cluster : *clusters) members += cluster.members.size();
    CHECK(members == 5);
  }
}

TEST_CASE("The table of outlets counts agency copy, credits and the delay behind the agency") {
  SmallWorld world;
  const Run run = ScanOf(world.options());
  CHECK(run.outlets.size() == 4);
  const OutletRow& courier = Row(run, "Harbor Courier");
  CHECK(courier.articles == 1);
  CHECK(courier.wire_derived == 1);
  CHECK(courier.credited == 1);
  CHECK(courier.uncredited == 0);
  REQUIRE(courier.median_lag_hours.has_value());
  CHECK(*courier.median_lag_hours == 2.5);
  CHECK(courier.agencies == Strings{"Associated Press"});
  const OutletRow& ledger = Row(run, "Ledger Daily");
  CHECK(ledger.uncredited == 1);
  CHECK(ledger.median_lag_hours == 6.0);
  const OutletRow& observer = Row(run, "Upland Observer");
  CHECK(observer.articles == 2);
  CHECK(observer.wire_derived == 1);
  CHECK(observer.unknown == 1);
  CHECK_FALSE(observer.median_lag_hours.has_value());
  CHECK_FALSE(observer.known);
  const OutletRow& wire = Row(run, "Associated Press");
  CHECK(wire.is_agency);
  CHECK(wire.wire_derived == 0);
}

TEST_CASE("The median delay of an even number of articles lies between the middle two") {
  std::mt19937 random(2);
  const TempFolder folder;
  std::string lines;
  for (int i = 0; i < 4; ++i) {
    const std::string text = Join(Paragraphs(random, 6)), number = std::to_string(i);
    lines +=
        Record({{"id", "w" + number}, {"outlet", "Reuters"}, {"published", "2024-03-01T00:00:00Z"}, {"text", text}});
    const std::string hour = std::to_string(1 + i * i);  // 1, 2, 5, 10
    lines += Record({{"id", "c" + number},
                     {"outlet", "Harbor Courier"},
                     {"published", "2024-03-01T" + std::string(hour.size() < 2 ? "0" : "") + hour + ":00:00Z"},
                     {"text", text}});
  }
  ScanOptions options;
  options.inputs = {folder.Write("all.jsonl", lines)};
  CHECK(Row(ScanOf(options), "Harbor Courier").median_lag_hours == 3.5);
}

TEST_CASE("Copies that credit an agency whose own article is missing name it as their source") {
  std::mt19937 random(3);
  const Strings story = Paragraphs(random, 8);
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("all.jsonl", Record({{"id", "early"},
                                                      {"outlet", "Harbor Courier"},
                                                      {"published", "2024-03-01T08:00:00Z"},
                                                      {"text", Join(story) + "Source: Reuters\n"}}) +
                                                  Record({{"id", "late"},
                                                          {"outlet", "Ledger Daily"},
                                                          {"published", "2024-03-01T09:00:00Z"},
                                                          {"text", Join(story)}}))};
  const Run run = ScanOf(options);
  REQUIRE(run.pairs.size() == 1);
  CHECK(run.pairs[0].shared.relation == Relation::kNewswire);
  const Analysis& early = Of(run, "early");
  REQUIRE(early.sources.size() == 1);
  CHECK(early.sources[0].agency == "Reuters");
  CHECK_FALSE(early.sources[0].article.has_value());
  CHECK(early.derivation == Derivation::kWholly);
  const Analysis& late = Of(run, "late");
  REQUIRE(late.sources.size() == 2);
  CHECK(Row(run, "Harbor Courier").agencies == Strings{"Reuters"});
  CHECK(Row(run, "Ledger Daily").agencies == Strings{"Reuters"});
}

TEST_CASE("An article that only its own credit gives to an agency is told apart, and counts as no wire copy") {
  std::mt19937 random(26);
  const TempFolder folder;
  std::string lines;
  const auto add = [&](const std::string& id, const std::string& outlet, const std::string& day, const Strings& story,
                       const std::string& credit) {
    lines += Record({{"id", id},
                     {"outlet", outlet},
                     {"published", day},
                     {"url", "https://a.example/" + id.substr(0, 5)},
                     {"text", Join(story) + credit}});
  };
  const Strings alone = Paragraphs(random, 8), shared = Paragraphs(random, 8);
  add("alone, first", "A", "2024-03-01", alone, "Source: Reuters\n");
  add("alone, later", "A", "2024-03-02", alone, "Source: Reuters\n");
  add("part", "A", "2024-03-01", Paragraphs(random, 8), "Reuters contributed to this report.\n");
  add("both", "A", "2024-03-01", shared, "Source: Reuters\n");
  add("copy", "B", "2024-03-02", shared, "");
  add("own", "Reuters", "2024-03-02", Paragraphs(random, 8), "Source: Reuters\n");
  ScanOptions options;
  options.inputs = {folder.Write("all.jsonl", lines)};
  const Run run = ScanOf(options);
  CHECK(Row(run, "A").articles == 3);
  CHECK(Row(run, "A").wire_derived == 1);
  CHECK(Row(run, "A").credited_alone == 1);
  CHECK(Row(run, "B").credited_alone == 0);
  CHECK(Row(run, "Reuters").credited_alone == 0);
}

// An article of one outlet, whose name, time and url may be empty.
std::string StateOf(const std::string& id, const std::string& outlet, const std::string& published,
                    const std::string& url, const Strings& text) {
  return Record({{"id", id}, {"outlet", outlet}, {"published", published}, {"url", url}, {"text", Join(text)}});
}

Run ScanStates(const std::string& lines) {
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("a.jsonl", lines)};
  return ScanOf(options);
}

TEST_CASE("Later states of an outlet's article form a chain, by their text or by the url and part of it") {
  std::mt19937 random(21);
  const Strings story = Paragraphs(random, 8);
  Strings longer = story, other = story;
  longer.push_back(Paragraphs(random, 1)[0]);
  for (const std::string& line : Paragraphs(random, 30)) other.push_back(line);  // holds the first, and is unlike it
  const Run run = ScanStates(StateOf("third", "A", "2024-03-01T12:00:00Z", "https://a.example/2", other) +
                             StateOf("first", "A", "2024-03-01T08:00:00Z", "https://a.example/1", story) +
                             StateOf("second", "A", "2024-03-01T10:00:00Z", "https://a.example/2", longer) +
                             StateOf("elsewhere", "A", "2024-03-01T13:00:00Z", "https://a.example/3", other) +
                             StateOf("copy", "B", "2024-03-01T11:00:00Z", "https://b.example/1", story));
  CHECK_FALSE(Of(run, "first").version_of);
  CHECK(Of(run, "second").version_of == NumberOf(run, "first"));
  CHECK(Of(run, "third").version_of == NumberOf(run, "second"));
  CHECK(Of(run, "third").duplicate_cluster != Of(run, "second").duplicate_cluster);
  CHECK_FALSE(Of(run, "copy").version_of);
  CHECK(Of(run, "first").versions == 4);
  CHECK(Of(run, "second").version == 2);
  CHECK(Of(run, "elsewhere").is_latest());
  CHECK(Row(run, "A").articles == 1);
  CHECK(Row(run, "A").versions == 3);
  CHECK(Row(run, "B").articles == 1);
}

TEST_CASE("One url for all that an outlet prints makes no versions, and hides no copy") {
  std::mt19937 random(22);
  const Strings story = Paragraphs(random, 8);
  std::string lines = StateOf("wire", "Reuters", "2024-03-01T08:00:00Z", "", story) +
                      StateOf("copy", "A", "2024-03-01T09:00:00Z", "https://a.example/", story);
  for (int i = 0; i < 5; ++i) {
    lines +=
        StateOf("later " + std::to_string(i), "A", "2024-03-02T09:00:00Z", "https://a.example/", Paragraphs(random, 8));
  }
  const Run run = ScanStates(lines);
  CHECK(Of(run, "copy").is_latest());
  CHECK(Row(run, "A").articles == 6);
  CHECK(Row(run, "A").wire_derived == 1);
}

TEST_CASE("A column with a template is a version of its last issue only within three days of the first") {
  std::mt19937 random(23);
  const Strings story = Paragraphs(random, 8);
  const auto issue = [&](const std::string& day) { return StateOf(day, "A", day, "https://a.example/" + day, story); };
  const Run run = ScanStates(issue("2024-03-01") + issue("2024-03-03") + issue("2024-03-04") + issue("2024-04-08"));
  CHECK(Of(run, "2024-03-03").version_of == NumberOf(run, "2024-03-01"));
  CHECK_FALSE(Of(run, "2024-03-04").version_of);
  CHECK_FALSE(Of(run, "2024-04-08").version_of);
  CHECK(Row(run, "A").articles == 3);
}

TEST_CASE("Articles whose record names no outlet are no versions of each other") {
  std::mt19937 random(24);
  const Strings story = Paragraphs(random, 8);
  const auto page = [&](const std::string& id, const std::string& url) {
    return StateOf(id, "", "2024-03-01", url, story);
  };
  const Run run = ScanStates(page("a", "https://a.example/1") + page("b", "https://a.example/1") + page("c", "") +
                             page("d", "https://apnews.com/1") + page("e", "https://apnews.com/2"));
  CHECK_FALSE(Of(run, "b").version_of);
  CHECK_FALSE(Of(run, "c").version_of);
  CHECK(Of(run, "e").version_of == NumberOf(run, "d"));  // a host of the table names its outlet
}

TEST_CASE("An undated article is never the latest of its versions, and none without the same url") {
  std::mt19937 random(25);
  const Strings story = Paragraphs(random, 8);
  const std::string url = "https://a.example/1";
  const Run run =
      ScanStates(StateOf("undated", "A", "", url, story) + StateOf("dated", "A", "2024-03-01T08:00:00Z", url, story) +
                 StateOf("undated too", "A", "", url, story) + StateOf("apart", "A", "", "https://a.example/2", story));
  CHECK(Of(run, "dated").is_latest());
  CHECK(Of(run, "undated").version_of == NumberOf(run, "undated too"));
  CHECK(Of(run, "dated").version_of == NumberOf(run, "undated"));
  CHECK(Of(run, "apart").versions == 1);
  const Run undated = ScanStates(StateOf("first", "A", "", url, story) + StateOf("second", "A", "", url, story));
  CHECK(Of(undated, "first").is_latest());
  CHECK_FALSE(Of(undated, "second").is_latest());
}

TEST_CASE("Two outlets that share text without any agency are related as outlets") {
  std::mt19937 random(4);
  const Strings story = Paragraphs(random, 8);
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write(
      "all.jsonl", Record({{"id", "late"}, {"outlet", "B"}, {"published", "2024-03-02"}, {"text", Join(story)}}) +
                       Record({{"id", "early"}, {"outlet", "A"}, {"published", "2024-03-01"}, {"text", Join(story)}}))};
  const Run run = ScanOf(options);
  REQUIRE(run.pairs.size() == 1);
  CHECK(run.pairs[0].a == NumberOf(run, "early"));
  CHECK(run.pairs[0].b == NumberOf(run, "late"));
  CHECK(run.pairs[0].direction.basis == DirectionBasis::kPublished);
  CHECK(run.pairs[0].shared.relation == Relation::kOutlet);
  CHECK(Of(run, "early").derivation == Derivation::kNone);
  CHECK(Of(run, "late").derivation == Derivation::kWholly);
  CHECK(Of(run, "late").duplicate_of == NumberOf(run, "early"));
  CHECK(Row(run, "B").wire_derived == 0);
}

TEST_CASE("Articles of the reference set are agencies' own, whoever their outlet is and whenever they appeared") {
  std::mt19937 random(5);
  const Strings story = Paragraphs(random, 8);
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("feed/a.jsonl", Record({{"id", "copy"},
                                                         {"outlet", "Harbor Courier"},
                                                         {"published", "2024-03-01T08:00:00Z"},
                                                         {"text", Join(story)}}))};
  options.sources = {folder.Write(
      "wire/b.jsonl",
      Record(
          {{"id", "own"}, {"outlet", "Quayside Desk"}, {"published", "2024-03-01T09:00:00Z"}, {"text", Join(story)}}))};
  const Run run = ScanOf(options);
  CHECK(Of(run, "own").is_reference);
  CHECK_FALSE(Of(run, "copy").is_reference);
  CHECK(Of(run, "own").outlet.is_agency);
  REQUIRE(run.pairs.size() == 1);
  CHECK(run.pairs[0].a == NumberOf(run, "own"));
  CHECK(run.pairs[0].direction.basis == DirectionBasis::kAgency);
  CHECK(Of(run, "copy").derivation == Derivation::kWholly);
  CHECK(Of(run, "copy").duplicate_of == NumberOf(run, "own"));
  CHECK(Row(run, "Harbor Courier").agencies == Strings{"Quayside Desk"});
}

TEST_CASE("The table of outlets joins names into families and makes agencies") {
  std::mt19937 random(6);
  const Strings story = Paragraphs(random, 8);
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write(
      "a.jsonl", Record({{"id", "own"}, {"outlet", "QW"}, {"published", "2024-03-02"}, {"text", Join(story)}}) +
                     Record({{"id", "copy"},
                             {"outlet", "feed 3"},
                             {"url", "https://courier.example/1"},
                             {"published", "2024-03-01"},
                             {"text", Join(story)}}))};
  options.outlets_file = folder.Write("outlets.csv",
                                      "domain,outlet,family,country,is_agency,aliases\n,Quayside Wire,,US,1,QW\n"
                                      "courier.example,Harbor Courier,Coastline Media,US,0,\n");
  const Run run = ScanOf(options);
  REQUIRE(run.pairs.size() == 1);
  CHECK(run.pairs[0].a == NumberOf(run, "own"));
  CHECK(Row(run, "Harbor Courier").family == "Coastline Media");
  CHECK(Row(run, "Harbor Courier").known);
  CHECK(Row(run, "Quayside Wire").is_agency);
}

// Scans texts, one article each, ids "0", "1", ...
Run ScanTexts(const Strings& texts) {
  const TempFolder folder;
  std::string lines;
  for (size_t i = 0; i < texts.size(); ++i) {
    lines += Record({{"id", std::to_string(i)}, {"outlet", "Outlet " + std::to_string(i)}, {"text", texts[i]}});
  }
  ScanOptions options;
  options.inputs = {folder.Write("texts.jsonl", lines)};
  return ScanOf(options);
}

TEST_CASE("Two equal articles of three words are duplicates, two unlike ones are not") {
  const Run run = ScanTexts({"Rain floods harbour", "Rain floods harbour", "Rain floods market", "Snow"});
  REQUIRE(run.pairs.size() == 1);
  CHECK(run.pairs[0].shared.overlap == Overlap::kNearDuplicate);
  CHECK(run.pairs[0].shared.jaccard == 1);
  CHECK(run.analyses[1].duplicate_of == 0u);
  CHECK_FALSE(run.analyses[2].duplicate_of.has_value());
  CHECK(run.duplicates.size() == 3);
  CHECK(run.analyses[0].brief);
  CHECK(run.analyses[3].brief);
}

TEST_CASE("Two equal articles are duplicates whatever their length from one word on") {
  for (int words = 1; words <= 30; ++words) {
    if (words >= 5 && words < 8) continue;  // the next test
    std::mt19937 random(static_cast<uint32_t>(words));
    const std::string text = RandomWords(random, words, 50000);
    const Run run = ScanTexts({text, text});
    INFO(text);
    CHECK(run.analyses[1].duplicate_of == 0u);
  }
}

TEST_CASE("Two equal articles of five to seven words are duplicates like shorter and longer ones") {
  for (const std::string text : {"Rain floods the old harbour", "Rain floods the old harbour again",
                                 "Rain floods the old harbour twice today"}) {
    INFO(text);
    CHECK(ScanTexts({text, text}).analyses[1].duplicate_of == 0u);
  }
}

TEST_CASE("An article of punctuation alone matches nothing, not even itself") {
  const Run run = ScanTexts({"… — !!!", "… — !!!", "?"});
  CHECK(run.input.articles.size() == 3);
  CHECK(run.pairs.empty());
  CHECK(run.duplicates.size() == 3);
  CHECK(run.analyses[0].reused_share == 0);
  CHECK(run.analyses[0].words.empty());
}

TEST_CASE("A promotion under the articles of one outlet is learned and shares nothing") {
  std::mt19937 random(7);
  const std::string promo =
      "The kettle at Ledger House is always on, so bring us your riddle, your rumour or your receipt, and a reporter "
      "will put it on the "
      "table and read it to the whole room before the tea is cold.";
  std::string lines;
  for (int i = 0; i < 5; ++i)
    lines += Record(
        {{"id", std::to_string(i)}, {"outlet", "Ledger Daily"}, {"text", Join(Paragraphs(random, 6)) + promo + "\n"}});
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("a.jsonl", lines)};
  const Run run = ScanOf(options);
  CHECK(run.pairs.empty());
  REQUIRE(run.learned.size() == 1);
  CHECK(run.learned[0].example == promo);
  CHECK(run.outlets[run.learned[0].outlet].outlet == "Ledger Daily");
  REQUIRE_FALSE(run.analyses[0].layout.furniture.empty());
  CHECK(run.analyses[0].layout.furniture.back().kind == "repeated");
}

TEST_CASE("Shared speech alone is a quotation and derives nothing from anybody") {
  std::mt19937 random(8);
  const std::string speech = "The \xe2\x80\x9c" + RandomWords(random, 45, 50000) + "\xe2\x80\x9d pilot said.";
  Strings a = Paragraphs(random, 8), b = Paragraphs(random, 8);
  a.insert(a.begin() + 3, speech);
  b.insert(b.begin() + 5, speech);
  const Run run = ScanTexts({Join(a), Join(b)});
  REQUIRE(run.pairs.size() == 1);
  CHECK(run.pairs[0].shared.overlap == Overlap::kQuotation);
  CHECK(run.pairs[0].shared.relation == Relation::kQuotation);
  CHECK(run.analyses[0].derivation == Derivation::kNone);
  CHECK(run.analyses[1].derivation == Derivation::kNone);
}

TEST_CASE("A fragment in common is a pair but makes no article derived") {
  std::mt19937 random(13);
  Strings a = Paragraphs(random, 8), b = Paragraphs(random, 8);
  b[4] = a[2];
  const Run run = ScanTexts({Join(a), Join(b)});
  REQUIRE(run.pairs.size() == 1);
  CHECK(run.pairs[0].shared.overlap == Overlap::kFragment);
  for (const Analysis& analysis : run.analyses) {
    CHECK(analysis.derivation == Derivation::kNone);
    CHECK(analysis.reused_share == 0);
    CHECK(analysis.sources.empty());
  }
}

TEST_CASE("A share in place of the derivation model is an option") {
  std::mt19937 random(14);
  const Strings story = Paragraphs(random, 17);
  Strings copy = story;
  for (const std::string& own : Paragraphs(random, 3)) copy.insert(copy.begin() + 8, own);
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("all.jsonl", Record({{"id", "own"}, {"outlet", "Reuters"}, {"text", Join(story)}}) +
                                                  Record({{"id", "copy"}, {"outlet", "B"}, {"text", Join(copy)}}))};
  const Analysis whole = Of(ScanOf(options), "copy");
  CHECK(whole.reused_share == Approx(0.85).margin(0.02));
  REQUIRE(whole.derivation_features.has_value());
  CHECK(whole.derivation_features->reused == whole.reused_share);
  CHECK(whole.derivation_features->best_source == whole.reused_share);
  CHECK(whole.derivation_features->own == Approx(std::log2(0.16)).margin(0.2));
  CHECK(whole.derivation_features->similarity == 1);
  CHECK(whole.derivation_probability.value() >= 1.0 / 3);
  for (const auto& [share, wanted] : {std::pair(0.8, Derivation::kWholly), std::pair(0.9, Derivation::kPartially)}) {
    options.wholly_share = share;
    const Analysis judged = Of(ScanOf(options), "copy");
    CHECK(judged.derivation == wanted);
    CHECK_FALSE(judged.derivation_probability.has_value());
  }
}

TEST_CASE("A credit and a time speak for derivation, but not another agency's credit") {
  std::mt19937 random(15);
  const Strings story = Paragraphs(random, 12);
  const auto features = [&](const std::string& author, const std::string& published) {
    const TempFolder folder;
    ScanOptions options;
    options.inputs = {folder.Write(
        "all.jsonl",
        Record({{"id", "own"}, {"outlet", "Reuters"}, {"published", "2024-05-01T10:00:00Z"}, {"text", Join(story)}}) +
            Record({{"id", "copy"},
                    {"outlet", "B"},
                    {"author", author},
                    {"published", published},
                    {"text", Join(story)}}))};
    return *Of(ScanOf(options), "copy").derivation_features;
  };
  const DerivationFeatures known = features("Reuters", "2024-05-01T11:00:00Z");
  CHECK(known.credited == 1);
  CHECK(known.after == 1);
  CHECK(known.lag == 1);
  const DerivationFeatures other = features("Associated Press", "");
  CHECK(other.credited == 0);
  CHECK(other.uncredited == 0);
  CHECK(other.after == 0);
  CHECK(features("Jane Roe", "").uncredited == 1);
}

TEST_CASE("A quotation of three words is speech, one of two words is prose") {
  const Run run =
      ScanTexts({"The “rat king” of the old harbour said “nobody sleeps tonight” and left before the rain came."});
  const Analysis& analysis = run.analyses[0];
  const auto quoted = std::count(analysis.word_flags.begin(), analysis.word_flags.end(), kQuotedWord);
  CHECK(quoted == 3);
  CHECK(analysis.prose_words == analysis.words.size() - 3);
  CHECK(analysis.quotes.size() == 2);
}

TEST_CASE("A cancelled executor gives Cancelled, at once or in the middle") {
  SmallWorld world;
  std::atomic<bool> cancel = true;
  CHECK(absl::IsCancelled(Scan(world.options(), Executor(2, &cancel)).status()));
  for (const std::string stage :
       {"analyse", "candidates", "align", "reword", "translate", "retell", "attribute", "cluster", "measure"}) {
    INFO(stage);
    cancel = false;
    const auto at_stage = [&](std::string_view name, uint64_t, uint64_t) {
      if (name == stage) cancel = true;
    };
    CHECK(absl::IsCancelled(Scan(world.options(), Executor(1, &cancel), at_stage).status()));
  }
  cancel = false;
  CHECK(Scan(world.options(), Executor(2, &cancel)).ok());
}

TEST_CASE("Options that do not fit are refused by name") {
  const auto refused = [](const std::string& name, const auto& change) {
    ScanOptions options;
    change(&options);
    const absl::Status status = Validate(options);
    CHECK_THAT(std::string(status.message()), Contains(name));
    return absl::IsInvalidArgument(status);
  };
  CHECK(Validate(ScanOptions()).ok());
  CHECK(refused("--shingle", [](ScanOptions* o) { o->finder.shingle_words = 0; }));
  CHECK(refused("--shingle", [](ScanOptions* o) { o->finder.shingle_words = 65; }));
  CHECK(refused("--fingerprint", [](ScanOptions* o) { o->finder.fingerprint_words = 1; }));
  CHECK(refused("--guarantee", [](ScanOptions* o) { o->finder.guarantee_words = o->finder.fingerprint_words - 1; }));
  CHECK(refused("--threshold", [](ScanOptions* o) { o->finder.threshold = 0; }));
  CHECK(refused("--threshold", [](ScanOptions* o) { o->finder.threshold = 1.01; }));
  CHECK(refused("--threshold", [](ScanOptions* o) { o->finder.threshold = std::nan(""); }));
  CHECK(refused("--values", [](ScanOptions* o) { o->signature_values = 0; }));
  CHECK(refused("--values", [](ScanOptions* o) { o->signature_values = 4097; }));
  CHECK(refused("--seed", [](ScanOptions* o) { o->align.seed_words = 1; }));
}

TEST_CASE("A scan refuses bad options, missing inputs and bad tables before it reads an article") {
  SmallWorld world;
  ScanOptions options = world.options();
  options.signature_values = 0;
  CHECK(absl::IsInvalidArgument(Scan(options, Executor(1)).status()));
  options = world.options();
  options.inputs = {world.folder() / "nowhere"};
  CHECK_THAT(std::string(Scan(options, Executor(1)).status().message()), Contains("nowhere"));
  options = world.options();
  options.outlets_file = world.folder() / "no-table.csv";
  CHECK_THAT(std::string(Scan(options, Executor(1)).status().message()), Contains("no-table.csv"));
  options = world.options();
  options.attribution.cues = world.folder() / "no-cues.tsv";
  CHECK_THAT(std::string(Scan(options, Executor(1)).status().message()), Contains("no-cues.tsv"));
}

TEST_CASE("A scan of records none of which can be read says why, one bad record among good ones is only skipped") {
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("bad.jsonl", "{\"id\":\"1\",\"title\":\"no text\"}\n")};
  const absl::Status status = Scan(options, Executor(1)).status();
  CHECK(absl::IsInvalidArgument(status));
  CHECK_THAT(std::string(status.message()), Contains("bad.jsonl") && Contains("text"));
  options.inputs = {folder.Write(
      "half.jsonl", "{\"id\":\"1\",\"title\":\"no text\"}\n" + Record({{"id", "2"}, {"text", "Rain floods harbour"}}))};
  const Run run = ScanOf(options);
  CHECK(run.input.articles.size() == 1);
  CHECK(run.input.skips.size() == 1);
}

TEST_CASE("The stages are reported in their order with what went in and came out") {
  SmallWorld world;
  Strings told;
  const absl::StatusOr<Run> run = Scan(world.options(), Executor(2), [&](std::string_view stage, uint64_t, uint64_t) {
    if (told.empty() || told.back() != stage) told.emplace_back(stage);
  });
  REQUIRE(run.ok());
  Strings names;
  for (const StageCount& stage : run->stages) names.push_back(stage.name);
  CHECK(names == Strings{"read", "analyse", "candidates", "align", "reword", "translate", "retell", "attribute",
                         "cluster", "measure"});
  CHECK(told == names);
  CHECK(run->stages[0].in == 5);
  CHECK(run->stages[0].out == 5);
  CHECK(run->stages[2].out >= run->pairs.size());
  CHECK(run->stages[3].in == run->stages[2].out);
  CHECK(run->stages[3].out == run->pairs.size());
  CHECK(run->stages[4].out == 0);
  CHECK(run->stages[5].out == 0);
  CHECK(run->stages[6].out == 0);
  CHECK(run->stages[7].out == 3);
  CHECK(run->stages[8].out == 2);
}

TEST_CASE("Where there are near-duplicates the recall is measured on them") {
  SmallWorld world;
  const Run run = ScanOf(world.options());
  REQUIRE(run.recall.measured.has_value());
  CHECK(*run.recall.measured == 1);
  CHECK(run.recall.sample_pairs == 3);
  CHECK(run.recall.expected > 0.5);
  CHECK(run.recall.expected <= 1);
  CHECK(run.recall.bands.bands > 0);
  CHECK_FALSE(ScanTexts({"Rain floods harbour", "Snow closes the mountain road"}).recall.measured.has_value());
}

TEST_CASE("A story in 2,000 copies costs linear work and stays whole") {
  constexpr uint32_t kCopies = 2000;
  std::mt19937 random(9);
  const Strings story = Paragraphs(random, 5, 16);
  std::string lines;
  for (uint32_t i = 0; i < kCopies; ++i) {
    Strings copy = story;
    if (i % 2 == 1) copy.push_back(Sentence(random, 10));  // a last line of its own
    lines += Record({{"id", std::to_string(i)}, {"outlet", "Outlet " + std::to_string(i % 300)}, {"text", Join(copy)}});
  }
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("copies.jsonl", lines)};
  const Run run = ScanOf(options, Executor(2));
  REQUIRE(run.analyses.size() == kCopies);
  CHECK(run.pairs.size() >= kCopies - 1);
  CHECK(run.pairs.size() <= 10 * kCopies);
  CHECK(run.stages[2].out <= 10 * kCopies);
  CHECK(run.duplicates.size() == 1);
  CHECK(run.stories.size() == 1);
  CHECK(run.linked_groups > 0);
}

TEST_CASE(
    "Every two articles that share a paragraph are a pair, and what is said of each article agrees with its pairs") {
  std::mt19937 random(12);
  const Strings pool = Paragraphs(random, 40);
  Strings texts;
  std::vector<std::vector<size_t>> chosen(60);
  for (auto& choice : chosen) {
    Strings text = Paragraphs(random, static_cast<int>(random() % 6), 15);
    for (size_t count = random() % 5; count > 0; --count) {
      const size_t number = random() % pool.size();
      if (std::find(choice.begin(), choice.end(), number) != choice.end()) continue;
      choice.push_back(number);
      text.insert(text.begin() + static_cast<ptrdiff_t>(random() % (text.size() + 1)), pool[number]);
    }
    if (text.empty()) text = Paragraphs(random, 1);
    texts.push_back(Join(text));
  }
  const Run run = ScanTexts(texts);
  REQUIRE(run.analyses.size() == texts.size());
  size_t shared_pairs = 0;
  for (uint32_t a = 0; a < chosen.size(); ++a) {
    for (uint32_t b = a + 1; b < chosen.size(); ++b) {
      const bool shares = std::any_of(chosen[a].begin(), chosen[a].end(), [&](size_t number) {
        return std::find(chosen[b].begin(), chosen[b].end(), number) != chosen[b].end();
      });
      const auto is_pair = [&](const PairResult& pair) { return pair.a == a && pair.b == b; };
      CHECK(shares == std::any_of(run.pairs.begin(), run.pairs.end(), is_pair));
      shared_pairs += shares;
    }
  }
  CHECK(shared_pairs > 100);
  for (uint32_t i = 0; i < run.analyses.size(); ++i) {
    const Analysis& analysis = run.analyses[i];
    CHECK(analysis.reused_share >= 0);
    CHECK(analysis.reused_share <= 1);
    CHECK(analysis.derivation_features.has_value() == (analysis.reused_share > 0));
    CHECK(analysis.derivation_probability.has_value() == analysis.derivation_features.has_value());
    if (!analysis.derivation_features) CHECK(analysis.derivation == Derivation::kNone);
    for (const ReuseSource& source : analysis.sources) {
      CHECK(source.share <= analysis.reused_share + 1e-12);
      CHECK(source.article != i);
    }
    const Cluster& duplicates = run.duplicates[analysis.duplicate_cluster];
    CHECK(analysis.duplicate_of.value_or(i) == duplicates.earliest);
    CHECK(std::binary_search(duplicates.members.begin(), duplicates.members.end(), i));
    const Cluster& story = run.stories[analysis.story];
    CHECK(std::binary_search(story.members.begin(), story.members.end(), i));
  }
}

TEST_CASE("Ranks go by agency, then time, then input order, the undated last") {
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write(
      "a.jsonl", Record({{"id", "undated"}, {"outlet", "B"}, {"text", "one"}}) +
                     Record({{"id", "late"}, {"outlet", "B"}, {"published", "2024-03-02"}, {"text", "two"}}) +
                     Record({{"id", "early"}, {"outlet", "B"}, {"published", "2024-03-01"}, {"text", "three"}}) +
                     Record({{"id", "early too"}, {"outlet", "B"}, {"published", "2024-03-01"}, {"text", "four"}}) +
                     Record({{"id", "agency"}, {"outlet", "Reuters"}, {"published", "2024-03-05"}, {"text", "five"}}))};
  CHECK(RankByTime(ScanOf(options)) == std::vector<uint32_t>{4, 3, 1, 2, 0});
}

TEST_CASE("The evidence leaves furniture out of the shingles and keeps speech in") {
  Analysis analysis;
  analysis.words = testing::WordsOf("one two three four five six seven eight nine ten eleven twelve");
  analysis.word_flags = {0, 0, 0, 0, 0, 0, kFurnitureWord, 0, 0, kQuotedWord, kQuotedWord, kQuotedWord};
  CHECK(FurnitureFreeShingles(analysis, 5).size() == 3);  // one to five, two to six, eight to twelve
  analysis.word_flags[6] = kFurnitureWord | kQuotedWord;
  CHECK(FurnitureFreeShingles(analysis, 5).size() == 3);
  analysis.word_flags[6] = kQuotedWord;
  CHECK(FurnitureFreeShingles(analysis, 5).size() == 8);
}

TEST_CASE("Comparing two articles gives the one pair in the order given, whatever the cuts") {
  std::mt19937 random(10);
  Strings a = Paragraphs(random, 5), b = Paragraphs(random, 5);
  b.insert(b.begin() + 2, Sentence(random, 14));
  a.insert(a.begin() + 2, b[2]);
  const TempFolder folder;
  const std::string path_a =
      folder.Write("late.jsonl", Record({{"id", "late"}, {"published", "2024-03-02"}, {"text", Join(a)}}));
  const std::string path_b = folder.Write("early.txt", Join(b));
  const absl::StatusOr<Run> run = CompareTwo(ScanOptions(), path_a, path_b);
  REQUIRE(run.ok());
  REQUIRE(run->pairs.size() == 1);
  CHECK(run->input.articles[0].id == "late");
  CHECK(run->pairs[0].a == 0);
  CHECK(run->pairs[0].b == 1);
  CHECK(run->pairs[0].shared.overlap == Overlap::kNone);
  CHECK(run->pairs[0].shared.prose_words == 14);
  CHECK(run->pairs[0].shared.passages.size() == 1);
}

TEST_CASE("Comparing names the input that gives no article") {
  const TempFolder folder;
  const std::string good = folder.Write("good.txt", "Rain floods harbour");
  const std::string empty = folder.Write("empty.txt", "  \n");
  const auto message = [&](const std::string& a, const std::string& b) {
    const absl::StatusOr<Run> run = CompareTwo(ScanOptions(), a, b);
    CHECK_FALSE(run.ok());
    return std::string(run.status().message());
  };
  CHECK_THAT(message(good, empty), Contains("empty.txt"));
  CHECK_THAT(message(empty, good), Contains("empty.txt"));
  CHECK_THAT(message(good, folder / "missing.txt"), Contains("missing.txt"));
  CHECK(CompareTwo(ScanOptions(), good, good).ok());
}

TEST_CASE("Comparing an article with itself finds it whole") {
  std::mt19937 random(11);
  const TempFolder folder;
  const std::string path = folder.Write("a.txt", Join(Paragraphs(random, 5)));
  const absl::StatusOr<Run> run = CompareTwo(ScanOptions(), path, path);
  REQUIRE(run.ok());
  CHECK(run->pairs[0].shared.overlap == Overlap::kNearDuplicate);
  CHECK(run->pairs[0].shared.containment_a == 1);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/ingest/ingest.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

using Strings = std::vector<std::string>;
using Map = std::vector<std::pair<std::string, std::string>>;

struct Source {
  std::string name;
  std::string content;
};

// Writes the files, expands them as typed one by one and reads them.
Ingested Read(const std::vector<Source>& sources, const IngestOptions& options = {}, const Progress& progress = {}) {
  const testing::TempFolder folder;
  Strings arguments;
  for (const Source& source : sources) arguments.push_back(folder.Write(source.name, source.content));
  const auto files = ExpandInputs(arguments);
  REQUIRE(files.ok());
  return Ingest(*files, options, progress);
}

Ingested ReadLines(const std::string& lines, const IngestOptions& options = {}) {
  return Read({{"outlet/feed.jsonl", lines}}, options);
}

Strings Ids(const Ingested& ingested) {
  Strings ids;
  for (const Article& article : ingested.articles) ids.push_back(article.id);
  return ids;
}

TEST_CASE("All fields of an article are taken as they are") {
  const Ingested ingested = ReadLines(
      R"({"id":"i1","outlet":"AFP","published":"2020-01-02T12:00:00Z","url":"http://x/1","title":"T","author":"A",)"
      R"("language":"en","text":"  Body.\n","more":"ignored"})");
  REQUIRE(ingested.articles.size() == 1);
  const Article& article = ingested.articles[0];
  CHECK(article.id == "i1");
  CHECK(article.outlet == "AFP");
  CHECK(article.published == "2020-01-02T12:00:00Z");
  CHECK(article.url == "http://x/1");
  CHECK(article.title == "T");
  CHECK(article.author == "A");
  CHECK(article.language == "en");
  CHECK(article.text == "  Body.\n");
  CHECK(article.time.seconds == 1'577'966'400);
  CHECK(article.time.precision == Timestamp::Precision::kSecond);
  CHECK(ingested.records == 1);
  CHECK(ingested.skips.empty());
}

TEST_CASE("An article without id is named by its url") {
  CHECK(Ids(ReadLines(R"({"url":"http://x/1","text":"a"})")) == Strings{"http://x/1"});
  CHECK(Ids(ReadLines(R"({"id":"","url":"http://x/1","text":"a"})")) == Strings{"http://x/1"});
  CHECK(Ids(ReadLines(R"({"id":7,"url":"http://x/1","text":"a"})")) == Strings{"7"});
}

TEST_CASE("A plain text file is named by its path inside the folder and belongs to the outlet of its folder") {
  const testing::TempFolder folder;
  folder.Write("feeds/dpa/one.txt", "Ein Text.");
  folder.Write("feeds/zeit/one.txt", "Noch ein Text.");
  const auto files = ExpandInputs({folder / "feeds"});
  REQUIRE(files.ok());
  const Ingested ingested = Ingest(*files, {});
  CHECK(Ids(ingested) == Strings{"dpa/one.txt", "zeit/one.txt"});
  REQUIRE(ingested.articles.size() == 2);
  CHECK(ingested.articles[0].outlet == "dpa");
  CHECK(ingested.articles[1].outlet == "zeit");
  CHECK(ingested.articles[0].text == "Ein Text.");
}

TEST_CASE("A record without id and url is named by what it says, so the same under any place and another by another") {
  const std::string a = R"({"outlet":"o","title":"t","text":"a"})";
  const Strings alone = Ids(ReadLines(a + "\n"));
  REQUIRE(alone.size() == 1);
  CHECK_FALSE(alone[0].empty());
  const Strings later = Ids(Read({{"p/x.jsonl", R"({"id":"1","text":"b"})"
                                                "\n" +
                                                    a}}));
  REQUIRE(later.size() == 2);
  CHECK(later[1] == alone[0]);
  const Strings unlike = Ids(ReadLines(a + "\n" +
                                       R"({"outlet":"o","title":"t","text":"b"})"
                                       "\n" +
                                       R"({"outlet":"o","title":"u","text":"a"})"
                                       "\n" +
                                       R"({"outlet":"p","title":"t","text":"a"})"
                                       "\n"));
  REQUIRE(unlike.size() == 4);
  CHECK(std::set<std::string>(unlike.begin(), unlike.end()).size() == 4);
  for (const std::string& id : unlike) CHECK(id.find('#') == std::string::npos);
}

TEST_CASE("An id met again is renamed, never to one that is taken, and counted") {
  const Ingested ingested = ReadLines(
      "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"a\",\"text\":\"2\"}\n{\"id\":\"a#3\",\"text\":\"3\"}\n"
      "{\"id\":\"a\",\"text\":\"4\"}\n{\"id\":\"a#2\",\"text\":\"5\"}\n{\"id\":\"a\",\"text\":\"6\"}\n");
  const Strings ids = Ids(ingested);
  REQUIRE(ids.size() == 6);
  CHECK(ids[0] == "a");
  CHECK(ids[1] == "a#2");
  CHECK(ids[2] == "a#3");
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 6);
  CHECK(ids[3].starts_with("a#"));
  CHECK(ids[4].starts_with("a#2#"));
  CHECK(ids[5].starts_with("a#"));
  CHECK(ingested.renamed_ids == 4);
  CHECK(ingested.skips.empty());
}

TEST_CASE("The ids of an article given three times are numbered from two on, also across files") {
  const std::string line = "{\"id\":\"x\",\"text\":\"1\"}\n";
  const Ingested ingested = Read({{"a/1.jsonl", line + line}, {"b/2.jsonl", line}});
  CHECK(Ids(ingested) == Strings{"x", "x#2", "x#3"});
  CHECK(ingested.renamed_ids == 2);
}

TEST_CASE("A record with an empty text is skipped with its place and the reason") {
  const Ingested ingested = ReadLines(
      "{\"id\":\"1\",\"text\":\"\"}\n{\"id\":\"2\",\"text\":\" \\n\\t \"}\n"
      "{\"id\":\"3\",\"text\":\"x\"}\n");
  CHECK(Ids(ingested) == Strings{"3"});
  CHECK(ingested.records == 3);
  REQUIRE(ingested.skips.size() == 2);
  CHECK(ingested.skips[0].record == "line 1");
  CHECK(ingested.skips[1].record == "line 2");
  for (const Skip& skip : ingested.skips) {
    CHECK_THAT(skip.file, Catch::EndsWith("outlet/feed.jsonl"));
    CHECK(skip.reason == "the text is empty");
  }
}

TEST_CASE("A record without text is skipped with the fields it has and the way to map them") {
  const Ingested ingested = ReadLines("{\"id\":\"1\",\"maintext\":\"x\",\"source\":{\"name\":\"y\"}}\n");
  CHECK(ingested.articles.empty());
  REQUIRE(ingested.skips.size() == 1);
  CHECK(ingested.skips[0].record == "line 1");
  for (const char* part : {"text", "maintext", "source.name", "--map"}) {
    CHECK_THAT(ingested.skips[0].reason, Catch::Contains(part));
  }
}

TEST_CASE("Mapped fields replace the usual ones, also from nested objects") {
  IngestOptions options;
  options.map = {{"text", "body.plain"}, {"outlet", "source.name"}};
  const Ingested ingested = ReadLines(
      R"({"id":"1","text":"not this","body":{"plain":"this"},"outlet":"nor this","source":{"name":"AFP"},"title":"t"})",
      options);
  REQUIRE(ingested.articles.size() == 1);
  CHECK(ingested.articles[0].text == "this");
  CHECK(ingested.articles[0].outlet == "AFP");
  CHECK(ingested.articles[0].title == "t");
}

TEST_CASE("A mapped text that is missing is named as it was mapped") {
  IngestOptions options;
  options.map = {{"text", "body"}};
  const Ingested ingested = ReadLines(R"({"id":"1","text":"x"})", options);
  CHECK(ingested.articles.empty());
  REQUIRE(ingested.skips.size() == 1);
  CHECK_THAT(ingested.skips[0].reason, Catch::Contains("`body`"));
}

TEST_CASE("An article without outlet belongs to the folder that holds the file") {
  const Ingested ingested =
      ReadLines("{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"outlet\":\"own\",\"text\":\"x\"}\n");
  REQUIRE(ingested.articles.size() == 2);
  CHECK(ingested.articles[0].outlet == "outlet");
  CHECK(ingested.articles[1].outlet == "own");
}

TEST_CASE("A date of unknown form is kept and counted, a missing one is not") {
  const Ingested ingested = ReadLines(
      "{\"id\":\"1\",\"published\":\"yesterday\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"x\"}\n"
      "{\"id\":\"3\",\"published\":\"2020-01-02\",\"text\":\"x\"}\n{\"id\":\"4\",\"published\":\"02/01/"
      "20\",\"text\":\"x\"}\n");
  REQUIRE(ingested.articles.size() == 4);
  CHECK(ingested.undated == 2);
  CHECK(ingested.articles[0].published == "yesterday");
  CHECK(ingested.articles[0].time.precision == Timestamp::Precision::kNone);
  CHECK(ingested.articles[2].time.precision == Timestamp::Precision::kDay);
}

TEST_CASE("Broken records and unreadable files are skipped by name, and everything else is read in order") {
  const Ingested ingested =
      Read({{"p/1.jsonl", "{\"id\":\"1\",\"text\":\"x\"}\n{broken\n{\"id\":\"2\",\"text\":\"x\"}\n"},
            {"p/2.bin", std::string("\0\1\2", 3)},
            {"p/3.json", "[{\"id\":\"3\",\"text\":\"x\"},5]"},
            {"p/4.txt", "caf\xe9"},
            {"p/5.json", "garbage"},
            {"p/6.txt", "x"}});
  CHECK(Ids(ingested) == Strings{"1", "2", "3", "6.txt"});
  CHECK(ingested.file_of == std::vector<uint32_t>{0, 0, 2, 5});
  REQUIRE(ingested.skips.size() == 5);
  const Strings files = {"p/1.jsonl", "p/2.bin", "p/3.json", "p/4.txt", "p/5.json"};
  const Strings records = {"line 2", "", "element 2", "", ""};
  const Strings reasons = {"broken JSON", "binary", "not a JSON object", "UTF-8", "JSON"};
  for (size_t i = 0; i < 5; ++i) {
    CHECK_THAT(ingested.skips[i].file, Catch::EndsWith(files[i]));
    CHECK(ingested.skips[i].record == records[i]);
    CHECK_THAT(ingested.skips[i].reason, Catch::Contains(reasons[i]));
    CHECK_THAT(ingested.skips[i].reason, !Catch::Contains(files[i]));  // told once, in `file`
  }
}

TEST_CASE("Every record is either an article or a skip") {
  const Ingested ingested = ReadLines(
      "{\"id\":\"1\",\"text\":\"x\"}\n[1]\n{\"id\":\"1\",\"text\":\"y\"}\n{\"id\":\"2\"}\n{\n\n{\"text\":\"\"}\n");
  CHECK(ingested.records == 6);
  CHECK(ingested.articles.size() == 2);
  CHECK(ingested.skips.size() == 4);
}

TEST_CASE("A file that vanished after it was listed is skipped with the reason") {
  const Ingested ingested = Ingest({{"/nonexistent/a.jsonl", "a.jsonl", "nonexistent"}}, {});
  CHECK(ingested.articles.empty());
  REQUIRE(ingested.skips.size() == 1);
  CHECK(ingested.skips[0].file == "/nonexistent/a.jsonl");
  CHECK(ingested.skips[0].record.empty());
  CHECK(ingested.skips[0].reason == "No such file or directory");
}

TEST_CASE("An empty text file is skipped as an empty text, an empty list of records is nothing") {
  const Ingested ingested = Read({{"p/a.txt", ""}, {"p/b.jsonl", ""}, {"p/c.json", "[]"}});
  CHECK(ingested.articles.empty());
  REQUIRE(ingested.skips.size() == 1);
  CHECK_THAT(ingested.skips[0].file, Catch::EndsWith("p/a.txt"));
  CHECK(ingested.skips[0].reason == "the text is empty");
}

TEST_CASE("Progress counts the files from none to all") {
  std::vector<std::pair<uint64_t, uint64_t>> told;
  Read({{"p/a.txt", "x"}, {"p/b.txt", "y"}, {"p/c.txt", "z"}}, {},
       [&](std::string_view stage, uint64_t done, uint64_t total) {
         CHECK_FALSE(stage.empty());
         told.emplace_back(done, total);
       });
  CHECK(told == std::vector<std::pair<uint64_t, uint64_t>>{{0, 3}, {1, 3}, {2, 3}, {3, 3}});
}

TEST_CASE("A field map as typed is split at commas and the first equals sign") {
  CHECK(ParseFieldMap("text=maintext,outlet=source.name").value() ==
        Map{{"text", "maintext"}, {"outlet", "source.name"}});
  CHECK(ParseFieldMap("title=a=b").value() == Map{{"title", "a=b"}});
  CHECK(ParseFieldMap("").value().empty());
  for (const std::string field : {"id", "outlet", "published", "url", "title", "author", "language", "text"}) {
    CHECK(ParseFieldMap(field + "=x").value() == Map{{field, "x"}});
  }
}

TEST_CASE("A part of a field map that is none is an error that names it") {
  for (const char* part : {"body=x", "text", "text=", "=x", "Text=x", "time=x"}) {
    const auto map = ParseFieldMap(std::string("outlet=o,") + part);
    INFO(part);
    REQUIRE_FALSE(map.ok());
    CHECK_THAT(std::string(map.status().message()), Catch::Contains(std::string("`") + part + "`"));
  }
}

}  // namespace
}  // namespace wirecopy

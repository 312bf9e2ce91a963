// Records in the layouts that docs/inputs.md describes. The outputs of the tools themselves are read by
// tests/cli/test_formats.py.
#include "wirecopy/ingest/presets.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/records.h"
#include "wirecopy/ingest/preset_forms.h"

namespace wirecopy {
namespace {

using testing::ArticlesOf;
using testing::RecordsOf;

// Which preset the only record of this JSON has; "-" for none.
std::string PresetNameOf(const std::string& json) {
  const auto read = RecordsOf("a.jsonl", json);
  INFO(json);
  REQUIRE(read.records.size() == 1);
  const Preset* preset = PresetOf(read.records[0]);
  return preset == nullptr ? "-" : preset->name;
}

Article ArticleOf(const std::string& json, const IngestOptions& options = {}) {
  const std::vector<Article> articles = ArticlesOf("a.jsonl", json, options);
  INFO(json);
  REQUIRE(articles.size() == 1);
  return articles[0];
}

const std::string kNewsPlease =
    R"({"authors":["Ann Lee","Bo Sun"],"date_download":"None","date_modify":"None","date_publish":"2026-03-01 10:00:00",)"
    R"("description":null,"filename":"f.json","image_url":null,"language":"en","localpath":null,"title":"T",)"
    R"("title_page":null,"title_rss":null,"source_domain":"example.com","maintext":"The text.","url":"https://example.com/a"})";
const std::string kFundus =
    R"({"title":"T","body":{"summary":["S."],"sections":[{"headline":["H"],"paragraphs":["A.","B."]},)"
    R"({"headline":[],"paragraphs":["C."]}]},"authors":["Ann Lee"],"publishing_date":"2026-03-04 09:15:00+01:00","topics":[]})";
const std::string kMediaCloud =
    R"({"rss_entry":{"link":"https://a.example/x","domain":"a.example","pub_date":"Sun, 01 Mar 2026 10:00:00 -0500"},)"
    R"("content_metadata":{"url":"https://a.example/x","canonical_domain":"a.example","publication_date":null,)"
    R"("language":"en","article_title":"T","text_content":"The text.","canonical_url":"https://b.example/y"}})";
const std::string kWordPress =
    R"({"id":7,"slug":"a","link":"https://www.blog.example/a","date":"2026-03-01T12:00:00","date_gmt":"2026-03-01T11:00:00",)"
    R"("modified":"2026-03-02T12:00:00","title":{"rendered":"Ben &#038; Co&#8217;s"},)"
    R"("content":{"rendered":"<p>One <b>bold</b> word.</p>\n<p>By Ann Lee | AP</p>","protected":false},"author":12})";
const std::string kNewsApi =
    R"({"source":{"id":null,"name":"Example"},"author":"Ann Lee","title":"T","description":"D","url":"https://a.example/x",)"
    R"("urlToImage":null,"publishedAt":"2026-03-01T10:00:00Z","content":"The first words\u2026 [+1234 chars]"})";
const std::string kGdelt =
    R"({"url":"https://a.example/x","url_mobile":"","title":"T","seendate":"20260301T101500Z","socialimage":"",)"
    R"("domain":"a.example","language":"English","sourcecountry":"United States"})";

TEST_CASE("The names of a record tell its layout") {
  CHECK(PresetNameOf(kNewsPlease) == "news-please");
  CHECK(PresetNameOf(kFundus) == "fundus");
  CHECK(PresetNameOf(kMediaCloud) == "media-cloud");
  CHECK(PresetNameOf(kWordPress) == "wordpress");
  CHECK(PresetNameOf(kNewsApi) == "newsapi");
  CHECK(PresetNameOf(kGdelt) == "gdelt");
  CHECK(PresetNameOf(R"({"WARC-Target-URI":"https://a.example/x","WARC-Date":"2026-03-07T12:00:00Z","text":"x"})") ==
        "cc-news");
  CHECK(PresetNameOf(R"({"text":"x","id":"1","media":[],"metadata":{"url":"https://a.example/x"}})") == "datatrove");
  CHECK(PresetNameOf(R"({"text":"x","id":"1","series":"daily"})") == "passim");
  CHECK(
      PresetNameOf(R"({"id":"1","media_name":"A","media_url":"a.example","publish_date":"2026-03-01","title":"T"})") ==
      "media-cloud-stories");
}

TEST_CASE("Records of the normal layout, and what a preset made of a record, are of no preset") {
  CHECK(PresetNameOf(R"({"id":"a","text":"x"})") == "-");
  CHECK(PresetNameOf(R"({"text":"x","outlet":"o","series":"daily","id":"1"})") == "-");
  CHECK(PresetNameOf(R"({"text":"x","outlet":"o","fingerprint":"0","hostname":"h"})") == "-");
  CHECK(PresetNameOf(R"({"body":{"plain":"x"},"source":{"name":"y"}})") == "-");
}

TEST_CASE("news-please: the word None and null stand for nothing, a list of authors is joined") {
  const Article article = ArticleOf(kNewsPlease);
  CHECK(article.text == "The text.");
  CHECK(article.outlet == "example.com");
  CHECK(article.author == "Ann Lee, Bo Sun");
  CHECK(article.published == "2026-03-01 10:00:00");
  CHECK(article.time.precision == Timestamp::Precision::kSecond);
  CHECK(article.id == "https://example.com/a");
  std::string none = kNewsPlease;
  none.replace(none.find("2026-03-01 10:00:00"), 19, "None");
  CHECK(ArticleOf(none).published.empty());
}

TEST_CASE("Midnight without zone is a date alone, which tools made a time") {
  for (const char* time : {"2026-03-01 00:00:00", "2026-03-01T00:00:00"}) {
    std::string midnight = kNewsPlease;
    midnight.replace(midnight.find("2026-03-01 10:00:00"), 19, time);
    CHECK(ArticleOf(midnight).published == "2026-03-01");
    CHECK(ArticleOf(midnight).time.precision == Timestamp::Precision::kDay);
  }
}

TEST_CASE("Fundus: the tree of the body becomes paragraphs, the file's folder is the outlet") {
  const Article article = ArticleOf(kFundus);
  CHECK(article.text == "S.\n\nH\n\nA.\n\nB.\n\nC.");
  CHECK(article.outlet == "folder");
  CHECK(article.url.empty());
  CHECK(article.id.size() == 16);
  CHECK(article.time.seconds == ParseTimestamp("2026-03-04T08:15:00Z").seconds);
}

TEST_CASE("Media Cloud: what is null comes from the feed, and the canonical address is kept") {
  const Article article = ArticleOf(kMediaCloud);
  CHECK(article.outlet == "a.example");
  CHECK(article.published == "Sun, 01 Mar 2026 10:00:00 -0500");
  CHECK(article.canonical_url == "https://b.example/y");
  CHECK(article.title == "T");
}

TEST_CASE("WordPress: HTML becomes paragraphs, times are those of UTC, a number is no author") {
  const Article article = ArticleOf(kWordPress);
  CHECK(article.title == "Ben & Co’s");
  CHECK(article.text == "One bold word.\n\nBy Ann Lee | AP");
  CHECK(article.published == "2026-03-01T11:00:00Z");
  CHECK(article.outlet == "blog.example");
  CHECK(article.author.empty());
}

TEST_CASE("NewsAPI: a text that was cut off says so") {
  auto read = RecordsOf("a.jsonl", kNewsApi);
  REQUIRE(read.records.size() == 1);
  const auto article = ToArticle({}, {"", "", "folder"}, &read.records[0]);
  REQUIRE(article.ok());
  CHECK(article->text == "The first words…");
  CHECK(article->outlet == "a.example");
  CHECK_THAT(NormalLine(*article, read.records[0]), Catch::Contains(R"("truncated":"true")"));
}

TEST_CASE("An answer around a list of articles is that list, in one line or many") {
  for (const std::string begin : {R"({"status":"ok","totalResults":2,"articles":[)", "{\"articles\": [\n "}) {
    const auto articles = ArticlesOf("answer.json", begin + kNewsApi + ",\n" + kNewsApi + "]}\n");
    INFO(begin);
    REQUIRE(articles.size() == 2);
    CHECK(articles[1].title == "T");
  }
}

TEST_CASE("GDELT has no text, and the reason names the layout") {
  CHECK(ArticleOf(kGdelt).id == "[no text (a record of the layout `gdelt`)]");
}

TEST_CASE("A date of crawling is not a date of publication") {
  for (const char* json : {R"({"WARC-Target-URI":"https://a.example/x","WARC-Date":"2026-03-07T12:00:00Z","text":"x"})",
                           R"({"text":"x","id":"1","metadata":{"url":"https://a.example/x","date":"2026-03-07"}})"}) {
    auto read = RecordsOf("a.jsonl", json);
    const auto article = ToArticle({}, {"", "", "folder"}, &read.records[0]);
    REQUIRE(article.ok());
    CHECK(article->published.empty());
    CHECK(article->outlet == "a.example");
    CHECK_THAT(NormalLine(*article, read.records[0]), Catch::Contains(R"("fetched":"2026-03-07)"));
  }
}

TEST_CASE("A field map comes before the preset, for the fields that it names") {
  IngestOptions options;
  options.map = {{"outlet", "language"}, {"title", "nothing"}};
  const Article article = ArticleOf(kNewsPlease, options);
  CHECK(article.outlet == "en");
  CHECK(article.title.empty());
  CHECK(article.text == "The text.");
}

TEST_CASE("A preset by its name is taken for records that do not look like it") {
  const auto passim = FindPreset("passim");
  REQUIRE(passim.ok());
  IngestOptions options;
  options.preset = *passim;
  CHECK(ArticleOf(R"({"text":"x","series":"daily","date":"1890-05-01"})", options).outlet == "daily");
  const auto unknown = FindPreset("scrapy");
  REQUIRE_FALSE(unknown.ok());
  CHECK_THAT(std::string(unknown.status().message()), Catch::Contains("scrapy") && Catch::Contains("news-please"));
}

TEST_CASE("A normal line has the article's fields first and all others as they were") {
  auto read = RecordsOf("a.jsonl", kMediaCloud.substr(0, kMediaCloud.size() - 1) + R"(,"extra":[1,{"a":null}]})");
  const auto article = ToArticle({}, {"", "", "folder"}, &read.records[0]);
  REQUIRE(article.ok());
  const std::string line = NormalLine(*article, read.records[0]);
  CHECK_THAT(line, Catch::StartsWith(R"({"id":"https://a.example/x","outlet":"a.example","published":")"));
  CHECK_THAT(line, Catch::EndsWith(R"("extra":[1,{"a":null}]})"));
  // Read again it is the same.
  auto again = RecordsOf("a.jsonl", line);
  const auto second = ToArticle({}, {"", "", "folder"}, &again.records[0]);
  REQUIRE(second.ok());
  CHECK(NormalLine(*second, again.records[0]) == line);
}

TEST_CASE("Every preset has a name of its own and a way to be told") {
  std::set<std::string> names;
  for (const Preset& preset : Presets()) {
    INFO(preset.name);
    CHECK(names.insert(preset.name).second);
    CHECK_FALSE(preset.has.empty());
    for (const PresetRule& rule : preset.rules) CHECK(IsPresetForm(rule.form));
  }
}

TEST_CASE("The host of an address is without port, user and www") {
  CHECK(HostOf("https://www.Example.com:8080/a?b") == "example.com");
  CHECK(HostOf("http://user@a.example#x") == "a.example");
  CHECK(HostOf("a.example/x").empty());
  CHECK(HostOf("").empty());
}

}  // namespace
}  // namespace wirecopy

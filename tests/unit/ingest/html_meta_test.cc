#include "wirecopy/ingest/html_meta.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tests/support/catch.h"
#include "wirecopy/ingest/html_tree.h"

namespace wirecopy {
namespace {

PageMeta MetaOf(std::string_view head, std::string_view body = "") {
  const auto tree = ParseHtml(absl::StrCat("<html><head>", std::string(head), "</head><body>", std::string(body)));
  REQUIRE(tree.ok());
  return ReadMeta(reinterpret_cast<const xmlNode*>(tree->get()));
}

PageMeta MetaOfJson(std::string_view json) {
  PageMeta meta;
  ReadJsonLd(json, &meta);
  return meta;
}

TEST_CASE("JSON-LD: an article alone, in a list, in a graph, of several types") {
  const std::string article = R"("headline":"T","datePublished":"2026-03-04","inLanguage":"en"})";
  for (const std::string& json :
       {R"({"@type":"NewsArticle",)" + article, R"([{"@type":"WebSite"},{"@type":"Article",)" + article + "]",
        R"({"@graph":[{"@type":["ReportageNewsArticle","X"],)" + article + "]}",
        R"({"@type":"WebPage","mainEntity":{"@type":"BlogPosting",)" + article + "}"}) {
    const PageMeta meta = MetaOfJson(json);
    INFO(json);
    CHECK(meta.title == "T");
    CHECK(meta.published == "2026-03-04");
    CHECK(meta.language == "en");
  }
}

TEST_CASE("JSON-LD: authors and organisations as texts, objects and lists") {
  for (const char* author : {R"("Ann Lee, Bo Sun")", R"([{"@type":"Person","name":"Ann Lee"},{"name":"Bo Sun"}])",
                             R"({"name":["Ann Lee","Bo Sun"]})"}) {
    INFO(author);
    CHECK(MetaOfJson(absl::StrCat(R"({"@type":"NewsArticle","author":)", author, "}")).author == "Ann Lee, Bo Sun");
  }
  CHECK(MetaOfJson(R"({"@type":"NewsArticle","sourceOrganization":[{"name":"AFP"}]})").source_organisation == "AFP");
  CHECK(MetaOfJson(R"({"@type":"NewsArticle","provider":{"name":"dpa"}})").source_organisation == "dpa");
  CHECK(MetaOfJson(R"({"@type":"NewsArticle","mainEntityOfPage":{"@id":"https://a.example/x"}})").url ==
        "https://a.example/x");
}

TEST_CASE("JSON-LD that is broken, deep or of something else says nothing, line ends in strings are borne") {
  CHECK(MetaOfJson("{\"@type\":\"NewsArticle\",\"headline\":\"One\nline\"}").title == "One line");
  std::string deep = R"({"@type":"Product","headline":"T"})";
  for (int i = 0; i < 3000; ++i) deep = absl::StrCat("[", deep, "]");
  for (const std::string& json : {deep, std::string("{"), std::string(R"({"@type":"Product","headline":"T"})")}) {
    CHECK(MetaOfJson(json).title.empty());
  }
}

TEST_CASE("Meta elements by property, name and itemprop, a page of an author is no name") {
  const PageMeta meta = MetaOf(
      "<meta property='og:title' content='T'><meta name=PubDate content='2026-03-04'><meta property=article:author "
      "content='https://a.example/ann'><meta name=author content=' Ann\n Lee '><meta name=syndication-source "
      "content=Reuters>"
      "<meta itemprop=dateModified content=x><link rel=canonical href='https://apnews.example/a?b&amp;c'>"
      "<meta property=og:locale content=pt_BR>");
  CHECK(meta.title == "T");
  CHECK(meta.published == "2026-03-04");
  CHECK(meta.author == "Ann Lee");
  CHECK(meta.source_organisation == "Reuters");
  CHECK(meta.canonical_url == "https://apnews.example/a?b&c");
  CHECK(meta.language == "pt-BR");
}

TEST_CASE("Where nothing else says it, the heading is the title and the first time the date") {
  const PageMeta meta =
      MetaOf("<title>T | Site</title>", "<h1> The <b>title</b></h1><time datetime=2026-03-04>4 March</time>");
  CHECK(meta.title == "The title");
  CHECK(meta.published == "2026-03-04");
  const PageMeta dated =
      MetaOf("", "<time datetime=2020-01-01>old</time><time itemprop=datePublished datetime=2026-03-04>x</time>");
  CHECK(dated.published == "2026-03-04");
}

}  // namespace
}  // namespace wirecopy

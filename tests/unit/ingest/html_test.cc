#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/catch.h"
#include "tests/support/records.h"
#include "wirecopy/ingest/charset.h"
#include "wirecopy/ingest/html_text.h"
#include "wirecopy/ingest/html_tree.h"

namespace wirecopy {
namespace {

using testing::ArticlesOf;
using testing::RecordsOf;

std::string Page(const std::string& name) {
  std::ifstream file(std::string(WIRECOPY_SOURCE_DIR) + "/fixtures/pages/" + name, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  REQUIRE_FALSE(content.str().empty());
  return content.str();
}

Article ArticleOf(const std::string& html) {
  const std::vector<Article> articles = ArticlesOf("page.html", html);
  REQUIRE(articles.size() == 1);
  return articles[0];
}

const std::string kSentence =
    "The harbour authority said on Tuesday that the bridge, which is old, stays shut until spring, and ferries go on. ";

std::string Paragraphs(int count) {
  std::string html;
  for (int i = 0; i < count; ++i) absl::StrAppend(&html, "<p>", kSentence, i, "</p>\n");
  return html;
}

TEST_CASE("A page of today: its text with byline and closing credit, without all that is around it") {
  const Article article = ArticleOf(Page("harbor-courier-bridge.html"));
  CHECK(article.title == "Old swing bridge to stay shut until spring");
  CHECK(article.outlet == "harborcourier.example");
  CHECK(article.published == "2026-03-04T09:15:00+01:00");
  CHECK(article.author == "Tessa Okafor");
  CHECK(article.source_organisation == "Associated Press");
  CHECK(article.language == "en-GB");
  CHECK(article.url == "https://www.harborcourier.example/news/2026/03/old-swing-bridge-shut");
  for (const char* part : {"By Tessa Okafor | AP", "PORT ELLERY (AP) — The old swing bridge", "\n\n___\n\n",
                           "Associated Press writer Ivo Lindqvist in Port Ellery contributed"}) {
    CHECK_THAT(article.text, Catch::Contains(part));
  }
  for (const char* part : {"Advertisement is", "Ferry timetable", "nobody paints a bridge", "Storm takes the roof",
                           "gulls", "not a text", "Home"}) {
    CHECK_THAT(article.text, !Catch::Contains(part));
  }
}

TEST_CASE("A page of long ago: a table, line breaks for paragraphs, Latin-1 that is windows-1252") {
  const Article article = ArticleOf(Page("hafenbote-faehren.html"));
  CHECK(article.title == "Mehr Fähren für Süderoog");
  CHECK(article.author == "Jörg Brandt, mit Material der dpa");
  CHECK(article.published == "2026-03-05");
  CHECK(article.time.precision == Timestamp::Precision::kDay);
  CHECK_THAT(article.text, Catch::Contains("Käpt’n a. D. Henning Maß") && Catch::Contains("„fürs Erste zufrieden“"));
  CHECK_THAT(article.text, Catch::StartsWith("Süderoog (dpa) - Die Reederei"));
  CHECK_THAT(article.text, Catch::EndsWith("(AFP/dpa)"));
  CHECK_THAT(article.text, !Catch::Contains("Lokales"));
}

TEST_CASE("A canonical address may lead to an agency, the page's own address is another") {
  const Article article = ArticleOf(Page("suara-teluk-banjir.html"));
  CHECK(article.outlet == "suarateluk.example");
  CHECK(article.url == "https://suarateluk.example/daerah/banjir-kembara");
  CHECK(article.canonical_url == "https://www.antaranews.com/berita/0000001/banjir-kembara");
  CHECK(article.language == "id");
  CHECK(article.published == "2026-03-06 07:30:00");
  CHECK_THAT(article.text, Catch::EndsWith("Pewarta: Dewi Anggraini\nEditor: Bayu Prakoso\nCOPYRIGHT © ANTARA 2026"));
  CHECK_THAT(article.text, !Catch::Contains("Terpopuler") && !Catch::Contains("Beranda") && !Catch::Contains("Tag:"));
}

TEST_CASE("Paragraphs that are parted by boxes stay together, teasers beside them do not come along") {
  const Article article =
      ArticleOf(absl::StrCat("<html><body><div class=x><div class=part>", Paragraphs(4),
                             "</div><div><a href=/>An offer of the day</a></div><div class=part>", Paragraphs(3),
                             "</div></div><div><p><a href=/t>", kSentence, "</a></p></div></body></html>"));
  size_t found = 0;
  for (size_t at = article.text.find("harbour"); at != std::string::npos; at = article.text.find("harbour", at + 1))
    ++found;
  CHECK(found == 7);
  CHECK_THAT(article.text, !Catch::Contains("An offer"));
}

TEST_CASE("One linked name at the end is kept, a list of links is not") {
  const std::string begin = absl::StrCat("<html><body><div class=t>", Paragraphs(4)), end = "</div></body></html>";
  const std::string link = "<p><a href=https://apnews.example>AP</a></p>";
  CHECK_THAT(ArticleOf(absl::StrCat(begin, link, end)).text, Catch::EndsWith("\n\nAP"));
  CHECK_THAT(ArticleOf(absl::StrCat(begin, link, link, end)).text, Catch::EndsWith("3"));
  CHECK_THAT(ArticleOf(absl::StrCat(begin, link, Paragraphs(1), end)).text, !Catch::Contains("AP"));
}

TEST_CASE("A lead before the text and replies behind it") {
  const Article article = ArticleOf(
      absl::StrCat("<html><body><div><h1>T</h1><p class=lead>A lead that says all of it in one sentence, as leads "
                   "do.</p><div class=t>",
                   Paragraphs(4), "</div></div><div class=discussion>", Paragraphs(20), "</div></body></html>"));
  CHECK_THAT(article.text, Catch::StartsWith("A lead that says all") && Catch::EndsWith("3"));
}

TEST_CASE("Ten thousands of paragraphs in one element are read in time") {
  std::string html = "<html><body><h1>T</h1><div>";
  for (int i = 0; i < 200'000; ++i) html += "x<p>y</p>";
  CHECK(ArticleOf(html).id == "[no article is found in it]");
  for (int i = 0; i < 20'000; ++i) absl::StrAppend(&html, "<p>", kSentence, "</p><div>", kSentence, "</div>");
  CHECK(ArticleOf(html).text.size() > 20'000 * kSentence.size());
}

TEST_CASE("JSON-LD has the text where the page shows none of it") {
  const Article article = ArticleOf(
      "<html><head><script type='application/ld+json'>{\"@type\":[\"NewsArticle\"],\"headline\":\"T\",\"author\":"
      "{\"@type\":\"Organization\",\"name\":\"Reuters\"},\"articleBody\":\"" +
      absl::StrCat(kSentence, kSentence, "\"}</script></head><body><div id=app></div></body></html>"));
  CHECK(article.text == kSentence + kSentence);
  CHECK(article.author == "Reuters");
}

TEST_CASE("A page without prose is named as such") {
  CHECK(ArticleOf("<html><body><div id=app></div></body></html>").id == "[no article is found in it]");
  CHECK(ArticleOf("").id == "[no article is found in it]");
}

TEST_CASE("A piece of HTML is all of its text") {
  CHECK(HtmlText("<p>One &amp; two.<br>Three</p><ul><li>a</li><li>b</li></ul><script>x</script>tail") ==
        "One & two.\nThree\n\na\n\nb\n\ntail");
  CHECK(HtmlText("no markup at all") == "no markup at all");
  CHECK(HtmlLine("Ben &#8217; <b>Co</b>\n x") == "Ben ’ Co x");
  CHECK(HtmlText("").empty());
}

TEST_CASE("Charsets: byte order marks, what HTTP says, what the page says, and what the bytes are") {
  CHECK(ToUtf8("caf\xc3\xa9", "iso-8859-1") == "café");
  CHECK(ToUtf8("caf\xe9", "iso-8859-1") == "café");
  CHECK(ToUtf8("\x93x\x94", "latin1") == "“x”");
  CHECK(ToUtf8("<meta charset=windows-1251>\xcf\xf0\xe8") == "<meta charset=windows-1251>При");
  CHECK(ToUtf8("<meta http-equiv=x content='text/html; charset=Shift_JIS'>\x93\xfa\x96\x7b") ==
        "<meta http-equiv=x content='text/html; charset=Shift_JIS'>日本");
  CHECK(ToUtf8("caf\xe9", "no-such-charset") == "café");
  CHECK(ToUtf8(std::string_view("\xff\xfe\x41\0\xe9\0", 6)) == "Aé");
  CHECK(ToUtf8(std::string_view("a\0b", 3)) == "ab");
  CHECK(ToUtf8("\xef\xbb\xbfx") == "x");
}

TEST_CASE("Elements nested without end are an error, not a crash") {
  std::string deep = "<html><body>";
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  const auto read = RecordsOf("page.html", absl::StrCat(deep, Paragraphs(3)));
  REQUIRE(read.errors.size() == 1);
  CHECK_THAT(read.errors[0], Catch::Contains("nested too deeply"));
}

TEST_CASE("A page of 50 MB is an error that says so") {
  const auto read = RecordsOf("page.html", absl::StrCat("<html><body>", std::string(50'000'000, 'x')));
  REQUIRE(read.errors.size() == 1);
  CHECK_THAT(read.errors[0], Catch::Contains("more than 8 MiB"));
}

TEST_CASE("Tags with attributes without end are read in time, and the text behind them is kept") {
  std::string html = "<html><body><div ";
  for (int i = 0; i < 300'000; ++i) absl::StrAppend(&html, "a", i, "=1 ");
  absl::StrAppend(&html, ">", Paragraphs(3), "</div></body></html>");
  CHECK_THAT(ArticleOf(html).text, Catch::Contains("harbour authority"));
}

TEST_CASE("A few bytes that are no text do no harm") {
  std::string html = absl::StrCat("<html><body>", Paragraphs(3), "<p>");
  for (int i = 0; i < 40; ++i) html += static_cast<char>(i * 37);
  const Article article = ArticleOf(html);
  CHECK_THAT(article.text, Catch::Contains("harbour authority"));
}

}  // namespace
}  // namespace wirecopy

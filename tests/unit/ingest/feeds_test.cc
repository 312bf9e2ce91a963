#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/records.h"

namespace wirecopy {
namespace {

using Strings = std::vector<std::string>;
using testing::ArticlesOf;
using testing::RecordsOf;

const std::string kRss =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n"
    "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Harbor Courier</title><language>en-gb</language>\n"
    "<item><title>Ben &amp;amp; Co</title><link>https://www.harborcourier.example/a</link>"
    "<pubDate>Wed, 04 Mar 2026 09:15:00 GMT</pubDate><dc:creator><![CDATA[Ann Lee]]></dc:creator>"
    "<source url=\"https://apnews.example/feed\">Associated Press</source><description>Short.</description>"
    "<content:encoded><![CDATA[<p>One.</p><p>By Ann Lee | AP</p>]]></content:encoded>"
    "<guid isPermaLink=\"false\">tag:1</guid></item>\n"
    "<item><title>Two</title><description>&lt;p&gt;Only this.&lt;/p&gt;</description>"
    "<guid>https://www.harborcourier.example/b</guid></item></channel></rss>";

TEST_CASE("RSS: items with their text, creator, source and date") {
  for (const char* name : {"feed.xml", "feed.rss", "stdin", "feed.xml.gz"}) {
    INFO(name);
    const auto articles = ArticlesOf(name, kRss);
    REQUIRE(articles.size() == 2);
    CHECK(articles[0].title == "Ben & Co");
    CHECK(articles[0].text == "One.\n\nBy Ann Lee | AP");
    CHECK(articles[0].author == "Ann Lee");
    CHECK(articles[0].source_organisation == "Associated Press");
    CHECK(articles[0].outlet == "harborcourier.example");
    CHECK(articles[0].language == "en-gb");
    CHECK(articles[0].time.seconds == ParseTimestamp("2026-03-04T09:15:00Z").seconds);
    CHECK(articles[0].time.precision == Timestamp::Precision::kSecond);
    CHECK(articles[1].text == "Only this.");
    CHECK(articles[1].url == "https://www.harborcourier.example/b");
  }
}

TEST_CASE("Atom: the alternate link, names of authors, HTML and XHTML") {
  const auto articles = ArticlesOf(
      "feed",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\"><title>Hafenbote</title>"
      "<entry><title type=\"html\">Eins &amp;amp; zwei</title><link rel=\"self\" href=\"https://x.example/self\"/>"
      "<link rel=\"alternate\" href=\"https://hafenbote.example/a\"/><published>2026-03-05T10:00:00+01:00</published>"
      "<author><name>Jörg Brandt</name></author><author><name>dpa</name></author>"
      "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ein <b>Satz</b>.</p><p>Zwei.</p></div>"
      "</content></entry></feed>");
  REQUIRE(articles.size() == 1);
  CHECK(articles[0].title == "Eins & zwei");
  CHECK(articles[0].text == "Ein Satz.\n\nZwei.");
  CHECK(articles[0].author == "Jörg Brandt, dpa");
  CHECK(articles[0].url == "https://hafenbote.example/a");
  CHECK(articles[0].language == "de");
}

TEST_CASE("Media Cloud's feed has outlets and dates but no text") {
  const auto articles =
      ArticlesOf("mc.rss",
                 "<rss><channel><item><link>https://a.example/x</link><pubDate>Wed, 04 Mar 2026 09:15:00 GMT</pubDate>"
                 "<domain>a.example</domain><title>T</title><source url=\"https://a.example/feed\" mcFeedId=\"1\" "
                 "mcSourceId=\"2\">A</source></item></channel></rss>");
  REQUIRE(articles.size() == 1);
  CHECK(articles[0].id == "[no article is found in it]");
}

TEST_CASE("Entities of a document's own are never expanded, and nothing is loaded") {
  std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\"><!ENTITY f SYSTEM \"file:///etc/passwd\">";
  for (int i = 1; i < 30; ++i) {
    const std::string n = std::to_string(i), before = std::to_string(i - 1);
    absl::StrAppend(&bomb, "<!ENTITY a", n, " \"&a", before, ";&a", before, ";&a", before, ";&a", before, ";\">");
  }
  const auto articles = ArticlesOf("feed.xml", bomb +
                                                   "]><rss><channel><item><title a=\"&a29;\">&a29;T</title>"
                                                   "<description>x &f; y</description></item></channel></rss>");
  for (const Article& article : articles) {
    CHECK(article.text.size() < 100);
    CHECK(article.title.size() < 100);
  }
}

TEST_CASE("Characters by HTML's names are read although XML does not know them") {
  const auto articles =
      ArticlesOf("feed.xml",
                 "<rss><channel><item><title>Caf&eacute;&nbsp;au lait</title><description>a &mdash; b</description>"
                 "</item></channel></rss>");
  REQUIRE(articles.size() == 1);
  CHECK(articles[0].title == "Café au lait");
  CHECK(articles[0].text == "a — b");
}

TEST_CASE("What is broken in the middle is named, and the items before it are kept") {
  const auto cut = RecordsOf("feed.xml", kRss.substr(0, kRss.find("<item><title>Two") + 30));
  CHECK(cut.records.size() >= 1);
  CHECK_THAT(cut.ending, Catch::Contains("broken XML in line"));
  std::string deep = "<rss><channel>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK_FALSE(RecordsOf("feed.xml", deep).ending.empty());
}

TEST_CASE("XML of another kind is named, a feed without items is none") {
  CHECK_THAT(RecordsOf("a.xml", "<?xml version='1.0'?><nitf><body><p>Words.</p></body></nitf>").ending,
             Catch::Contains("no RSS or Atom: its first element is `nitf`"));
  CHECK(RecordsOf("a.xml", "<rss><channel><title>T</title></channel></rss>").ending.empty());
  CHECK_FALSE(RecordsOf("a.xml", "").ending.empty());
}

TEST_CASE("Items in a row have places by their number") {
  const auto read = RecordsOf("feed.xml", kRss);
  REQUIRE(read.records.size() == 2);
  CHECK(read.records[1].place == "item 2");
  CHECK(read.ending.empty());
}

}  // namespace
}  // namespace wirecopy

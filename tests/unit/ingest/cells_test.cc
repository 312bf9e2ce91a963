#include "wirecopy/ingest/cells.h"

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

Strings Texts(const testing::ReadRecords& read) {
  Strings texts;
  for (const Record& record : read.records) {
    const std::string* text = record.Find("text");
    texts.push_back(record.place + "=" + (text == nullptr ? "-" : *text));
  }
  return texts;
}

TEST_CASE("Commas, semicolons and tabs separate cells, by the header") {
  for (const std::string separator : {",", ";", "\t"}) {
    const std::string file = "id" + separator + "text\n1" + separator + "x\r\n2" + separator + "y";
    INFO(file);
    for (const char* name : {"a.csv", "a.tsv", "a.csv.gz", "stdin"}) {
      CHECK(Texts(RecordsOf(name, file)) == Strings{"line 2=x", "line 3=y"});
    }
  }
}

TEST_CASE("A quoted cell has line ends, separators and quotation marks, places count the lines of the file") {
  const auto read =
      RecordsOf("a.csv", "\xef\xbb\xbfid,text\n1,\"one\r\ntwo, \"\"three\"\"\n\nfour\"\n2,plain \"word\"\n");
  CHECK(Texts(read) == Strings{"line 2=one\ntwo, \"three\"\n\nfour", "line 6=plain \"word\""});
  CHECK(read.errors.empty());
}

TEST_CASE("A row with too many or too few cells is named and left out") {
  const auto read = RecordsOf("a.csv", "id,text\n1,x\n2,x,y\n3\n\n4,z\n");
  CHECK(Texts(read) == Strings{"line 2=x", "line 6=z"});
  CHECK(read.errors == Strings{"line 3: 3 cells, but the header has 2", "line 4: 1 cells, but the header has 2"});
}

TEST_CASE("A quotation mark that is never closed costs its own row alone") {
  const auto read = RecordsOf("a.csv", "id,text\n1,x\n2,\"open\n3,y\n4,z\n");
  CHECK(Texts(read) == Strings{"line 2=x", "line 4=y", "line 5=z"});
  CHECK(read.errors == Strings{"line 3: a quotation mark is never closed"});
}

TEST_CASE("Too many open quotation marks end the reading, and that is named") {
  std::string file = "id,text\n1,x\n";
  for (int i = 0; i < 41; ++i) file += "2,\"a\"b\"\"\"\n";
  const auto read = RecordsOf("a.csv", file + "3,\"open\n");
  CHECK(read.records.size() >= 1);
  CHECK(read.errors.size() + read.records.size() > 1);
}

TEST_CASE("Invalid UTF-8 and zero bytes spoil their row alone") {
  const auto read = RecordsOf("a.csv", std::string("id,text\n1,caf\xe9\n2,a\0b\n3,z\n", 25));
  CHECK(Texts(read) == Strings{"line 4=z"});
  CHECK(read.errors == Strings{"line 2: invalid UTF-8", "line 3: binary data, not text"});
}

TEST_CASE("An empty cell is an absent field") {
  const auto read = RecordsOf("a.csv", "id,title,text\n1,,x\n");
  REQUIRE(read.records.size() == 1);
  CHECK(read.records[0].Find("title") == nullptr);
  CHECK(read.records[0].keys == Strings{"id", "title", "text"});
}

TEST_CASE("Columns of a preset are recognised as keys are") {
  const auto articles =
      ArticlesOf("a.csv",
                 "url,read_more_link,language,title,authors,publish_date,meta_lang,canonical_link,text\n"
                 "https://www.a.example/x,,en,T,\"['Ann Lee', \"\"Bo O'Hara\"\"]\",2026-03-06T07:30:00,id,"
                 "https://b.example/y,\"One.\n\nTwo.\"\n");
  REQUIRE(articles.size() == 1);
  CHECK(articles[0].outlet == "a.example");
  CHECK(articles[0].author == "Ann Lee, Bo O'Hara");
  CHECK(articles[0].published == "2026-03-06T07:30:00");
  CHECK(articles[0].language == "id");
  CHECK(articles[0].canonical_url == "https://b.example/y");
  CHECK(articles[0].text == "One.\n\nTwo.");
}

TEST_CASE("trafilatura's files have no header: the first row is an article, null is nothing") {
  const std::string row =
      "https://a.example/"
      "x\tnull\t660b44b12ea436b2\ta.example\tT\tnull\t2026-03-04\t\"One.\nTwo.\"\tnull\tnull\tarticle\n";
  for (const char* name : {"a.csv", "a.tsv", "out"}) {
    const auto articles = ArticlesOf(name, row + row);
    INFO(name);
    REQUIRE(articles.size() == 2);
    CHECK(articles[0].url == "https://a.example/x");
    CHECK(articles[0].id == "https://a.example/x");
    CHECK(articles[0].text == "One.\nTwo.");
    CHECK(articles[0].time.precision == Timestamp::Precision::kDay);
  }
  CHECK(Texts(RecordsOf("a.csv", row + row)) == Strings{"line 1=One.\nTwo.", "line 3=One.\nTwo."});
}

TEST_CASE("Prose with commas is no table") {
  CHECK(RecordsOf("note", "Prices rose, text and all.\nMore, of it.\n").records.size() == 1);
  CHECK(SeparatorOf("one word") == 0);
}

}  // namespace
}  // namespace wirecopy

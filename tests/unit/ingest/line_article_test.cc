#include "wirecopy/ingest/line_article.h"

#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/memory_source.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

using Map = std::vector<std::pair<std::string, std::string>>;

struct Read {
  absl::Status status;
  std::string id, url, outlet, published, title, text;
};

Read ReadWith(LineParser& parser, const std::string& line) {
  const std::string padded = line + std::string(kLinePadding, '"');  // what follows is no part of it
  LineArticle article;
  Read read;
  read.status = parser.Parse(std::string_view(padded).substr(0, line.size()), &article);
  read.id = article.id;
  read.url = article.url;
  read.outlet = article.outlet;
  read.published = article.published;
  read.title = article.title;
  read.text = article.text;
  return read;
}

Read ReadLine(const std::string& line, const Map& map = {}) {
  LineParser parser(map);
  return ReadWith(parser, line);
}

bool Refused(const std::string& line) {
  const Read read = ReadLine(line);
  return !read.status.ok() && !read.status.message().empty() && read.id.empty() && read.text.empty();
}

TEST_CASE("The fields of an article, wherever they stand in the line") {
  const Read read = ReadLine(
      R"( {"text":"Words.", "x":[{"id":"no"}],"id":"a","title":"T","url":"u","n":{"text":"no"},"outlet":"o","published":"2025-01-02"} )");
  REQUIRE(read.status.ok());
  CHECK(read.id == "a");
  CHECK(read.url == "u");
  CHECK(read.outlet == "o");
  CHECK(read.published == "2025-01-02");
  CHECK(read.title == "T");
  CHECK(read.text == "Words.");
}

TEST_CASE("Fields by other names, also inside objects") {
  const Map map = {{"text", "body.main.words"}, {"outlet", "source.name"}, {"id", "source.id"}, {"title", "a.b"}};
  const Read read = ReadLine(
      R"({"source":{"x":{"name":"no"},"name":"Harbour Post","id":7},"body":{"main":{"words":"Yes."},"words":"no"},"a.b":"dotted","name":"no","text":"no"})",
      map);
  REQUIRE(read.status.ok());
  CHECK(read.outlet == "Harbour Post");
  CHECK(read.id == "7");
  CHECK(read.text == "Yes.");
  CHECK(read.title == "dotted");
  CHECK(ReadLine(R"({"source":"no object","body":[{"main":1}]})", map).text.empty());
  CHECK(ReadLine(R"({"source":"no object","body":[{"main":1}]})", map).status.ok());
  CHECK(ReadLine(R"({"sourced":{"name":"no"},"sour":{"ce.name":"no"}})", map).outlet.empty());
  // Twice the same object: what the first leaves open the second may say.
  CHECK(ReadLine(R"({"source":{"id":"a"},"source":{"id":"b","name":"N"}})", map).id == "a");
  CHECK(ReadLine(R"({"source":{"id":"a"},"source":{"id":"b","name":"N"}})", map).outlet == "N");
}

TEST_CASE("One field of the record may fill several of the article") {
  const Read headline = ReadLine(R"({"title":"A headline alone","id":"a"})", {{"text", "title"}});
  CHECK(headline.title == "A headline alone");
  CHECK(headline.text == "A headline alone");
  CHECK(ReadLine(R"({"url":"u","text":""})", {{"id", "url"}, {"title", "text"}}).url == "u");
  CHECK(ReadLine(R"({"url":"u"})", {{"id", "url"}}).id == "u");
  const Map both = {{"outlet", "source"}, {"id", "source.id"}};
  CHECK(ReadLine(R"({"source":"plain"})", both).outlet == "plain");
  CHECK(ReadLine(R"({"source":{"id":"a"}})", both).id == "a");
  CHECK(ReadLine(R"({"source":{"id":"a"}})", both).outlet.empty());
}

TEST_CASE("Of equal names the first counts") {
  CHECK(ReadLine(R"({"text":"first","text":"second"})").text == "first");
  CHECK(ReadLine(R"({"text":null,"text":"second"})").text == "second");
}

TEST_CASE("Numbers are taken as they are written, other values as if they were absent") {
  CHECK(ReadLine(R"({"id":12345678901234567890 ,"text":"x"})").id == "12345678901234567890");
  CHECK(ReadLine(R"({"text":"x","id":-7})").id == "-7");
  CHECK(ReadLine("{\"text\":\"x\",\"id\": 1.50 \t}").id == "1.50");
  for (const char* value : {"null", "true", "false", "[]", "[7, [\"a\"]]", "{}", "{\"text\":\"no\"}"}) {
    const Read read = ReadLine(std::string("{\"text\":") + value + ",\"id\":" + value + ",\"url\":\"u\"}");
    INFO(value);
    CHECK(read.status.ok());
    CHECK(read.text.empty());
    CHECK(read.id.empty());
    CHECK(read.url == "u");
  }
}

TEST_CASE("Strings in a list are joined, as in other formats") {
  const Read read = ReadLine(R"({"text":["One.","T\u0077o.",3,null],"title":["a"],"id":"i"})");
  CHECK(read.text == "One., Two.");
  CHECK(read.title == "a");
}

TEST_CASE("What nobody asks for must be JSON as well, for the record is written again as it came") {
  for (const char* value : {"tru", "nulll", "[1,,2}", "[1 2]", "\"\\q\"", "01", "1.", ".5", "-", "1e", "+1",
                            "{\"a\":1,}", "{\"a\"}", "[true,fals]", "{\"a\":[{\"b\":nul}]}"}) {
    INFO(value);
    CHECK(Refused(std::string("{\"id\":\"a\",\"x\":") + value + ",\"text\":\"y\"}"));
  }
  for (const char* value :
       {"true", "null", "-0", "0.5e-7", "1E400", "123456789012345678901234567890", "[[],{}]", "{\"a\":[1,\"b\"]}"}) {
    INFO(value);
    CHECK(ReadLine(std::string("{\"id\":\"a\",\"x\":") + value + ",\"text\":\"y\"}").text == "y");
  }
}

TEST_CASE("Escapes are resolved in values and names") {
  const Read read = ReadLine(R"({"t\u0065xt":"a\n\t\"\\\/\u00e9\ud83c\udf0a b","id":"\u0000","ur\u006c":"x"})");
  REQUIRE(read.status.ok());
  CHECK(read.text == "a\n\t\"\\/\xc3\xa9\xf0\x9f\x8c\x8a b");
  CHECK(read.id == std::string(1, '\0'));
  CHECK(read.url == "x");
  CHECK(Refused(R"({"text":"\ud83c alone"})"));
  CHECK(Refused(R"({"text":"\x"})"));
}

TEST_CASE("A line that is no record is refused, with a reason and without fields") {
  CHECK(Refused("{\"id\":\"a\",\"text\":\"caf\xe9 \"}"));
  CHECK(Refused("{\"id\":\"a\",\"text\":\"x\",\"y\":\"\xed\xa0\x80\"}"));
  CHECK(Refused("{\"id\":\"a\",\"text\":\"control \x01\"}"));
  CHECK(Refused(R"({"id":"a","text":"x"} {"id":"b"})"));
  CHECK(Refused(R"({"id":"a","text":"x"},)"));
  CHECK(Refused(R"({"id":"a","text":"x"}})"));
  CHECK(Refused(R"({"id":"a","text":"x")"));
  CHECK(Refused(R"({"id":"a","text":"x)"));
  CHECK(Refused(R"({"id":"a" "text":"x"})"));
  CHECK(Refused(R"({"id":"a","text")"));
  CHECK(Refused("{"));
  CHECK(Refused(""));
  CHECK(Refused("words"));
  for (const char* line : {"[{\"text\":\"x\"}]", "\"text\"", "7", "null", "true"}) {
    INFO(line);
    CHECK(Refused(line));
  }
  CHECK(std::string(ReadLine("[1]").status.message()) == "not a JSON object");
}

TEST_CASE("A line may be as long as the limit, and not longer") {
  const std::string frame = R"({"id":"a","text":""})";
  std::string line = R"({"id":"a","text":")" + std::string(kMostLineBytes - frame.size(), 'x') + "\"}";
  REQUIRE(line.size() == kMostLineBytes);
  LineParser parser({});
  const Read longest = ReadWith(parser, line);
  CHECK(longest.status.ok());
  CHECK(longest.text.size() == kMostLineBytes - frame.size());
  line.insert(line.size() - 1, " ");
  const Read longer = ReadWith(parser, line);
  CHECK_FALSE(longer.status.ok());
  CHECK(longer.id.empty());
  CHECK(ReadWith(parser, R"({"text":"next"})").text == "next");
}

TEST_CASE("A parser goes on after a bad line") {
  LineParser parser({});
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(ReadWith(parser, R"({"id":"a","text":"x)").status.ok());
    CHECK(ReadWith(parser, R"({"id":"a","text":"y"})").text == "y");
  }
}

// ---------------------------------------------------------------- against the reader of whole records

std::string RandomString(std::mt19937& random) {
  constexpr const char* kParts[] = {"a", "Zug ", "\\n", "\\\"", "\\\\", "\xc3\xa9", "\\u20ac", "\\ud83c\\udf0a",
                                    "{", "]",    ",",   ":",    "/",    "7"};
  std::string text = "\"";
  for (size_t left = random() % 12; left > 0; --left) text += kParts[random() % std::size(kParts)];
  return text + "\"";
}

std::string RandomValue(std::mt19937& random, int depth);

std::string RandomObject(std::mt19937& random, int depth) {
  constexpr const char* kNames[] = {"id",   "url",  "outlet", "published", "title", "text", "source",
                                    "name", "body", "x",      "te",        "texts", "s.n"};
  constexpr const char* kSpaces[] = {"", "", " ", "\t"};
  const auto space = [&] { return kSpaces[random() % std::size(kSpaces)]; };
  std::string object = "{";
  std::vector<size_t> order(std::size(kNames));
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  order.resize(random() % order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    object += std::string(i == 0 ? "" : ",") + space() + "\"" + kNames[order[i]] + "\"" + space() + ":" + space() +
              RandomValue(random, depth) + space();
  }
  return object + "}";
}

std::string RandomValue(std::mt19937& random, int depth) {
  switch (random() % (depth > 0 ? 9 : 6)) {
    case 0:
      return "null";
    case 1:
      return std::to_string(static_cast<int>(random() % 2000) - 1000);
    case 6:
      return "[" + RandomObject(random, depth - 1) + "," + std::to_string(random() % 10) +
             "]";  // no strings: the reader joins them
    case 7:
    case 8:
      return RandomObject(random, depth - 1);
    default:
      return RandomString(random);
  }
}

TEST_CASE("The parser agrees with the reader of whole records") {
  std::mt19937 random(12);
  for (const Map& map : {Map{}, Map{{"text", "body.text"}, {"outlet", "source.name"}, {"id", "source.name.id"}},
                         Map{{"text", "title"}, {"id", "s.n"}, {"url", "id"}}}) {
    LineParser parser(map);
    const auto source_of = [&](const std::string& name) {
      for (const auto& [field, source] : map) {
        if (field == name) return source;
      }
      return name;
    };
    for (int round = 0; round < 4000; ++round) {
      const std::string line = RandomObject(random, 3);
      INFO(line);
      const auto reader = JsonLinesReader(BufferedInput(std::make_unique<testing::MemorySource>(line)));
      const auto record = reader->Next();
      REQUIRE(record.ok());
      REQUIRE(record->has_value());
      const Read read = ReadWith(parser, line);
      REQUIRE(read.status.ok());
      for (const auto& [name, value] : {std::pair<std::string, std::string>{"id", read.id},
                                        {"url", read.url},
                                        {"outlet", read.outlet},
                                        {"published", read.published},
                                        {"title", read.title},
                                        {"text", read.text}}) {
        const std::string path = source_of(name);
        const std::string* expected = (*record)->Find(path);
        INFO(name << " from " << path);
        CHECK(value == (expected == nullptr ? "" : *expected));
      }
    }
  }
}

}  // namespace
}  // namespace wirecopy

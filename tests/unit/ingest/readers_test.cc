#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/memory_source.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;
using Strings = std::vector<std::string>;

BufferedInput Input(std::string_view bytes, absl::Status failure = absl::OkStatus()) {
  return BufferedInput(std::make_unique<testing::MemorySource>(std::string(bytes), SIZE_MAX, std::move(failure)));
}

struct Outcome {
  std::vector<Record> records;
  Strings errors;
  absl::Status ending;
};

Outcome Drain(std::unique_ptr<RecordReader> reader) {
  Outcome outcome;
  while (true) {
    absl::StatusOr<std::optional<Record>> record = reader->Next();
    if (!record.ok()) {
      outcome.errors.emplace_back(record.status().message());
    } else if (record->has_value()) {
      outcome.records.push_back(**std::move(record));
    } else {
      outcome.ending = reader->Ending();
      return outcome;
    }
  }
}

Outcome ReadLines(std::string_view bytes) { return Drain(JsonLinesReader(Input(bytes))); }
Outcome ReadDocument(std::string_view bytes) { return Drain(JsonDocumentReader(Input(bytes))); }

Strings Places(const Outcome& outcome) {
  Strings places;
  for (const Record& record : outcome.records) places.push_back(record.place);
  return places;
}

// The fields of the only record.
Fields FieldsOf(std::string_view json) {
  const Outcome outcome = ReadLines(json);
  INFO(json);
  REQUIRE(outcome.errors.empty());
  REQUIRE(outcome.records.size() == 1);
  return outcome.records[0].fields;
}

TEST_CASE("Broken JSON in line 3 of 5 leaves four records and one error that names line 3") {
  for (const char* broken : {"{\"n\":", "{\"n\":3", "nonsense", "{\"n\":3}}", "{'n':3}"}) {
    const Outcome outcome = ReadLines(std::string("{\"n\":1}\n{\"n\":2}\n") + broken + "\n{\"n\":4}\n{\"n\":5}\n");
    INFO(broken);
    CHECK(Places(outcome) == Strings{"line 1", "line 2", "line 4", "line 5"});
    REQUIRE(outcome.errors.size() == 1);
    CHECK_THAT(outcome.errors[0], Catch::StartsWith("line 3: "));
    CHECK(outcome.ending.ok());
  }
}

TEST_CASE("Invalid UTF-8 in one line is an error of that line alone") {
  for (const char* bad : {"\xff", "\xc3", "\xed\xa0\x80", "\xf8\x88\x80\x80\x80", "\xc0\xaf", "\xf4\x90\x80\x80"}) {
    const Outcome outcome = ReadLines(std::string("{\"a\":\"x\"}\n{\"a\":\"x") + bad + "\"}\n{\"a\":\"y\"}");
    CHECK(Places(outcome) == Strings{"line 1", "line 3"});
    REQUIRE(outcome.errors.size() == 1);
    CHECK_THAT(outcome.errors[0], Catch::StartsWith("line 2: "));
  }
}

TEST_CASE("An escaped half of a surrogate pair is an error of its line, for no UTF-8 can hold it") {
  const Outcome outcome = ReadLines("{\"a\":\"\\ud83d\"}\n{\"a\":\"\\ud83d\\ude00\"}\n");
  REQUIRE(outcome.errors.size() == 1);
  CHECK_THAT(outcome.errors[0], Catch::StartsWith("line 1: "));
  REQUIRE(outcome.records.size() == 1);
  CHECK(outcome.records[0].fields == Fields{{"a", "\U0001F600"}});
}

TEST_CASE("A line that is JSON but no object is an error of that line") {
  const Outcome outcome = ReadLines("[1]\n\"x\"\n{\"a\":\"b\"}\nnull\n");
  CHECK(Places(outcome) == Strings{"line 3"});
  REQUIRE(outcome.errors.size() == 3);
  for (size_t i = 0; i < 3; ++i) {
    CHECK_THAT(outcome.errors[i], Catch::StartsWith(Strings{"line 1: ", "line 2: ", "line 4: "}[i]));
    CHECK_THAT(outcome.errors[i], Catch::Contains("not a JSON object"));
  }
}

TEST_CASE("Blank lines are no records but count as lines, CRLF and a missing last line end change nothing") {
  for (const char* content : {"{\"a\":\"1\"}\n\n \t \n{\"a\":\"2\"}\n",
                              "{\"a\":\"1\"}\r\n\r\n \t \r\n{\"a\":\"2\"}\r\n", "{\"a\":\"1\"}\n\n\n{\"a\":\"2\"}"}) {
    const Outcome outcome = ReadLines(content);
    CHECK(outcome.errors.empty());
    CHECK(Places(outcome) == Strings{"line 1", "line 4"});
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[1].fields == Fields{{"a", "2"}});
  }
}

TEST_CASE("A byte order mark before any format is no part of it") {
  const Outcome lines = ReadLines("\xef\xbb\xbf{\"a\":\"1\"}\n{\"a\":\"2\"}\n");
  CHECK(Places(lines) == Strings{"line 1", "line 2"});
  CHECK(lines.errors.empty());
  CHECK(Places(ReadDocument("\xef\xbb\xbf[{\"a\":\"1\"}]")) == Strings{"element 1"});
  const Outcome text = Drain(PlainTextReader(Input("\xef\xbb\xbfHello")));
  REQUIRE(text.records.size() == 1);
  CHECK(text.records[0].fields == Fields{{"text", "Hello"}});
}

TEST_CASE("Fields of nested objects are named by their path, in the order of the input") {
  CHECK(FieldsOf(R"({"z":"1","source":{"name":"AFP","site":{"url":"u"}},"a":"2"})") ==
        Fields{{"z", "1"}, {"source.name", "AFP"}, {"source.site.url", "u"}, {"a", "2"}});
}

TEST_CASE("A list of strings is joined, an empty one is absent") {
  CHECK(FieldsOf(R"({"authors":["Ann Lee","Bo Sun"],"one":["x"],"none":[],"source":{"tags":["a","b"]}})") ==
        Fields{{"authors", "Ann Lee, Bo Sun"}, {"one", "x"}, {"source.tags", "a, b"}});
}

TEST_CASE("A null field is absent, an empty string is not") {
  CHECK(FieldsOf(R"({"a":null,"b":"","c":{"d":null}})") == Fields{{"b", ""}});
}

TEST_CASE("Numbers and truth values are kept as text") {
  CHECK(FieldsOf(R"({"a":42,"b":-7,"c":18446744073709551615,"d":-9223372036854775808,"e":1.5,"f":true,"g":0})") ==
        Fields{{"a", "42"},
               {"b", "-7"},
               {"c", "18446744073709551615"},
               {"d", "-9223372036854775808"},
               {"e", "1.5"},
               {"f", "true"},
               {"g", "0"}});
}

TEST_CASE("Escapes are decoded and text of all scripts is kept") {
  CHECK(FieldsOf(R"({"a":"line\nnext\t\"q\" \u00e9 \\","b":"日本語 😀"})") ==
        Fields{{"a", "line\nnext\t\"q\" é \\"}, {"b", "日本語 😀"}});
}

TEST_CASE("A record finds a field by its whole name only") {
  const Record record{"", {{"text", "x"}, {"source.name", "y"}, {"text2", "z"}}};
  REQUIRE(record.Find("source.name") != nullptr);
  CHECK(*record.Find("source.name") == "y");
  CHECK(*record.Find("text") == "x");
  CHECK(record.Find("source") == nullptr);
  CHECK(record.Find("tex") == nullptr);
}

TEST_CASE("Elements of an array that are no objects are errors that name the element, the others are read") {
  const Outcome outcome = ReadDocument(R"([{"a":"1"}, 5, {"a":"3"}, "x", null])");
  CHECK(Places(outcome) == Strings{"element 1", "element 3"});
  REQUIRE(outcome.errors.size() == 3);
  CHECK_THAT(outcome.errors[0], Catch::StartsWith("element 2: "));
  CHECK_THAT(outcome.errors[1], Catch::StartsWith("element 4: "));
  CHECK_THAT(outcome.errors[2], Catch::StartsWith("element 5: "));
}

TEST_CASE("A JSON document that is an object is one record without a place") {
  const Outcome outcome = ReadDocument("{\n\"text\": \"x\",\n\"source\": {\"name\": \"y\"}\n}\n");
  REQUIRE(outcome.records.size() == 1);
  CHECK(outcome.records[0].place.empty());
  CHECK(outcome.records[0].fields == Fields{{"text", "x"}, {"source.name", "y"}});
}

TEST_CASE("A JSON document that is broken is one error and no record") {
  for (const char* broken : {"[{\"a\":\"1\"}, {\"a\":]", "{\n\"a\": \n", "[{\"a\":\"\xff\"}]", ""}) {
    const Outcome outcome = ReadDocument(broken);
    CHECK(outcome.records.empty());
    REQUIRE(outcome.errors.size() == 1);
    CHECK_THAT(outcome.errors[0], Catch::Contains("broken JSON"));
  }
}

TEST_CASE("Plain text is one record, byte for byte, also where it is empty") {
  for (const char* text : {"", "One\r\ntwo\n\n", "日本語", "no end"}) {
    const Outcome outcome = Drain(PlainTextReader(Input(text)));
    REQUIRE(outcome.records.size() == 1);
    CHECK(outcome.records[0].place.empty());
    CHECK(outcome.records[0].fields == Fields{{"text", text}});
  }
}

TEST_CASE("Plain text that is no UTF-8 or holds a NUL byte is an error, once") {
  CHECK(Drain(PlainTextReader(Input("caf\xe9"))).errors == Strings{"invalid UTF-8"});
  const Outcome binary = Drain(PlainTextReader(Input(std::string_view("a\0b", 3))));
  CHECK(binary.errors.size() == 1);
  CHECK(binary.records.empty());
}

TEST_CASE("An error of the source is told at the end, after the records before it") {
  const Outcome outcome =
      Drain(JsonLinesReader(Input("{\"a\":\"1\"}\n{\"a\":\"2\"}\n{\"a\":", absl::DataLossError("truncated"))));
  CHECK(Places(outcome) == Strings{"line 1", "line 2"});
  CHECK(outcome.errors.size() == 1);
  CHECK(outcome.ending.message() == "truncated");
}

TEST_CASE("Without an error of the source every reader ends well") {
  CHECK(ReadLines("{\"a\":\"1\"}").ending.ok());
  CHECK(ReadDocument("[]").ending.ok());
  CHECK(Drain(PlainTextReader(Input("x"))).ending.ok());
}

}  // namespace
}  // namespace wirecopy

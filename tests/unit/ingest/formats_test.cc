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

absl::StatusOr<std::unique_ptr<RecordReader>> Open(std::string_view name, std::string_view content) {
  return OpenRecords(name, BufferedInput(std::make_unique<testing::MemorySource>(std::string(content))));
}

// Every record as "place: text", an error as "error".
std::vector<std::string> Read(std::string_view name, std::string_view content) {
  auto reader = Open(name, content);
  INFO(name << ": " << reader.status().ToString());
  REQUIRE(reader.ok());
  std::vector<std::string> read;
  while (true) {
    const auto record = (*reader)->Next();
    if (record.ok() && !record->has_value()) return read;
    const std::string* text = record.ok() ? (*record)->Find("text") : nullptr;
    read.push_back(record.ok() ? (*record)->place + ": " + (text != nullptr ? *text : "-") : "error");
  }
}

using Strings = std::vector<std::string>;

TEST_CASE("One object a line is JSON Lines under every name but that of a text file") {
  for (const char* name : {"a.jsonl", "a.ndjson", "a.jsonl.gz", "a.ndjson.zst", "a.json", "a.json.gz", "a", "a.log"}) {
    INFO(name);
    CHECK(Read(name, "{\"text\":\"x\"}\n{\"text\":\"y\"}\n") == Strings{"line 1: x", "line 2: y"});
    CHECK(Read(name, "\n  {\"text\":\"x\"}\n") == Strings{"line 2: x"});
  }
}

TEST_CASE("A file named as JSON Lines is read line by line even where the first line is broken or none") {
  CHECK(Read("a.jsonl", "{\"text\":\n{\"text\":\"y\"}\n") == Strings{"error", "line 2: y"});
  CHECK(Read("a.ndjson", "garbage\n{\"text\":\"y\"}\n") == Strings{"error", "line 2: y"});
  CHECK(Read("a.jsonl", "").empty());
}

TEST_CASE("An object over several lines is one record") {
  for (const char* name : {"a.json", "a.json.bz2", "a"}) {
    INFO(name);
    CHECK(Read(name, "{\n  \"text\": \"x\"\n}\n") == Strings{": x"});
    CHECK(Read(name, "\r\n{\r\n\"text\": \"x\"}\r\n") == Strings{": x"});
    CHECK(Read(name, "{\"title\": \"t\",\n \"text\": \"x\"}") == Strings{": x"});
  }
}

TEST_CASE("An object over several lines is one record also where its first line ends an object inside it") {
  CHECK(Read("a.json", "{\"source\": {\"name\": \"AFP\"},\n \"text\": \"x\"}\n") == Strings{": x"});
  CHECK(Read("a.json", "{\"title\": \"a } in a title\",\n \"text\": \"x\"}\n") == Strings{": x"});
}

TEST_CASE("An array of objects gives its elements") {
  for (const char* name : {"a.json", "a.json.xz", "a", "a.jsonl"}) {
    INFO(name);
    CHECK(Read(name, "[{\"text\":\"x\"},{\"text\":\"y\"}]") == Strings{"element 1: x", "element 2: y"});
    CHECK(Read(name, " \n[\n {\"text\":\"x\"}\n ,\n {\"text\":\"y\"}\n]\n") == Strings{"element 1: x", "element 2: y"});
  }
  CHECK(Read("a.json", "[]").empty());
  CHECK(Read("a.json", "[ \n ]").empty());
}

TEST_CASE("A text file is one record with the whole text, whatever it begins with") {
  for (const std::string content : {"One line", "Two\nlines\n", "{\"text\":\"x\"}\n", "[{}]", ""}) {
    INFO(content);
    CHECK(Read("a.txt", content) == Strings{": " + content});
    CHECK(Read("a.txt.gz", content) == Strings{": " + content});
  }
}

TEST_CASE("Prose under an unknown name is text, also where it begins with a bracket") {
  CHECK(Read("article", "Prices rose.\n") == Strings{": Prices rose.\n"});
  CHECK(Read("article.md", "[Reuters] Prices rose.") == Strings{": [Reuters] Prices rose."});
}

TEST_CASE("Data with a NUL byte is refused as binary, but for JSON Lines, which judge each line") {
  for (const char* name : {"a.txt", "a.json", "a", "a.jpg"}) {
    const auto reader = Open(name, std::string_view("{\"a\":1}\0\x01", 9));
    INFO(name);
    REQUIRE_FALSE(reader.ok());
    CHECK_THAT(std::string(reader.status().message()), Catch::Contains("binary") && Catch::Contains(name));
  }
}

TEST_CASE("A file named as JSON that holds neither an object nor an array is refused") {
  for (const char* content : {"garbage", "\"text\"", "42", "[1, 2]", "<html></html>", ""}) {
    const auto reader = Open("feed.json", content);
    INFO(content);
    REQUIRE_FALSE(reader.ok());
    CHECK_THAT(std::string(reader.status().message()), Catch::Contains("feed.json") && Catch::Contains("JSON"));
  }
}

}  // namespace
}  // namespace wirecopy

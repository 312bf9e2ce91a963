#include "wirecopy/report/annotated.h"

#include <rapidjson/document.h>

#include <atomic>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

using testing::TempFolder;

const std::string kText =
    "The harbour wall was closed on Monday after the storm had moved three of its largest stones "
    "into the basin where the ferries turn each morning.";

std::vector<std::string> LinesOf(const std::string& content) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < content.size();) {
    const size_t end = content.find('\n', at);
    REQUIRE(end != std::string::npos);
    lines.push_back(content.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

struct Batch {
  explicit Batch(const std::string& content, const DedupOptions& options = {})
      : input({{folder.Write("feed.jsonl", content), "", "feed"}}), dedup(*DedupBatch(&input, options, Executor(2))) {}

  absl::StatusOr<std::string> Write(const AnnotateOptions& options = {}, int threads = 1) {
    std::string all;
    const absl::Status status = WriteAnnotated(&input, dedup, options, Executor(threads), [&](std::string_view bytes) {
      all += bytes;
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return all;
  }

  TempFolder folder;
  LineChunks input;
  Dedup dedup;
};

std::vector<std::string> Annotated(const std::string& content, const AnnotateOptions& options = {}) {
  return LinesOf(*Batch(content).Write(options));
}

constexpr std::string_view kNoText =
    R"("wirecopy":{"cluster":null,"duplicate_of":null,"similarity":null,"kept":true,"reason":"no-text"}})";

TEST_CASE("A record comes back byte for byte with one more object") {
  const std::string a =
      R"({ "id" : "a",  "n": 1.500e+3, "deep": {"x": [1 , {}], "é":"\u00e9"}, "text": ")" + kText + "\"";
  const std::string b = R"({"text":")" + kText + R"(","id":"b","z":null)";
  const std::vector<std::string> lines =
      Annotated(a + "}\n \t" + b + " }\r\n\n" + R"({"id":"c","text":"Other words."})");
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] ==
        a + R"(,"wirecopy":{"cluster":"a","duplicate_of":null,"similarity":null,"kept":true,"reason":"earliest"}})");
  CHECK(lines[1] ==
        b + R"(,"wirecopy":{"cluster":"a","duplicate_of":"a","similarity":1.0,"kept":false,"reason":"duplicate"}})");
  CHECK(lines[2] == R"({"id":"c","text":"Other words.","wirecopy":)"
                    R"({"cluster":"c","duplicate_of":null,"similarity":null,"kept":true,"reason":"alone"}})");
}

TEST_CASE("What an earlier run added is replaced, and all else stays as it stood") {
  for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
           {R"({"wirecopy":{"cluster":"old","x":[1,{"y":"}"}]}})", "{"},
           {R"({"id":"a","wirecopy":{"cluster":"old"}})", R"({"id":"a",)"},
           {R"({"wirecopy":null,"id":"a"})", R"({"id":"a",)"},
           {R"({"id":"a", "wirecopy" : "a, \"b\\", "n":1.50 })", R"({"id":"a", "n":1.50,)"},
           {R"({"wirecopy":1,"id":"a","wirecopy":2})", R"({"id":"a",)"},
           {R"({"id":"wirecopy", "n": 1.50})", R"({"id":"wirecopy", "n": 1.50,)"},
           {R"({"tags":["wirecopy", 1],"s":{"wirecopy": 2.0}})", R"({"tags":["wirecopy", 1],"s":{"wirecopy": 2.0},)"},
           {R"({"x":"\"wirecopy\":1, {[","wirecopy":1})", R"({"x":"\"wirecopy\":1, {[",)"},
           {"{}", "{"},
           {"{ }", "{"},
       }) {
    const std::vector<std::string> lines = Annotated(before + "\n");
    INFO(before);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] == after + std::string(kNoText));
  }
}

TEST_CASE("Annotating twice gives the same as once") {
  const std::string content =
      R"({"id":"a","text":")" + kText + "\"}\n" + R"({"id":"b","text":")" + kText + "\"}\n{\"id\":\"c\"}\n";
  const std::string once = *Batch(content).Write();
  CHECK(*Batch(once).Write() == once);
}

TEST_CASE("Records without text pass through, lines that are no record do not") {
  const std::vector<std::string> lines = Annotated(
      "{\"id\":\"a\"}\nbroken\n{\"id\":\"b\",\"text\":\" \\n\"}\n[1]\n{\"id\":\"c\",\"text\":null}\n{\"id\":\n");
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == R"({"id":"a",)" + std::string(kNoText));
  CHECK(lines[1] == R"({"id":"b","text":" \n",)" + std::string(kNoText));
  CHECK(lines[2] == R"({"id":"c","text":null,)" + std::string(kNoText));
}

TEST_CASE("Duplicates can be left out, and annotations can stand alone") {
  const std::string content = R"({"id":"a","text":")" + kText + "\"}\n" + R"({"id":"b","text":")" + kText +
                              "\"}\n{\"id\":\"c\"}\n" + R"({"url":"u","text":"Other \"words\"."})" + "\n";
  Batch batch(content);
  AnnotateOptions options;
  options.drop = true;
  const std::vector<std::string> dropped = LinesOf(*batch.Write(options));
  REQUIRE(dropped.size() == 3);
  CHECK(dropped[0].starts_with(R"({"id":"a")"));
  CHECK(dropped[1].starts_with(R"({"id":"c")"));
  options.annotations_only = true;
  CHECK(LinesOf(*batch.Write(options)).size() == 2);
  options.drop = false;
  const std::vector<std::string> alone = LinesOf(*batch.Write(options));
  REQUIRE(alone.size() == 3);
  CHECK(
      alone[1] ==
      R"({"id":"b","wirecopy":{"cluster":"a","duplicate_of":"a","similarity":1.0,"kept":false,"reason":"duplicate"}})");
  CHECK(alone[2].starts_with(R"({"id":"u",)"));
}

TEST_CASE("The reason of a kept record is the policy") {
  const std::string content =
      R"({"id":"a","text":")" + kText + "\"}\n" + R"({"id":"b","text":")" + kText + " More.\"}\n";
  for (const auto& [keep, name] : std::vector<std::pair<Keep, std::string>>{
           {Keep::kEarliest, "earliest"}, {Keep::kLongest, "longest"}, {Keep::kFirstSeen, "first-seen"}}) {
    DedupOptions options;
    options.keep = keep;
    Batch batch(content, options);
    AnnotateOptions annotate;
    annotate.keep = keep;
    const std::vector<std::string> lines = LinesOf(*batch.Write(annotate));
    CHECK(lines[keep == Keep::kLongest ? 1 : 0].find("\"reason\":\"" + name + "\"") != std::string::npos);
  }
}

std::string LongFeed() {
  std::mt19937 random(61);
  std::string content;
  for (int i = 0; i < 8000; ++i) {
    content += R"({"id":")" + std::to_string(i) + R"(","text":")" + testing::RandomWords(random, 100, 3000) + "\"}\n";
    if (i % 100 == 0) content += "\nbroken\n{}\n";
  }
  return content;
}

TEST_CASE("Records come in the order of the input for any number of threads, and each is JSON with its fields") {
  const std::string content = LongFeed();
  REQUIRE(content.size() > size_t{3} << 20);
  Batch batch(content);
  const std::string one = *batch.Write();
  for (const int threads : {2, 5}) CHECK((*batch.Write({}, threads) == one));
  const std::vector<std::string> lines = LinesOf(one);
  REQUIRE(lines.size() == 8000 + 80);
  int next = 0;
  for (const std::string& line : lines) {
    rapidjson::Document record;
    record.Parse(line.data(), line.size());
    REQUIRE_FALSE(record.HasParseError());
    REQUIRE(record.HasMember("wirecopy"));
    if (record.HasMember("id")) REQUIRE(record["id"].GetString() == std::to_string(next++));
  }
  AnnotateOptions options;
  options.annotations_only = true;
  const std::string ids = *batch.Write(options);
  CHECK((*batch.Write(options, 5) == ids));
  CHECK(LinesOf(ids).size() == 8000);
}

TEST_CASE("A write that fails ends the run with its error, on any number of threads") {
  Batch batch(LongFeed());
  for (const int threads : {1, 4}) {
    int writes = 0;
    const absl::Status status = WriteAnnotated(&batch.input, batch.dedup, {}, Executor(threads), [&](std::string_view) {
      return ++writes == 2 ? absl::DataLossError("no room") : absl::OkStatus();
    });
    CHECK(status.message() == "no room");
    CHECK(writes == 2);
  }
}

TEST_CASE("A cancelled run is Cancelled, and an input that changed is an error") {
  const std::string content = LongFeed();
  Batch batch(content);
  const std::atomic<bool> cancel{true};
  const WriteBytes nowhere = [](std::string_view) { return absl::OkStatus(); };
  CHECK(absl::IsCancelled(WriteAnnotated(&batch.input, batch.dedup, {}, Executor(2, &cancel), nowhere)));
  for (const std::string& later : {content + "{}\n", content.substr(0, content.size() / 2), std::string("{}\n")}) {
    batch.folder.Write("feed.jsonl", later);
    for (const int threads : {1, 4}) {
      CHECK(absl::IsDataLoss(WriteAnnotated(&batch.input, batch.dedup, {}, Executor(threads), nowhere)));
    }
  }
}

}  // namespace
}  // namespace wirecopy

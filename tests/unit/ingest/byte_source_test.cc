#include "wirecopy/ingest/byte_source.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/gzip.h"
#include "tests/support/memory_source.h"
#include "tests/support/text.h"
#include "wirecopy/ingest/ingest.h"

namespace wirecopy {
namespace {

constexpr std::string_view kLineA = "{\"id\":\"a\",\"text\":\"Ein Satz.\"}\n";
constexpr std::string_view kLineB = "{\"id\":\"b\",\"text\":\"Zwei.\"}\n";

// kLineA by `gzip -n9`, kLineB by the same, kLineA forty times by `zstd -19`, kLineB by `zstd`, kLineA by bzip2 and xz.
constexpr std::string_view kGzipA =
    "1f8b0800000000000203ab56ca4c51b2524a54d2512a49ad2801325d33f31482134baaf4946ab900092be7e51e000000";
constexpr std::string_view kGzipB =
    "1f8b0800000000000203ab56ca4c51b2524a52d2512a49ad280132a3ca5333f5946ab90033912e2c1a000000";
constexpr std::string_view kZstdFortyA =
    "28b52ffd64b003350100f07b226964223a2261222c2274657874223a2245696e205361747a2e227d0a01003e127ee5040b5c1aff";
constexpr std::string_view kZstdB = "28b52ffd241ad100007b226964223a2262222c2274657874223a225a7765692e227d0a24dd3307";
constexpr std::string_view kBzip2A =
    "425a683931415926535936e05d1e00000e5f80001050050010020008002621045a2000229a680f411ea14d323131310c097142198a55d27c17"
    "aa"
    "560e4dfe2ee48a70a1206dc0ba3c";
constexpr std::string_view kXzA =
    "fd377a585a000004e6d6b4460200210116000000742fe5a301001d7b226964223a2261222c2274657874223a2245696e205361747a2e227d0a"
    "000000a0b45cfaf0984ce80001361e3d1995531fb6f37d010000000004595a";

std::string FromHex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(16 * digit(hex[i]) + digit(hex[i + 1]));
  return bytes;
}

std::string Repeated(std::string_view part, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += part;
  return all;
}

// Many unlike lines, so that what is missing or repeated can be told.
std::string ManyLines(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) lines += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"Line of an article.\"}\n";
  return lines;
}

// All bytes of the file, asked for `size` at a time; an error fails the test.
std::string ReadWhole(const std::string& path, size_t size = 1 << 16) {
  auto source = OpenByteSource(path);
  INFO(source.status().ToString());
  REQUIRE(source.ok());
  std::string all, buffer(size, '\0');
  while (true) {
    const absl::StatusOr<size_t> got = (*source)->Read(buffer.data(), size);
    INFO(got.status().ToString());
    REQUIRE(got.ok());
    REQUIRE(*got <= size);
    if (*got == 0) return all;
    all.append(buffer, 0, *got);
  }
}

// A source over bytes in memory that gives at most `step` at a time and fails at the end if `failure` says so.
BufferedInput Input(std::string_view bytes, size_t step = 1 << 20, absl::Status failure = absl::OkStatus()) {
  return BufferedInput(std::make_unique<testing::MemorySource>(std::string(bytes), step, std::move(failure)));
}

std::vector<std::string> LinesOf(BufferedInput* input) {
  std::vector<std::string> lines;
  for (std::string line; input->NextLine(&line);) lines.push_back(line);
  return lines;
}

TEST_CASE("Compressed files are decompressed by their magic bytes, whatever their name") {
  const testing::TempFolder folder;
  for (const char* name : {"a.jsonl", "a.txt", "a.gz", "a.zst", "a"}) {
    INFO(name);
    CHECK(ReadWhole(folder.Write(name, FromHex(kGzipA))) == kLineA);
    CHECK(ReadWhole(folder.Write(name, FromHex(kZstdFortyA))) == Repeated(kLineA, 40));
    CHECK(ReadWhole(folder.Write(name, FromHex(kBzip2A))) == kLineA);
    CHECK(ReadWhole(folder.Write(name, FromHex(kXzA))) == kLineA);
    CHECK(ReadWhole(folder.Write(name, kLineA)) == kLineA);
  }
}

TEST_CASE("All members of a gzip file and all frames of a zstd file are read") {
  const testing::TempFolder folder;
  const std::string three = FromHex(kGzipA) + FromHex(kGzipB) + testing::StoredGzip(kLineA);
  CHECK(ReadWhole(folder.Write("a.gz", three)) == std::string(kLineA) + std::string(kLineB) + std::string(kLineA));
  const std::string frames = FromHex(kZstdFortyA) + FromHex(kZstdB);
  CHECK(ReadWhole(folder.Write("a.zst", frames)) == Repeated(kLineA, 40) + std::string(kLineB));
}

TEST_CASE("The bytes of a file are the same however many are asked for at a time") {
  const testing::TempFolder folder;
  const std::string content = ManyLines(3000);
  const std::string plain = folder.Write("plain", content), gzip = folder.Write("gzip", testing::StoredGzip(content));
  for (const size_t size : {size_t{7}, size_t{1000}, size_t{65536}, size_t{1} << 22}) {
    INFO(size);
    CHECK(ReadWhole(plain, size) == content);
    CHECK(ReadWhole(gzip, size) == content);
  }
}

TEST_CASE("Plain bytes of any value are read as they are") {
  const testing::TempFolder folder;
  std::string bytes;
  for (int i = 0; i < 1024; ++i) bytes += static_cast<char>(i * 7);
  CHECK(ReadWhole(folder.Write("x.bin", bytes)) == bytes);
}

TEST_CASE("An empty file and an empty gzip file have no bytes and no error") {
  const testing::TempFolder folder;
  CHECK(ReadWhole(folder.Write("empty", "")).empty());
  const std::string empty_gzip("\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0", 20);
  CHECK(ReadWhole(folder.Write("empty.gz", empty_gzip)).empty());
}

TEST_CASE("A file that is missing and a folder are errors that name the path and the reason") {
  const testing::TempFolder folder;
  const absl::Status missing = OpenByteSource(folder / "none.jsonl").status();
  CHECK(absl::IsNotFound(missing));
  CHECK_THAT(std::string(missing.message()), Catch::Contains(folder / "none.jsonl") && Catch::Contains("No such file"));
  const absl::Status is_folder = OpenByteSource(folder.path().string()).status();
  CHECK_FALSE(is_folder.ok());
  CHECK_THAT(std::string(is_folder.message()),
             Catch::Contains(folder.path().string()) && Catch::Contains("is a folder"));
}

TEST_CASE("A gzip file that is cut off is an error that names the file") {
  const testing::TempFolder folder;
  const std::string whole = FromHex(kGzipA);
  for (const size_t kept : {size_t{12}, whole.size() / 2, whole.size() - 9}) {
    const std::string path = folder.Write("cut.gz", whole.substr(0, kept));
    auto source = OpenByteSource(path);
    absl::Status status = source.status();
    std::string buffer(1000, '\0');
    while (status.ok()) {
      const absl::StatusOr<size_t> got = (*source)->Read(buffer.data(), buffer.size());
      status = got.status();
      if (got.ok() && *got == 0) break;
    }
    INFO(kept << " bytes kept");
    REQUIRE_FALSE(status.ok());
    CHECK_THAT(std::string(status.message()), Catch::Contains(path) && Catch::Contains("truncated"));
  }
}

TEST_CASE("What was read of a gzip file before it breaks off stays") {
  const testing::TempFolder folder;
  const std::string content = ManyLines(20'000);
  const std::string whole = testing::StoredGzip(content);
  const std::string path = folder.Write("cut.jsonl.gz", whole.substr(0, whole.size() / 2));
  auto source = OpenByteSource(path);
  REQUIRE(source.ok());
  BufferedInput input(*std::move(source));
  const std::string read = input.ReadAll();
  CHECK_FALSE(input.status().ok());
  CHECK_THAT(std::string(input.status().message()), Catch::Contains(path));
  CHECK(read == content.substr(0, read.size()));
  CHECK(read.size() > content.size() / 4);
}

TEST_CASE("Of a cut-off gzip file the whole articles are taken and the rest is named as skipped") {
  const testing::TempFolder folder;
  const std::string whole = testing::StoredGzip(ManyLines(20'000));
  const std::string path = folder.Write("cut.jsonl.gz", whole.substr(0, whole.size() / 2));
  const Ingested ingested = Ingest({{path, "cut.jsonl.gz", "folder"}}, {});
  REQUIRE(ingested.articles.size() > 20'000 / 4);
  CHECK(ingested.articles.size() < 20'000 * 55 / 100);
  CHECK(ingested.articles.front().id == "0");
  CHECK(ingested.articles.back().id == std::to_string(ingested.articles.size() - 1));
  REQUIRE_FALSE(ingested.skips.empty());
  CHECK(ingested.skips.back().file == path);
  CHECK(ingested.skips.back().record.empty());
  CHECK_THAT(ingested.skips.back().reason, Catch::Contains("truncated"));
}

TEST_CASE("Of the block in which a gzip file breaks off all is kept that can be unpacked") {
  const testing::TempFolder folder;
  const std::string content = ManyLines(100);
  const std::string whole = testing::StoredGzip(content) + testing::StoredGzip(content);
  auto source = OpenByteSource(folder.Write("cut.gz", whole.substr(0, whole.size() - 1000)));
  REQUIRE(source.ok());
  BufferedInput input(*std::move(source));
  const std::string read = input.ReadAll();
  CHECK_THAT(std::string(input.status().message()), Catch::Contains("truncated"));
  CHECK(read == (content + content).substr(0, read.size()));
  CHECK(read.size() > content.size());
}

TEST_CASE("Lines are the same however the bytes arrive") {
  const std::string bytes = "first\nsecond \r\n\r\n\nlast\rone";
  const std::vector<std::string> expected = {"first", "second ", "", "", "last\rone"};
  for (const size_t step : {size_t{1}, size_t{2}, size_t{3}, size_t{7}, size_t{100}}) {
    INFO(step);
    BufferedInput input = Input(bytes, step);
    CHECK(LinesOf(&input) == expected);
    CHECK(input.status().ok());
  }
}

TEST_CASE("A line end at the end of the input begins no further line") {
  BufferedInput ended = Input("a\nb\n");
  CHECK(LinesOf(&ended) == std::vector<std::string>{"a", "b"});
  BufferedInput empty = Input("");
  CHECK(LinesOf(&empty).empty());
  BufferedInput only_end = Input("\n");
  CHECK(LinesOf(&only_end) == std::vector<std::string>{""});
}

TEST_CASE("Lines longer than any block are kept whole") {
  const std::string long_line(1'000'000, 'x');
  BufferedInput input = Input("a\n" + long_line + "\nb", 70'000);
  CHECK(LinesOf(&input) == std::vector<std::string>{"a", long_line, "b"});
}

TEST_CASE("A byte order mark is dropped at the very start and nowhere else") {
  BufferedInput marked = Input("\xef\xbb\xbfone\n\xef\xbb\xbftwo", 1);
  CHECK(LinesOf(&marked) == std::vector<std::string>{"one", "\xef\xbb\xbftwo"});
  BufferedInput only_mark = Input("\xef\xbb\xbf");
  CHECK(only_mark.ReadAll().empty());
  BufferedInput half = Input("\xef\xbb");
  CHECK(half.ReadAll() == "\xef\xbb");
}

TEST_CASE("Looking ahead consumes nothing and gives at most what there is") {
  BufferedInput input = Input("one\ntwo", 2);
  CHECK(input.Peek(5) == "one\nt");
  CHECK(input.Peek(100) == "one\ntwo");
  CHECK(input.Peek(2) == "on");
  std::string line;
  REQUIRE(input.NextLine(&line));
  CHECK(line == "one");
  CHECK(input.Peek(100) == "two");
  CHECK(input.ReadAll() == "two");
  CHECK(input.Peek(1).empty());
  CHECK_FALSE(input.NextLine(&line));
}

TEST_CASE("After an error of the source the bytes before it are still given, and the error is kept") {
  BufferedInput input = Input("one\ntwo\nthr", 4, absl::DataLossError("disk on fire"));
  CHECK(LinesOf(&input) == std::vector<std::string>{"one", "two", "thr"});
  CHECK(input.status().message() == "disk on fire");
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/index/segment.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/base/table.h"
#include "wirecopy/index/segment_writer.h"

namespace wirecopy {
namespace {

using testing::RandomWords;
using testing::TempFolder;

struct Made {
  SignatureKind kind{{"fast-similarity", 1, 0}, 5, 1, {3, 2}};
  std::vector<std::vector<uint16_t>> signatures;
  std::vector<SegmentArticle> articles;
  std::vector<std::string> texts;
};

// Numbers with holes, an article without words, texts of all sizes.
Made Make(size_t count, int values, uint32_t seed) {
  std::mt19937 random(seed);
  Made made;
  made.kind.scheme.values = values;
  uint64_t number = 1000;
  for (size_t i = 0; i < count; ++i) {
    made.signatures.emplace_back(static_cast<size_t>(values));
    for (uint16_t& value : made.signatures.back()) value = static_cast<uint16_t>(random() & kSegmentMask);
    const int words = i == 2 ? 0 : static_cast<int>(random() % (i % 50 == 7 ? 9000 : 300)) + 1;
    made.texts.push_back(i == 2 ? "" : RandomWords(random, words, 5000));
    made.articles.push_back({number, static_cast<uint32_t>(words), nullptr});
    number += 1 + random() % 3;
  }
  for (size_t i = 0; i < count; ++i) made.articles[i].signature = i == 2 ? nullptr : made.signatures[i].data();
  return made;
}

WrittenSegment Write(const Made& made, const std::string& path) {
  SegmentWriter writer(path, made.kind, made.articles);
  TextPacker packer;
  for (size_t i = 0; i < made.texts.size(); ++i) packer.Add({"title", i % 2 == 0 ? "2026-01-01" : "", made.texts[i]});
  for (const TextBlock& block : packer.Take()) writer.Add(block);
  const auto written = writer.Finish();
  REQUIRE(written.ok());
  return *written;
}

TEST_CASE("A segment gives back what was written") {
  const TempFolder folder;
  for (const int values : {1, 7, 128}) {
    for (const size_t count : {size_t{1}, size_t{3}, size_t{500}}) {
      const Made made = Make(count, values, static_cast<uint32_t>(count));
      const WrittenSegment written = Write(made, folder / "a.seg");
      const auto segment = Segment::Open(folder / "a.seg");
      REQUIRE(segment.ok());
      CHECK(std::filesystem::file_size(folder / "a.seg") == written.bytes);
      CHECK((*segment)->checksum() == written.checksum);
      CHECK((*segment)->header().kind == made.kind);
      REQUIRE((*segment)->articles() == count);
      REQUIRE((*segment)->CheckColumns().ok());
      CHECK((*segment)->CheckAll().ok());
      std::vector<uint16_t> signature(static_cast<size_t>(values));
      TextUnpacker unpacker;
      for (uint32_t i = 0; i < count; ++i) {
        CHECK((*segment)->number(i) == made.articles[i].number);
        CHECK((*segment)->PlaceOf(made.articles[i].number) == i);
        CHECK((*segment)->words(i) == made.articles[i].words);
        (*segment)->Signature(i, signature);
        if (i != 2) CHECK(signature == made.signatures[i]);
        const uint32_t block = (*segment)->BlockOf(i);
        REQUIRE((*segment)->ReadBlock(block, &unpacker).ok());
        const StoredText& text = unpacker.texts()[i - (*segment)->block(block).first];
        CHECK(text.text == made.texts[i]);
        CHECK(text.title == "title");
        CHECK(text.published == (i % 2 == 0 ? "2026-01-01" : ""));
      }
      CHECK((*segment)->PlaceOf(999) == count);
      CHECK((*segment)->PlaceOf(made.articles.back().number + 1) == count);
    }
  }
}

TEST_CASE("Every flipped bit and every cut of a segment is seen") {
  const TempFolder folder;
  const Made made = Make(40, 16, 7);
  Write(made, folder / "whole.seg");
  const std::string whole = *ReadFile(folder / "whole.seg");
  std::mt19937 random(3);
  const auto check = [&](const std::string& bytes) {
    folder.Write("damaged.seg", bytes);
    const auto segment = Segment::Open(folder / "damaged.seg");
    const absl::Status status = segment.ok() ? (*segment)->CheckAll() : segment.status();
    CHECK(absl::IsFailedPrecondition(status));
    CHECK(std::string(status.message()).find("damaged.seg") != std::string::npos);
  };
  for (size_t at = 0; at < whole.size(); at += at < 2000 ? 1 : 1 + random() % 40) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 1 << random() % 8);
    check(bytes);
  }
  for (size_t length = 0; length < whole.size(); length += 1 + random() % 300) check(whole.substr(0, length));
  check(whole + "x");
}

TEST_CASE("A segment of a later format says so") {
  const TempFolder folder;
  Write(Make(3, 16, 1), folder / "a.seg");
  std::string bytes = *ReadFile(folder / "a.seg");
  bytes[8] = 2;
  std::string sum;
  AppendNumber<uint64_t>(HashBytes(std::string_view(bytes).substr(0, kHeaderBytes - 8)), &sum);
  bytes.replace(kHeaderBytes - 8, 8, sum);
  const auto segment = Segment::Open(folder.Write("b.seg", bytes));
  REQUIRE(absl::IsFailedPrecondition(segment.status()));
  CHECK(std::string(segment.status().message()).find("has format 2") != std::string::npos);
}

TEST_CASE("A segment that is not finished leaves nothing behind, and one that cannot be written says why") {
  const TempFolder folder;
  const Made made = Make(3, 16, 1);
  { const SegmentWriter writer(folder / "a.seg", made.kind, made.articles); }
  CHECK(std::filesystem::is_empty(folder.path()));
  SegmentWriter nowhere(folder / "none/a.seg", made.kind, {});
  CHECK(absl::IsUnavailable(nowhere.Finish().status()));
}

}  // namespace
}  // namespace wirecopy

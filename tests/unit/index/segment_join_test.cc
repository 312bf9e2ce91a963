#include "wirecopy/index/segment_join.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/candidates/band_join.h"
#include "wirecopy/index/segment_writer.h"

namespace wirecopy {
namespace {

using testing::TempFolder;
using Signatures = std::vector<std::vector<uint16_t>>;

// Few values, so that many meet, and one signature that stands in hundreds of articles.
Signatures Random(std::mt19937& random, size_t count, int values) {
  Signatures signatures;
  for (size_t i = 0; i < count; ++i) {
    signatures.emplace_back(static_cast<size_t>(values));
    for (uint16_t& value : signatures.back()) {
      value = static_cast<uint16_t>(i % 5 == 0 && random() % 9 > 0 ? 77 : random() % 60);
    }
  }
  return signatures;
}

IndexedSegment WriteOld(const std::string& path, const SignatureKind& kind, const Signatures& signatures, size_t begin,
                        size_t end) {
  std::vector<SegmentArticle> articles;
  TextPacker packer;
  for (size_t i = begin; i < end; ++i) {
    articles.push_back({i + 1, i % 17 == 3 ? 0u : 100u, i % 17 == 3 ? nullptr : signatures[i].data()});
    packer.Add({});
  }
  SegmentWriter writer(path, kind, articles);
  for (const TextBlock& block : packer.Take()) writer.Add(block);
  REQUIRE(writer.Finish().ok());
  auto segment = Segment::Open(path);
  REQUIRE(segment.ok());
  return {{1, "2026-01-01", begin + 1, end, end - begin, 0, 0}, *std::move(segment)};
}

TEST_CASE("Tonight's articles meet those of the segments as in one join of all of them") {
  const TempFolder folder;
  std::mt19937 random(5);
  for (const Bands bands : {Bands{8, 2}, Bands{4, 4}, Bands{5, 3}, Bands{2, 7}}) {
    const int values = 16;
    const SignatureKind kind{{"fast-similarity", 1, values}, 5, 1, bands};
    const Signatures all = Random(random, 900, values);
    const size_t old = 700;
    const std::vector<IndexedSegment> segments = {WriteOld(folder / "1", kind, all, 0, 250),
                                                  WriteOld(folder / "2", kind, all, 250, 251),
                                                  WriteOld(folder / "3", kind, all, 251, old)};
    const absl::flat_hash_set<uint64_t> deleted = {5, 6, 300};
    std::vector<const uint16_t*> everyone, tonight;
    for (size_t i = 0; i < all.size(); ++i) {
      const bool there = i % 17 != 3 && !deleted.contains(i + 1);
      everyone.push_back(there ? all[i].data() : nullptr);
      if (i >= old) tonight.push_back(everyone.back());
    }
    const auto keep = [](uint32_t, uint32_t, int equal) { return equal >= 3; };
    BandJoinInput batch{everyone, values, bands};
    batch.keep = keep;
    std::vector<ArticlePair> expected;
    for (const ArticlePair& pair : JoinBands(batch, Executor(1)).pairs) {
      if (pair.second >= old) expected.push_back(pair);
    }
    REQUIRE(expected.size() > 100);
    for (const int threads : {1, 3}) {
      const auto join = JoinSegments({segments, &deleted, tonight, 64, keep}, kind, Executor(threads, nullptr, 9));
      REQUIRE(join.ok());
      CHECK(join->pairs == expected);
    }
  }
}

TEST_CASE("Joint numbers lead to the segments and their places") {
  const TempFolder folder;
  std::mt19937 random(5);
  const Signatures all = Random(random, 30, 4);
  const SignatureKind kind{{"fast-similarity", 1, 4}, 5, 1, {2, 2}};
  const std::vector<IndexedSegment> segments = {WriteOld(folder / "1", kind, all, 0, 10),
                                                WriteOld(folder / "2", kind, all, 10, 30)};
  const JointArticles joint(segments, 5);
  CHECK(joint.size() == 35);
  CHECK(joint.old() == 30);
  for (uint32_t i = 0; i < 30; ++i) {
    const ArticlePlace at = joint.At(i);
    REQUIRE(at.segment == segments[i < 10 ? 0 : 1].segment.get());
    CHECK(at.segment->number(at.place) == i + 1);
  }
  CHECK(joint.At(33).segment == nullptr);
  CHECK(joint.At(33).place == 3);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/measure/hash_quality.h"

#include <cmath>
#include <cstring>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/measure/avalanche.h"
#include "wirecopy/measure/corpus.h"
#include "wirecopy/measure/hash_resemblance.h"
#include "wirecopy/measure/keys.h"

namespace wirecopy {
namespace {

using HashOf = uint64_t (*)(const char*, size_t);

HashFunction Made(HashOf hash, int bits = 64) { return {"made", bits, "test", true, hash, nullptr}; }

uint64_t Good(const char* bytes, size_t size) { return HashBytes({bytes, size}); }
uint64_t FirstBytes(const char* bytes, size_t size) {
  uint64_t value = 0;
  std::memcpy(&value, bytes, size < 8 ? size : 8);
  return value;
}
uint64_t ConstantBit(const char* bytes, size_t size) { return Good(bytes, size) | 1 << 5; }

const std::string& SomeText() {
  static const std::string text = [] {
    std::string all;
    for (const std::string& one : GenerateCorpus(60, 7).texts) all += one;
    return all;
  }();
  return text;
}

std::vector<uint64_t> Random(size_t count) {
  std::vector<uint64_t> hashes(count);
  for (size_t i = 0; i < count; ++i) hashes[i] = Mix(i);
  return hashes;
}

TEST_CASE("Avalanche: a good function stays within chance") {
  const Avalanche found = MeasureAvalanche(Made(Good), SomeText(), 2000, 1);
  CHECK(found.input_bits == 128);
  CHECK(found.output_bits == 64);
  CHECK(found.flips.size() == 128 * 64);
  CHECK(found.passed());
  CHECK(found.mean_bias == Approx(found.chance_mean).epsilon(0.05));
}

TEST_CASE("Avalanche: the identity flips the same bit always and no other ever") {
  const Avalanche found = MeasureAvalanche(Made(FirstBytes), SomeText(), 200, 1);
  CHECK(!found.passed());
  CHECK(found.worst_bias == 1);
  CHECK(found.mean_bias == 1);
  for (size_t in = 0; in < 128; ++in) {
    for (size_t out = 0; out < 64; ++out) CHECK(found.flips[in * 64 + out] == (in == out ? 1.0f : 0.0f));
  }
}

TEST_CASE("Avalanche: one constant bit of the hash is found in its column alone") {
  const Avalanche found = MeasureAvalanche(Made(ConstantBit), SomeText(), 1000, 1);
  CHECK(found.worst_bias == 1);
  for (size_t in = 0; in < 128; ++in) CHECK(found.flips[in * 64 + 5] == 0);
  CHECK(found.mean_bias < 0.06);
}

TEST_CASE("Avalanche: only the bits of a short result are looked at") {
  const auto half = [](const char* bytes, size_t size) { return Good(bytes, size) >> 32; };
  const Avalanche found = MeasureAvalanche(Made(half, 32), SomeText(), 1000, 1);
  CHECK(found.output_bits == 32);
  CHECK(found.passed());
}

TEST_CASE("Bit bias: random numbers pass, a constant bit does not") {
  std::vector<uint64_t> hashes = Random(5000);
  CHECK(MeasureBitBias(hashes, 64).passed());
  for (uint64_t& hash : hashes) hash &= ~uint64_t{16};
  const BitBias found = MeasureBitBias(hashes, 64);
  CHECK(!found.passed());
  CHECK(found.worst == 1);
  CHECK(MeasureBitBias(hashes, 4).passed());
}

const Collisions& Part(const std::vector<Collisions>& found, std::string_view part) {
  for (const Collisions& one : found) {
    if (one.part == part) return one;
  }
  FAIL("no such part");
  return found.front();
}

TEST_CASE("Collisions are counted in pairs, in all bits and in each half") {
  const std::vector<uint64_t> hashes = {7, 7, 7, 8, 8 | uint64_t{1} << 60, 9};
  const std::vector<Collisions> found = CountCollisions(hashes, 64);
  REQUIRE(found.size() == 3);
  CHECK(Part(found, "all 64 bits").pairs == 3);
  CHECK(Part(found, "low 32 bits").pairs == 4);
  CHECK(Part(found, "high 32 bits").pairs == 10);
  CHECK(Part(found, "low 32 bits").expected == Approx(15 / std::ldexp(1, 32)));
}

TEST_CASE("Collisions: random numbers have as many as expected, truncated ones more") {
  std::vector<uint64_t> hashes = Random(300'000);
  for (const Collisions& one : CountCollisions(hashes, 64)) CHECK(std::abs(one.z) < 5);
  for (uint64_t& hash : hashes) hash &= ~uint64_t{0xf};
  const std::vector<Collisions> found = CountCollisions(hashes, 64);
  CHECK(Part(found, "low 32 bits").z > 10);
  CHECK(std::abs(Part(found, "high 32 bits").z) < 5);
}

TEST_CASE("Collisions of a 32-bit function are counted once") {
  const std::vector<Collisions> found = CountCollisions(std::vector<uint64_t>{1, 2, 2}, 32);
  REQUIRE(found.size() == 1);
  CHECK(found[0].part == "all 32 bits");
  CHECK(found[0].pairs == 1);
}

TEST_CASE("Buckets: random numbers fall evenly, and numbers in a row too evenly by their low bits") {
  for (const Buckets& one : MeasureBuckets(Random(600'000), 64)) CHECK(std::abs(one.z) < 5);
  std::vector<uint64_t> row(600'000);
  for (size_t i = 0; i < row.size(); ++i) row[i] = i;
  size_t seen = 0;
  for (const Buckets& one : MeasureBuckets(row, 64)) {
    INFO(one.chosen_by << " " << one.buckets);
    if (one.chosen_by == "high bits") CHECK(one.z > 100);
    if (one.chosen_by != "high bits") CHECK(one.z < -10);
    ++seen;
  }
  CHECK(seen == 9);
}

TEST_CASE("Buckets: multiples of a power of two are uneven by low bits and even by a prime") {
  std::vector<uint64_t> hashes = Random(20'000);
  for (uint64_t& hash : hashes) hash <<= 3;
  for (const Buckets& one : MeasureBuckets(hashes, 64)) {
    INFO(one.chosen_by << " " << one.buckets);
    if (one.chosen_by == "low bits") CHECK(one.z > 100);
    if (one.chosen_by == "remainder") CHECK(std::abs(one.z) < 5);
  }
}

TEST_CASE("Buckets: too few keys are no measurement") { CHECK(MeasureBuckets(Random(100), 64).empty()); }

TEST_CASE("Resemblance: random hashes give an unbiased estimate of the error that theory says") {
  const std::vector<uint64_t> hashes = Random(200'000);
  const auto scheme = MakeKMinsScheme(128);
  REQUIRE(scheme.ok());
  for (const ResemblanceErrors& found : {MeasureThroughScheme(hashes, **scheme), MeasureBottomK(hashes, 64)}) {
    CHECK(found.pairs == 200'000 / 134);
    CHECK(found.jaccard == Approx(66.0 / 134));
    CHECK(found.bias.low < 0.003);
    CHECK(found.bias.high > -0.003);
    CHECK(found.relative_mse.value == Approx(1).margin(0.2));
    CHECK(found.relative_mse.low < found.relative_mse.value);
  }
}

TEST_CASE("Resemblance: hashes that rise along the text spoil the sketch that takes them as they are") {
  std::vector<uint64_t> rising(50'000);
  for (size_t i = 0; i < rising.size(); ++i) rising[i] = i;
  CHECK(MeasureBottomK(rising, 64).bias.high < -0.01);
  CHECK(MeasureBottomK(std::vector<uint64_t>(10), 64).pairs == 0);
}

TEST_CASE("Keys are distinct, of the lengths asked for, and the same for the same seed") {
  const Corpus corpus = GenerateCorpus(50, 3);
  const Keys keys = TakeKeys(corpus, 5000, 1);
  REQUIRE(keys.kinds.size() == 3);
  CHECK(keys.kinds[0].name == "words");
  CHECK(keys.kinds[1].name == "shingles");
  CHECK(keys.kinds[2].name == "urls");
  for (const KeySet& kind : keys.kinds) {
    CHECK(kind.keys.size() <= 5000);
    CHECK(std::set<std::string_view>(kind.keys.begin(), kind.keys.end()).size() == kind.keys.size());
    CHECK(kind.mean_bytes() > 2);
  }
  REQUIRE(keys.by_length.size() == keys.classes.size());
  for (size_t i = 0; i < keys.classes.size(); ++i) {
    for (const std::string_view key : keys.by_length[i].keys) {
      CHECK((key.size() >= keys.classes[i].shortest && key.size() <= keys.classes[i].longest));
    }
  }
  CHECK(keys.long_input->size() >= 65536);
  CHECK(GenerateCorpus(50, 3).texts == corpus.texts);
  CHECK(GenerateCorpus(50, 4).texts != corpus.texts);
}

TEST_CASE("A corpus of few words and no urls still gives keys") {
  Corpus corpus;
  corpus.texts = {"Two words"};
  const Keys keys = TakeKeys(corpus, 100, 1);
  REQUIRE(keys.kinds.size() == 1);
  CHECK(keys.kinds[0].keys == std::vector<std::string_view>{"Two", "words"});
  CHECK(keys.by_length.size() == 5);
}

}  // namespace
}  // namespace wirecopy

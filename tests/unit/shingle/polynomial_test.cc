#include "wirecopy/shingle/polynomial.h"

#include <random>

#include "tests/support/catch.h"
#include "tests/support/targets.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

// From its definition, one shingle after the other.
std::vector<uint64_t> ByDefinition(std::span<const Word> words, size_t k) {
  std::vector<uint64_t> hashes;
  for (size_t i = 0; i + k <= words.size(); ++i) {
    const uint64_t sum = Polynomial(words.subspan(i, k));
    const uint64_t spread = (sum ^ sum >> 32) * 0xd6e8feb86659fd93ull;
    hashes.push_back(spread ^ spread >> 32);
  }
  return hashes;
}

TEST_CASE("Every set of instructions hashes runs of words alike, of every length and number") {
  std::mt19937_64 random(5);
  std::vector<Word> words(200);
  for (Word& word : words) word = {random(), static_cast<uint32_t>(random()), static_cast<uint32_t>(random())};
  testing::OnEveryTarget([&] {
    std::vector<uint64_t> hashes(1000, 7);  // whatever it held before
    for (const size_t k : {1u, 2u, 3u, 5u, 12u, 13u, 64u}) {
      for (size_t count = k; count <= words.size(); ++count) {
        const auto some = std::span<const Word>(words).first(count);
        HashRunsOfWords(some, k, &hashes);
        INFO(count << " words, k " << k);
        REQUIRE(hashes == ByDefinition(some, k));
      }
    }
  });
}

TEST_CASE("No run of words has the hash that stands for no shingle") {
  // kNoShingle itself, folded and multiplied back through the inverse of the factor.
  uint64_t inverse = 1;
  for (int i = 0; i < 6; ++i) inverse *= 2 - 0xd6e8feb86659fd93ull * inverse;
  const uint64_t unfolded = kNoShingle ^ kNoShingle >> 32;
  const uint64_t product = unfolded * inverse;
  const std::vector<Word> words(20, Word{product ^ product >> 32, 0, 1});
  std::vector<uint64_t> hashes;
  HashRunsOfWords(words, 1, &hashes);
  CHECK(hashes == std::vector<uint64_t>(20, 0));
}

}  // namespace
}  // namespace wirecopy

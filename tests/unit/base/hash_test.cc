#include "wirecopy/base/hash.h"

#include <algorithm>
#include <bit>
#include <set>
#include <string>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

// The first numbers of SplitMix64 with seed 0, as its authors' reference code gives them.
static_assert(Mix(0) == 0xe220a8397b1dcdaf);
static_assert(Mix(0x9e3779b97f4a7c15) == 0x6e789e6aa1b965f4);

TEST_CASE("The hash of bytes is XXH3 and never changes") {
  CHECK(HashBytes("") == 0x2d06800538d394c2);  // XXH3's own test vector
  CHECK(HashBytes("wirecopy") == 0xda1e9e9b8ee63b62);
  CHECK(HashBytes("wirecopy", 1) == 0xfd0160ac80a0b6f5);
  CHECK(HashBytes(std::string(300, 'a')) == 0xc1d17581d8eb7e21);
}

TEST_CASE("The hash of bytes depends on every byte, also NUL ones") {
  const std::string bytes("ab\0cd", 5);
  CHECK(HashBytes(bytes) != HashBytes("ab"));
  CHECK(HashBytes(std::string(1, '\0')) != HashBytes(std::string(2, '\0')));
  std::set<uint64_t> hashes;
  for (size_t length = 1; length <= 300; length += 13) {
    for (size_t at = 0; at < length; ++at) {
      std::string text(length, 'x');
      text[at] = 'y';
      hashes.insert(HashBytes(text));
    }
  }
  size_t texts = 0;
  for (size_t length = 1; length <= 300; length += 13) texts += length;
  CHECK(hashes.size() == texts);
}

TEST_CASE("The mixer gives the known values of SplitMix64") {
  CHECK(Mix(0) == 0xe220a8397b1dcdaf);
  CHECK(Mix(12345) == 0x22118258a9d111a0);
}

TEST_CASE("A single flipped bit flips half of the mixer's bits, whichever it is") {
  constexpr int kSamples = 1000;
  int least = 64 * kSamples, most = 0;
  for (int bit = 0; bit < 64; ++bit) {
    int flipped = 0;
    for (uint64_t i = 0; i < kSamples; ++i) {
      const uint64_t x = i * 0x123456789abcdef1ull;
      flipped += std::popcount(Mix(x) ^ Mix(x ^ (uint64_t{1} << bit)));
    }
    least = std::min(least, flipped);
    most = std::max(most, flipped);
  }
  CHECK(least > 31 * kSamples);  // the mean is 32 with a standard deviation of 4 / sqrt(1000)
  CHECK(most < 33 * kSamples);
}

TEST_CASE("Hexadecimal has sixteen lower-case digits") {
  CHECK(ToHex(0) == "0000000000000000");
  CHECK(ToHex(0xABCDEF) == "0000000000abcdef");
  CHECK(ToHex(~uint64_t{0}) == "ffffffffffffffff");
}

}  // namespace
}  // namespace wirecopy

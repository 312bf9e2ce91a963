#include "wirecopy/text/near_words.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

std::string Folded(std::string word) {
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return word;
}

// The plain table of Levenshtein (1966).
size_t EditDistance(const std::string& x, const std::string& y) {
  std::vector<size_t> above(y.size() + 1), row(y.size() + 1);
  std::iota(above.begin(), above.end(), size_t{0});
  for (size_t i = 1; i <= x.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= y.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (x[i - 1] != y[j - 1])});
    }
    above.swap(row);
  }
  return above.back();
}

bool NearByTable(const std::string& x, const std::string& y) {
  const size_t longer = std::max(x.size(), y.size());
  return longer >= 3 && longer <= 64 && EditDistance(Folded(x), Folded(y)) <= longer / 3;
}

std::string RandomWord(std::mt19937& random, size_t most) {
  static const std::vector<std::string> kLetters = {"a", "b", "c", "A", "B", "é", "д", "1", "-", "\xff"};
  std::string word;
  for (size_t size = random() % (most + 1); size > 0; --size) word += kLetters[random() % kLetters.size()];
  return word;
}

std::string Misread(std::mt19937& random, std::string word, size_t errors) {
  for (; errors > 0; --errors) {
    const auto at = static_cast<ptrdiff_t>(random() % (word.size() + 1));
    if (at < std::ssize(word) && random() % 2 == 0) word.erase(word.begin() + at);
    if (random() % 3 != 0) word.insert(word.begin() + std::min(at, std::ssize(word)), "abcde"[random() % 5]);
  }
  return word;
}

TEST_CASE("Words are nearly equal exactly when the plain table of edit distances says so") {
  std::mt19937 random(1);
  size_t near = 0, unlike = 0;
  for (int round = 0; round < 60000; ++round) {
    const std::string x = RandomWord(random, round % 10 == 0 ? 60 : 12);
    const std::string y = round % 3 == 0 ? RandomWord(random, 12) : Misread(random, x, random() % (2 + x.size() / 2));
    const bool expected = NearByTable(x, y);
    if (NearlyEqual(x, y) != expected) {
      INFO(x << " " << y);
      REQUIRE(NearlyEqual(x, y) == expected);
    }
    (expected ? near : unlike) += 1;
  }
  CHECK(near > 15000);
  CHECK(unlike > 15000);
}

TEST_CASE("A third of the letters may differ, and one of three") {
  CHECK(NearlyEqual("the", "tbe"));
  CHECK_FALSE(NearlyEqual("of", "or"));
  CHECK(NearlyEqual("Minister", "rninister"));
  CHECK(NearlyEqual("GOVERNMENT", "governrnent"));
  CHECK_FALSE(NearlyEqual("harbour", "market"));
  CHECK_FALSE(NearlyEqual("", "a"));
  CHECK_FALSE(NearlyEqual("", ""));
}

TEST_CASE("Words of more than 64 bytes are never nearly equal") {
  CHECK(NearlyEqual(std::string(64, 'x'), std::string(64, 'x')));
  CHECK(NearlyEqual(std::string(64, 'x'), std::string(63, 'x') + 'y'));
  CHECK_FALSE(NearlyEqual(std::string(65, 'x'), std::string(64, 'x')));
}

}  // namespace
}  // namespace wirecopy

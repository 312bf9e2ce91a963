#include "wirecopy/shingle/shingles.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

using testing::WordsOf;
using Flags = std::vector<uint8_t>;

std::vector<uint64_t> Hashes(std::string_view text, int k) { return ShingleHashes(WordsOf(text), {}, k); }
std::vector<uint64_t> Set(std::string_view text, int k) { return ShingleSet(WordsOf(text), {}, k); }

bool Disjoint(const std::vector<uint64_t>& x, const std::vector<uint64_t>& y) {
  return std::none_of(x.begin(), x.end(), [&](uint64_t h) { return std::find(y.begin(), y.end(), h) != y.end(); });
}

TEST_CASE("Two shingles are equal exactly when their words are, in their order") {
  std::mt19937 random(61);
  for (const int k : {1, 2, 3, 5, 8}) {
    for (const uint32_t vocabulary : {2u, 3u, 40u}) {
      const std::vector<Word> words = WordsOf(testing::RandomWords(random, 2000, vocabulary));
      const std::vector<uint64_t> hashes = ShingleHashes(words, {}, k);
      REQUIRE(hashes.size() == words.size() - static_cast<size_t>(k) + 1);
      std::map<std::vector<uint64_t>, std::set<uint64_t>> hashes_of_words;
      std::map<uint64_t, std::set<std::vector<uint64_t>>> words_of_hash;
      for (size_t i = 0; i < hashes.size(); ++i) {
        std::vector<uint64_t> run;
        for (size_t j = i; j < i + static_cast<size_t>(k); ++j) run.push_back(words[j].hash);
        hashes_of_words[run].insert(hashes[i]);
        words_of_hash[hashes[i]].insert(run);
      }
      INFO("k " << k << ", " << vocabulary << " words");
      CHECK(std::all_of(hashes_of_words.begin(), hashes_of_words.end(),
                        [](const auto& e) { return e.second.size() == 1; }));
      CHECK(
          std::all_of(words_of_hash.begin(), words_of_hash.end(), [](const auto& e) { return e.second.size() == 1; }));
      CHECK(words_of_hash.count(kNoShingle) == 0);
    }
  }
}

TEST_CASE("Shingles know no case, punctuation or place") {
  CHECK(Hashes("The prime minister, said.", 4) == Hashes("“The PRIME minister said”", 4));
  const std::vector<uint64_t> longer = Hashes("zero one two three four", 3);
  CHECK(longer[1] == Hashes("one two three", 3)[0]);
}

TEST_CASE("The order of words counts, and repeated words do not cancel out") {
  CHECK(Disjoint(Hashes("a b", 2), Hashes("b a", 2)));
  CHECK(Disjoint(Hashes("a a b", 3), Hashes("b a a", 3)));
  CHECK(Disjoint(Hashes("a a a", 3), Hashes("b b b", 3)));
  CHECK(Disjoint(Hashes("a a a", 3), Hashes("a b a", 3)));
}

TEST_CASE("A text of fewer words than a shingle has no shingle, one of as many has one") {
  CHECK(Hashes("", 3).empty());
  CHECK(Hashes("one two", 3).empty());
  CHECK(Hashes("one two three", 3).size() == 1);
}

TEST_CASE("No shingle touches an excluded word, all others are as without exclusion") {
  std::mt19937 random(62);
  for (const int k : {1, 3, 8}) {
    for (int trial = 0; trial < 50; ++trial) {
      const std::vector<Word> words = WordsOf(testing::RandomWords(random, 60, 1000));
      Flags excluded(words.size());
      for (uint8_t& flag : excluded) flag = random() % 8 == 0;
      const std::vector<uint64_t> all = ShingleHashes(words, {}, k), some = ShingleHashes(words, excluded, k);
      REQUIRE(some.size() == all.size());
      std::vector<uint64_t> expected = all;
      for (size_t i = 0; i < expected.size(); ++i) {
        if (std::count(&excluded[i], &excluded[i] + k, 0) != k) expected[i] = kNoShingle;
      }
      CHECK(some == expected);
    }
  }
}

TEST_CASE("Flags that exclude nothing change nothing") {
  const std::vector<Word> words = WordsOf("one two three four five");
  CHECK(ShingleHashes(words, Flags(5, 0), 2) == ShingleHashes(words, {}, 2));
  CHECK(ShingleSet(words, Flags(5, 0), 2) == ShingleSet(words, {}, 2));
}

TEST_CASE("The set holds the distinct shingles in order, without the excluded ones") {
  std::mt19937 random(63);
  const std::vector<Word> words = WordsOf(testing::RandomWords(random, 300, 4));
  Flags excluded(words.size(), 0);
  excluded[100] = 1;
  const std::vector<uint64_t> hashes = ShingleHashes(words, excluded, 3);
  std::set<uint64_t> expected(hashes.begin(), hashes.end());
  REQUIRE(expected.erase(kNoShingle) == 1);
  CHECK(ShingleSet(words, excluded, 3) == std::vector<uint64_t>(expected.begin(), expected.end()));
  CHECK(expected.size() < hashes.size());
}

TEST_CASE("Equal briefs have equal sets of one shingle, unlike briefs have disjoint ones") {
  CHECK(Set("Markets closed", 5).size() == 1);
  CHECK(Set("Markets closed", 5) == Set("MARKETS, closed.", 5));
  const char* const kBriefs[] = {"markets",
                                 "closed",
                                 "markets closed",
                                 "closed markets",
                                 "markets markets",
                                 "markets closed early",
                                 "early markets closed today"};
  for (const char* x : kBriefs) {
    for (const char* y : kBriefs) {
      INFO(x << " against " << y);
      CHECK((Set(x, 5) == Set(y, 5)) == (std::string(x) == y));
    }
  }
}

TEST_CASE("A brief is unlike every shingle of a longer text, also of one that it begins, and of one of its length") {
  const std::vector<Word> longer = WordsOf("one two three four five six seven");
  for (int k = 2; k <= 7; ++k) {
    for (size_t size = 1; size < static_cast<size_t>(k); ++size) {
      const std::vector<uint64_t> brief = ShingleSet(std::span(longer).first(size), {}, k);
      CHECK(brief.size() == 1);
      for (int other = 1; other <= 7; ++other) CHECK(Disjoint(brief, ShingleSet(longer, {}, other)));
    }
  }
}

TEST_CASE("A text whose every shingle is excluded is a brief of all its words") {
  const std::vector<Word> words = WordsOf("one two three four five");
  const std::vector<uint64_t> brief = ShingleSet(words, Flags{0, 0, 1, 0, 0}, 5);
  CHECK(brief.size() == 1);
  CHECK(brief == ShingleSet(words, Flags{1, 1, 1, 1, 1}, 5));
  CHECK(Disjoint(brief, ShingleSet(words, {}, 5)));
  CHECK(Disjoint(brief, ShingleSet(WordsOf("one two three four six"), Flags{0, 0, 1, 0, 0}, 5)));
}

TEST_CASE("A text without words has the empty set") {
  CHECK(ShingleSet({}, {}, 5).empty());
  CHECK(Set("... !", 1).empty());
}

}  // namespace
}  // namespace wirecopy

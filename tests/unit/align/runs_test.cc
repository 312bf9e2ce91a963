#include "wirecopy/align/runs.h"

#include <algorithm>
#include <map>
#include <random>
#include <tuple>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

std::vector<Word> Numbered(const std::vector<uint32_t>& numbers) {
  std::vector<Word> words;
  for (const uint32_t number : numbers) words.push_back({Mix(number), 0, 0});
  return words;
}

std::vector<WordRun> RunsOf(std::span<const Word> a, std::span<const Word> b, int seed_words) {
  return FindRuns(SeedIndex(a, seed_words), b);
}

std::vector<uint32_t> RandomNumbers(std::mt19937& random, size_t count, uint32_t vocabulary) {
  std::vector<uint32_t> numbers(count);
  for (uint32_t& number : numbers) number = static_cast<uint32_t>(random()) % vocabulary;
  return numbers;
}

// Every maximal run of at least `least` words, from the table of common suffixes: equal[i][j] words before (i, j)
// agree.
std::vector<WordRun> RunsByTable(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b, uint32_t least) {
  std::vector<std::vector<uint32_t>> equal(a.size() + 1, std::vector<uint32_t>(b.size() + 1, 0));
  std::vector<WordRun> runs;
  for (uint32_t i = 1; i <= a.size(); ++i) {
    for (uint32_t j = 1; j <= b.size(); ++j) {
      if (a[i - 1] != b[j - 1]) continue;
      const uint32_t size = equal[i][j] = equal[i - 1][j - 1] + 1;
      const bool ends = i == a.size() || j == b.size() || a[i] != b[j];
      if (ends && size >= least) runs.push_back({i - size, j - size, size});
    }
  }
  std::sort(runs.begin(), runs.end(),
            [](const WordRun& x, const WordRun& y) { return std::pair(x.b, x.a) < std::pair(y.b, y.a); });
  return runs;
}

// In how many places of the text its most frequent shingle stands.
size_t MostPlaces(const std::vector<uint32_t>& text, size_t k) {
  std::map<std::vector<uint32_t>, size_t> places;
  size_t most = 0;
  for (size_t i = 0; i + k <= text.size(); ++i) {
    most = std::max(most,
                    ++places[{text.begin() + static_cast<ptrdiff_t>(i), text.begin() + static_cast<ptrdiff_t>(i + k)}]);
  }
  return most;
}

TEST_CASE("FindRuns gives exactly the maximal runs of a plain table of common substrings") {
  std::mt19937 random(1);
  size_t runs_seen = 0;
  for (int round = 0; round < 300; ++round) {
    const int k = 2 + static_cast<int>(random() % 5);
    const uint32_t vocabulary = k == 2 ? 12 : k == 3 ? 6 : 4;
    const std::vector<uint32_t> a = RandomNumbers(random, random() % 150, vocabulary);
    const std::vector<uint32_t> b = RandomNumbers(random, random() % 150, vocabulary);
    if (MostPlaces(a, static_cast<size_t>(k)) > 12) continue;  // beyond that FindRuns may leave runs out
    const std::vector<WordRun> runs = RunsOf(Numbered(a), Numbered(b), k);
    REQUIRE(runs == RunsByTable(a, b, static_cast<uint32_t>(k)));
    runs_seen += runs.size();
  }
  CHECK(runs_seen > 2000);
}

TEST_CASE("FindRuns gives the runs of edited copies, where long runs repeat a few times") {
  std::mt19937 random(2);
  for (int round = 0; round < 40; ++round) {
    const std::vector<uint32_t> part = RandomNumbers(random, 30, 200);
    std::vector<uint32_t> a, b;
    for (int copy = 0; copy < 4; ++copy) {
      for (std::vector<uint32_t>* side : {&a, &b}) {
        const std::vector<uint32_t> own = RandomNumbers(random, 1 + random() % 6, 200);
        side->insert(side->end(), own.begin(), own.end());
        side->insert(side->end(), part.begin(), part.end());
        (*side)[random() % side->size()] = 1000 + static_cast<uint32_t>(random() % 50);
      }
    }
    REQUIRE(RunsOf(Numbered(a), Numbered(b), 5) == RunsByTable(a, b, 5));
  }
}

TEST_CASE("FindRuns grows a run to both ends of the texts") {
  const std::vector<Word> a = Numbered({1, 2, 3, 4, 5, 6});
  const std::vector<Word> b = Numbered({9, 1, 2, 3, 4, 5, 6});
  CHECK(RunsOf(a, b, 3) == std::vector<WordRun>{{0, 1, 6}});
  CHECK(RunsOf(a, a, 6) == std::vector<WordRun>{{0, 0, 6}});
}

TEST_CASE("FindRuns finds nothing in texts shorter than the seed or empty") {
  const std::vector<Word> four = Numbered({1, 2, 3, 4});
  const std::vector<Word> long_text = Numbered({1, 2, 3, 4, 5, 6, 7});
  CHECK(RunsOf(four, four, 5).empty());
  CHECK(RunsOf(four, long_text, 5).empty());
  CHECK(RunsOf(long_text, four, 5).empty());
  CHECK(RunsOf({}, long_text, 5).empty());
  CHECK(RunsOf({}, {}, 5).empty());
}

TEST_CASE("An index of seeds gives every place of a shingle, rising, and is good for many texts") {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    const std::vector<uint32_t> text = RandomNumbers(random, random() % 200, 8);
    const std::vector<Word> words = Numbered(text);
    const SeedIndex index(words, 3);
    const std::vector<uint64_t> hashes = ShingleHashes(words, {}, 3);
    for (const uint64_t hash : hashes) {
      std::vector<uint32_t> expected, found;
      for (uint32_t place = 0; place < hashes.size(); ++place) {
        if (hashes[place] == hash) expected.push_back(place);
      }
      for (const SeedIndex::Seed& seed : index.Places(hash)) found.push_back(seed.place);
      if (expected.size() <= 12) REQUIRE(found == expected);
      REQUIRE(std::is_sorted(found.begin(), found.end()));
    }
    REQUIRE(index.Places(Mix(1234567)).empty());
    for (int other = 0; other < 3; ++other) {
      const std::vector<Word> b = Numbered(RandomNumbers(random, random() % 100, 8));
      REQUIRE(FindRuns(index, b) == RunsOf(words, b, 3));
    }
  }
}

TEST_CASE("FindRuns in a text that repeats itself gives true maximal runs, and few enough to work with") {
  std::vector<uint32_t> a, b;
  for (uint32_t i = 0; i < 4000; ++i) a.push_back(i % 3);
  for (uint32_t i = 0; i < 3000; ++i) b.push_back((i + 1) % 3);
  const std::vector<WordRun> runs = RunsOf(Numbered(a), Numbered(b), 5);
  REQUIRE_FALSE(runs.empty());
  CHECK(runs.size() <= 16 * (a.size() + b.size()));
  bool equal = true, maximal = true;
  for (const WordRun& run : runs) {
    for (uint32_t i = 0; i < run.size; i += 37) equal = equal && a[run.a + i] == b[run.b + i];
    const bool begins = run.a == 0 || run.b == 0 || a[run.a - 1] != b[run.b - 1];
    const uint32_t end_a = run.a + run.size, end_b = run.b + run.size;
    const bool ends = end_a == a.size() || end_b == b.size() || a[end_a] != b[end_b];
    maximal = maximal && begins && ends;
  }
  CHECK(equal);
  CHECK(maximal);
  CHECK(std::find(runs.begin(), runs.end(), WordRun{1, 0, 3000}) != runs.end());
}

}  // namespace
}  // namespace wirecopy

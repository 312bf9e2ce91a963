#include "wirecopy/shingle/winnow.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

using Places = std::vector<std::pair<uint64_t, uint32_t>>;

Places PlacesOf(const std::vector<Fingerprint>& fingerprints) {
  Places places;
  for (const Fingerprint& f : fingerprints) places.emplace_back(f.hash, f.word);
  return places;
}

// Window by window: the smallest hash, the last one where several are equal; each place once.
Places WindowByWindow(const std::vector<uint64_t>& hashes, size_t window) {
  Places places;
  const size_t width = std::min(window, hashes.size());
  for (size_t begin = 0; width > 0 && begin + width <= hashes.size(); ++begin) {
    size_t best = begin;
    for (size_t i = begin; i < begin + width; ++i) {
      if (hashes[i] <= hashes[best]) best = i;
    }
    const std::pair place(hashes[best], static_cast<uint32_t>(best));
    if (hashes[best] != kNoShingle && (places.empty() || places.back() != place)) places.push_back(place);
  }
  return places;
}

std::vector<Word> RandomText(std::mt19937& random, int size, uint32_t vocabulary) {
  std::vector<Word> words(static_cast<size_t>(size));
  for (Word& word : words) word.hash = Mix(random() % vocabulary);
  return words;
}

std::vector<Word> Joined(std::vector<Word> x, const std::vector<Word>& y, const std::vector<Word>& z) {
  x.insert(x.end(), y.begin(), y.end());
  x.insert(x.end(), z.begin(), z.end());
  return x;
}

TEST_CASE("Winnowing chooses what a look at every window chooses") {
  std::mt19937 random(71);
  for (const int window : {1, 2, 3, 9, 25}) {
    for (const uint64_t values : {uint64_t{1}, uint64_t{2}, uint64_t{10}, ~uint64_t{0}}) {
      for (int trial = 0; trial < 60; ++trial) {
        std::vector<uint64_t> hashes(random() % 80);
        for (uint64_t& hash : hashes) hash = random() % 6 == 0 ? kNoShingle : Mix(random() % values);
        const Places got = PlacesOf(Winnow(hashes, window));
        const Places expected = WindowByWindow(hashes, static_cast<size_t>(window));
        if (got != expected) {
          INFO("window " << window << ", " << values << " values, trial " << trial);
          REQUIRE(got == expected);
        }
      }
    }
  }
}

TEST_CASE("A small example is winnowed by hand") {
  const std::vector<uint64_t> hashes = {77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98};
  // Figure 2 of Schleimer, Wilkerson, Aiken, with windows of four.
  CHECK(PlacesOf(Winnow(hashes, 4)) == Places{{17, 3}, {17, 6}, {8, 8}, {39, 11}, {17, 15}});
}

TEST_CASE("Of equal hashes in a window the last is chosen") {
  CHECK(PlacesOf(Winnow(std::vector<uint64_t>{5, 5, 5}, 3)) == Places{{5, 2}});
  CHECK(PlacesOf(Winnow(std::vector<uint64_t>{5, 5, 5, 5}, 3)) == Places{{5, 2}, {5, 3}});
}

TEST_CASE("An excluded shingle is never chosen, and windows of nothing else choose nothing") {
  CHECK(Winnow(std::vector<uint64_t>(10, kNoShingle), 3).empty());
  std::vector<uint64_t> hashes(10, kNoShingle);
  hashes[4] = 9;
  CHECK(PlacesOf(Winnow(hashes, 3)) == Places{{9, 4}});
  CHECK(Winnow(std::vector<uint64_t>(2, kNoShingle), 3).empty());
}

TEST_CASE("A text of fewer shingles than a window gives its smallest") {
  CHECK(PlacesOf(Winnow(std::vector<uint64_t>{7, 3, 9}, 100)) == Places{{3, 1}});
  CHECK(PlacesOf(Winnow(std::vector<uint64_t>{7}, 2)) == Places{{7, 0}});
  CHECK(Winnow(std::vector<uint64_t>{}, 5).empty());
}

TEST_CASE("A window of one keeps every shingle") {
  CHECK(PlacesOf(Winnow(std::vector<uint64_t>{3, 1, kNoShingle, 1}, 1)) == Places{{3, 0}, {1, 1}, {1, 3}});
}

TEST_CASE("The window for a guarantee holds the shingles of a run of that many words") {
  CHECK(WindowForGuarantee(16, 8) == 9);
  CHECK(WindowForGuarantee(8, 8) == 1);
  CHECK(WindowForGuarantee(5, 8) == 1);
  CHECK(WindowForGuarantee(30, 1) == 30);
}

// Whether a fingerprint of both texts stands at the same place of the run that begins at word `a` of one and `b` of the
// other.
bool MeetInside(const std::vector<Fingerprint>& x, uint32_t a, const std::vector<Fingerprint>& y, uint32_t b,
                uint32_t run, uint32_t k) {
  for (const Fingerprint& f : x) {
    if (f.word < a || f.word + k > a + run) continue;
    for (const Fingerprint& g : y) {
      if (g.hash == f.hash && g.word - b == f.word - a) return true;
    }
  }
  return false;
}

TEST_CASE("Texts that share a run of the guaranteed length share a fingerprint at the same place of the run") {
  std::mt19937 random(72);
  for (const auto& [k, guarantee] : {std::pair(1, 4), std::pair(3, 3), std::pair(3, 10), std::pair(5, 12),
                                     std::pair(8, 8), std::pair(8, 9), std::pair(8, 16), std::pair(8, 40)}) {
    const int window = WindowForGuarantee(guarantee, k);
    for (const uint32_t vocabulary : {1u, 2u, 30u, 5000u}) {  // with one word all texts are that word repeated
      for (int trial = 0; trial < 60; ++trial) {
        const auto before_a = RandomText(random, static_cast<int>(random() % 50), vocabulary);
        const auto before_b = RandomText(random, static_cast<int>(random() % 50), vocabulary);
        const auto run = RandomText(random, guarantee + static_cast<int>(random() % 3), vocabulary);
        const auto a = Joined(before_a, run, RandomText(random, static_cast<int>(random() % 50), vocabulary));
        const auto b = Joined(before_b, run, RandomText(random, static_cast<int>(random() % 50), vocabulary));
        const bool met = MeetInside(Winnow(ShingleHashes(a, {}, k), window), static_cast<uint32_t>(before_a.size()),
                                    Winnow(ShingleHashes(b, {}, k), window), static_cast<uint32_t>(before_b.size()),
                                    static_cast<uint32_t>(run.size()), static_cast<uint32_t>(k));
        if (!met) {
          INFO("k " << k << ", guarantee " << guarantee << ", " << vocabulary << " words, trial " << trial);
          REQUIRE(met);
        }
      }
    }
  }
}

TEST_CASE("The guarantee holds beside excluded words") {
  std::mt19937 random(73);
  constexpr int kShingle = 8, kGuarantee = 16;
  for (int trial = 0; trial < 200; ++trial) {
    const auto before_a = RandomText(random, 20, 50), before_b = RandomText(random, 33, 50);
    const auto run = RandomText(random, kGuarantee, 50);
    const auto a = Joined(before_a, run, RandomText(random, 20, 50)),
               b = Joined(before_b, run, RandomText(random, 5, 50));
    std::vector<uint8_t> excluded_a(a.size(), 1), excluded_b(b.size(), 0);
    std::fill_n(excluded_a.begin() + 20, kGuarantee, uint8_t{0});
    excluded_b[32] = excluded_b[33 + kGuarantee] = 1;
    const int window = WindowForGuarantee(kGuarantee, kShingle);
    const bool met = MeetInside(Winnow(ShingleHashes(a, excluded_a, kShingle), window), 20,
                                Winnow(ShingleHashes(b, excluded_b, kShingle), window), 33, kGuarantee, kShingle);
    if (!met) {
      INFO("trial " << trial);
      REQUIRE(met);
    }
  }
}

TEST_CASE("On random text two of every window and one more shingles are kept") {
  std::mt19937_64 random(74);
  std::vector<uint64_t> hashes(50'000);
  for (uint64_t& hash : hashes) hash = random();
  for (const int window : {1, 2, 4, 9, 20}) {
    INFO(window);
    const double density = static_cast<double>(Winnow(hashes, window).size()) / static_cast<double>(hashes.size());
    CHECK(density == Approx(2.0 / (window + 1)).epsilon(0.03));
  }
}

}  // namespace
}  // namespace wirecopy

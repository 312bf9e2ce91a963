#include "wirecopy/align/chain.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/sample.h"

namespace wirecopy {
namespace {

using testing::Sample;

constexpr uint32_t kWords = 80;  // of a random text
constexpr double kAside = 0.01;  // what chain.cc takes off for a word aside

// Words of one to twelve letters, some of them of two bytes, so that gaps of as many words are not of as many letters.
Sample RandomSample(std::mt19937& random, bool flagged) {
  testing::Text text;
  std::vector<uint8_t> aside;
  for (uint32_t i = 0; i < kWords; ++i) {
    std::string word;
    for (size_t letters = 1 + random() % 12; letters > 0; --letters) word += random() % 3 == 0 ? "é" : "x";
    text.push_back(word);
    if (flagged) aside.push_back(random() % 4 == 0);
  }
  return Sample(text, aside);
}

// Code points between the words before `end` and word `next`, counted one by one.
uint32_t GapOf(const AlignText& side, uint32_t end, uint32_t next) {
  if (next <= end) return 0;
  uint32_t count = 0;
  for (uint32_t i = end == 0 ? 0 : side.words[end - 1].end; i < side.words[next].begin; ++i) {
    count += (static_cast<unsigned char>(side.text[i]) >> 6) != 2;
  }
  return count;
}

struct Texts {
  AlignText a, b;
};

// Words less what stands aside and the costs of the gaps.
double ScoreOf(const Chain& chain, const Texts& texts, const ChainCosts& costs) {
  double score = 0;
  for (size_t i = 0; i < chain.size(); ++i) {
    score += chain[i].size;
    for (uint32_t w = 0; w < chain[i].size; ++w) {
      if (!texts.a.aside.empty()) score -= kAside * texts.a.aside[chain[i].a + w];
      if (!texts.b.aside.empty()) score -= kAside * texts.b.aside[chain[i].b + w];
    }
    if (i == 0) continue;
    const double gap_a = chain[i].a - (chain[i - 1].a + chain[i - 1].size);
    const double gap_b = chain[i].b - (chain[i - 1].b + chain[i - 1].size);
    score -= costs.open + costs.gap_word * std::max(gap_a, gap_b) + costs.skew_word * std::abs(gap_a - gap_b);
  }
  return score;
}

bool InOrder(const Chain& chain, const Texts& texts, uint32_t most_gap) {
  for (size_t i = 1; i < chain.size(); ++i) {
    const uint32_t end_a = chain[i - 1].a + chain[i - 1].size, end_b = chain[i - 1].b + chain[i - 1].size;
    if (chain[i].a < end_a || chain[i].b < end_b) return false;
    if (GapOf(texts.a, end_a, chain[i].a) > most_gap || GapOf(texts.b, end_b, chain[i].b) > most_gap) return false;
  }
  return true;
}

// Whether the chosen runs, each cut to behind the one before it, make a chain; fills it.
bool MakeChain(const std::vector<WordRun>& runs, uint32_t chosen, Chain* chain) {
  chain->clear();
  for (uint32_t i = 0; i < runs.size(); ++i) {
    if ((chosen >> i & 1) == 0) continue;
    WordRun run = runs[i];
    if (!chain->empty()) {
      const uint32_t end_a = chain->back().a + chain->back().size, end_b = chain->back().b + chain->back().size;
      while (run.size > 0 && (run.a < end_a || run.b < end_b)) run = {run.a + 1, run.b + 1, run.size - 1};
      if (run.size == 0) return false;
    }
    chain->push_back(run);
  }
  return true;
}

double BestScore(std::vector<WordRun> runs, const Texts& texts, const ChainCosts& costs) {
  std::sort(runs.begin(), runs.end(),
            [](const WordRun& x, const WordRun& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  double best = 0;
  Chain chain;
  for (uint32_t chosen = 1; chosen < (1u << runs.size()); ++chosen) {
    if (!MakeChain(runs, chosen, &chain) || !InOrder(chain, texts, costs.most_gap)) continue;
    best = std::max(best, ScoreOf(chain, texts, costs));
  }
  return best;
}

std::vector<WordRun> RandomRuns(std::mt19937& random, size_t count) {
  std::vector<WordRun> runs;
  while (runs.size() < count) {
    const auto draw = [&](uint32_t below) { return static_cast<uint32_t>(random()) % below; };
    const WordRun run{draw(kWords - 17), draw(kWords - 17), 5 + draw(12)};
    if (std::find(runs.begin(), runs.end(), run) == runs.end()) runs.push_back(run);
  }
  return runs;
}

TEST_CASE("The first chain scores as high as the best of all subsets of the runs") {
  std::mt19937 random(4);
  size_t chained = 0;
  for (int round = 0; round < 400; ++round) {
    const Sample a = RandomSample(random, round % 2 == 0), b = RandomSample(random, round % 3 == 0);
    const Texts texts{a.view(), b.view()};
    ChainCosts costs;
    costs.most_gap = 20 + static_cast<uint32_t>(random() % 150);
    if (round % 5 == 0) costs.gap_word = 0.05;
    const std::vector<WordRun> runs = RandomRuns(random, 1 + random() % 9);
    const std::vector<Chain> chains = ChainFinder(texts.a, texts.b).Take(runs, 1, costs);
    REQUIRE_FALSE(chains.empty());
    chained += chains[0].size() > 1;
    REQUIRE(ScoreOf(chains[0], texts, costs) == Approx(BestScore(runs, texts, costs)).epsilon(1e-9));
  }
  CHECK(chained > 150);
}

// Whether every word of the chain's runs is matched by a run of the input.
bool FromInput(const Chain& chain, const std::vector<WordRun>& input) {
  return std::all_of(chain.begin(), chain.end(), [&](const WordRun& run) {
    return run.size > 0 && std::any_of(input.begin(), input.end(), [&](const WordRun& whole) {
             return whole.a <= run.a && whole.b <= run.b && run.a - whole.a == run.b - whole.b &&
                    run.a + run.size <= whole.a + whole.size;
           });
  });
}

TEST_CASE("Chains are in order, within the gap, made of what was given, and take each word once") {
  std::mt19937 random(3);
  size_t seen = 0, chained = 0;
  for (int round = 0; round < 200; ++round) {
    const Sample a = RandomSample(random, true), b = RandomSample(random, true);
    const Texts texts{a.view(), b.view()};
    ChainCosts costs;
    costs.most_gap = static_cast<uint32_t>(random() % 200);
    const std::vector<WordRun> runs = RandomRuns(random, 1 + random() % 40);
    ChainFinder finder(texts.a, texts.b);
    std::vector<uint32_t> uses_a(kWords, 0), uses_b(kWords, 0);
    const WordRun taken{30, 40, 3};
    finder.Use(taken);
    for (uint32_t i = 0; i < taken.size; ++i) ++uses_a[taken.a + i], ++uses_b[taken.b + i];
    for (const Chain& chain : finder.Take(runs, 5, costs)) {
      REQUIRE(InOrder(chain, texts, costs.most_gap));
      REQUIRE(FromInput(chain, runs));
      for (const WordRun& run : chain) {
        for (uint32_t i = 0; i < run.size; ++i) ++uses_a[run.a + i], ++uses_b[run.b + i];
      }
      ++seen;
      chained += chain.size() > 1;
    }
    REQUIRE(*std::max_element(uses_a.begin(), uses_a.end()) == 1);
    REQUIRE(*std::max_element(uses_b.begin(), uses_b.end()) == 1);
    for (uint32_t i = 0; i < kWords; ++i) {
      REQUIRE(finder.used_a()[i] == (uses_a[i] > 0));
      REQUIRE(finder.used_b()[i] == (uses_b[i] > 0));
    }
  }
  CHECK(seen > 400);
  CHECK(chained > 100);
}

TEST_CASE("A gap is counted in code points from the end of a word to the beginning of the next") {
  const Sample latin("one two — three"), wide("𐐷𐐷 𐐷 𐐷𐐷");
  CHECK(WithinGap(latin.view(), 1, 2, 7));  // " two — "
  CHECK_FALSE(WithinGap(latin.view(), 1, 2, 6));
  CHECK(WithinGap(wide.view(), 1, 2, 3));  // " 𐐷 ", of four bytes
  CHECK_FALSE(WithinGap(wide.view(), 1, 2, 2));
  CHECK(WithinGap(latin.view(), 2, 2, 0));  // no word between them
}

TEST_CASE("Runs in crossed order make two chains, the longer first") {
  std::mt19937 random(6);
  const Sample a = RandomSample(random, false), b = RandomSample(random, false);
  ChainFinder finder(a.view(), b.view());
  const std::vector<Chain> chains = finder.Take({{0, 30, 20}, {25, 0, 21}}, 5, ChainCosts());
  CHECK(chains == std::vector<Chain>{{{25, 0, 21}}, {{0, 30, 20}}});
}

TEST_CASE("Of two overlapping runs the longer keeps the words and the rest of the other is cut, if long enough") {
  std::mt19937 random(7);
  const Sample a = RandomSample(random, false), b = RandomSample(random, false);
  const std::vector<WordRun> runs = {{0, 0, 30}, {25, 40, 20}};
  ChainCosts costs;
  costs.most_gap = 0;
  CHECK(ChainFinder(a.view(), b.view()).Take(runs, 15, costs) == std::vector<Chain>{{{0, 0, 30}}, {{30, 45, 15}}});
  CHECK(ChainFinder(a.view(), b.view()).Take(runs, 16, costs) == std::vector<Chain>{{{0, 0, 30}}});
}

TEST_CASE("No runs make no chain") {
  const Sample text("one two three");
  CHECK(ChainFinder(text.view(), text.view()).Take({}, 1, ChainCosts()).empty());
}

}  // namespace
}  // namespace wirecopy

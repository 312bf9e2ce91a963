#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/align/align.h"

namespace wirecopy {
namespace {

// The costs of a gap as chain.cc sets them: for being there, for each word of its longer side, for each word of skew.
constexpr double kGapOpen = 0.5, kGapWord = 0.3, kSkewWord = 0.1;

// Words less the costs of the gaps between the runs.
double ScoreOf(const std::vector<WordRun>& chain) {
  double score = 0;
  for (size_t i = 0; i < chain.size(); ++i) {
    score += chain[i].size;
    if (i == 0) continue;
    const double gap_a = chain[i].a - (chain[i - 1].a + chain[i - 1].size);
    const double gap_b = chain[i].b - (chain[i - 1].b + chain[i - 1].size);
    score -= kGapOpen + kGapWord * std::max(gap_a, gap_b) + kSkewWord * std::abs(gap_a - gap_b);
  }
  return score;
}

// Whether the chosen runs, each cut to behind the one before it, make a chain; fills it.
bool MakeChain(const std::vector<WordRun>& runs, uint32_t chosen, uint32_t most_gap, std::vector<WordRun>* chain) {
  chain->clear();
  for (uint32_t i = 0; i < runs.size(); ++i) {
    if ((chosen >> i & 1) == 0) continue;
    WordRun run = runs[i];
    if (!chain->empty()) {
      const uint32_t end_a = chain->back().a + chain->back().size, end_b = chain->back().b + chain->back().size;
      while (run.size > 0 && (run.a < end_a || run.b < end_b)) run = {run.a + 1, run.b + 1, run.size - 1};
      if (run.size == 0 || run.a - end_a > most_gap || run.b - end_b > most_gap) return false;
    }
    chain->push_back(run);
  }
  return !chain->empty();
}

double BestScore(std::vector<WordRun> runs, uint32_t most_gap) {
  std::sort(runs.begin(), runs.end(),
            [](const WordRun& x, const WordRun& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  double best = 0;
  std::vector<WordRun> chain;
  for (uint32_t chosen = 1; chosen < (1u << runs.size()); ++chosen) {
    if (MakeChain(runs, chosen, most_gap, &chain)) best = std::max(best, ScoreOf(chain));
  }
  return best;
}

std::vector<WordRun> RandomRuns(std::mt19937& random, size_t count, uint32_t room, uint32_t most_words) {
  std::vector<WordRun> runs;
  while (runs.size() < count) {
    const auto draw = [&](uint32_t below) { return static_cast<uint32_t>(random()) % below; };
    const WordRun run{draw(room), draw(room), 5 + draw(most_words)};
    if (std::find(runs.begin(), runs.end(), run) == runs.end()) runs.push_back(run);
  }
  return runs;
}

AlignOptions KeepAll() {
  AlignOptions options;
  options.least_run_words = 1;
  options.least_words = 1;
  return options;
}

struct Claims {
  bool in_order = true;
  bool gaps_in_limit = true;
  bool spans_fit = true;
  bool from_input = true;
  bool used_once = true;
  bool scores_fit = true;
  bool evident = true;
  bool by_place = true;
};

// Everything that the header says of a result, word by word.
Claims Check(const std::vector<Passage>& passages, const std::vector<WordRun>& input, const AlignOptions& options) {
  Claims claims;
  std::vector<uint8_t> used_a(2000, 0), used_b(2000, 0);
  for (const Passage& passage : passages) {
    uint32_t shared = 0;
    bool long_run = false;
    for (size_t i = 0; i < passage.runs.size(); ++i) {
      const WordRun& run = passage.runs[i];
      shared += run.size;
      long_run = long_run || run.size >= options.least_run_words;
      if (i > 0) {
        const uint32_t end_a = passage.runs[i - 1].a + passage.runs[i - 1].size;
        const uint32_t end_b = passage.runs[i - 1].b + passage.runs[i - 1].size;
        claims.in_order = claims.in_order && run.a >= end_a && run.b >= end_b;
        claims.gaps_in_limit =
            claims.gaps_in_limit && run.a - end_a <= options.most_gap_words && run.b - end_b <= options.most_gap_words;
      }
      claims.from_input =
          claims.from_input && run.size > 0 && std::any_of(input.begin(), input.end(), [&](const WordRun& whole) {
            return whole.a <= run.a && whole.b <= run.b && run.a - whole.a == run.b - whole.b &&
                   run.a + run.size <= whole.a + whole.size;
          });
      for (uint32_t w = 0; w < run.size; ++w) {
        claims.used_once = claims.used_once && used_a[run.a + w]++ == 0;
        claims.used_once = claims.used_once && used_b[run.b + w]++ == 0;
      }
    }
    const WordRun& last = passage.runs.back();
    claims.spans_fit = claims.spans_fit && passage.a == Span{passage.runs[0].a, last.a + last.size} &&
                       passage.b == Span{passage.runs[0].b, last.b + last.size};
    const bool exact = passage.a.size() == shared && passage.b.size() == shared;
    claims.scores_fit = claims.scores_fit && passage.shared_words() == shared &&
                        (passage.kind == PassageKind::kExact) == exact &&
                        std::abs(passage.similarity - 2.0 * shared / (passage.a.size() + passage.b.size())) < 1e-12;
    claims.evident = claims.evident && (long_run || shared >= options.least_words);
  }
  claims.by_place = std::is_sorted(passages.begin(), passages.end(),
                                   [](const Passage& x, const Passage& y) { return x.a.begin < y.a.begin; });
  return claims;
}

void RequireAll(const Claims& claims) {
  CHECK(claims.in_order);
  CHECK(claims.gaps_in_limit);
  CHECK(claims.spans_fit);
  CHECK(claims.from_input);
  CHECK(claims.used_once);
  CHECK(claims.scores_fit);
  CHECK(claims.evident);
  CHECK(claims.by_place);
}

TEST_CASE("ChainRuns keeps its promises on every passage of random runs") {
  std::mt19937 random(3);
  size_t passages_seen = 0, chained = 0;
  for (int round = 0; round < 200; ++round) {
    AlignOptions options;
    options.most_gap_words = static_cast<uint32_t>(random() % 40);
    options.least_run_words = 5 + static_cast<uint32_t>(random() % 8);
    options.least_words = options.least_run_words + static_cast<uint32_t>(random() % 10);
    const std::vector<WordRun> runs = RandomRuns(random, 1 + random() % 60, 400, 40);
    const std::vector<Passage> passages = ChainRuns(runs, options);
    RequireAll(Check(passages, runs, options));
    passages_seen += passages.size();
    chained += static_cast<size_t>(
        std::count_if(passages.begin(), passages.end(), [](const Passage& p) { return p.runs.size() > 1; }));
  }
  CHECK(passages_seen > 1000);
  CHECK(chained > 100);
}

TEST_CASE("The best passage scores as high as the best of all subsets of the runs") {
  std::mt19937 random(4);
  AlignOptions options = KeepAll();
  size_t chained = 0;
  for (int round = 0; round < 250; ++round) {
    options.most_gap_words = 5 + static_cast<uint32_t>(random() % 30);
    const std::vector<WordRun> runs = RandomRuns(random, 1 + random() % 9, 60, 12);
    double best = 0;
    for (const Passage& passage : ChainRuns(runs, options)) {
      const double score = ScoreOf(passage.runs);
      chained += passage.runs.size() > 1 && score > best;
      best = std::max(best, score);
    }
    REQUIRE(best == Approx(BestScore(runs, options.most_gap_words)).epsilon(1e-9));
  }
  CHECK(chained > 50);
}

TEST_CASE("Runs are chained up to the longest gap and no farther, on either side") {
  AlignOptions options;
  options.most_gap_words = 10;
  CHECK(ChainRuns({{0, 0, 20}, {30, 30, 20}}, options).size() == 1);
  CHECK(ChainRuns({{0, 0, 20}, {31, 20, 20}}, options).size() == 2);
  CHECK(ChainRuns({{0, 0, 20}, {20, 31, 20}}, options).size() == 2);
}

TEST_CASE("Runs in crossed order make two passages") {
  const std::vector<Passage> passages = ChainRuns({{0, 30, 20}, {25, 0, 20}}, AlignOptions());
  REQUIRE(passages.size() == 2);
  CHECK(passages[0].runs == std::vector<WordRun>{{0, 30, 20}});
  CHECK(passages[1].runs == std::vector<WordRun>{{25, 0, 20}});
}

TEST_CASE("A passage needs one run long enough or words enough in all") {
  AlignOptions options;
  options.least_run_words = 8;
  options.least_words = 15;
  CHECK(ChainRuns({{0, 0, 8}}, options).size() == 1);
  CHECK(ChainRuns({{0, 0, 7}}, options).empty());
  CHECK(ChainRuns({{0, 0, 7}, {9, 9, 7}}, options).empty());
  CHECK(ChainRuns({{0, 0, 7}, {9, 9, 7}, {18, 18, 5}}, options).size() == 1);
}

TEST_CASE("Of two overlapping runs the longer keeps the words and the rest of the other is cut") {
  const std::vector<Passage> passages = ChainRuns({{0, 0, 30}, {25, 100, 30}}, AlignOptions());
  REQUIRE(passages.size() == 2);
  CHECK(passages[0].shared_words() + passages[1].shared_words() == 55);
}

TEST_CASE("No runs make no passage") { CHECK(ChainRuns({}, AlignOptions()).empty()); }

}  // namespace
}  // namespace wirecopy

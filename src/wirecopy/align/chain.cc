// Chaining of runs with gap costs (as in seed-chain-extend aligners of genomes: Abouelhoda, Ohlebusch 2005, "Chaining
// algorithms for multiple genome comparison").
//
// Problem: an edited passage is several exact runs with unlike words between them; a reader wants one passage. Idea:
// the score of a chain is its words minus a cost for each gap, growing with the gap's length and with its skew (the
// difference of its lengths on both sides); the best chain that ends in each run follows from the best chains of the
// runs before it. The best chain is taken, its words are struck out on both sides, and so on. Cost: O(runs * kLookBack)
// for the scores.
#include "wirecopy/align/chain.h"

#include <algorithm>
#include <optional>

namespace wirecopy {
namespace {

constexpr size_t kLookBack = 64;
constexpr int kMostRounds = 16;  // only texts that repeat themselves need more than two or three
constexpr double kAside = 0.01;  // what a word aside counts less: decides between equals, and no more

bool ByPlace(const WordRun& x, const WordRun& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); }

// What is left of `run` behind the end of `before` on both sides, if anything.
std::optional<WordRun> Behind(const WordRun& before, const WordRun& run) {
  const uint32_t end_a = before.a + before.size, end_b = before.b + before.size;
  const uint32_t cut = std::max(end_a > run.a ? end_a - run.a : 0, end_b > run.b ? end_b - run.b : 0);
  if (cut >= run.size) return std::nullopt;
  return WordRun{run.a + cut, run.b + cut, run.size - cut};
}

std::vector<uint32_t> Before(size_t size, std::span<const uint8_t> flags) {
  std::vector<uint32_t> before(size + 1, 0);
  for (size_t i = 0; i < size && !flags.empty(); ++i) before[i + 1] = before[i] + (flags[i] != 0);
  return before;
}

}  // namespace

bool WithinGap(const AlignText& side, uint32_t end, uint32_t next, uint32_t most_gap) {
  if (next <= end) return true;
  const uint32_t first = end == 0 ? 0 : side.words[end - 1].end, last = side.words[next].begin;
  if (last - first <= most_gap) return true;  // a code point has 1 to 4 bytes
  if (last - first > 4 * most_gap) return false;
  const std::string_view gap = side.text.substr(first, last - first);
  const auto inner = std::count_if(gap.begin(), gap.end(), [](char c) { return (c & 0xC0) == 0x80; });
  return gap.size() - static_cast<size_t>(inner) <= most_gap;
}

struct ChainFinder::Link {
  double score = 0;
  int64_t previous = -1;
};

ChainFinder::ChainFinder(const AlignText& a, const AlignText& b)
    : a_(a),
      b_(b),
      used_a_(a.words.size(), 0),
      used_b_(b.words.size(), 0),
      aside_a_(Before(a.words.size(), a.aside)),
      aside_b_(Before(b.words.size(), b.aside)) {}

// The cost of going on from `before` to `rest`, or nothing when they cannot stand in one chain.
std::optional<double> ChainFinder::GapCost(const WordRun& before, const WordRun& rest, const ChainCosts& costs) const {
  const uint32_t end_a = before.a + before.size, end_b = before.b + before.size;
  if (!WithinGap(a_, end_a, rest.a, costs.most_gap) || !WithinGap(b_, end_b, rest.b, costs.most_gap)) {
    return std::nullopt;
  }
  const uint32_t gap_a = rest.a - end_a, gap_b = rest.b - end_b;
  const uint32_t longer = std::max(gap_a, gap_b), skew = longer - std::min(gap_a, gap_b);
  return costs.open + costs.gap_word * longer + costs.skew_word * skew;
}

double ChainFinder::Value(const WordRun& run) const {
  const uint32_t aside = aside_a_[run.a + run.size] - aside_a_[run.a] + aside_b_[run.b + run.size] - aside_b_[run.b];
  return run.size - kAside * aside;
}

std::vector<ChainFinder::Link> ChainFinder::Score(const std::vector<WordRun>& runs, const ChainCosts& costs) const {
  std::vector<Link> links(runs.size());
  for (size_t i = 0; i < runs.size(); ++i) {
    links[i].score = Value(runs[i]);
    for (size_t back = 1; back <= std::min(i, kLookBack); ++back) {
      const size_t j = i - back;
      const std::optional<WordRun> rest = Behind(runs[j], runs[i]);
      const std::optional<double> cost = rest ? GapCost(runs[j], *rest, costs) : std::nullopt;
      if (!cost) continue;
      const double score = links[j].score + Value(*rest) - *cost;
      if (score > links[i].score) links[i] = {score, static_cast<int64_t>(j)};
    }
  }
  return links;
}

void ChainFinder::Use(const WordRun& run) {
  std::fill_n(used_a_.begin() + run.a, run.size, 1);
  std::fill_n(used_b_.begin() + run.b, run.size, 1);
}

void ChainFinder::Clear() {
  std::fill(used_a_.begin(), used_a_.end(), 0);
  std::fill(used_b_.begin(), used_b_.end(), 0);
}

bool ChainFinder::Touches(const Chain& chain) const {
  const auto used = [](const std::vector<uint8_t>& flags, uint32_t from, uint32_t size) {
    return std::find(flags.begin() + from, flags.begin() + from + size, 1) != flags.begin() + from + size;
  };
  return std::any_of(chain.begin(), chain.end(), [&](const WordRun& run) {
    return used(used_a_, run.a, run.size) || used(used_b_, run.b, run.size);
  });
}

// Takes from one scoring all chains that do not touch each other, best first.
void ChainFinder::TakeBest(const std::vector<WordRun>& runs, const ChainCosts& costs, std::vector<Chain>* chains) {
  const std::vector<Link> links = Score(runs, costs);
  std::vector<size_t> order(runs.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](size_t x, size_t y) { return std::pair(links[x].score, x) > std::pair(links[y].score, y); });
  for (const size_t last : order) {
    const WordRun& ends = runs[last];  // most others touch what is taken with their own words
    if (used_a_[ends.a + ends.size - 1] != 0 || used_b_[ends.b + ends.size - 1] != 0) continue;
    Chain chain;
    for (auto at = static_cast<int64_t>(last); at >= 0; at = links[static_cast<size_t>(at)].previous) {
      chain.push_back(runs[static_cast<size_t>(at)]);
    }
    std::reverse(chain.begin(), chain.end());
    for (size_t i = 1; i < chain.size(); ++i) chain[i] = Behind(chain[i - 1], chain[i]).value();
    if (Touches(chain)) continue;
    for (const WordRun& run : chain) Use(run);
    chains->push_back(std::move(chain));
  }
}

// Parts of the runs whose words are taken on neither side.
std::vector<WordRun> ChainFinder::Unused(const std::vector<WordRun>& runs, uint32_t least_run) const {
  std::vector<WordRun> kept;
  for (const WordRun& run : runs) {
    uint32_t begin = 0;
    for (uint32_t i = 0; i <= run.size; ++i) {
      if (i < run.size && used_a_[run.a + i] == 0 && used_b_[run.b + i] == 0) continue;
      if (i - begin >= least_run) kept.push_back({run.a + begin, run.b + begin, i - begin});
      begin = i + 1;
    }
  }
  return kept;
}

std::vector<Chain> ChainFinder::Take(std::vector<WordRun> runs, uint32_t least_run, const ChainCosts& costs) {
  std::vector<Chain> chains;
  for (int round = 0; round < kMostRounds; ++round) {
    runs = Unused(runs, std::max(1u, least_run));
    if (runs.empty()) break;
    std::sort(runs.begin(), runs.end(), ByPlace);
    TakeBest(runs, costs, &chains);
  }
  return chains;
}

}  // namespace wirecopy

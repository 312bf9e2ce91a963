// Problem: two reprints of one story are cut at different places and stand beside different neighbours, so neither
// resemblance nor containment says how alike their common part is. Idea: take the best chain of equal runs over the
// whole texts, with gaps that cost little, and hold against it only what both sides have unlike: the inside of the
// gaps, and the shorter of the two rests at either end (a reprint that simply goes on, or stops, has no rest on one
// side). Cost: O(runs * kLookBack).
#include "wirecopy/align/colinear.h"

#include <algorithm>

namespace wirecopy {
namespace {

constexpr size_t kLookBack = 128;
constexpr double kOpen = 0.4, kGap = 0.02, kSkew = 0.01;  // a gap's cost: at all, for each unit, for each of skew
constexpr double kFirstSkew = 0.15;                       // and for each of the first
constexpr uint32_t kFirst = 20;

struct Link {
  double score = 0;
  uint32_t matched = 0;
  uint32_t begin_a = 0, begin_b = 0;
};

uint32_t Rest(uint32_t end, uint32_t begin) { return begin > end ? begin - end : 0; }

}  // namespace

double ColinearSimilarity(std::vector<WordRun> runs, uint32_t size_a, uint32_t size_b, double damping) {
  std::sort(runs.begin(), runs.end(),
            [](const WordRun& x, const WordRun& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  std::vector<Link> links(runs.size());
  size_t best = 0;
  for (size_t i = 0; i < runs.size(); ++i) {
    const WordRun& run = runs[i];
    links[i] = {static_cast<double>(run.size), run.size, run.a, run.b};
    for (size_t back = 1; back <= std::min(i, kLookBack); ++back) {
      const size_t j = i - back;
      const uint32_t end_a = runs[j].a + runs[j].size, end_b = runs[j].b + runs[j].size;
      const uint32_t overlap = std::max(Rest(run.a, end_a), Rest(run.b, end_b));
      if (overlap >= run.size) continue;
      const uint32_t gap_a = Rest(end_a, run.a + overlap), gap_b = Rest(end_b, run.b + overlap);
      const uint32_t longer = std::max(gap_a, gap_b), skew = longer - std::min(gap_a, gap_b);
      const double cost = kOpen + kGap * longer + kFirstSkew * std::min(skew, kFirst) + kSkew * skew;
      const double score = links[j].score + run.size - overlap - cost;
      if (score > links[i].score) {
        links[i] = {score, links[j].matched + run.size - overlap, links[j].begin_a, links[j].begin_b};
      }
    }
    if (links[i].score > links[best].score) best = i;
  }
  if (runs.empty()) return 0;
  const Link& chain = links[best];
  const uint32_t end_a = runs[best].a + runs[best].size, end_b = runs[best].b + runs[best].size;
  const double spans = (end_a - chain.begin_a) + (end_b - chain.begin_b);
  const double gaps = (spans - 2.0 * chain.matched) / 2;
  const double head = std::min(chain.begin_a, chain.begin_b), tail = std::min(size_a - end_a, size_b - end_b);
  return chain.matched / (chain.matched + gaps + head + tail + damping);
}

}  // namespace wirecopy

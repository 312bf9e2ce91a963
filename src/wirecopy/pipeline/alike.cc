#include "wirecopy/pipeline/alike.h"

#include <algorithm>

#include "wirecopy/shingle/shingle_table.h"

namespace wirecopy {
namespace {

constexpr double kDeviations =
    2;  // of k independent values: one estimate in 40 lies further below, of most schemes fewer
constexpr size_t kPairsAChunk = 512;

std::span<const uint32_t> ShinglesOf(const Sketch& sketch) { return {sketch.shingles, sketch.shingle_count}; }

// `table`: the shingles of a.
double LikenessTo(const ShingleTable& table, const Sketch& a, const Sketch& b, const DedupOptions& options) {
  const size_t common = table.CountCommon(ShinglesOf(b));
  if (common == 0) return 0;
  const auto shared = static_cast<double>(common);
  const auto size_a = static_cast<double>(a.shingle_count), size_b = static_cast<double>(b.shingle_count);
  if (options.likeness == Likeness::kContainment && common >= static_cast<size_t>(options.least_shared)) {
    return shared / std::min(size_a, size_b);
  }
  return shared / (size_a + size_b - shared);
}

}  // namespace

bool MayBeAlike(const DedupOptions& options, const Sketch& a, const Sketch& b, int equal, int values) {
  const auto size_a = static_cast<double>(a.shingle_count), size_b = static_cast<double>(b.shingle_count);
  const double common = options.likeness == Likeness::kContainment
                            ? options.threshold * std::min(size_a, size_b)
                            : options.threshold * (size_a + size_b) / (1 + options.threshold);
  const double needed = common / (size_a + size_b - common);
  const double missing = needed * values - equal;
  return missing <= 0 || missing * missing <= kDeviations * kDeviations * values * needed * (1 - needed);
}

double LikenessOf(const DedupOptions& options, const Sketch& a, const Sketch& b) {
  thread_local ShingleTable table;
  table.TakeDistinct(ShinglesOf(a));
  return LikenessTo(table, a, b, options);
}

std::vector<Edge> AlikePairs(const DedupOptions& options, std::span<const Sketch> articles,
                             std::span<const ArticlePair> pairs, const Executor& executor) {
  std::vector<double> likeness(pairs.size());  // a float may lie below a threshold that it is
  executor.For(pairs.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    ShingleTable table;
    for (size_t i = begin; i < end; ++i) {
      const Sketch &a = articles[pairs[i].first], &b = articles[pairs[i].second];
      if (i == begin || pairs[i - 1].first != pairs[i].first) table.TakeDistinct(ShinglesOf(a));
      likeness[i] = LikenessTo(table, a, b, options);
    }
  });
  std::vector<Edge> alike;
  for (size_t i = 0; i < pairs.size(); ++i) {
    if (likeness[i] >= options.threshold) alike.push_back({pairs[i].first, pairs[i].second, likeness[i]});
  }
  return alike;
}

}  // namespace wirecopy

#include "wirecopy/pipeline/alike.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace wirecopy {
namespace {

constexpr double kDeviations =
    2;  // of k independent values: one estimate in 40 lies further below, of most schemes fewer
constexpr size_t kPairsAChunk = 512;

uint32_t Spread(uint32_t shingle) { return shingle * 0x9e3779b1u; }

double FromCounts(const DedupOptions& options, uint32_t size_a, uint32_t size_b, uint32_t common) {
  if (common == 0) return 0;
  if (options.likeness == Likeness::kContainment && common >= static_cast<uint32_t>(options.least_shared)) {
    return static_cast<double>(common) / std::min(size_a, size_b);
  }
  return static_cast<double>(common) / (size_a + size_b - common);
}

}  // namespace

ShingleCounter::Slot& ShingleCounter::Find(uint32_t shingle) {
  const size_t mask = slots_.size() - 1;
  size_t at = (Spread(shingle) >> 7) & mask;
  while (slots_[at].generation == generation_ && slots_[at].shingle != shingle) at = (at + 1) & mask;
  return slots_[at];
}

uint32_t ShingleCounter::Take(const Sketch& sketch) {
  if (slots_.size() < 2 * size_t{sketch.shingle_count} + 1) {
    slots_.assign(std::bit_ceil(4 * size_t{sketch.shingle_count} + 64), Slot{});
    generation_ = 0;
  }
  ++generation_;
  counted_ = 0;
  uint32_t different = 0;
  for (const uint32_t shingle : std::span(sketch.shingles, sketch.shingle_count)) {
    Slot& slot = Find(shingle);
    if (slot.generation == generation_) continue;
    slot = {generation_, shingle, 0};
    ++different;
  }
  return different;
}

uint32_t ShingleCounter::CountCommon(const Sketch& sketch) {
  ++counted_;
  uint32_t common = 0;
  for (const uint32_t shingle : std::span(sketch.shingles, sketch.shingle_count)) {
    Slot& slot = Find(shingle);
    if (slot.generation != generation_ || slot.counted == counted_) continue;
    slot.counted = counted_;
    ++common;
  }
  return common;
}

bool MayBeAlike(const DedupOptions& options, const Sketch& a, const Sketch& b, int equal, int values) {
  const auto size_a = static_cast<double>(a.shingle_count), size_b = static_cast<double>(b.shingle_count);
  const double common = options.likeness == Likeness::kContainment
                            ? options.threshold * std::min(size_a, size_b)
                            : options.threshold * (size_a + size_b) / (1 + options.threshold);
  const double needed = common / (size_a + size_b - common);
  const double below = needed - static_cast<double>(equal) / values;
  return below <= 0 || below * below * values <= kDeviations * kDeviations * needed * (1 - needed);
}

double LikenessOf(const DedupOptions& options, const Sketch& a, const Sketch& b) {
  thread_local ShingleCounter counter;
  const uint32_t size_b = counter.Take(b), size_a = counter.Take(a);
  return FromCounts(options, size_a, size_b, counter.CountCommon(b));
}

std::vector<Edge> AlikePairs(const DedupOptions& options, std::span<const Sketch> articles,
                             std::span<const ArticlePair> pairs, const Executor& executor) {
  std::vector<uint32_t> sizes(articles.size(), 0);  // of the sets; of articles in pairs
  for (const auto& [a, b] : pairs) sizes[a] = sizes[b] = 1;
  executor.For(articles.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    ShingleCounter counter;
    for (size_t i = begin; i < end; ++i) {
      if (sizes[i] != 0) sizes[i] = counter.Take(articles[i]);
    }
  });
  std::vector<double> likeness(pairs.size());  // a float may lie below a threshold that it is
  executor.For(pairs.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    ShingleCounter counter;
    for (size_t i = begin; i < end; ++i) {
      const auto [a, b] = pairs[i];
      if (i == begin || pairs[i - 1].first != a) counter.Take(articles[a]);
      likeness[i] = FromCounts(options, sizes[a], sizes[b], counter.CountCommon(articles[b]));
    }
  });
  std::vector<Edge> alike;
  for (size_t i = 0; i < pairs.size(); ++i) {
    if (likeness[i] >= options.threshold) alike.push_back({pairs[i].first, pairs[i].second, likeness[i]});
  }
  return alike;
}

}  // namespace wirecopy

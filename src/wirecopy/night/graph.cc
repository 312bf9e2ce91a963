#include "wirecopy/night/graph.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

void SortOnce(std::vector<uint32_t>* numbers) {
  std::sort(numbers->begin(), numbers->end());
  numbers->erase(std::unique(numbers->begin(), numbers->end()), numbers->end());
}

}  // namespace

NightGraph::NightGraph(std::span<const IndexedSegment> segments, const Sketches& sketches, const Recognised& recognised,
                       uint64_t first, const SketchOptions& options)
    : tonight_(sketches),
      recognised_(recognised),
      first_(first),
      options_(options),
      joint_(segments, static_cast<uint32_t>(recognised.fresh.size())),
      loaded_(joint_, options) {}

uint64_t NightGraph::NumberOf(uint32_t joint) const {
  if (!IsOld(joint)) return first_ + FreshOf(joint);
  const ArticlePlace at = joint_.At(joint);
  return at.segment->number(at.place);
}

Sketch NightGraph::Counted(uint32_t joint) const {
  if (!IsOld(joint)) return tonight_.articles[recognised_.fresh[FreshOf(joint)]];
  const ArticlePlace at = joint_.At(joint);
  Sketch sketch;
  sketch.shingle_count = ShingleCountOf(at.segment->words(at.place), options_.shingle_words);
  return sketch;
}

absl::Status NightGraph::Choose(std::vector<uint32_t> joint, const Executor& executor) {
  SortOnce(&joint);
  chosen_ = std::move(joint);
  const std::span<const uint32_t> old = std::span(chosen_).first(chosen_old());
  if (absl::Status status = loaded_.Load(old, executor); !status.ok()) return status;
  compared_.clear();
  for (const uint32_t one : chosen_) {
    compared_.push_back(IsOld(one) ? loaded_[one] : tonight_.articles[recognised_.fresh[FreshOf(one)]]);
  }
  return absl::OkStatus();
}

uint32_t NightGraph::LocalOf(uint32_t joint) const {
  return static_cast<uint32_t>(std::lower_bound(chosen_.begin(), chosen_.end(), joint) - chosen_.begin());
}

uint32_t NightGraph::chosen_old() const { return LocalOf(joint_.old()); }

absl::StatusOr<std::vector<Edge>> NightGraph::WithComponents(std::vector<Edge> edges, Catalogue* catalogue) const {
  std::vector<uint32_t> reached;
  for (const Edge& edge : edges) reached.insert(reached.end(), {edge.a, edge.b});
  SortOnce(&reached);
  absl::flat_hash_set<uint32_t> seen(reached.begin(), reached.end());
  for (size_t next = 0; next < reached.size(); ++next) {  // breadth first
    const uint32_t one = reached[next];
    if (!IsOld(one)) continue;
    const auto add = [&](uint64_t number, double likeness) {
      const uint32_t other = joint_.JointOf(number);
      if (other == joint_.size()) return;
      edges.push_back({std::min(one, other), std::max(one, other), likeness});
      if (seen.insert(other).second) reached.push_back(other);
    };
    if (absl::Status status = catalogue->ForEachEdge(NumberOf(one), add); !status.ok()) return status;
  }
  const auto ends = [](const Edge& edge) { return std::pair(edge.a, edge.b); };
  std::sort(edges.begin(), edges.end(), [&](const Edge& x, const Edge& y) { return ends(x) < ends(y); });
  // An edge between two old articles comes from both of them.
  edges.erase(std::unique(edges.begin(), edges.end(), [&](const Edge& x, const Edge& y) { return ends(x) == ends(y); }),
              edges.end());
  return edges;
}

}  // namespace wirecopy

#include "wirecopy/pipeline/keep.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "wirecopy/base/timestamp.h"
#include "wirecopy/cluster/average_link.h"
#include "wirecopy/cluster/components.h"
#include "wirecopy/pipeline/alike.h"

namespace wirecopy {
namespace {

constexpr size_t kComponentsAChunk = 64;

struct Component {
  std::vector<uint32_t> members;  // rising
  std::vector<Edge> edges;
};

std::vector<Component> SplitToComponents(size_t articles, std::span<const Edge> alike) {
  Components components(articles);
  for (const Edge& edge : alike) components.Join(edge.a, edge.b);
  std::vector<Component> split;
  std::vector<uint32_t> number(articles, ~uint32_t{0});  // of a root's component
  const auto of = [&](uint32_t article) -> Component& {
    uint32_t& at = number[components.Root(article)];
    if (at == ~uint32_t{0}) {
      at = static_cast<uint32_t>(split.size());
      split.emplace_back();
    }
    return split[at];
  };
  for (const Edge& edge : alike) {
    Component& component = of(edge.a);
    component.edges.push_back(edge);
    component.members.push_back(edge.a);
    component.members.push_back(edge.b);
  }
  for (Component& component : split) {
    std::sort(component.members.begin(), component.members.end());
    component.members.erase(std::unique(component.members.begin(), component.members.end()), component.members.end());
  }
  return split;
}

std::vector<std::vector<uint32_t>> ClusterComponent(const DedupOptions& options, std::span<const Sketch> articles,
                                                    Component& component) {
  const std::vector<uint32_t>& members = component.members;
  if (members.size() == 2) return {members};
  const auto local = [&](uint32_t article) {
    return static_cast<uint32_t>(std::lower_bound(members.begin(), members.end(), article) - members.begin());
  };
  for (Edge& edge : component.edges) edge = {local(edge.a), local(edge.b), edge.similarity};
  std::vector<uint32_t> rank(members.size());
  std::iota(rank.begin(), rank.end(), 0u);
  const std::vector<uint8_t> asked(members.size(), 1);
  const auto clusters =
      AverageLinkClusters({static_cast<uint32_t>(members.size()), std::move(component.edges), rank, asked,
                           options.threshold, options.threshold * options.average, [&](uint32_t a, uint32_t b) {
                             return LikenessOf(options, articles[members[a]], articles[members[b]]);
                           }});
  std::vector<std::vector<uint32_t>> found;
  for (const Cluster& cluster : clusters) {
    if (cluster.members.size() < 2) continue;
    found.emplace_back();
    for (const uint32_t member : cluster.members) found.back().push_back(members[member]);
  }
  return found;
}

}  // namespace

std::vector<std::vector<uint32_t>> ClusterAlike(const DedupOptions& options, std::span<const Sketch> articles,
                                                std::span<const Edge> alike, const Executor& executor) {
  std::vector<Component> components = SplitToComponents(articles.size(), alike);
  std::vector<std::vector<std::vector<uint32_t>>> found(components.size());
  executor.For(components.size(), kComponentsAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) found[i] = ClusterComponent(options, articles, components[i]);
  });
  std::vector<std::vector<uint32_t>> clusters;
  for (auto& of_component : found) {
    std::move(of_component.begin(), of_component.end(), std::back_inserter(clusters));
  }
  return clusters;
}

uint32_t KeptOf(Keep keep, std::span<const Sketch> articles, const std::vector<uint32_t>& members) {
  uint32_t kept = members[0];
  if (keep == Keep::kFirstSeen) return kept;
  Timestamp earliest = ParseTimestamp(articles[kept].published);
  for (const uint32_t member : members) {
    const Timestamp time = ParseTimestamp(articles[member].published);
    const bool before = articles[member].preferred != articles[kept].preferred ? articles[member].preferred
                        : keep == Keep::kLongest ? articles[member].words > articles[kept].words
                                                 : ProvenOrder(time, earliest) < 0;
    if (before) kept = member, earliest = time;
  }
  return kept;
}

void ChooseKept(const DedupOptions& options, std::span<const Sketch> articles,
                std::span<const std::vector<uint32_t>> clusters, const Executor& executor, std::span<DedupRow> rows) {
  executor.For(clusters.size(), kComponentsAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const uint32_t kept = KeptOf(options.keep, articles, clusters[i]);
      for (const uint32_t member : clusters[i]) {
        DedupRow& row = rows[member];
        row.cluster = clusters[i][0];
        row.keeper = kept;
        if (member == kept) {
          row.reason = DedupReason::kKept;
          continue;
        }
        const double share = ShareIn(options, articles[member], articles[kept]);
        row.share = static_cast<float>(share);
        row.reason = share >= options.threshold ? DedupReason::kDuplicate : DedupReason::kRelated;
      }
    }
  });
}

}  // namespace wirecopy

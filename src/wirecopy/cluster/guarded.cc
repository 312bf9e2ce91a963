// Leader-guarded single link.
//
// Problem: connected components over "similar" pairs join stories that have nothing in common but a bridge (a round-up
// that quotes both, a short brief that both contain), and grow without bound. Comparing all members with all is
// quadratic, and impossible where a story in ten thousand copies was linked through a representative. Idea: take the
// edges from the most similar down; an edge joins two clusters only if the clusters' representatives are similar as
// well. The larger cluster keeps its representative, so that is a member around which the cluster grew from its most
// similar pairs; a bridge comes later, or meets a representative that it is not. Of two equal ones the earlier keeps
// it: the articles of a text too common to be paired out are all linked to their earliest. Cost: O(E log E) and at most
// one similarity asked for each edge.
#include "wirecopy/cluster/guarded.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace wirecopy {
namespace {

constexpr size_t kMostCompared = 32;  // members whose similarity is known for every pair

class Clusterer {
 public:
  Clusterer(uint32_t articles, std::vector<Edge> edges, std::span<const uint32_t> rank, double threshold,
            const std::function<double(uint32_t, uint32_t)>& similarity)
      : edges_(std::move(edges)),
        rank_(rank),
        threshold_(threshold),
        ask_(similarity),
        parent_(articles),
        representative_(articles),
        size_(articles, 1) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    std::iota(representative_.begin(), representative_.end(), 0u);
    for (const Edge& edge : edges_) {
      known_[Key(edge.a, edge.b)] = edge.similarity;
    }
  }

  std::vector<Cluster> Run() {
    std::sort(edges_.begin(), edges_.end(), [](const Edge& x, const Edge& y) {
      return std::tuple(y.similarity, x.a, x.b) < std::tuple(x.similarity, y.a, y.b);
    });
    for (const Edge& edge : edges_) {
      if (edge.similarity < threshold_) break;
      Join(Root(edge.a), Root(edge.b));
    }
    return Collect();
  }

 private:
  static std::pair<uint32_t, uint32_t> Key(uint32_t a, uint32_t b) { return std::minmax(a, b); }

  uint32_t Root(uint32_t article) {
    while (parent_[article] != article) article = parent_[article] = parent_[parent_[article]];
    return article;
  }

  double Similarity(uint32_t a, uint32_t b) {
    if (a == b) return 1;
    const auto [it, added] = known_.try_emplace(Key(a, b), 0);
    if (added) it->second = ask_(a, b);
    return it->second;
  }

  void Join(uint32_t x, uint32_t y) {
    if (x == y) return;
    const uint32_t leader_x = representative_[x], leader_y = representative_[y];
    if (Similarity(leader_x, leader_y) < threshold_) return;
    const auto order = [&](uint32_t root, uint32_t leader) { return std::tuple(~size_[root], rank_[leader], leader); };
    const bool keep_x = order(x, leader_x) <= order(y, leader_y);
    const uint32_t root = keep_x ? x : y, other = keep_x ? y : x;
    parent_[other] = root;
    size_[root] += size_[other];
  }

  std::vector<Cluster> Collect() {
    std::vector<Cluster> clusters;
    absl::flat_hash_map<uint32_t, size_t> number;
    for (uint32_t article = 0; article < parent_.size(); ++article) {
      const uint32_t root = Root(article);
      const auto [it, added] = number.try_emplace(root, clusters.size());
      if (added) clusters.push_back({{}, article, representative_[root], 1});
      Cluster& cluster = clusters[it->second];
      cluster.members.push_back(article);
      if (rank_[article] < rank_[cluster.earliest]) cluster.earliest = article;
    }
    for (Cluster& cluster : clusters) {
      cluster.cohesion = Cohesion(cluster);
    }
    return clusters;
  }

  double Cohesion(const Cluster& cluster) {
    double lowest = 1;
    for (const uint32_t member : cluster.members) lowest = std::min(lowest, Similarity(member, cluster.representative));
    if (cluster.members.size() > kMostCompared) return lowest;
    for (const uint32_t x : cluster.members) {
      for (const uint32_t y : cluster.members) lowest = std::min(lowest, Similarity(x, y));
    }
    return lowest;
  }

  std::vector<Edge> edges_;
  std::span<const uint32_t> rank_;
  double threshold_;
  const std::function<double(uint32_t, uint32_t)>& ask_;
  std::vector<uint32_t> parent_;
  std::vector<uint32_t> representative_;  // of a root's cluster
  std::vector<uint32_t> size_;            // of a root's cluster
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, double> known_;
};

}  // namespace

std::vector<Cluster> GuardedClusters(uint32_t articles, std::vector<Edge> edges, std::span<const uint32_t> rank,
                                     double threshold, const std::function<double(uint32_t, uint32_t)>& similarity) {
  return Clusterer(articles, std::move(edges), rank, threshold, similarity).Run();
}

}  // namespace wirecopy

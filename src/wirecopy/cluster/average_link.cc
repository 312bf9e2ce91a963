// Average link (Sokal, Michener 1958, UPGMA) over a sparse graph, by a heap that is corrected when it is read.
//
// Problem: single link runs through bridges; complete link breaks a story at one noisy copy. Idea: join the two
// clusters whose members are most similar on average, while two of their members are similar and the average is not
// much lower; a pair that was never compared counts nothing. An entry of the heap is a pair of articles; when it comes
// up, the average between their clusters is taken, and if that has become less the entry goes back with it. A cluster
// of more than kAnchors members is stood for by its first kAnchors, those it grew from, so a story in ten thousand
// copies stays linear; where a text was too common for all pairs to be compared, kAsked of the missing similarities are
// asked for, and their mean stands for all of these. Cost: O(E log E) averages of at most kAnchors^2 look-ups.
#include "wirecopy/cluster/average_link.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace wirecopy {
namespace {

constexpr size_t kAnchors = 16;
constexpr size_t kAsked = 4;  // of the missing similarities of an average that are asked for

struct Entry {
  double similarity;
  uint32_t a, b;
  // The queue gives the greatest: the most similar, of equals the first in the input.
  bool operator<(const Entry& other) const {
    return std::tuple(similarity, other.a, other.b) < std::tuple(other.similarity, a, b);
  }
};

class Clusterer {
 public:
  explicit Clusterer(AverageLinkInput input)
      : input_(std::move(input)), parent_(input_.articles), members_(input_.articles) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    for (uint32_t i = 0; i < input_.articles; ++i) members_[i] = {i};
    for (const Edge& edge : input_.edges) {
      known_[std::minmax(edge.a, edge.b)] = edge.similarity;
      if (edge.similarity >= input_.least_edge)
        queue_.push({edge.similarity, std::min(edge.a, edge.b), std::max(edge.a, edge.b)});
    }
  }

  std::vector<Cluster> Run() {
    while (!queue_.empty()) {
      const Entry entry = queue_.top();
      queue_.pop();
      const uint32_t x = Root(entry.a), y = Root(entry.b);
      if (x == y) continue;
      const double average = Average(members_[x], members_[y]);
      if (average < input_.least_average) continue;
      if (average < entry.similarity) {
        queue_.push({average, entry.a, entry.b});
      } else {
        Join(x, y);
      }
    }
    known_.insert(asked_.begin(), asked_.end());
    return Collect();
  }

 private:
  uint32_t Root(uint32_t article) {
    while (parent_[article] != article) article = parent_[article] = parent_[parent_[article]];
    return article;
  }

  bool IsLinked(uint32_t article) const { return !input_.linked.empty() && input_.linked[article] != 0; }

  double Average(const std::vector<uint32_t>& x, const std::vector<uint32_t>& y) {
    double sum = 0, of_asked = 0;
    size_t pairs = 0, asked = 0;
    std::vector<std::pair<uint32_t, uint32_t>> missing;  // to ask for
    for (size_t i = 0; i < std::min(kAnchors, x.size()); ++i) {
      for (size_t j = 0; j < std::min(kAnchors, y.size()); ++j, ++pairs) {
        const std::pair<uint32_t, uint32_t> pair = std::minmax(x[i], y[j]);
        if (const auto found = known_.find(pair); found != known_.end()) {
          sum += found->second;
        } else if (const auto answer = asked_.find(pair); answer != asked_.end()) {
          of_asked += answer->second;
          ++asked;
        } else if (IsLinked(x[i]) && IsLinked(y[j])) {
          missing.push_back(pair);
        }
      }
    }
    // Those that are known are the similar ones; a sample of the others stands for all of these.
    const size_t to_ask = std::min(missing.size(), kAsked - std::min(kAsked, asked));
    for (size_t i = 0; i < to_ask; ++i) {
      const std::pair<uint32_t, uint32_t>& pair = missing[i * missing.size() / to_ask];
      of_asked += asked_[pair] = input_.similarity(pair.first, pair.second);
    }
    const auto others = static_cast<double>(asked + missing.size());
    if (others > 0) sum += of_asked / static_cast<double>(asked + to_ask) * others;
    return sum / static_cast<double>(pairs);
  }

  // The larger one keeps its place, so its first members are those it grew from.
  void Join(uint32_t x, uint32_t y) {
    if (std::pair(members_[y].size(), x) > std::pair(members_[x].size(), y)) std::swap(x, y);
    parent_[y] = x;
    members_[x].insert(members_[x].end(), members_[y].begin(), members_[y].end());
    members_[y] = {};
  }

  double Known(uint32_t a, uint32_t b) const {
    if (a == b) return 1;
    const auto known = known_.find(std::minmax(a, b));
    return known == known_.end() ? 0 : known->second;
  }

  // The member with the greatest similarity to the anchors, the earliest of equals.
  uint32_t Representative(const std::vector<uint32_t>& members) const {
    uint32_t best = members[0];
    double most = -1;
    for (size_t i = 0; i < std::min(kAnchors, members.size()); ++i) {
      double sum = 0;
      for (size_t j = 0; j < std::min(kAnchors, members.size()); ++j) sum += Known(members[i], members[j]);
      const bool earlier = input_.rank[members[i]] < input_.rank[best];
      if (sum > most || (sum == most && earlier)) best = members[i], most = sum;
    }
    return best;
  }

  double Cohesion(const std::vector<uint32_t>& members) {
    double lowest = 1;
    for (size_t i = 0; i < std::min(kAnchors, members.size()); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) {
        const auto [known, unknown] = known_.try_emplace(std::minmax(members[i], members[j]), 1);
        if (unknown && j < kAnchors) known->second = input_.similarity(members[i], members[j]);
        lowest = std::min(lowest, known->second);
      }
    }
    return lowest;
  }

  std::vector<Cluster> Collect() {
    std::vector<Cluster> clusters;
    std::vector<uint8_t> seen(input_.articles, 0);
    for (uint32_t article = 0; article < input_.articles; ++article) {
      const uint32_t root = Root(article);
      if (seen[root] != 0) continue;
      seen[root] = 1;
      std::vector<uint32_t>& members = members_[root];
      Cluster cluster{{}, article, Representative(members), 0};
      cluster.cohesion = Cohesion(members);
      cluster.members = members;
      std::sort(cluster.members.begin(), cluster.members.end());
      cluster.earliest = *std::min_element(cluster.members.begin(), cluster.members.end(),
                                           [&](uint32_t x, uint32_t y) { return input_.rank[x] < input_.rank[y]; });
      clusters.push_back(std::move(cluster));
    }
    return clusters;
  }

  AverageLinkInput input_;
  std::vector<uint32_t> parent_;
  std::vector<std::vector<uint32_t>> members_;  // of a root's cluster, in the order they came
  std::priority_queue<Entry> queue_;
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, double> known_, asked_;
};

}  // namespace

std::vector<Cluster> AverageLinkClusters(AverageLinkInput input) { return Clusterer(std::move(input)).Run(); }

}  // namespace wirecopy

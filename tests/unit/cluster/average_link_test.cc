#include "wirecopy/cluster/average_link.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

using Pair = std::pair<uint32_t, uint32_t>;
using Groups = std::set<std::set<uint32_t>>;

std::vector<uint32_t> RankByNumber(uint32_t articles) {
  std::vector<uint32_t> rank(articles);
  std::iota(rank.begin(), rank.end(), 0u);
  return rank;
}

Groups GroupsOf(const std::vector<Cluster>& clusters) {
  Groups groups;
  for (const Cluster& cluster : clusters) groups.insert({cluster.members.begin(), cluster.members.end()});
  return groups;
}

// Edges of every strength between some of the pairs, more and stronger ones inside of groups.
std::vector<Edge> RandomEdges(std::mt19937& random, uint32_t articles) {
  std::uniform_real_distribution<double> chance(0, 1);
  std::vector<Edge> edges;
  for (uint32_t a = 0; a < articles; ++a) {
    for (uint32_t b = a + 1; b < articles; ++b) {
      const bool dense = a % 4 == b % 4;
      if (chance(random) < (dense ? 0.9 : 0.2))
        edges.push_back({a, b, dense ? 0.3 + 0.7 * chance(random) : chance(random)});
    }
  }
  return edges;
}

// Joins the two most similar of all clusters, again and again.
Groups ByHand(uint32_t articles, const std::vector<Edge>& edges, double least) {
  std::map<Pair, double> known;
  for (const Edge& edge : edges) known[{edge.a, edge.b}] = edge.similarity;
  std::vector<std::set<uint32_t>> clusters;
  for (uint32_t i = 0; i < articles; ++i) clusters.push_back({i});
  while (true) {
    double best = 0;
    size_t at_x = 0, at_y = 0;
    for (size_t x = 0; x < clusters.size(); ++x) {
      for (size_t y = x + 1; y < clusters.size(); ++y) {
        double sum = 0;
        for (const uint32_t a : clusters[x]) {
          for (const uint32_t b : clusters[y]) {
            const auto it = known.find(std::minmax(a, b));
            sum += it == known.end() ? 0 : it->second;
          }
        }
        const double average = sum / static_cast<double>(clusters[x].size() * clusters[y].size());
        if (average > best) best = average, at_x = x, at_y = y;
      }
    }
    if (best < least) return {clusters.begin(), clusters.end()};
    clusters[at_x].insert(clusters[at_y].begin(), clusters[at_y].end());
    clusters.erase(clusters.begin() + static_cast<ptrdiff_t>(at_y));
  }
}

std::vector<Cluster> Run(uint32_t articles, std::vector<Edge> edges, double least_edge, double least_average) {
  const std::vector<uint32_t> rank = RankByNumber(articles);
  return AverageLinkClusters(
      {articles, std::move(edges), rank, {}, least_edge, least_average, [](uint32_t, uint32_t) { return 0.0; }});
}

TEST_CASE("The clusters are those of average link by hand") {
  std::mt19937 random(1);
  size_t several = 0;
  for (int round = 0; round < 200; ++round) {
    const auto articles = static_cast<uint32_t>(2 + random() % 15);
    const std::vector<Edge> edges = RandomEdges(random, articles);
    const Groups groups = GroupsOf(Run(articles, edges, 0.5, 0.5));
    CHECK(groups == ByHand(articles, edges, 0.5));
    several += groups.size() < articles;
  }
  CHECK(several > 150);
}

TEST_CASE("The order of the edges does not matter, nor which article of an edge comes first") {
  std::mt19937 random(2);
  for (int round = 0; round < 50; ++round) {
    std::vector<Edge> edges = RandomEdges(random, 30);
    for (Edge& edge : edges) edge.similarity = std::round(edge.similarity * 5) / 5;  // many equal ones
    const Groups groups = GroupsOf(Run(30, edges, 0.5, 0.45));
    std::shuffle(edges.begin(), edges.end(), random);
    for (Edge& edge : edges) std::swap(edge.a, edge.b);
    CHECK(GroupsOf(Run(30, edges, 0.5, 0.45)) == groups);
  }
}

TEST_CASE("A bridge does not join two stories") {
  std::vector<Edge> edges = {{3, 0, 0.6}, {3, 4, 0.6}};  // 3 is a round-up that holds both
  for (const uint32_t first : {0u, 4u}) {
    for (uint32_t a = first; a < first + 3; ++a) {
      for (uint32_t b = a + 1; b < first + 3; ++b) edges.push_back({a, b, 0.9});
    }
  }
  const Groups groups = GroupsOf(Run(7, edges, 0.5, 0.45));
  CHECK(groups.contains({0, 1, 2}));
  CHECK(groups.contains({4, 5, 6}));
}

TEST_CASE("A story that was too common to be paired out is one cluster, for a linear number of questions") {
  constexpr uint32_t kCopies = 3000;
  std::vector<Edge> edges;
  for (uint32_t i = 1; i < kCopies; ++i) {
    edges.push_back({0, i, 0.8});
    if (i > 1) edges.push_back({i - 1, i, 0.8});
  }
  const std::vector<uint32_t> rank = RankByNumber(kCopies + 1);
  std::vector<uint8_t> linked(kCopies + 1, 1);
  linked[kCopies] = 0;
  size_t asked = 0;
  const std::vector<Cluster> clusters =
      AverageLinkClusters({kCopies + 1, edges, rank, linked, 0.5, 0.45, [&](uint32_t, uint32_t) {
                             ++asked;
                             return 0.7;
                           }});
  REQUIRE(clusters.size() == 2);
  CHECK(clusters[0].members.size() == kCopies);
  CHECK(clusters[0].cohesion == Approx(0.7));
  CHECK(asked < 10 * kCopies);
}

TEST_CASE(
    "Earliest by rank, representative the most similar, cohesion the lowest similarity, asked for where unknown") {
  const std::vector<Edge> edges = {{0, 1, 0.9}, {1, 2, 0.95}, {1, 3, 0.9}, {2, 3, 0.8}, {0, 2, 0.7}};
  const std::vector<uint32_t> rank = {3, 2, 0, 1};
  const std::vector<Cluster> clusters = AverageLinkClusters(
      {4, edges, rank, {}, 0.5, 0.45, [](uint32_t a, uint32_t b) { return a + b == 3 ? 0.25 : -1.0; }});
  REQUIRE(clusters.size() == 1);
  CHECK(clusters[0].members == std::vector<uint32_t>{0, 1, 2, 3});
  CHECK(clusters[0].earliest == 2);
  CHECK(clusters[0].representative == 1);
  CHECK(clusters[0].cohesion == 0.25);
}

TEST_CASE("Articles without edges stay alone, in their order") {
  const std::vector<Cluster> clusters = Run(3, {{0, 2, 0.49}}, 0.5, 0.45);
  REQUIRE(clusters.size() == 3);
  for (uint32_t i = 0; i < 3; ++i) {
    CHECK(clusters[i].members == std::vector<uint32_t>{i});
    CHECK(clusters[i].cohesion == 1);
    CHECK(clusters[i].representative == i);
  }
  CHECK(Run(0, {}, 0.5, 0.45).empty());
}

}  // namespace
}  // namespace wirecopy

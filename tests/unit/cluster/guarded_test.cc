#include "wirecopy/cluster/guarded.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

using Pair = std::pair<uint32_t, uint32_t>;

// Similarities of all pairs that are not zero, and who asked for which.
class World {
 public:
  void Set(uint32_t a, uint32_t b, double similarity) { known_[std::minmax(a, b)] = similarity; }

  double Of(uint32_t a, uint32_t b) const {
    if (a == b) return 1;
    const auto it = known_.find(std::minmax(a, b));
    return it == known_.end() ? 0 : it->second;
  }

  // Those of at least `least`.
  std::vector<Edge> Edges(double least) const {
    std::vector<Edge> edges;
    for (const auto& [pair, similarity] : known_) {
      if (similarity >= least) edges.push_back({pair.first, pair.second, similarity});
    }
    return edges;
  }

  std::vector<Cluster> Clusters(uint32_t articles, std::vector<Edge> edges, const std::vector<uint32_t>& rank) {
    asked_.clear();
    return GuardedClusters(articles, std::move(edges), rank, 0.5, [this](uint32_t a, uint32_t b) {
      ++asked_[std::minmax(a, b)];
      return Of(a, b);
    });
  }

  const std::map<Pair, int>& asked() const { return asked_; }

 private:
  std::map<Pair, double> known_;
  std::map<Pair, int> asked_;
};

std::vector<uint32_t> RankByNumber(uint32_t articles) {
  std::vector<uint32_t> rank(articles);
  std::iota(rank.begin(), rank.end(), 0u);
  return rank;
}

bool Same(const std::vector<Cluster>& x, const std::vector<Cluster>& y) {
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Cluster& c, const Cluster& d) {
    return c.members == d.members && c.earliest == d.earliest && c.representative == d.representative &&
           c.cohesion == d.cohesion;
  });
}

std::vector<std::vector<uint32_t>> Members(const std::vector<Cluster>& clusters) {
  std::vector<std::vector<uint32_t>> members;
  for (const Cluster& cluster : clusters) members.push_back(cluster.members);
  return members;
}

// A few dense groups of unlike sizes, links between them, and edges of every strength.
World RandomWorld(std::mt19937& random, uint32_t articles) {
  World world;
  std::uniform_real_distribution<double> chance(0, 1);
  std::vector<uint32_t> group(articles);
  for (uint32_t& g : group) g = static_cast<uint32_t>(random() % 6);
  for (uint32_t a = 0; a < articles; ++a) {
    for (uint32_t b = a + 1; b < articles; ++b) {
      const bool dense = group[a] == group[b];
      if (chance(random) < (dense ? 0.8 : 0.04)) world.Set(a, b, dense ? 0.4 + 0.6 * chance(random) : chance(random));
    }
  }
  return world;
}

// Whether edges of at least the threshold lead from any member to any other without leaving the cluster.
bool Connected(const std::vector<uint32_t>& members, const World& world) {
  std::set<uint32_t> reached = {members[0]};
  for (size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const uint32_t x : members) {
      for (const uint32_t y : members) {
        if (reached.contains(x) && world.Of(x, y) >= 0.5) reached.insert(y);
      }
    }
  }
  return reached.size() == members.size();
}

TEST_CASE("Every article is in exactly one cluster, and clusters come in the order of their first members") {
  std::mt19937 random(1);
  for (int round = 0; round < 40; ++round) {
    const auto articles = static_cast<uint32_t>(1 + random() % 60);
    World world = RandomWorld(random, articles);
    const std::vector<Cluster> clusters = world.Clusters(articles, world.Edges(0.5), RankByNumber(articles));
    std::vector<uint32_t> all;
    for (size_t i = 0; i < clusters.size(); ++i) {
      REQUIRE_FALSE(clusters[i].members.empty());
      CHECK(std::is_sorted(clusters[i].members.begin(), clusters[i].members.end()));
      if (i > 0) CHECK(clusters[i - 1].members[0] < clusters[i].members[0]);
      CHECK(Connected(clusters[i].members, world));
      all.insert(all.end(), clusters[i].members.begin(), clusters[i].members.end());
    }
    std::sort(all.begin(), all.end());
    CHECK(all == RankByNumber(articles));
  }
}

TEST_CASE("The earliest is first by rank, the representative a member, the cohesion the lowest similarity") {
  std::mt19937 random(2);
  size_t several = 0;
  for (int round = 0; round < 40; ++round) {
    const auto articles = static_cast<uint32_t>(2 + random() % 50);
    World world = RandomWorld(random, articles);
    std::vector<uint32_t> rank = RankByNumber(articles);
    std::shuffle(rank.begin(), rank.end(), random);
    const std::vector<Edge> edges = world.Edges(0.5);
    for (const Cluster& cluster : world.Clusters(articles, edges, rank)) {
      REQUIRE(cluster.members.size() <= 32);
      several += cluster.members.size() > 2;
      uint32_t earliest = cluster.members[0];
      double lowest = 1;
      for (const uint32_t x : cluster.members) {
        if (rank[x] < rank[earliest]) earliest = x;
        for (const uint32_t y : cluster.members) lowest = std::min(lowest, world.Of(x, y));
      }
      CHECK(cluster.earliest == earliest);
      CHECK(std::count(cluster.members.begin(), cluster.members.end(), cluster.representative) == 1);
      CHECK(cluster.cohesion == lowest);
    }
  }
  CHECK(several > 50);
}

TEST_CASE("The order in which the edges are given does not matter") {
  std::mt19937 random(3);
  World world = RandomWorld(random, 60);
  for (uint32_t a = 0; a < 60; a += 3) world.Set(a, (a + 7) % 60, 0.75);  // equal similarities as well
  std::vector<Edge> edges = world.Edges(0.5);
  const std::vector<uint32_t> rank = RankByNumber(60);
  const std::vector<Cluster> expected = world.Clusters(60, edges, rank);
  REQUIRE(expected.size() > 1);
  REQUIRE(expected.size() < 60);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(edges.begin(), edges.end(), random);
    CHECK(Same(world.Clusters(60, edges, rank), expected));
  }
}

// Whether members of the groups 0-4 and 6-10 stand in one cluster.
bool JoinsGroups(const Cluster& cluster) { return cluster.members.front() < 5 && cluster.members.back() > 5; }

TEST_CASE("Two dense groups stay apart when one member of each is like an article between them") {
  World world;
  for (uint32_t a = 0; a < 5; ++a) {
    for (uint32_t b = a + 1; b < 5; ++b) {
      world.Set(a, b, 0.9);
      world.Set(6 + a, 6 + b, 0.9);
    }
  }
  world.Set(4, 5, 0.7);
  world.Set(5, 6, 0.6);
  const std::vector<Cluster> clusters = world.Clusters(11, world.Edges(0.5), RankByNumber(11));
  for (const Cluster& cluster : clusters) {
    CHECK_FALSE(JoinsGroups(cluster));
  }
  CHECK(clusters.size() <= 3);
}

// Clusters of two groups of five, 0.9 alike, and article 5 between them, as alike to all ten.
std::vector<Cluster> WithBridge(double similarity, const std::vector<uint32_t>& rank) {
  World world;
  for (uint32_t a = 0; a < 5; ++a) {
    for (uint32_t b = a + 1; b < 5; ++b) {
      world.Set(a, b, 0.9);
      world.Set(6 + a, 6 + b, 0.9);
    }
    world.Set(a, 5, similarity);
    world.Set(5, 6 + a, similarity);
  }
  return world.Clusters(11, world.Edges(0.5), rank);
}

TEST_CASE("Two dense groups stay apart when an article between them is like every member of both") {
  // A round-up that holds both, less like them than they are like their own kind; or a brief that both contain whole.
  for (const double similarity : {0.6, 1.0}) {
    for (const Cluster& cluster : WithBridge(similarity, RankByNumber(11))) {
      CHECK_FALSE(JoinsGroups(cluster));
      CHECK(cluster.cohesion >= 0.5);
    }
  }
}

TEST_CASE("Two dense groups stay apart when the article between them is the first by rank") {
  std::vector<uint32_t> rank = RankByNumber(11);
  std::swap(rank[0], rank[5]);
  for (const Cluster& cluster : WithBridge(0.6, rank)) CHECK_FALSE(JoinsGroups(cluster));
}

TEST_CASE("Articles that are alike only as neighbours do not become one long chain") {
  World world;
  for (uint32_t a = 0; a + 1 < 40; ++a) world.Set(a, a + 1, 0.6);
  for (const Cluster& cluster : world.Clusters(40, world.Edges(0.5), RankByNumber(40))) {
    CHECK(cluster.members.size() <= 4);
  }
}

TEST_CASE("Edges below the threshold join nothing") {
  World world;
  world.Set(0, 1, 0.49);
  world.Set(1, 2, 0.5);
  CHECK(Members(world.Clusters(3, world.Edges(0), RankByNumber(3))) == std::vector<std::vector<uint32_t>>{{0}, {1, 2}});
}

TEST_CASE("An edge below the threshold joins nothing, even where the representatives are alike") {
  World world;
  world.Set(0, 1, 0.9);
  world.Set(2, 3, 0.9);
  world.Set(0, 2, 0.8);  // known only when asked
  CHECK(world.Clusters(4, {{0, 1, 0.9}, {2, 3, 0.9}, {1, 3, 0.4}}, RankByNumber(4)).size() == 2);
  CHECK(world.Clusters(4, {{0, 1, 0.9}, {2, 3, 0.9}, {1, 3, 0.6}}, RankByNumber(4)).size() == 1);
}

TEST_CASE("A similarity is asked at most once a pair, and never for an edge") {
  std::mt19937 random(4);
  size_t asked = 0;
  for (int round = 0; round < 20; ++round) {
    World world = RandomWorld(random, 50);
    std::set<Pair> given;
    std::vector<Edge> edges = world.Edges(0.5);
    for (const Edge& edge : edges) given.insert(std::minmax(edge.a, edge.b));
    world.Clusters(50, std::move(edges), RankByNumber(50));
    for (const auto& [pair, times] : world.asked()) {
      CHECK(times == 1);
      CHECK_FALSE(given.contains(pair));
      CHECK(pair.first != pair.second);
    }
    asked += world.asked().size();
  }
  CHECK(asked > 20);
}

TEST_CASE("An article alone is its own cluster of cohesion 1, and no articles make no cluster") {
  World world;
  const std::vector<Cluster> clusters = world.Clusters(2, {}, RankByNumber(2));
  REQUIRE(clusters.size() == 2);
  CHECK(clusters[1].members == std::vector<uint32_t>{1});
  CHECK(clusters[1].earliest == 1);
  CHECK(clusters[1].representative == 1);
  CHECK(clusters[1].cohesion == 1);
  CHECK(world.Clusters(0, {}, {}).empty());
}

TEST_CASE("Of more than 32 members the cohesion is the lowest similarity to the representative") {
  World world;
  for (uint32_t a = 1; a < 40; ++a) world.Set(0, a, 0.6 + 0.001 * a);  // the leaves are unlike each other
  const std::vector<Cluster> clusters = world.Clusters(40, world.Edges(0.5), RankByNumber(40));
  REQUIRE(clusters.size() == 1);
  CHECK(clusters[0].representative == 0);
  CHECK(clusters[0].cohesion == world.Of(0, 1));
}

TEST_CASE("A star of 10,000 edges becomes one cluster quickly, with few similarities asked") {
  constexpr uint32_t kLeaves = 10000;
  std::mt19937 random(5);
  std::vector<Edge> edges;
  for (uint32_t leaf = 0; leaf <= kLeaves; ++leaf) {
    if (leaf != 5000) edges.push_back({leaf, 5000, 0.5 + 0.00004 * static_cast<double>(random() % kLeaves)});
  }
  size_t asked = 0;
  const auto start = std::chrono::steady_clock::now();
  const std::vector<Cluster> clusters =
      GuardedClusters(kLeaves + 1, edges, RankByNumber(kLeaves + 1), 0.5, [&](uint32_t, uint32_t) {
        ++asked;
        return 0.9;
      });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  CHECK(took.count() < 10);
  REQUIRE(clusters.size() == 1);
  CHECK(clusters[0].members.size() == kLeaves + 1);
  CHECK(clusters[0].representative == 5000);
  CHECK(asked <= edges.size());
}

}  // namespace
}  // namespace wirecopy

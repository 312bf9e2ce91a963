#include "wirecopy/night/regroup.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

// Articles that are alike by what the edges say alone: their sets of shingles have nothing in common, so the share of
// each that stands in the kept one is 0.
class Night {
 public:
  // `before`: memberships of the first articles; the others are of tonight.
  Night(std::vector<uint64_t> numbers, std::vector<Membership> before)
      : numbers_(std::move(numbers)), before_(std::move(before)), shingles_(numbers_.size()) {
    for (uint32_t i = 0; i < numbers_.size(); ++i) {
      for (uint32_t s = 0; s < 30; ++s) shingles_[i].push_back(1000 * i + s + 1);
      Sketch sketch;
      sketch.shingles = shingles_[i].data();
      sketch.shingle_count = 30;
      sketch.words = 34 + i;
      sketches_.push_back(sketch);
    }
  }

  Regrouped operator()(const std::vector<Edge>& edges, Keep keep = Keep::kFirstSeen) const {
    DedupOptions options;
    options.keep = keep;
    return Regroup(options, {numbers_, sketches_, before_, edges}, Executor(1));
  }

 private:
  std::vector<uint64_t> numbers_;
  std::vector<Membership> before_;
  std::vector<std::vector<uint32_t>> shingles_;
  std::vector<Sketch> sketches_;
};

std::vector<uint64_t> NamesOf(const Regrouped& regrouped) {
  std::vector<uint64_t> names;
  for (const Membership& membership : regrouped.memberships) names.push_back(membership.cluster);
  return names;
}

TEST_CASE("A new article joins an old one, which stays the kept one whatever the policy") {
  const Night night({3, 9}, {{3, {}, {}}});
  for (const Keep keep : {Keep::kFirstSeen, Keep::kLongest, Keep::kEarliest}) {
    const Regrouped regrouped = night({{0, 1, 0.9}}, keep);
    CHECK(regrouped.memberships == std::vector<Membership>{{3, 3, {}}, {3, 3, 0.0}});
    CHECK(regrouped.clusters == std::vector<uint64_t>{3});
    CHECK(regrouped.merges.empty());
  }
}

TEST_CASE("Among articles of one night the policy chooses") {
  const Night night({3, 4}, {});
  CHECK(night({{0, 1, 0.9}}, Keep::kLongest).memberships == std::vector<Membership>{{3, 4, 0.0}, {3, 4, {}}});
  CHECK(night({{0, 1, 0.9}}, Keep::kFirstSeen).memberships == std::vector<Membership>{{3, 3, {}}, {3, 3, 0.0}});
}

TEST_CASE("Two clusters that become one: the older name stays, and the merge is recorded") {
  const Night night({3, 4, 7, 8, 20}, {{3, 4, 0.9}, {3, 4, {}}, {7, 7, {}}, {7, 7, 0.9}});
  const Regrouped regrouped = night({{0, 1, 0.9},
                                     {0, 2, 0.9},
                                     {0, 3, 0.9},
                                     {0, 4, 0.9},
                                     {1, 2, 0.9},
                                     {1, 3, 0.9},
                                     {1, 4, 0.8},
                                     {2, 3, 0.9},
                                     {2, 4, 0.9},
                                     {3, 4, 0.9}});
  CHECK(NamesOf(regrouped) == std::vector<uint64_t>{3, 3, 3, 3, 3});
  REQUIRE(regrouped.merges.size() == 1);
  CHECK(regrouped.merges[0].cluster == 7);
  CHECK(regrouped.merges[0].into == 3);
  // The kept one of the older cluster stays.
  CHECK(regrouped.memberships[4] == Membership{3, 4, 0.0});
  CHECK(regrouped.memberships[2].keeper == 4);
}

TEST_CASE("Where a cluster falls apart its name goes with its first article, and no name stands twice") {
  const Night night({3, 4, 20}, {{3, 3, {}}, {3, 3, 0.5}});
  const Regrouped regrouped = night({{0, 1, 0.5}, {1, 2, 0.95}});
  CHECK(NamesOf(regrouped) == std::vector<uint64_t>{3, 4, 4});
  CHECK(regrouped.memberships[0] == Membership{3, {}, {}});
  CHECK(regrouped.memberships[1] == Membership{4, 4, {}});
}

TEST_CASE("A cluster whose first article is gone keeps its name") {
  const Night night({5, 20}, {{3, 5, {}}});
  const Regrouped regrouped = night({{0, 1, 0.9}});
  CHECK(NamesOf(regrouped) == std::vector<uint64_t>{3, 3});
  const Regrouped apart = Night({5, 6, 20}, {{3, 5, {}}, {3, 5, 0.9}})({{1, 2, 0.9}});
  CHECK(NamesOf(apart) == std::vector<uint64_t>{3, 6, 6});
  CHECK(apart.memberships[0].keeper == 5);
}

}  // namespace
}  // namespace wirecopy

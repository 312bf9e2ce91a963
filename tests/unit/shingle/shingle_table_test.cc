#include "wirecopy/shingle/shingle_table.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/targets.h"

namespace wirecopy {
namespace {

// A few sets of many sizes, with repetitions; some of shingles that lie close together once they are spread.
std::vector<std::vector<uint32_t>> MakeLists() {
  std::mt19937 random(41);
  std::vector<std::vector<uint32_t>> lists = {{}, {7}, {7, 7, 7}};
  for (int i = 0; i < 200; ++i) {
    std::vector<uint32_t> list(1 + random() % (i % 10 == 0 ? 3000 : 200));
    const auto kinds = static_cast<uint32_t>(1 + random() % 400);
    for (uint32_t& shingle : list) {
      shingle = static_cast<uint32_t>(1 + random() % kinds);
      // The inverse of the factor that spreads shingles: their high bits are then equal, and all meet in one bucket.
      if (i % 3 == 0) shingle = (shingle + 1) * 0x0e8b2f51u;
    }
    lists.push_back(std::move(list));
  }
  return lists;
}

std::vector<uint32_t> InOrder(const std::vector<uint32_t>& list) {
  std::vector<uint32_t> distinct;
  std::set<uint32_t> seen;
  std::copy_if(list.begin(), list.end(), std::back_inserter(distinct),
               [&](uint32_t x) { return seen.insert(x).second; });
  return distinct;
}

TEST_CASE("A table takes each shingle once, in its order, and counts what another set has in common") {
  const std::vector<std::vector<uint32_t>> lists = MakeLists();
  std::mt19937 random(42);
  testing::OnEveryTarget([&] {
    ShingleTable table, other;
    for (int round = 0; round < 400; ++round) {
      std::vector<uint32_t> taken = lists[random() % lists.size()];
      const std::vector<uint32_t> expected = InOrder(taken);
      taken.resize(table.Take(taken));
      REQUIRE(taken == expected);
      other.TakeDistinct(taken);
      const std::vector<uint32_t> looked_up = InOrder(lists[random() % lists.size()]);
      const std::set<uint32_t> set(taken.begin(), taken.end());
      const auto common =
          std::count_if(looked_up.begin(), looked_up.end(), [&](uint32_t x) { return set.contains(x); });
      REQUIRE(table.CountCommon(looked_up) == static_cast<size_t>(common));
      REQUIRE(other.CountCommon(looked_up) == static_cast<size_t>(common));
      REQUIRE(table.CountCommon(taken) == taken.size());
    }
  });
}

TEST_CASE("A short shingle is never the mark of a free slot") {
  CHECK(ShortShingle(0) == ShortShingle(1));
  CHECK(ShortShingle(uint64_t{5} << 32) != 0);
  CHECK(ShortShingle(0x1234567890abcdef) == 0x90abcdef);
}

}  // namespace
}  // namespace wirecopy

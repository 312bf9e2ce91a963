#include "wirecopy/night/drift.h"

#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

std::vector<OutletNight> Usual(size_t nights) {
  std::mt19937 random(4);
  std::vector<OutletNight> made;
  for (size_t i = 0; i < nights; ++i) {
    const auto noise = [&] { return static_cast<double>(random() % 100) / 100 - 0.5; };
    made.push_back({100 + 20 * noise(), 400 + 40 * noise(), 0.3 + 0.04 * noise(), 0});
  }
  return made;
}

std::vector<std::string_view> Measures(const OutletNight& tonight, const std::vector<OutletNight>& before) {
  std::vector<std::string_view> measures;
  for (const DriftAlarm& alarm : FindDrift("Post", tonight, before)) measures.push_back(alarm.measure);
  return measures;
}

using Names = std::vector<std::string_view>;

TEST_CASE("A night like the others raises no alarm") {
  const std::vector<OutletNight> before = Usual(14);
  for (const OutletNight& night : Usual(14)) CHECK(Measures(night, before).empty());
}

TEST_CASE("Every measure that is far from its own nights is named, with what is usual") {
  const std::vector<OutletNight> before = Usual(14);
  CHECK(Measures({5, 400, 0.3, 0}, before) == Names{"articles"});
  CHECK(Measures({900, 400, 0.3, 0}, before) == Names{"articles"});
  CHECK(Measures({100, 40, 0.3, 0}, before) == Names{"median words"});
  CHECK(Measures({100, 400, 0.95, 0}, before) == Names{"duplicate share"});
  CHECK(Measures({100, 400, 0.3, 0.4}, before) == Names{"empty share"});
  CHECK(Measures({0, 0, 0, 1}, before) == Names{"articles", "empty share"});
  const auto alarms = FindDrift("Post", {5, 400, 0.3, 0}, before);
  REQUIRE(alarms.size() == 1);
  CHECK(alarms[0].outlet == "Post");
  CHECK(alarms[0].tonight == 5);
  CHECK(alarms[0].usual == Approx(100).margin(10));
}

TEST_CASE("One odd night before moves nothing, and few nights say nothing") {
  std::vector<OutletNight> before = Usual(14);
  before[3] = {0, 0, 0, 1};
  CHECK(Measures({100, 400, 0.3, 0}, before).empty());
  CHECK(Measures({5, 400, 0.3, 0}, before) == Names{"articles"});
  CHECK(Measures({5, 400, 0.3, 0}, Usual(kLeastNights - 1)).empty());
}

TEST_CASE("An outlet that is the same every night may differ a little") {
  const std::vector<OutletNight> before(14, OutletNight{10, 300, 0.2, 0});
  CHECK(Measures({13, 340, 0.3, 0.05}, before).empty());
  CHECK(Measures({40, 300, 0.2, 0}, before) == Names{"articles"});
}

}  // namespace
}  // namespace wirecopy

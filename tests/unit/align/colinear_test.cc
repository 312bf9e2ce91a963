#include "wirecopy/align/colinear.h"

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

TEST_CASE("Equal texts are as similar as the damping allows") {
  CHECK(ColinearSimilarity({{0, 0, 90}}, 90, 90, 10) == Approx(0.9));
  CHECK(ColinearSimilarity({{0, 0, 90}}, 90, 90, 0) == Approx(1));
}

TEST_CASE("What stands beside the copy on one side alone costs nothing") {
  const double whole = ColinearSimilarity({{0, 0, 90}}, 90, 90, 10);
  CHECK(ColinearSimilarity({{0, 50, 90}}, 90, 140, 10) == Approx(whole));   // a neighbour before
  CHECK(ColinearSimilarity({{0, 0, 90}}, 90, 200, 10) == Approx(whole));    // and behind
  CHECK(ColinearSimilarity({{30, 0, 90}}, 120, 150, 10) == Approx(whole));  // each has its own
}

TEST_CASE("What both have unlike counts against them: heads, tails and gaps") {
  CHECK(ColinearSimilarity({{20, 30, 60}}, 80, 90, 0) == Approx(60.0 / 80));
  CHECK(ColinearSimilarity({{0, 0, 60}}, 75, 90, 0) == Approx(60.0 / 75));
  CHECK(ColinearSimilarity({{0, 0, 30}, {40, 50, 30}}, 70, 80, 0) == Approx(60.0 / (60 + (10 + 20) / 2.0)));
}

TEST_CASE("Runs in another order do not make one chain, and overlapping ones count once") {
  CHECK(ColinearSimilarity({{0, 50, 40}, {50, 0, 40}}, 90, 90, 0) == Approx(40.0 / 40));
  CHECK(ColinearSimilarity({{0, 0, 30}, {25, 28, 30}}, 55, 58, 0) == Approx(55.0 / (55 + 1.5)));
}

TEST_CASE("No runs, no similarity") { CHECK(ColinearSimilarity({}, 10, 10, 0) == 0); }

}  // namespace
}  // namespace wirecopy

#include "wirecopy/lexicon/calibrate.h"

#include <cmath>
#include <random>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

std::vector<double> Exponential(double scale, size_t articles) {
  std::vector<double> scores;
  for (size_t i = 0; i < articles; ++i) {
    scores.push_back(-scale * std::log((static_cast<double>(i) + 0.5) / static_cast<double>(articles)));
  }
  return scores;
}

TEST_CASE("the threshold keeps what it promises where chance is exponential") {
  const ChanceScores chance(Exponential(1.8, 20000));
  CHECK(chance.Threshold(0.01) == Approx(1.8 * std::log(100)).epsilon(0.02));
  CHECK(chance.Chance(chance.Threshold(0.01)) == Approx(0.01).epsilon(0.02));
  CHECK(chance.Threshold(0.001) > chance.Threshold(0.01));
  CHECK(chance.articles() == 20000);
}

TEST_CASE("stories that were told twice do not move the threshold") {
  std::vector<double> scores = Exponential(1.8, 1000);
  const double before = ChanceScores(scores).Threshold(0.01);
  for (size_t i = 0; i < 10; ++i) scores[990 + i] = 100;
  CHECK(ChanceScores(scores).Threshold(0.01) == Approx(before).epsilon(0.1));
}

TEST_CASE("few articles count little, and the threshold stays in bounds") {
  const double assumed = ChanceScores().Threshold(0.01);
  CHECK(ChanceScores({0, 0, 0}).Threshold(0.01) == Approx(assumed).epsilon(0.1));
  CHECK(ChanceScores(std::vector<double>(5000, 0.0)).Threshold(0.01) == 5);
  CHECK(ChanceScores(std::vector<double>(5000, 40.0)).Threshold(0.01) == 12);
}

}  // namespace
}  // namespace wirecopy

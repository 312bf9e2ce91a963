// A threshold that carries over from collection to collection.
//
// Problem: the score that wrong sources reach depends on the languages, on the lexicon, on the number of sources and on
// how much they write of one affair, so no fixed threshold keeps a promise. Idea: the collection has examples enough of
// wrong sources: all but the best one of each article that was found, and the best one of each that was not. Of the
// best wrong score of each article the tail is taken as exponential, as the tails of most maxima are (Pickands 1975;
// Coles 2001, "An introduction to statistical modeling of extreme values"), and laid through its upper quartile and the
// score that one in twenty exceeds, not through its highest values: among these are stories that were told twice, which
// are no errors. Cost: a sort of the articles' scores.
#include "wirecopy/lexicon/calibrate.h"

#include <algorithm>
#include <cmath>

namespace wirecopy {
namespace {

constexpr double kQuartile = 0.25, kUpper = 0.05;  // shares of the articles above
constexpr double kAssumedQuartile = 3, kAssumedUpper = 5;
constexpr double kAssumedArticles = 50;  // that what is assumed counts for
constexpr double kLeastScale = 0.5;
// A chain of less is hardly more than one good pair of sentences; one of more is no chance anywhere.
constexpr double kLeastThreshold = 5, kMostThreshold = 12;

// `sorted` rises.
double Exceeded(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  const double place = (1 - share) * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<size_t>(place);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

ChanceScores::ChanceScores(std::vector<double> wrong) : articles_(wrong.size()) {
  std::sort(wrong.begin(), wrong.end());
  const auto seen = static_cast<double>(articles_);
  const auto mixed = [&](double found, double assumed) {
    return (seen * found + kAssumedArticles * assumed) / (seen + kAssumedArticles);
  };
  const double quartile = mixed(Exceeded(wrong, kQuartile), kAssumedQuartile);
  upper_ = mixed(Exceeded(wrong, kUpper), kAssumedUpper);
  scale_ = std::max(kLeastScale, (upper_ - quartile) / std::log(kQuartile / kUpper));
}

double ChanceScores::Chance(double score) const { return std::min(1.0, kUpper * std::exp((upper_ - score) / scale_)); }

double ChanceScores::Threshold(double chance) const {
  return std::clamp(upper_ + scale_ * std::log(kUpper / chance), kLeastThreshold, kMostThreshold);
}

}  // namespace wirecopy

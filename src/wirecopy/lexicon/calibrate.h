// From which score on an article is taken for a translation: read off the collection itself.
#pragma once

#include <cstdint>
#include <vector>

namespace wirecopy {

// How scores of sources that an article was not taken from are spread: of every article the best of them. An
// exponential tail through two of its quantiles.
class ChanceScores {
 public:
  // What to assume before any article was seen.
  ChanceScores() : ChanceScores(std::vector<double>()) {}
  // `wrong`: of each article the best score of a source that it was not taken from, 0 where there is none. Few articles
  // count little against what is assumed.
  explicit ChanceScores(std::vector<double> wrong);

  // The chance that an article reaches `score` though it was taken from none of the sources.
  double Chance(double score) const;
  // The lowest score whose chance is at most `chance` in (0, 0.05]. It stays in bounds, for where nearly everything was
  // translated twice, or nothing is alike, the collection says little.
  double Threshold(double chance) const;

  uint64_t articles() const { return articles_; }

 private:
  uint64_t articles_ = 0;
  double upper_ = 0;  // the score that one article in twenty exceeds
  double scale_ = 1;  // from there on, the score by which the chance falls to 1 / e
};

}  // namespace wirecopy

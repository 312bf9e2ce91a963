// What is said about a sample: mean, confidence interval, and how far a count is from what chance gives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace wirecopy {

// A mean with the ends of its confidence interval of 95 %.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

// Mean and variance of numbers that come one by one (Welford 1962).
class Sample {
 public:
  void Add(double value);
  size_t size() const { return size_; }
  double mean() const { return mean_; }
  double standard_error() const;  // of the mean; 0 for fewer than two numbers
  Estimate MeanWithInterval() const;

 private:
  size_t size_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

// A share of `trials` with Wilson's score interval (Wilson 1927), which holds near 0 and 1 too. 0 to 1 for no trials.
Estimate Share(uint64_t hits, uint64_t trials);

// How many standard deviations chi-square of counts, against equal expected counts, lies above what chance gives. By
// Wilson and Hilferty (1931): the cube root of chi-square over its degrees of freedom is nearly normal. At least two
// counts, not all zero.
double ChiSquareZ(std::span<const uint32_t> counts);

// How many standard deviations a Poisson variable of the mean `expected` would have to be off as a normal variable to
// be as unlikely as `count` is: above 0 for more than expected. Exact where next to nothing is expected. Within +-38.
double PoissonZ(uint64_t count, double expected);

// The chance that a standard normal variable exceeds z, and the z that it exceeds with chance p.
double NormalTail(double z);
double NormalQuantile(double p);

}  // namespace wirecopy

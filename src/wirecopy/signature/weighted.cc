// ProbMinHash2 (Ertl: "ProbMinHash - a class of locality-sensitive hash algorithms for the (probability) Jaccard
// similarity", 2020).
//
// Let points arrive at each value at a rate that is the element's weight; the element whose point comes first is the
// value. An element wins with a probability in proportion to its weight, consistently in all sets. The points of one
// element are made in the order of their arrival, each at a value that the element has not met yet (Fisher-Yates), and
// end once they come later than all values' first ones: k log k + n points, where improved consistent weighted sampling
// (Ioffe 2010) needs k n times three logarithms. DartMinHash (Christiani 2020) is as fast, but must know the total
// weight beforehand; it and Ioffe's estimate the weighted Jaccard resemblance, which depends on how the weights are
// scaled. To take each value at most once makes the estimate of small sets better than k independent minima, as in
// SuperMinHash.
//
// Arrivals are doubles and pass through a logarithm: machines that round it differently may disagree in one value in
// 2^50.
#include "wirecopy/signature/weighted.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/schemes.h"

namespace wirecopy {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

// The arrivals of each value, and the latest of them at the root of a tree of maxima: node i has the children 2i and 2i
// + 1.
class FirstArrivals {
 public:
  explicit FirstArrivals(size_t values) : values_(values), latest_(2 * values, kNever) {}

  double latest() const { return latest_[1]; }
  double operator[](size_t value) const { return latest_[values_ + value]; }

  void Set(size_t value, double arrival) {
    size_t node = values_ + value;
    latest_[node] = arrival;
    for (node /= 2; node >= 1; node /= 2) latest_[node] = std::max(latest_[2 * node], latest_[2 * node + 1]);
  }

 private:
  size_t values_;
  std::vector<double> latest_;
};

// Exponentially distributed with mean 1, from the upper 53 bits.
double Exponential(uint64_t random) { return -std::log((static_cast<double>(random >> 11) + 0.5) * 0x1p-53); }

}  // namespace

SchemeId WeightedSchemeId(int values) { return {"prob-minhash-2", 1, values}; }

void SignWeighted(std::span<const WeightedHash> elements, std::span<uint32_t> signature) {
  const size_t values = signature.size();
  WIRECOPY_CHECK(!elements.empty() && values >= 1 && values <= kMostValues);
  FirstArrivals first(values);
  std::vector<uint32_t> order(values);
  for (const WeightedHash& element : elements) {
    WIRECOPY_CHECK(element.weight > 0 && std::isfinite(element.weight));
    for (size_t i = 0; i < values; ++i) order[i] = static_cast<uint32_t>(i);
    uint64_t state = Mix(element.hash);
    const auto next = [&state] { return state = Mix(state); };
    double arrival = 0;
    for (size_t i = 0; i < values; ++i) {
      const size_t left = values - i;
      // Of all values only those that are left take a point: they wait longer for it.
      arrival += Exponential(next()) * static_cast<double>(values) / static_cast<double>(left) / element.weight;
      if (arrival >= first.latest()) break;
      std::swap(order[i], order[i + static_cast<size_t>((next() >> 32) * left >> 32)]);
      const uint32_t value = order[i];
      if (arrival >= first[value]) continue;
      first.Set(value, arrival);
      signature[value] = static_cast<uint32_t>(Mix(element.hash ^ Mix(value)));
    }
  }
}

}  // namespace wirecopy

// A scheme's estimate is a random variable, and a mean without bias says little: a scheme whose values all fall
// together is unbiased and useless. So both are measured: the bias, and the mean square error in units of J(1-J)/k,
// which k independent minima have. Below 1: values that depend on one another in a good way (drawn without return).
// Above 1: as if the signature had that many times fewer values.
//
// Cut to b bits, two unequal values agree by chance with probability 2^-b; the estimate is corrected for that (Li,
// Koenig 2010, "b-Bit Minwise Hashing"), and the correction adds (1-J) / (2^b - 1) / J to the relative error of an
// ideal scheme.
//
// A pair of sets is one row of random hashes: A its first elements, B its last ones. Intervals are of the mean of
// independent pairs, of the square errors too.
#include "wirecopy/measure/sketch_quality.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>

#include "wirecopy/signature/b_bit.h"

namespace wirecopy {
namespace {

// Elements of the union for two sets of `size`, as near to the resemblance as whole elements allow.
size_t UnionSize(size_t size, double jaccard) {
  const double both = 2 * static_cast<double>(size) * jaccard / (1 + jaccard);
  return 2 * size - static_cast<size_t>(std::lround(both));
}

double EqualShare(std::span<const uint32_t> a, std::span<const uint32_t> b, int bits) {
  const uint32_t mask = ~uint32_t{0} >> (32 - bits);
  size_t equal = 0;
  for (size_t i = 0; i < a.size(); ++i) equal += ((a[i] ^ b[i]) & mask) == 0;
  return static_cast<double>(equal) / static_cast<double>(a.size());
}

bool Meet(Bands bands, std::span<const uint32_t> a, std::span<const uint32_t> b) {
  for (int band = 0; band < bands.bands; ++band) {
    const auto from = static_cast<size_t>(band * bands.rows), rows = static_cast<size_t>(bands.rows);
    const std::span<const uint32_t> left = a.subspan(from, rows), right = b.subspan(from, rows);
    if (std::equal(left.begin(), left.end(), right.begin())) return true;
  }
  return false;
}

}  // namespace

SketchMeasurement MeasureSketch(const SignatureScheme& scheme, const SketchCase& sketch_case, Bands bands,
                                uint64_t seed) {
  const size_t size = sketch_case.set_size, either = UnionSize(size, sketch_case.jaccard);
  const double exact = static_cast<double>(2 * size - either) / static_cast<double>(either);
  const int values = scheme.id().values;
  const double variance = exact * (1 - exact) / values;
  std::mt19937_64 random(seed);
  std::vector<uint64_t> row(either);
  std::vector<uint32_t> a(static_cast<size_t>(values)), b(a.size());
  Sample bias[std::size(kValueBits)], squares[std::size(kValueBits)];
  uint64_t met = 0;
  for (int trial = 0; trial < sketch_case.trials; ++trial) {
    for (uint64_t& hash : row) hash = random();
    scheme.Sign(std::span(row).first(size), a);
    scheme.Sign(std::span(row).last(size), b);
    met += Meet(bands, a, b) ? 1 : 0;
    for (size_t i = 0; i < std::size(kValueBits); ++i) {
      const double error = JaccardFromEqualShare(EqualShare(a, b, kValueBits[i]), kValueBits[i]) - exact;
      bias[i].Add(error);
      squares[i].Add(error * error / variance);
    }
  }
  SketchMeasurement found;
  for (size_t i = 0; i < std::size(kValueBits); ++i) {
    found.errors.push_back({scheme.id().name, values, kValueBits[i], size, exact, sketch_case.trials,
                            bias[i].MeanWithInterval(), squares[i].MeanWithInterval()});
  }
  found.meeting = {exact, MeetingProbability(bands, exact), Share(met, static_cast<uint64_t>(sketch_case.trials))};
  return found;
}

}  // namespace wirecopy

// Several sets in turn: schemes that draw random numbers branch on them, and one set again and again would let the
// processor learn its branches by heart.
#include "wirecopy/measure/sketch_speed.h"

#include <algorithm>
#include <span>
#include <vector>

#include "wirecopy/base/hash.h"

namespace wirecopy {

SketchSpeed MeasureSketchSpeed(const SignatureScheme& scheme, size_t set_size, const TimingOptions& options,
                               uint64_t seed) {
  const size_t sets = std::max<size_t>(2, 6000 / set_size);
  std::vector<uint64_t> hashes(sets * set_size);
  for (uint64_t& hash : hashes) hash = seed = Mix(seed);
  std::vector<uint32_t> signature(static_cast<size_t>(scheme.id().values));
  const Timing timing = Time(options, hashes.size(), [&] {
    uint64_t sum = 0;
    for (size_t set = 0; set < sets; ++set) {
      scheme.Sign(std::span(hashes).subspan(set * set_size, set_size), signature);
      sum += signature.front() + signature.back();
    }
    return sum;
  });
  return {scheme.id().values, set_size, timing};
}

}  // namespace wirecopy

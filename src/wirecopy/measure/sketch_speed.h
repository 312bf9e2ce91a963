// How long a scheme takes to sign a set.
#pragma once

#include <cstdint>

#include "wirecopy/measure/timing.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {

struct SketchSpeed {
  int values = 0;
  size_t set_size = 0;
  Timing a_hash;  // of the set: the time for a signature is set_size times as long
};

SketchSpeed MeasureSketchSpeed(const SignatureScheme& scheme, size_t set_size, const TimingOptions& options,
                               uint64_t seed);

}  // namespace wirecopy

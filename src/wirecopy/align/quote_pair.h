#pragma once

#include <cstdint>

#include "wirecopy/base/span.h"

namespace wirecopy {

// One utterance in two articles (utterances.h).
struct QuotePair {
  Span a, b;              // words
  double similarity = 0;  // cosine of the terms
  uint32_t run = 0;       // the longest run of equal words
};

}  // namespace wirecopy

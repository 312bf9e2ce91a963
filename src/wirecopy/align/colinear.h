// How much of the text that two articles could have in common they do have, whatever stands beside it.
#pragma once

#include <cstdint>
#include <vector>

#include "wirecopy/align/runs.h"

namespace wirecopy {

// 0..1: m / (m + g / 2 + h + t + `damping`), where m are the units of the best chain of `runs`, g the unmatched ones
// inside it on both sides, h the lesser of what stands before it on either side, t the lesser of what stands behind it.
// Text that only one of two reprints has beside the copy costs nothing; a short chain is damped. `size_a`, `size_b`,
// `damping`: in the units of the runs.
double ColinearSimilarity(std::vector<WordRun> runs, uint32_t size_a, uint32_t size_b, double damping);

}  // namespace wirecopy

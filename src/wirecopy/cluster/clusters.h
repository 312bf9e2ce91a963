// Articles that belong together, and what says so.
#pragma once

#include <cstdint>
#include <vector>

namespace wirecopy {

// How similar two articles are.
struct Edge {
  uint32_t a = 0;
  uint32_t b = 0;
  double similarity = 0;  // 0..1
};

struct Cluster {
  std::vector<uint32_t> members;  // rising
  uint32_t earliest = 0;          // the first by rank
  uint32_t representative = 0;    // the member that is most similar to the others
  // The lowest similarity of two members; of more than 16 members, of the 16 it grew from to all whose similarity to
  // them is known. 1 for one.
  double cohesion = 1;
};

}  // namespace wirecopy

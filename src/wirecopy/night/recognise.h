// Which articles of an input the index holds already, and which are newer versions of what it holds.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/index/catalogue.h"
#include "wirecopy/pipeline/sketches.h"

namespace wirecopy {

struct Recognised {
  std::vector<uint64_t> numbers;                    // of each article of the input, in the index
  std::vector<uint32_t> fresh;                      // the new ones, rising; their numbers rise by one
  std::vector<std::optional<uint64_t>> version_of;  // of each new one
};

// The same id with the same title and text is the same article, in the index or earlier in the input. The same id or
// url with others is a newer version. `next`: the number of the first new article.
absl::StatusOr<Recognised> Recognise(const Sketches& sketches, uint64_t next, Catalogue* catalogue);

}  // namespace wirecopy

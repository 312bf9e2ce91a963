// What a bilingual dictionary says, whatever its format: phrases of one language with phrases of another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace wirecopy {

struct PhrasePair {
  std::string source, target;  // UTF-8, as the dictionary has them, without notes on grammar or use
};

struct Dictionary {
  std::string origin;  // for people: the file and what the dictionary says of itself
  std::vector<PhrasePair> pairs;
};

// The whole file, unpacked where it is gzip (dictzip is), zstd, bzip2 or xz. An error names the file, the reason and
// the byte behind which nothing could be read.
absl::StatusOr<std::string> ReadUnpacked(const std::string& path);

// The parts between any of the `marks`, without spaces around them.
std::vector<std::string_view> PartsOf(std::string_view text, std::string_view marks);

}  // namespace wirecopy

// Keys to hash: what a news program really hashes, and pieces of the same text by length.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/measure/corpus.h"

namespace wirecopy {

struct KeySet {
  std::string name;
  std::vector<std::string_view> keys;
  double mean_bytes() const;
};

struct LengthClass {
  size_t shortest = 0;  // bytes
  size_t longest = 0;
};

struct Keys {
  std::vector<KeySet> kinds;  // words, shingles, urls: distinct, in order of their first appearance; none is empty
  std::vector<LengthClass> classes;
  std::vector<KeySet> by_length;            // one a class: pieces of the text at random places
  std::unique_ptr<std::string> long_input;  // 256 KiB, which the pieces lead into
};

// The views lead into `corpus`, which must live as long. At most `most_keys` of each kind.
Keys TakeKeys(const Corpus& corpus, size_t most_keys, uint64_t seed);

}  // namespace wirecopy

// Words of two languages that are one word in two spellings: Kosmodrom and cosmodrome, televisi and television.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace wirecopy {

struct Cognate {
  uint32_t source = 0;  // places in the two lists
  uint32_t target = 0;
  int distance =
      0;  // edits between the two when spelling habits are taken off: letters without marks, c for k, -tion for -si
};

// Of words in normal form, sorted by (source, target). Words with digits have none.
std::vector<Cognate> FindCognates(std::span<const std::string_view> source, std::span<const std::string_view> target);

}  // namespace wirecopy

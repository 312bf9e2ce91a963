// Connected components of a graph whose edges come one by one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace wirecopy {

// Union-find with path halving (Tarjan, van Leeuwen 1984). The root of a component is its first article.
class Components {
 public:
  explicit Components(size_t articles) : parent_(articles) { std::iota(parent_.begin(), parent_.end(), 0u); }

  uint32_t Root(uint32_t article) {
    while (parent_[article] != article) article = parent_[article] = parent_[parent_[article]];
    return article;
  }
  void Join(uint32_t a, uint32_t b) {
    const uint32_t x = Root(a), y = Root(b);
    parent_[std::max(x, y)] = std::min(x, y);
  }

 private:
  std::vector<uint32_t> parent_;
};

}  // namespace wirecopy

// Half-open ranges. Inside the library a Span counts UTF-8 bytes of an article's original text, or words of it; the
// name of the variable says which. Code points appear only at the border (text/code_points.h).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace wirecopy {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

inline Span Intersection(Span x, Span y) {
  const Span both{std::max(x.begin, y.begin), std::min(x.end, y.end)};
  return both.empty() ? Span{} : both;
}

// Sorts `spans` and joins those that touch or overlap; empty ones vanish. O(n log n).
std::vector<Span> Union(std::vector<Span> spans);

}  // namespace wirecopy

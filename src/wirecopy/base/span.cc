#include "wirecopy/base/span.h"

namespace wirecopy {

std::vector<Span> Union(std::vector<Span> spans) {
  std::erase_if(spans, [](Span s) { return s.empty(); });
  std::sort(spans.begin(), spans.end());
  std::vector<Span> joined;
  for (const Span s : spans) {
    if (!joined.empty() && s.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, s.end);
    } else {
      joined.push_back(s);
    }
  }
  return joined;
}

}  // namespace wirecopy

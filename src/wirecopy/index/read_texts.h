// Texts of some articles of some segments.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "absl/status/status.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/index/index.h"

namespace wirecopy {

struct ArticlePlace {
  const Segment* segment = nullptr;  // null: in none
  uint32_t place = 0;                // in the segment
};

// Where the article with a number is, in segments that are sorted by their numbers.
ArticlePlace PlaceOf(std::span<const IndexedSegment> segments, uint64_t number);

// Is shown the text of places[i]; of one thread.
using TextVisitor = std::function<absl::Status(size_t i, const StoredText& text)>;

// Shows all texts, on many threads, with a visitor of its own for each. A block is unpacked once when its articles
// stand side by side in `places`. FailedPrecondition when a segment is damaged.
absl::Status ReadTexts(std::span<const ArticlePlace> places, const Executor& executor,
                       const std::function<TextVisitor()>& make_visitor);

}  // namespace wirecopy

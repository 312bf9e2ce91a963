#include "wirecopy/index/read_texts.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <vector>

namespace wirecopy {
namespace {

struct Block {
  size_t begin = 0;  // of the places in it
  const Segment* segment = nullptr;
  uint32_t number = 0;
};

std::vector<Block> BlocksOf(std::span<const ArticlePlace> places) {
  std::vector<Block> blocks;
  for (size_t i = 0; i < places.size(); ++i) {
    const Block block{i, places[i].segment, places[i].segment->BlockOf(places[i].place)};
    const bool same = !blocks.empty() && blocks.back().segment == block.segment && blocks.back().number == block.number;
    if (!same) blocks.push_back(block);
  }
  return blocks;
}

}  // namespace

ArticlePlace PlaceOf(std::span<const IndexedSegment> segments, uint64_t number) {
  const auto after = std::upper_bound(segments.begin(), segments.end(), number,
                                      [](uint64_t n, const IndexedSegment& one) { return n < one.row.first; });
  if (after == segments.begin()) return {};
  const Segment* segment = std::prev(after)->segment.get();
  const uint32_t place = segment->PlaceOf(number);
  return place == segment->articles() ? ArticlePlace{} : ArticlePlace{segment, place};
}

absl::Status ReadTexts(std::span<const ArticlePlace> places, const Executor& executor,
                       const std::function<TextVisitor()>& make_visitor) {
  const std::vector<Block> blocks = BlocksOf(places);
  std::atomic<size_t> next{0};
  std::mutex mutex;  // of what follows
  absl::Status failed;
  executor.For(static_cast<size_t>(executor.threads()), 1, [&](size_t, size_t) {
    const TextVisitor visit = make_visitor();
    TextUnpacker unpacker;
    absl::Status status;
    for (size_t i = next++; i < blocks.size() && status.ok() && !executor.cancelled(); i = next++) {
      const Block& block = blocks[i];
      status = block.segment->ReadBlock(block.number, &unpacker);
      const uint32_t first = block.segment->block(block.number).first;
      const size_t end = i + 1 < blocks.size() ? blocks[i + 1].begin : places.size();
      for (size_t at = block.begin; at < end && status.ok(); ++at) {
        status = visit(at, unpacker.texts()[places[at].place - first]);
      }
    }
    const std::lock_guard lock(mutex);
    failed.Update(status);
  });
  if (failed.ok() && executor.cancelled()) return absl::CancelledError("interrupted");
  return failed;
}

}  // namespace wirecopy

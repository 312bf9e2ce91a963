#include "wirecopy/night/write_segment.h"

#include <map>
#include <mutex>
#include <utility>

#include "wirecopy/pipeline/read_shingles.h"

namespace wirecopy {
namespace {

// Chunks come from many threads; their blocks are written in the order of the input.
class BlocksInOrder {
 public:
  explicit BlocksInOrder(SegmentWriter* writer) : writer_(*writer) {}

  void Add(uint64_t chunk, std::vector<TextBlock> blocks) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(chunk, std::move(blocks));
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_; ++next_) {
      for (const TextBlock& block : first->second) writer_.Add(block);
      first = waiting_.erase(first);
    }
  }

 private:
  SegmentWriter& writer_;
  std::mutex mutex_;  // of what follows
  uint64_t next_ = 0;
  std::map<uint64_t, std::vector<TextBlock>> waiting_;
};

class TextSink : public ArticleSink {
 public:
  TextSink(const std::vector<uint8_t>& fresh, BlocksInOrder* blocks) : fresh_(fresh), blocks_(*blocks) {}
  bool Wants(uint32_t article) const override { return fresh_[article] != 0; }
  void Add(const LineArticle& article) override { packer_.Add({article.title, article.published, article.text}); }
  void EndChunk(uint64_t number) override { blocks_.Add(number, packer_.Take()); }

 private:
  const std::vector<uint8_t>& fresh_;
  BlocksInOrder& blocks_;
  TextPacker packer_;
};

}  // namespace

absl::StatusOr<NightSegment> WriteNightSegment(LineChunks* input, const SketchOptions& options,
                                               const Recognised& recognised, std::span<const uint8_t> wanted,
                                               const SignatureKind& kind, const std::string& path,
                                               const Executor& executor, const Progress& progress, Sketches* sketches) {
  std::vector<uint8_t> fresh(sketches->articles.size(), 0);
  std::vector<SegmentArticle> articles;
  articles.reserve(recognised.fresh.size());
  for (const uint32_t i : recognised.fresh) {
    fresh[i] = 1;
    articles.push_back({recognised.numbers[i], sketches->articles[i].words, sketches->articles[i].signature});
  }
  SegmentWriter writer(path, kind, articles);
  BlocksInOrder blocks(&writer);
  absl::StatusOr<std::vector<Arena>> arenas = ReadShingles(input, options, wanted, executor, sketches, progress,
                                                           [&] { return std::make_unique<TextSink>(fresh, &blocks); });
  if (!arenas.ok()) return arenas.status();
  const absl::StatusOr<WrittenSegment> written = writer.Finish();
  if (!written.ok()) return written.status();
  return NightSegment{*written, *std::move(arenas)};
}

}  // namespace wirecopy

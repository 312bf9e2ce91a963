#include "wirecopy/pipeline/old_articles.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"

namespace wirecopy {

// For one thread.
class OldArticles::Reader {
 public:
  explicit Reader(const SketchOptions& options) : options_(options) {}

  // Some articles of one block.
  absl::Status Read(std::span<const Wanted> wanted) {
    const Segment& segment = *wanted[0].segment;
    absl::Status status = segment.ReadBlock(wanted[0].block, &unpacker_);
    if (!status.ok()) return status;
    const uint32_t first = segment.block(wanted[0].block).first;
    for (const Wanted& one : wanted) {
      const StoredText& stored = unpacker_.texts()[one.place - first];
      splitter_.Split(stored.text, &words_);
      if (words_.size() != segment.words(one.place)) {
        return Unfit(segment.path(), absl::StrCat("article ", segment.number(one.place), " has ", words_.size(),
                                                  " words, not ", segment.words(one.place)));
      }
      Add(one.article, stored);
    }
    return absl::OkStatus();
  }

  std::vector<std::pair<uint32_t, Sketch>>& read() { return read_; }
  Arena& arena() { return arena_; }

 private:
  void Add(uint32_t article, const StoredText& stored) {
    ShinglesOf(words_, options_.shingle_words, &shingles_);
    const std::span<uint32_t> kept = arena_.Allocate<uint32_t>(shingles_.size());
    for (size_t i = 0; i < kept.size(); ++i) kept[i] = static_cast<uint32_t>(shingles_[i]);
    const std::span<const char> published = arena_.Copy(std::span(stored.published));
    Sketch sketch;
    sketch.shingles = kept.data();
    sketch.shingle_count = static_cast<uint32_t>(kept.size());
    sketch.words = static_cast<uint32_t>(words_.size());
    sketch.published = {published.data(), published.size()};
    read_.emplace_back(article, sketch);
  }

  const SketchOptions& options_;
  WordSplitter splitter_;
  TextUnpacker unpacker_;
  std::vector<Word> words_;
  std::vector<uint64_t> shingles_;
  std::vector<std::pair<uint32_t, Sketch>> read_;
  Arena arena_;
};

absl::Status OldArticles::Load(std::span<const uint32_t> articles, const Executor& executor) {
  std::vector<Wanted> wanted;
  for (const uint32_t article : articles) {
    if (sketches_.contains(article)) continue;
    const JointArticles::Place at = joint_.At(article);
    wanted.push_back({at.segment, at.segment->BlockOf(at.place), at.place, article});
  }
  // Joint numbers rise with segments and blocks.
  std::sort(wanted.begin(), wanted.end(), [](const Wanted& x, const Wanted& y) { return x.article < y.article; });
  std::vector<size_t> begins;  // of blocks
  for (size_t i = 0; i < wanted.size(); ++i) {
    const bool same = i > 0 && wanted[i].segment == wanted[i - 1].segment && wanted[i].block == wanted[i - 1].block;
    if (!same) begins.push_back(i);
  }
  begins.push_back(wanted.size());
  std::atomic<size_t> next{0};
  std::mutex mutex;  // of what follows
  absl::Status failed;
  executor.For(static_cast<size_t>(executor.threads()), 1, [&](size_t, size_t) {
    Reader reader(options_);
    absl::Status status;
    for (size_t i = next++; i + 1 < begins.size() && status.ok() && !executor.cancelled(); i = next++) {
      status = reader.Read(std::span(wanted).subspan(begins[i], begins[i + 1] - begins[i]));
    }
    const std::lock_guard lock(mutex);
    failed.Update(status);
    for (const auto& [article, sketch] : reader.read()) sketches_.emplace(article, sketch);
    arenas_.push_back(std::move(reader.arena()));
  });
  if (failed.ok() && executor.cancelled()) return absl::CancelledError("interrupted");
  return failed;
}

}  // namespace wirecopy

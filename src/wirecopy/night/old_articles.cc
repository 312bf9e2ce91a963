#include "wirecopy/night/old_articles.h"

#include <mutex>

#include "absl/strings/str_cat.h"
#include "wirecopy/index/read_texts.h"
#include "wirecopy/shingle/shingle_table.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

// For one thread.
class OldArticles::Reader {
 public:
  explicit Reader(const SketchOptions& options) : options_(options) {}

  absl::Status Read(const ArticlePlace& at, const StoredText& stored, Sketch* sketch) {
    const Segment& segment = *at.segment;
    splitter_.Split(stored.text, &words_);
    if (words_.size() != segment.words(at.place) || words_.empty()) {
      return Unfit(segment.path(), absl::StrCat("article ", segment.number(at.place), " has ", words_.size(),
                                                " words, not ", segment.words(at.place)));
    }
    const std::span<const uint32_t> kept = arena_.Copy(shingler_.Of(words_, options_.shingle_words));
    const std::span<const char> published = arena_.Copy(std::span(stored.published));
    sketch->shingles = kept.data();
    sketch->shingle_count = static_cast<uint32_t>(kept.size());
    sketch->words = static_cast<uint32_t>(words_.size());
    sketch->published = {published.data(), published.size()};
    return absl::OkStatus();
  }

 private:
  const SketchOptions& options_;
  WordSplitter splitter_;
  std::vector<Word> words_;
  ShortShingler shingler_;
  Arena arena_;
};

absl::Status OldArticles::Load(std::span<const uint32_t> articles, const Executor& executor) {
  std::vector<uint32_t> wanted;
  std::vector<ArticlePlace> places;
  for (const uint32_t article : articles) {
    if (sketches_.contains(article)) continue;
    wanted.push_back(article);
    places.push_back(joint_.At(article));
  }
  std::vector<Sketch> read(wanted.size());
  std::mutex mutex;  // of readers_
  const auto make_visitor = [&]() -> TextVisitor {
    auto reader = std::make_shared<Reader>(options_);
    const std::lock_guard lock(mutex);
    readers_.push_back(reader);
    return
        [&places, &read, reader](size_t i, const StoredText& text) { return reader->Read(places[i], text, &read[i]); };
  };
  if (absl::Status status = ReadTexts(places, executor, make_visitor); !status.ok()) return status;
  for (size_t i = 0; i < wanted.size(); ++i) sketches_.emplace(wanted[i], read[i]);
  return absl::OkStatus();
}

}  // namespace wirecopy

#include "wirecopy/pipeline/read_shingles.h"

#include <mutex>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/shingle/shingle_table.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

// Reads the shingles of articles once more; for one thread.
class ShingleReader {
 public:
  ShingleReader(const SketchOptions& options, Sketches* sketches)
      : options_(options), sketches_(*sketches), parser_(options.map) {}

  // False when the line is no longer an article.
  bool Parse(const LineChunk& chunk, std::string_view line, LineArticle* article) {
    return (chunk.normal ? normal_parser_ : parser_).Parse(line, article).ok();
  }

  // False when it is no longer the article that it was.
  bool Read(uint32_t number, const LineArticle& article) {
    Sketch& sketch = sketches_.articles[number];
    splitter_.Split(article.text, &words_);
    if (words_.size() != sketch.words) return false;
    const std::span<const uint32_t> kept = arena_.Copy(shingler_.Of(words_, options_.shingle_words));
    sketch.shingle_count = static_cast<uint32_t>(kept.size());
    sketch.shingles = kept.data();
    if (options_.rule != nullptr) {
      sketch.preferred = options_.rule->Prefers({article.outlet, article.url, article.title, article.text, &words_});
    }
    return true;
  }

  Arena& arena() { return arena_; }

 private:
  const SketchOptions& options_;
  Sketches& sketches_;
  LineParser parser_, normal_parser_{{}};
  WordSplitter splitter_;
  std::vector<Word> words_;
  ShortShingler shingler_;
  Arena arena_;
};

}  // namespace

absl::StatusOr<std::vector<Arena>> ReadShingles(LineChunks* input, const SketchOptions& options,
                                                std::span<const uint8_t> wanted, const Executor& executor,
                                                Sketches* sketches, const Progress& progress,
                                                const std::function<std::unique_ptr<ArticleSink>()>& make_sink) {
  input->Rewind();
  std::mutex mutex;  // of what follows
  bool changed = false;
  std::string changed_file;
  std::vector<Arena> arenas;
  executor.For(static_cast<size_t>(executor.threads()), 1, [&](size_t, size_t) {
    ShingleReader reader(options, sketches);
    const std::unique_ptr<ArticleSink> sink = make_sink ? make_sink() : nullptr;
    bool good = true;
    std::string file;
    for (LineChunk chunk; good && !executor.cancelled() && input->Next(&chunk);) {
      file = input->files()[chunk.file].path;
      const auto on_article = [&](uint32_t number, std::string_view line) {
        const bool shown = sink != nullptr && sink->Wants(number);
        LineArticle article;
        if (wanted[number] == 0 && !shown) return;
        good = good && reader.Parse(chunk, line, &article);
        if (good && shown) sink->Add(article);
        if (wanted[number] != 0) good = good && reader.Read(number, article);
      };
      good = WalkLines(chunk, *sketches, on_article, [](const LineFault&, std::string_view) {}) && good;
      if (sink != nullptr) sink->EndChunk(chunk.number);
      input->Tell("read pairs", progress);
    }
    const std::lock_guard lock(mutex);
    if (!good) changed_file = file;
    changed = changed || !good;
    arenas.push_back(std::move(reader.arena()));
  });
  if (executor.cancelled()) return absl::CancelledError("interrupted");
  for (size_t i = 0; i < wanted.size(); ++i) {
    changed = changed || (wanted[i] != 0 && sketches->articles[i].shingles == nullptr);
  }
  if (changed) return InputChanged(changed_file);
  return arenas;
}

bool WalkLines(const LineChunk& chunk, const Sketches& sketches,
               const std::function<void(uint32_t, std::string_view)>& on_article,
               const std::function<void(const LineFault&, std::string_view)>& on_fault) {
  if (chunk.number >= sketches.chunks.size()) return false;
  const ChunkLines& was = sketches.chunks[chunk.number];
  if (was.bytes != chunk.lines.size()) return false;
  const uint32_t end = was.first_article + was.articles;
  uint32_t article = was.first_article;
  bool more = false;  // articles than there were
  auto fault = was.faults.begin();
  const uint32_t lines = ForEachLine(chunk.lines, [&](uint32_t number, std::string_view line) {
    if (fault != was.faults.end() && fault->line == number) {
      on_fault(*fault++, line);
    } else if (article == end) {
      more = true;
    } else {
      on_article(article++, line);
    }
  });
  return !more && lines == was.lines && article == end;
}

absl::Status InputChanged(std::string_view file) {
  return absl::DataLossError(absl::StrCat(std::string(file), file.empty() ? "" : ": ",
                                          "the input changed while it was being read; a copy of it will do"));
}

}  // namespace wirecopy

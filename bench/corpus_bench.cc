// A whole feed of JSON Lines, stage after stage on one thread; each stage contains those before it. The feed is the
// file that WIRECOPY_CORPUS names, else a made-up one.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "bench/made_articles.h"
#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/ingest/line_article.h"
#include "wirecopy/pipeline/dedup.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

// Lives as long as the program.
const std::string& Corpus() {
  static const std::string* const kPath = [] {
    const char* given = std::getenv("WIRECOPY_CORPUS");
    if (given != nullptr) return new std::string(given);
    static std::FILE* const file = std::tmpfile();
    for (int copy = 0; copy < 8; ++copy) {
      for (const std::string& text : MadeArticles()) {
        std::fprintf(file, "{\"id\":\"%d\",\"text\":\"%s\"}\n", copy, text.c_str());
      }
    }
    std::fflush(file);
    return new std::string("/proc/self/fd/" + std::to_string(::fileno(file)));
  }();
  return *kPath;
}

// Calls `stage` with each chunk of the feed.
template <typename Stage>
void OverChunks(benchmark::State& state, const Stage& stage) {
  uint64_t bytes = 0;
  LineChunks chunks({{Corpus(), "corpus.jsonl", ""}});
  for (auto _ : state) {
    chunks.Rewind();
    bytes = 0;
    for (LineChunk chunk; chunks.Next(&chunk);) {
      stage(chunk);
      bytes += chunk.lines.size();
    }
  }
  WIRECOPY_CHECK(bytes > 0);
  state.SetBytesProcessed(static_cast<int64_t>(bytes) * state.iterations());
}

template <typename OnText>
void OverTexts(const LineChunk& chunk, LineParser* parser, const OnText& on_text) {
  LineArticle article;
  for (std::string_view rest = chunk.lines; !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    if (parser->Parse(rest.substr(0, end), &article).ok()) on_text(article.text);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void FeedXxh3(benchmark::State& state) {
  OverChunks(state, [](const LineChunk& chunk) { benchmark::DoNotOptimize(HashBytes(chunk.lines)); });
}
BENCHMARK(FeedXxh3)->Unit(benchmark::kMillisecond);

void FeedJson(benchmark::State& state) {
  LineParser parser({});
  OverChunks(state, [&](const LineChunk& chunk) {
    OverTexts(chunk, &parser, [](std::string_view text) { benchmark::DoNotOptimize(text); });
  });
}
BENCHMARK(FeedJson)->Unit(benchmark::kMillisecond);

void FeedWords(benchmark::State& state) {
  LineParser parser({});
  WordSplitter splitter;
  std::vector<Word> words;
  OverChunks(state, [&](const LineChunk& chunk) {
    OverTexts(chunk, &parser, [&](std::string_view text) {
      splitter.Split(text, &words);
      benchmark::DoNotOptimize(words.data());
    });
  });
}
BENCHMARK(FeedWords)->Unit(benchmark::kMillisecond);

// Signatures from JSON Lines; "items" are articles.
void FeedSignatures(benchmark::State& state) {
  const std::unique_ptr<SignatureScheme> scheme = MakeScheme(kDefaultScheme, 128).value();
  LineParser parser({});
  WordSplitter splitter;
  std::vector<Word> words;
  std::vector<uint64_t> shingles;
  std::vector<uint32_t> signature(128);
  int64_t articles = 0;
  OverChunks(state, [&](const LineChunk& chunk) {
    OverTexts(chunk, &parser, [&](std::string_view text) {
      splitter.Split(text, &words);
      ShingleHashes(words, 5, &shingles);
      if (!shingles.empty()) scheme->Sign(shingles, signature);
      benchmark::DoNotOptimize(signature.data());
      ++articles;
    });
  });
  state.SetItemsProcessed(articles);
}
BENCHMARK(FeedSignatures)->Unit(benchmark::kMillisecond);

// `range`: threads.
void FeedDedup(benchmark::State& state) {
  const Executor executor(static_cast<int>(state.range(0)));
  uint64_t bytes = 0;
  for (auto _ : state) {
    LineChunks chunks({{Corpus(), "corpus.jsonl", ""}});
    const absl::StatusOr<Dedup> dedup = DedupBatch(&chunks, {}, executor);
    WIRECOPY_CHECK(dedup.ok());
    bytes = dedup->sketches.bytes;
    state.counters["articles"] = static_cast<double>(dedup->rows.size());
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes) * state.iterations());
}
BENCHMARK(FeedDedup)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace wirecopy

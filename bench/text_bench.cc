// One pass over the text, beside two calibrations in the same run: XXH3 over the bytes and a plain read of them.
// Compare the figures of one run as ratios; machines differ and drift.
#include "bench/made_articles.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

void CalibrateXxh3(benchmark::State& state) {
  const std::vector<std::string>& articles = MadeArticles();
  for (auto _ : state) {
    for (const std::string& text : articles) benchmark::DoNotOptimize(HashBytes(text));
  }
  CountMadeArticles(state);
}
BENCHMARK(CalibrateXxh3);

void CalibrateRead(benchmark::State& state) {
  const std::vector<std::string>& articles = MadeArticles();
  for (auto _ : state) {
    uint64_t sum = 0;
    for (const std::string& text : articles) {
      for (const char c : text) sum += static_cast<unsigned char>(c);
    }
    benchmark::DoNotOptimize(sum);
  }
  CountMadeArticles(state);
}
BENCHMARK(CalibrateRead);

void Words(benchmark::State& state) {
  MadeWords();
  WordSplitter splitter;
  std::vector<Word> words;
  for (auto _ : state) {
    for (const std::string& text : MadeArticles()) {
      splitter.Split(text, &words);
      benchmark::DoNotOptimize(words.data());
    }
  }
  CountMadeArticles(state);
}
BENCHMARK(Words);

}  // namespace
}  // namespace wirecopy

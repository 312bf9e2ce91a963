// The stages of matching on made-up articles of 330 words, beside two calibrations in the same run: XXH3 over the bytes
// and a plain read of them. Compare the figures of one run as ratios; machines differ and drift.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "wirecopy/align/align.h"
#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/shingle/winnow.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {
namespace {

constexpr int kArticles = 256;
constexpr int kWords = 330;

// Words of 2 to 12 letters, some with an accent, with commas and full stops.
std::string MakeArticle(uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < kWords; ++i) {
    std::mt19937 letters(static_cast<uint32_t>(random() % 20000));
    const auto length = static_cast<uint32_t>(2 + letters() % 11);
    for (uint32_t j = 0; j < length; ++j) text += static_cast<char>('a' + letters() % 26);
    if (letters() % 50 == 0) text += "é";
    text += i % 12 == 11 ? ". " : i % 7 == 6 ? ", " : " ";
  }
  return text;
}

const std::vector<std::string>& Articles() {
  static const auto* const kMade = [] {
    auto* made = new std::vector<std::string>;
    for (uint32_t i = 0; i < kArticles; ++i) made->push_back(MakeArticle(i + 1));
    return made;
  }();
  return *kMade;
}

std::vector<std::vector<Word>> SplitAll() {
  std::vector<std::vector<Word>> all;
  WordSplitter splitter;
  for (const std::string& text : Articles()) all.push_back(splitter.Split(text));
  for (const auto& words : all) WIRECOPY_CHECK(words.size() == kWords);
  return all;
}

void CountBytes(benchmark::State& state) {
  size_t bytes = 0;
  for (const std::string& text : Articles()) bytes += text.size();
  state.SetBytesProcessed(static_cast<int64_t>(bytes) * state.iterations());
  state.SetItemsProcessed(kArticles * state.iterations());
}

void CalibrateXxh3(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& text : Articles()) benchmark::DoNotOptimize(HashBytes(text));
  }
  CountBytes(state);
}
BENCHMARK(CalibrateXxh3);

void CalibrateRead(benchmark::State& state) {
  for (auto _ : state) {
    uint64_t sum = 0;
    for (const std::string& text : Articles()) {
      for (const char c : text) sum += static_cast<unsigned char>(c);
    }
    benchmark::DoNotOptimize(sum);
  }
  CountBytes(state);
}
BENCHMARK(CalibrateRead);

void Words(benchmark::State& state) {
  SplitAll();
  WordSplitter splitter;
  std::vector<Word> words;
  for (auto _ : state) {
    for (const std::string& text : Articles()) {
      splitter.Split(text, &words);
      benchmark::DoNotOptimize(words.data());
    }
  }
  CountBytes(state);
}
BENCHMARK(Words);

void Fingerprints(benchmark::State& state) {
  const auto all = SplitAll();
  for (auto _ : state) {
    for (const auto& words : all)
      benchmark::DoNotOptimize(Winnow(ShingleHashes(words, {}, 8), WindowForGuarantee(16, 8)));
  }
  CountBytes(state);
}
BENCHMARK(Fingerprints);

void Sign(benchmark::State& state) {
  const auto scheme = MakeKMinsScheme(128).value();
  std::vector<std::vector<uint64_t>> sets;
  for (const auto& words : SplitAll()) sets.push_back(ShingleSet(words, {}, 5));
  std::vector<uint32_t> first(128), again(128);
  scheme->Sign(sets[0], first);
  std::reverse(sets[0].begin(), sets[0].end());
  scheme->Sign(sets[0], again);
  WIRECOPY_CHECK(first == again);
  for (auto _ : state) {
    for (const auto& set : sets) scheme->Sign(set, again);
    benchmark::DoNotOptimize(again.data());
  }
  CountBytes(state);
}
BENCHMARK(Sign);

// Each article against itself with every eleventh word changed.
void AlignEdited(benchmark::State& state) {
  const auto all = SplitAll();
  auto edited = all;
  for (auto& words : edited) {
    for (size_t i = 5; i < words.size(); i += 11) words[i].hash = Mix(words[i].hash);
  }
  const auto align = [&](size_t i) {
    const std::string_view text = Articles()[i];
    return Align({text, all[i], {}}, {text, edited[i], {}}, {});
  };
  WIRECOPY_CHECK(align(0).size() == 1);
  for (auto _ : state) {
    for (size_t i = 0; i < all.size(); ++i) benchmark::DoNotOptimize(align(i));
  }
  CountBytes(state);
}
BENCHMARK(AlignEdited);

}  // namespace
}  // namespace wirecopy

// Alignment of each article with itself, every eleventh word of which was changed.
#include "bench/made_articles.h"
#include "wirecopy/align/align.h"
#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

void AlignEdited(benchmark::State& state) {
  const auto all = MadeWords();
  auto edited = all;
  for (auto& words : edited) {
    for (size_t i = 5; i < words.size(); i += 11) words[i].hash = Mix(words[i].hash);
  }
  const auto align = [&](size_t i) {
    const std::string_view text = MadeArticles()[i];
    const AlignOptions options;
    return Align({text, all[i], {}}, SeedIndex(all[i], options.seed_words), {text, edited[i], {}}, options);
  };
  WIRECOPY_CHECK(align(0).size() == 1);
  for (auto _ : state) {
    for (size_t i = 0; i < all.size(); ++i) benchmark::DoNotOptimize(align(i));
  }
  CountMadeArticles(state);
}
BENCHMARK(AlignEdited);

}  // namespace
}  // namespace wirecopy

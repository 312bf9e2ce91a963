#include "bench/made_articles.h"

#include <random>

#include "wirecopy/base/check.h"

namespace wirecopy {
namespace {

// Words of 2 to 12 letters, some with an accent, with commas and full stops.
std::string MakeArticle(uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < kMadeWords; ++i) {
    std::mt19937 letters(static_cast<uint32_t>(random() % 20000));
    const auto length = static_cast<uint32_t>(2 + letters() % 11);
    for (uint32_t j = 0; j < length; ++j) text += static_cast<char>('a' + letters() % 26);
    if (letters() % 50 == 0) text += "é";
    text += i % 12 == 11 ? ". " : i % 7 == 6 ? ", " : " ";
  }
  return text;
}

}  // namespace

const std::vector<std::string>& MadeArticles() {
  static const auto* const kMade = [] {
    auto* made = new std::vector<std::string>;
    for (uint32_t i = 0; i < kMadeArticles; ++i) made->push_back(MakeArticle(i + 1));
    return made;
  }();
  return *kMade;
}

std::vector<std::vector<Word>> MadeWords() {
  std::vector<std::vector<Word>> all;
  WordSplitter splitter;
  for (const std::string& text : MadeArticles()) all.push_back(splitter.Split(text));
  for (const auto& words : all) WIRECOPY_CHECK(words.size() == kMadeWords);
  return all;
}

void CountMadeArticles(benchmark::State& state) {
  size_t bytes = 0;
  for (const std::string& text : MadeArticles()) bytes += text.size();
  state.SetBytesProcessed(static_cast<int64_t>(bytes) * state.iterations());
  state.SetItemsProcessed(kMadeArticles * state.iterations());
}

}  // namespace wirecopy

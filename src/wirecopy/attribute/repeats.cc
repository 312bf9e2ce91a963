#include "wirecopy/attribute/repeats.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_set.h"
#include "wirecopy/attribute/repeat_parts.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;

std::string Masked(std::string_view text) {
  std::string masked(text);
  for (char& c : masked) c = c >= '0' && c <= '9' ? '0' : c;
  return masked;
}

// The texts of one outlet, as they are looked up.
struct TextsOfOutlet {
  absl::flat_hash_set<uint64_t> lines;
  std::map<int, absl::flat_hash_set<uint64_t>> grams;  // by their number of words: below kGramWords for shorter texts
};

void AddText(const RepeatedText& text, WordSplitter* splitter, TextsOfOutlet* of) {
  if (text.whole_line) {
    of->lines.insert(MaskedHash(text.example));
    return;
  }
  const std::vector<Word> words = MaskedWords(text.example, splitter->Split(text.example));
  const int size = std::min(kGramWords, static_cast<int>(words.size()));
  if (size == 0) return;
  std::vector<uint64_t> grams;
  ShingleHashes(words, size, &grams);
  of->grams[size].insert(grams.begin(), grams.end());
}

std::vector<Span> FindIn(const RepeatInput& article, const TextsOfOutlet& texts) {
  std::vector<Span> found;
  if (!texts.lines.empty()) {
    for (const Span line : Lines(article.text)) {
      if (texts.lines.contains(MaskedHash(article.text.substr(line.begin, line.size())))) found.push_back(line);
    }
  }
  if (!texts.grams.empty()) {
    const std::vector<Word> words = MaskedWords(article.text, article.words);
    std::vector<uint64_t> grams;
    for (const auto& [size, known] : texts.grams) {
      ShingleHashes(words, size, &grams);
      for (size_t i = 0; i < grams.size(); ++i) {
        if (known.contains(grams[i])) found.push_back({words[i].begin, words[i + static_cast<size_t>(size) - 1].end});
      }
    }
  }
  return Union(std::move(found));
}

}  // namespace

uint64_t MaskedHash(std::string_view line) { return HashBytes(Masked(line)); }

std::vector<Word> MaskedWords(std::string_view text, std::span<const Word> words) {
  std::vector<Word> masked(words.begin(), words.end());
  for (Word& word : masked) {
    const std::string_view form = text.substr(word.begin, word.end - word.begin);
    if (std::any_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      word.hash = MaskedHash(form);
    }
  }
  return masked;
}

uint32_t LeastHolders(const RepeatOptions& options, size_t articles) {
  const double by_share = std::ceil(options.least_share * static_cast<double>(articles));
  return std::max(options.least_articles, static_cast<uint32_t>(by_share));
}

std::vector<std::vector<Span>> FindRepeats(std::span<const RepeatInput> articles, std::span<const RepeatedText> texts,
                                           const Executor& executor) {
  std::map<uint32_t, TextsOfOutlet> by_outlet;
  WordSplitter splitter;
  for (const RepeatedText& text : texts) AddText(text, &splitter, &by_outlet[text.outlet]);
  std::vector<std::vector<Span>> found(articles.size());
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const auto of = by_outlet.find(articles[i].outlet);
      if (of != by_outlet.end()) found[i] = FindIn(articles[i], of->second);
    }
  });
  return found;
}

std::vector<RepeatedText> LearnRepeats(std::span<const RepeatInput> articles, const RepeatOptions& options,
                                       const Executor& executor) {
  std::vector<RepeatedText> learned = LearnRepeatedLines(articles, options, executor);
  const std::vector<std::vector<Span>> lines = FindRepeats(articles, learned, executor);
  for (RepeatedText& run : LearnRepeatedRuns(articles, lines, options, executor)) learned.push_back(std::move(run));
  const auto order = [](const RepeatedText& text) {
    return std::tuple(text.outlet, !text.whole_line, ~text.articles, std::string_view(text.example));
  };
  std::sort(learned.begin(), learned.end(),
            [&](const RepeatedText& x, const RepeatedText& y) { return order(x) < order(y); });
  return learned;
}

}  // namespace wirecopy

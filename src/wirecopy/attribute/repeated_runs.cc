// Runs of words that one outlet prints inside unlike articles.
//
// The problem: some pages set boxes of links, calls to subscribe and explanations into the middle of a paragraph, and a
// scraper leaves them there. No line of their own tells them, and no two boxes need be the same as a whole: two
// articles of the outlet then share text, which neither took from anybody.
//
// The idea is that of frequent phrases, counted by outlet. A gram is kGramWords words in a row, with digits masked. A
// gram is furniture when enough of the outlet's articles hold it, when these articles have little else in common, and
// when no other family prints it: what several houses print is wire copy, however often one of them does. Prose that
// often stands before a box makes frequent grams as well, by the words of the box in them. So a gram counts only where
// no gram that overlaps it stands in more than twice as many articles: the border of a box is where its number drops.
//
// The cost is linear in the words. A table of small counters sorts out the grams that are too rare before anything is
// kept (the first pass of Park, Chen, Yu: An effective hash-based algorithm for mining association rules, 1995); what
// is left is sorted, outlet by outlet.
#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "wirecopy/attribute/repeat_parts.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/text/quotes.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;
constexpr size_t kGram = kGramWords;
constexpr uint32_t kLeastArticles =
    4;                         // unlike a line, a run may be a sentence that an outlet repeats in its own prose
constexpr uint32_t kDrop = 2;  // how many times as many articles outweigh a gram that overlaps

// Whether most of a text is inside quotation marks: what somebody said is no furniture, however often it is quoted.
bool IsSpeech(std::string_view text, Span bytes) {
  uint32_t quoted = 0;
  for (const Span quote : QuotedSpans(text)) quoted += Intersection(quote, bytes).size();
  return 2 * quoted > bytes.size();
}

// The grams of every article, by the place of their first word; kNoShingle where they touch a learned line.
class GramMaker {
 public:
  GramMaker(std::span<const RepeatInput> articles, std::span<const std::vector<Span>> aside)
      : articles_(articles), aside_(aside) {}

  std::vector<uint64_t> Grams(uint32_t article) const {
    const RepeatInput& input = articles_[article];
    std::vector<uint8_t> excluded(input.words.size(), 0);
    size_t word = 0;
    for (const Span line : aside_[article]) {
      while (word < input.words.size() && input.words[word].end <= line.begin) ++word;
      for (; word < input.words.size() && input.words[word].begin < line.end; ++word) excluded[word] = 1;
    }
    return ShingleHashes(MaskedWords(input.text, input.words), excluded, kGramWords);
  }

 private:
  std::span<const RepeatInput> articles_;
  std::span<const std::vector<Span>> aside_;
};

// What is counted of one outlet.
class OutletRuns {
 public:
  OutletRuns(std::span<const uint32_t> articles, uint32_t least, const GramMaker& maker)
      : articles_(articles), maker_(maker), sets_(articles.size()), sizes_(articles.size()) {
    Count(least);
    EraseGrams([&](const std::vector<uint32_t>& holders) { return holders.size() < least; });
    for (auto& set : sets_) {
      std::erase_if(set, [&](uint64_t gram) { return !holders_.contains(gram); });
      std::sort(set.begin(), set.end());
    }
    EraseGrams([&](const std::vector<uint32_t>& holders) { return !HoldersAreUnlike(holders); });
  }

  template <typename Visit>
  void ForEachGram(const Visit& visit) const {
    for (const auto& [gram, holders] : holders_) visit(gram);
  }

  void Forget(uint64_t gram) { holders_.erase(gram); }

  // The runs that the grams left make, each gram in one of them at least, as (articles, text).
  std::vector<std::pair<uint32_t, std::string>> Runs(std::span<const RepeatInput> articles) {
    for (const uint64_t gram : Outweighed()) holders_.erase(gram);
    std::vector<std::pair<uint32_t, std::string>> runs;
    absl::flat_hash_set<uint64_t> told;
    for (const uint32_t article : articles_) {
      const std::vector<uint64_t> grams = maker_.Grams(article);
      for (const Span run : Stretches(grams)) {
        uint32_t holders = 0;
        for (uint32_t i = run.begin; i < run.end; ++i) {
          const auto held = holders_.find(grams[i]);
          if (held == holders_.end() || !told.insert(grams[i]).second) continue;
          holders = std::max(holders, static_cast<uint32_t>(held->second.size()));
        }
        const std::span<const Word> words = articles[article].words;
        const Span bytes{words[run.begin].begin, words[run.end + kGram - 2].end};
        if (holders == 0 || IsSpeech(articles[article].text, bytes)) continue;
        runs.emplace_back(holders, articles[article].text.substr(bytes.begin, bytes.size()));
      }
    }
    return runs;
  }

 private:
  template <typename Unfit>
  void EraseGrams(const Unfit& unfit) {
    for (auto at = holders_.begin(); at != holders_.end();) {
      const auto gram = at++;
      if (unfit(gram->second)) holders_.erase(gram);
    }
  }

  // Fills holders_, sets_ and sizes_ with the grams that may stand in `least` articles.
  void Count(uint32_t least) {
    size_t words = 0;
    std::vector<std::vector<uint64_t>> distinct(articles_.size());
    for (size_t i = 0; i < articles_.size(); ++i) {
      distinct[i] = maker_.Grams(articles_[i]);
      std::sort(distinct[i].begin(), distinct[i].end());
      distinct[i].erase(std::unique(distinct[i].begin(), distinct[i].end()), distinct[i].end());
      if (!distinct[i].empty() && distinct[i].back() == kNoShingle) distinct[i].pop_back();
      sizes_[i] = distinct[i].size();
      words += sizes_[i];
    }
    std::vector<uint8_t> counters(std::bit_ceil(words + 1), 0);
    const auto counter = [&](uint64_t gram) -> uint8_t& { return counters[gram & (counters.size() - 1)]; };
    for (const auto& grams : distinct) {
      for (const uint64_t gram : grams) counter(gram) += counter(gram) < UINT8_MAX;
    }
    const uint32_t bar = std::min<uint32_t>(least, UINT8_MAX);
    for (size_t i = 0; i < articles_.size(); ++i) {
      for (const uint64_t gram : distinct[i]) {
        if (counter(gram) < bar) continue;
        holders_[gram].push_back(static_cast<uint32_t>(i));
        sets_[i].push_back(gram);
      }
    }
  }

  // The frequent grams that two articles have in common, of all grams of the one that has fewer.
  double Likeness(uint32_t x, uint32_t y) const {
    const size_t common = CommonShingles(sets_[x], sets_[y]);
    return static_cast<double>(common) / static_cast<double>(std::max<size_t>(1, std::min(sizes_[x], sizes_[y])));
  }

  bool HoldersAreUnlike(const std::vector<uint32_t>& holders) {
    const size_t compared = std::min(kMostCompared, holders.size() - 1);
    size_t unlike = 0;
    for (size_t i = 1; i <= compared; ++i) {
      const auto [at, fresh] = likeness_.try_emplace(std::pair(holders[i - 1], holders[i]), 0);
      if (fresh) at->second = Likeness(holders[i - 1], holders[i]);
      unlike += at->second < kUnlike;
    }
    return 2 * unlike > compared;
  }

  size_t HoldersOf(uint64_t gram) const {
    const auto at = holders_.find(gram);
    return at == holders_.end() ? 0 : at->second.size();
  }

  // The grams beside a much more frequent one that overlaps them.
  std::vector<uint64_t> Outweighed() const {
    std::vector<uint64_t> outweighed;
    for (const uint32_t article : articles_) {
      const std::vector<uint64_t> grams = maker_.Grams(article);
      std::vector<size_t> holders;
      holders.reserve(grams.size());
      for (const uint64_t gram : grams) holders.push_back(HoldersOf(gram));
      for (size_t i = 0; i < grams.size(); ++i) {
        if (holders[i] == 0) continue;
        const size_t from = i < kGram ? 0 : i - kGram + 1, to = std::min(grams.size(), i + kGram);
        const auto most = std::max_element(holders.begin() + static_cast<std::ptrdiff_t>(from),
                                           holders.begin() + static_cast<std::ptrdiff_t>(to));
        if (*most > kDrop * holders[i]) outweighed.push_back(grams[i]);
      }
    }
    return outweighed;
  }

  // The numbers of the first to the last gram of each stretch of words that known grams cover.
  std::vector<Span> Stretches(const std::vector<uint64_t>& grams) const {
    std::vector<Span> stretches;
    for (uint32_t i = 0; i < grams.size(); ++i) {
      if (HoldersOf(grams[i]) == 0) continue;
      if (!stretches.empty() && i < stretches.back().end + kGram - 1) {
        stretches.back().end = i + 1;
      } else {
        stretches.push_back({i, i + 1});
      }
    }
    return stretches;
  }

  std::span<const uint32_t> articles_;
  const GramMaker& maker_;
  absl::flat_hash_map<uint64_t, std::vector<uint32_t>> holders_;  // numbers into articles_, ascending
  std::vector<std::vector<uint64_t>> sets_;                       // frequent grams by article
  std::vector<size_t> sizes_;                                     // all its distinct grams
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, double> likeness_;
};

// The grams of several families, of those in `families`.
std::vector<uint64_t> SharedGrams(std::span<const RepeatInput> articles, const GramMaker& maker,
                                  const absl::flat_hash_map<uint64_t, uint32_t>& families, const Executor& executor) {
  std::vector<std::vector<uint64_t>> chunks((articles.size() + kArticlesAChunk - 1) / kArticlesAChunk);
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      for (const uint64_t gram : maker.Grams(static_cast<uint32_t>(i))) {
        const auto at = families.find(gram);
        if (at != families.end() && at->second != articles[i].family) chunks[begin / kArticlesAChunk].push_back(gram);
      }
    }
  });
  std::vector<uint64_t> shared;
  for (const auto& chunk : chunks) shared.insert(shared.end(), chunk.begin(), chunk.end());
  return shared;
}

}  // namespace

std::vector<RepeatedText> LearnRepeatedRuns(std::span<const RepeatInput> articles,
                                            std::span<const std::vector<Span>> aside, const RepeatOptions& options,
                                            const Executor& executor) {
  std::map<uint32_t, std::vector<uint32_t>> by_outlet;
  for (uint32_t i = 0; i < articles.size(); ++i) {
    if (articles[i].learn) by_outlet[articles[i].outlet].push_back(i);
  }
  std::erase_if(by_outlet, [&](const auto& entry) { return entry.second.size() < options.least_articles; });
  std::vector<std::pair<uint32_t, std::span<const uint32_t>>> outlets;
  outlets.reserve(by_outlet.size());
  for (const auto& [outlet, of] : by_outlet) outlets.emplace_back(outlet, of);

  const GramMaker maker(articles, aside);
  std::vector<std::optional<OutletRuns>> runs(outlets.size());
  executor.For(outlets.size(), 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const uint32_t least = std::max(kLeastArticles, LeastHolders(options, outlets[i].second.size()));
      runs[i].emplace(outlets[i].second, least, maker);
    }
  });
  if (executor.cancelled()) return {};
  absl::flat_hash_map<uint64_t, uint32_t> families;
  for (size_t i = 0; i < outlets.size(); ++i) {
    const uint32_t family = articles[outlets[i].second.front()].family;
    runs[i]->ForEachGram([&](uint64_t gram) { families.try_emplace(gram, family); });
  }
  for (const uint64_t gram : SharedGrams(articles, maker, families, executor)) {
    for (auto& of : runs) of->Forget(gram);
  }

  std::vector<std::vector<RepeatedText>> told(outlets.size());
  executor.For(outlets.size(), 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      for (auto& [count, text] : runs[i]->Runs(articles)) {
        told[i].push_back({outlets[i].first, count, std::move(text), false});
      }
    }
  });
  std::vector<RepeatedText> learned;
  for (auto& of : told) std::move(of.begin(), of.end(), std::back_inserter(learned));
  return learned;
}

}  // namespace wirecopy

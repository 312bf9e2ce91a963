// A lexicon from sentence pairs.
//
// Problem: no dictionary has the names and the jargon of the news, nor the way in which one desk translates them. Idea:
// IBM model 1 (Brown, Della Pietra, Della Pietra, Mercer 1993): each word of a sentence is translated from one word of
// the other, or from none; which one is estimated by expectation and maximisation over all pairs. Both directions are
// run, from what the lexicon says already, and a pair of words is kept when both directions have seen it often enough
// and find it likely. Cost: words of both sentences for each pair and round.
#include "wirecopy/lexicon/learn.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace wirecopy {
namespace {

constexpr int kRounds = 5;
constexpr double kTied = 1, kUntied = 0.1;  // chances to begin with, before they are made to sum to 1
constexpr double kNoWord = 0.1;             // likewise, of a word that comes from none
constexpr double kLeastPairs = 1.5, kLeastChance = 0.08;

// Two words that stand in one sentence pair, in one direction of the model.
struct Chance {
  double chance = 0;
  double expected = 0;  // how often one comes from the other, in this round
};

// The links of all pairs one after the other: for each pair, for each source word, for each target word.
struct Links {
  std::vector<std::pair<uint32_t, uint32_t>> words;  // unlike links: (source, target)
  std::vector<uint32_t> numbers;                     // into `words`
};

Links NumberLinks(std::span<const TaughtPair> pairs) {
  Links links;
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, uint32_t> known;
  for (const TaughtPair& pair : pairs) {
    for (const uint32_t s : pair.source) {
      for (const uint32_t t : pair.target) {
        const auto [at, fresh] = known.emplace(std::pair(s, t), static_cast<uint32_t>(links.words.size()));
        if (fresh) links.words.emplace_back(s, t);
        links.numbers.push_back(at->second);
      }
    }
  }
  return links;
}

// Makes the chances of each word of the side that is translated sum to 1, by what was expected.
void Maximise(const Links& links, bool forward, size_t words, std::vector<Chance>* chances) {
  std::vector<double> sums(words, 0);
  const auto given = [&](size_t i) { return forward ? links.words[i].first : links.words[i].second; };
  for (size_t i = 0; i < chances->size(); ++i) sums[given(i)] += (*chances)[i].expected;
  for (size_t i = 0; i < chances->size(); ++i) {
    (*chances)[i].chance = sums[given(i)] > 0 ? (*chances)[i].expected / sums[given(i)] : 0;
  }
}

// Shares out every word of the side that is translated to, among the words it may come from.
void Expect(std::span<const TaughtPair> pairs, const Links& links, bool forward, std::vector<Chance>* chances) {
  for (Chance& chance : *chances) chance.expected = 0;
  size_t begin = 0;
  for (const TaughtPair& pair : pairs) {
    const size_t rows = pair.source.size(), columns = pair.target.size();
    const size_t words = forward ? columns : rows, givens = forward ? rows : columns;
    for (size_t w = 0; w < words; ++w) {
      const auto link = [&](size_t g) -> Chance& {
        return (*chances)[links.numbers[begin + (forward ? g * columns + w : w * columns + g)]];
      };
      double sum = kNoWord / static_cast<double>(words);
      for (size_t g = 0; g < givens; ++g) sum += link(g).chance;
      for (size_t g = 0; g < givens; ++g) link(g).expected += link(g).chance / sum;
    }
    begin += rows * columns;
  }
}

std::vector<Chance> Train(std::span<const TaughtPair> pairs, const Links& links, bool forward, size_t words,
                          const WordTies& ties) {
  std::vector<Chance> chances(links.words.size());
  for (size_t i = 0; i < chances.size(); ++i) {
    const auto [s, t] = links.words[i];
    const std::span<const WordTies::Related> related = ties.OfSource(s);
    const auto at = std::lower_bound(related.begin(), related.end(), t,
                                     [](const WordTies::Related& r, uint32_t word) { return r.word < word; });
    chances[i].expected = at != related.end() && at->word == t && at->strong ? kTied : kUntied;
  }
  for (int round = 0; round < kRounds; ++round) {
    Maximise(links, forward, words, &chances);
    Expect(pairs, links, forward, &chances);
  }
  std::vector<double> expected;
  expected.reserve(chances.size());
  for (const Chance& chance : chances) expected.push_back(chance.expected);
  Maximise(links, forward, words, &chances);
  for (size_t i = 0; i < chances.size(); ++i) chances[i].expected = expected[i];
  return chances;
}

}  // namespace

std::vector<LearnedWord> LearnWords(std::span<const TaughtPair> pairs, const LanguageSide& source,
                                    const LanguageSide& target, const WordTies& ties) {
  const Links links = NumberLinks(pairs);
  const std::vector<Chance> forward = Train(pairs, links, true, source.words().size(), ties);
  const std::vector<Chance> backward = Train(pairs, links, false, target.words().size(), ties);
  std::vector<LearnedWord> learned;
  for (size_t i = 0; i < links.words.size(); ++i) {
    const double seen = std::min(forward[i].expected, backward[i].expected);
    if (seen < kLeastPairs || std::min(forward[i].chance, backward[i].chance) < kLeastChance) continue;
    const auto [s, t] = links.words[i];
    learned.push_back({source.words()[s].text, target.words()[t].text, seen, forward[i].chance, backward[i].chance});
  }
  std::sort(learned.begin(), learned.end(), [](const LearnedWord& x, const LearnedWord& y) {
    return std::tie(x.source, x.target) < std::tie(y.source, y.target);
  });
  return learned;
}

std::vector<Tie> LearnedTies(std::span<const LearnedWord> learned, const LanguageSide& source,
                             const LanguageSide& target) {
  const auto number = [](const LanguageSide& side) {
    absl::flat_hash_map<std::string_view, uint32_t> numbers;
    for (uint32_t w = 0; w < side.words().size(); ++w) numbers.emplace(side.words()[w].text, w);
    return numbers;
  };
  const auto sources = number(source), targets = number(target);
  std::vector<Tie> ties;
  for (const LearnedWord& word : learned) {
    const auto s = sources.find(word.source), t = targets.find(word.target);
    if (s != sources.end() && t != targets.end()) ties.push_back({s->second, t->second, true});
  }
  return ties;
}

}  // namespace wirecopy

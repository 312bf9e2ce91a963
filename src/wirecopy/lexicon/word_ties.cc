#include "wirecopy/lexicon/word_ties.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "wirecopy/lexicon/cognates.h"

namespace wirecopy {
namespace {

constexpr int kSureEdits = 1;  // of a cognate that is a strong tie

std::vector<std::string_view> TextsOf(const LanguageSide& side) {
  std::vector<std::string_view> texts;
  texts.reserve(side.words().size());
  for (const LanguageSide::WordType& word : side.words()) texts.push_back(word.text);
  return texts;
}

}  // namespace

WordTies::WordTies(std::vector<Tie> ties, size_t source_words, size_t target_words) {
  const auto order = [](const Tie& tie) { return std::tuple(tie.source, tie.target, !tie.strong); };
  std::sort(ties.begin(), ties.end(), [&](const Tie& x, const Tie& y) { return order(x) < order(y); });
  ties.erase(std::unique(ties.begin(), ties.end(),
                         [](const Tie& x, const Tie& y) { return x.source == y.source && x.target == y.target; }),
             ties.end());
  source_.begin.assign(source_words + 1, 0);
  target_.begin.assign(target_words + 1, 0);
  for (const Tie& tie : ties) {
    ++source_.begin[tie.source + 1];
    ++target_.begin[tie.target + 1];
  }
  for (size_t w = 0; w < source_words; ++w) source_.begin[w + 1] += source_.begin[w];
  for (size_t w = 0; w < target_words; ++w) target_.begin[w + 1] += target_.begin[w];
  source_.related.resize(ties.size());
  target_.related.resize(ties.size());
  std::vector<uint32_t> next_source = source_.begin, next_target = target_.begin;
  for (const Tie& tie : ties) {
    source_.related[next_source[tie.source]++] = {tie.target, tie.strong};
    target_.related[next_target[tie.target]++] = {tie.source, tie.strong};
  }
}

std::vector<Tie> LexiconTies(const Lexicon& lexicon, const LanguageSide& source, const LanguageSide& target) {
  const bool turned = lexicon.source_language() == target.language();
  const LanguageSide &first = turned ? target : source, &second = turned ? source : target;
  absl::flat_hash_map<std::string, std::vector<uint32_t>> by_root;  // words of `second`
  for (uint32_t w = 0; w < second.words().size(); ++w) {
    if (second.words()[w].number) continue;
    for (std::string& root : lexicon.TargetRoots(second.words()[w].text)) by_root[std::move(root)].push_back(w);
  }
  std::vector<Tie> ties;
  for (uint32_t w = 0; w < first.words().size(); ++w) {
    if (first.words()[w].number) continue;
    for (const Lexicon::Entry& entry : lexicon.Forward(first.words()[w].text)) {
      for (const std::string& root : lexicon.TargetRoots(entry.word)) {
        const auto found = by_root.find(root);
        if (found == by_root.end()) continue;
        for (const uint32_t other : found->second) {
          ties.push_back(turned ? Tie{other, w, entry.strong} : Tie{w, other, entry.strong});
        }
      }
    }
  }
  return ties;
}

std::vector<Tie> SpellingTies(const LanguageSide& source, const LanguageSide& target, bool cognates) {
  const std::vector<std::string_view> sources = TextsOf(source), targets = TextsOf(target);
  absl::flat_hash_map<std::string_view, uint32_t> numbers;
  for (uint32_t w = 0; w < targets.size(); ++w) numbers.emplace(targets[w], w);
  std::vector<Tie> ties;
  for (uint32_t w = 0; w < sources.size(); ++w) {
    const auto found = numbers.find(sources[w]);
    if (found != numbers.end()) ties.push_back({w, found->second, true});
  }
  if (!cognates) return ties;
  for (const Cognate& cognate : FindCognates(sources, targets)) {
    ties.push_back({cognate.source, cognate.target, cognate.distance <= kSureEdits});
  }
  return ties;
}

}  // namespace wirecopy

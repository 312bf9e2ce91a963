#include "wirecopy/attribute/phrases.h"

#include <algorithm>

namespace wirecopy {

void PhraseTable::Add(std::string_view phrase, uint32_t id) {
  thread_local WordSplitter splitter;
  Add(splitter.Split(phrase), id);
}

void PhraseTable::Add(std::span<const Word> words, uint32_t id) {
  Phrase entry{{}, id};
  for (const Word& word : words) entry.hashes.push_back(word.hash);
  if (entry.hashes.empty()) return;
  std::vector<Phrase>& list = by_first_[entry.hashes[0]];
  const auto longer = [](const Phrase& x, const Phrase& y) { return x.hashes.size() > y.hashes.size(); };
  list.insert(std::upper_bound(list.begin(), list.end(), entry, longer), std::move(entry));
}

void PhraseTable::MatchesAt(std::span<const Word> words, size_t at, std::vector<Match>* matches) const {
  matches->clear();
  const auto found = by_first_.find(words[at].hash);
  if (found == by_first_.end()) return;
  for (const Phrase& phrase : found->second) {
    const size_t size = phrase.hashes.size();
    if (at + size > words.size()) continue;
    const bool equal =
        std::equal(phrase.hashes.begin(), phrase.hashes.end(), words.begin() + static_cast<ptrdiff_t>(at),
                   [](uint64_t hash, const Word& word) { return hash == word.hash; });
    if (equal) matches->push_back({phrase.id, static_cast<uint32_t>(size)});
  }
}

}  // namespace wirecopy

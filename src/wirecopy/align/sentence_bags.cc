#include "wirecopy/align/sentence_bags.h"

#include <algorithm>

namespace wirecopy {

void SentenceBags::Add(Span words, std::span<const BagTerm> terms) {
  sentences_.push_back(words);
  terms_.insert(terms_.end(), terms.begin(), terms.end());
  first_.push_back(static_cast<uint32_t>(terms_.size()));
}

void SentenceBags::Finish() {
  sentences_.shrink_to_fit();  // the bags of all articles are held at once
  first_.shrink_to_fit();
  terms_.shrink_to_fit();
  places_.reserve(terms_.size());
  for (uint32_t at = 0; at < terms_.size(); ++at) places_.push_back({terms_[at].term, at});
  std::sort(places_.begin(), places_.end());
  for (size_t begin = 0, end = 0; begin < places_.size(); begin = end) {
    while (end < places_.size() && places_[end].term == places_[begin].term) ++end;
    const auto holders = static_cast<uint32_t>(end - begin);
    for (size_t i = begin; i < end; ++i) terms_[places_[i].at].holders = holders & 0x7fffffffu;
  }
}

Span SentenceBags::PlacesOf(uint32_t term) const {
  const auto first = std::lower_bound(places_.begin(), places_.end(), Place{term, 0});
  auto last = first;
  while (last != places_.end() && last->term == term) ++last;
  return {static_cast<uint32_t>(first - places_.begin()), static_cast<uint32_t>(last - places_.begin())};
}

uint32_t SentenceBags::SentenceOf(uint32_t at) const {
  return static_cast<uint32_t>(std::upper_bound(first_.begin(), first_.end(), at) - first_.begin()) - 1;
}

}  // namespace wirecopy

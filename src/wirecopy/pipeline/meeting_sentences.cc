// Which articles may retell one another.
//
// Problem: two articles that retell one another need not share any run of words, so the exact search does not have
// them; and all pairs of sentences are far too many. Idea: a sentence that is retold keeps what is rare in it (names,
// numbers, objects), so every two of its few rarest terms are a key, and sentences with a key in common meet. One
// meeting is chance; articles that meet in two sentences of each are worth a comparison. Cost: a fixed number of keys a
// sentence; keys of very many articles are linked, as everywhere.
#include <algorithm>
#include <array>

#include "wirecopy/base/hash.h"
#include "wirecopy/candidates/postings.h"
#include "wirecopy/pipeline/bags.h"

namespace wirecopy {
namespace {

constexpr size_t kRarestTerms = 5;    // of a sentence: 10 keys
constexpr size_t kLeastMeetings = 2;  // sentences of either article

size_t Unlike(std::vector<uint32_t>* sentences) {
  std::sort(sentences->begin(), sentences->end());
  return static_cast<size_t>(std::unique(sentences->begin(), sentences->end()) - sentences->begin());
}

void AddKeys(const SentenceBags& bags, uint32_t article, std::vector<Posting>* postings) {
  for (uint32_t sentence = 0; sentence < bags.size(); ++sentence) {
    AddTermKeys(bags.terms(sentence), article, sentence, postings);
  }
}

// Of the meetings of one pair.
MeetingSentences CountSentences(std::span<const Meeting> met) {
  std::vector<uint32_t> of_a, of_b;
  for (const Meeting& meeting : met) {
    if (meeting.word_a == kManyPlaces) continue;
    of_a.push_back(meeting.word_a);
    of_b.push_back(meeting.word_b);
  }
  return {Unlike(&of_a), Unlike(&of_b)};
}

}  // namespace

void AddTermKeys(std::span<const BagTerm> terms, uint32_t article, uint32_t place, std::vector<Posting>* postings) {
  std::array<const BagTerm*, kRarestTerms> rarest{};
  const auto rarer = [](const BagTerm* x, const BagTerm* y) {
    return std::pair(x->weight, x->term) > std::pair(y->weight, y->term);
  };
  size_t found = 0;
  for (const BagTerm& term : terms) {
    if (term.alone) continue;
    if (found == kRarestTerms && !rarer(&term, rarest.back())) continue;
    size_t at = found < kRarestTerms ? found++ : kRarestTerms - 1;
    for (; at > 0 && rarer(&term, rarest[at - 1]); --at) rarest[at] = rarest[at - 1];
    rarest[at] = &term;
  }
  for (size_t i = 0; i < found; ++i) {
    for (size_t j = i + 1; j < found; ++j) {
      const auto [low, high] = std::minmax(rarest[i]->term, rarest[j]->term);
      postings->push_back({Mix(uint64_t{low} << 32 | high), article, place});
    }
  }
}

bool MeetingSentences::enough() const { return of_a >= kLeastMeetings && of_b >= kLeastMeetings; }

MeetingSentences SentencesThatMeet(const SentenceBags& a, const SentenceBags& b) {
  std::vector<Posting> postings;
  AddKeys(a, 0, &postings);
  AddKeys(b, 1, &postings);
  return CountSentences(FindMeetings(std::move(postings), {}, {}, Executor(1)).all);
}

std::vector<ArticlePair> PairsOfMeetingSentences(const std::vector<SentenceBags>& bags, std::span<const uint32_t> rank,
                                                 const Executor& executor) {
  std::vector<Posting> postings =
      CollectPostings(bags.size(), executor, [&](uint32_t i, auto* out) { AddKeys(bags[i], i, out); });
  return KeepPairs(
      FindMeetings(std::move(postings), rank, {}, executor).all, executor,
      [](std::span<const Meeting> met) { return met.size() >= kLeastMeetings && CountSentences(met).enough(); });
}

}  // namespace wirecopy

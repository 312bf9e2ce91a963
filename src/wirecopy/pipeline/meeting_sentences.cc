// Which articles may retell one another.
//
// Problem: two articles that retell one another need not share any run of words, so the exact search does not have
// them; and all pairs of sentences are far too many. Idea: a sentence that is retold keeps what is rare in it (names,
// numbers, objects), so every two of its few rarest terms are a key, and sentences with a key in common meet. One
// meeting is chance; articles that meet in two sentences of each are worth a comparison. Most keys stand in one
// sentence alone, so they are counted first, in a table without keys, and those that nobody can share are not kept.
// Cost: a fixed number of keys a sentence; keys of very many articles are linked, as everywhere.
#include <algorithm>
#include <array>
#include <atomic>
#include <bit>

#include "wirecopy/base/hash.h"
#include "wirecopy/candidates/postings.h"
#include "wirecopy/pipeline/bags.h"

namespace wirecopy {
namespace {

constexpr size_t kRarestTerms = 5;  // of a sentence: 10 keys
constexpr size_t kArticlesAChunk = 64;
constexpr size_t kLeastMeetings = 2;  // sentences of either article

// Calls visit(key) for the keys of one sentence.
template <typename Visit>
void ForKeys(std::span<const BagTerm> terms, const Visit& visit) {
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
      visit(Mix(uint64_t{low} << 32 | high));
    }
  }
}

size_t Unlike(std::vector<uint32_t>* sentences) {
  std::sort(sentences->begin(), sentences->end());
  return static_cast<size_t>(std::unique(sentences->begin(), sentences->end()) - sentences->begin());
}

// Calls visit(key, sentence) for the keys of one article.
template <typename Visit>
void ForKeys(const SentenceBags& bags, const Visit& visit) {
  for (uint32_t sentence = 0; sentence < bags.size(); ++sentence) {
    ForKeys(bags.terms(sentence), [&](uint64_t key) { visit(key, sentence); });
  }
}

// Which keys may stand in two places: never wrong of one that does.
class SharedKeys {
 public:
  explicit SharedKeys(uint64_t keys)
      : counts_(std::clamp<size_t>(std::bit_ceil(4 * keys), size_t{1} << 12, size_t{1} << 28)) {}

  void Add(uint64_t key) {
    std::atomic<uint8_t>& count = counts_[key & (counts_.size() - 1)];
    if (count.load(std::memory_order_relaxed) < 2) count.fetch_add(1, std::memory_order_relaxed);
  }
  bool MayHold(uint64_t key) const { return counts_[key & (counts_.size() - 1)].load(std::memory_order_relaxed) >= 2; }

 private:
  std::vector<std::atomic<uint8_t>> counts_;
};

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
  ForKeys(terms, [&](uint64_t key) { postings->push_back({key, article, place}); });
}

bool MeetingSentences::enough() const { return of_a >= kLeastMeetings && of_b >= kLeastMeetings; }

MeetingSentences SentencesThatMeet(const SentenceBags& a, const SentenceBags& b) {
  std::vector<Posting> postings;
  ForKeys(a, [&](uint64_t key, uint32_t sentence) { postings.push_back({key, 0, sentence}); });
  ForKeys(b, [&](uint64_t key, uint32_t sentence) { postings.push_back({key, 1, sentence}); });
  return CountSentences(FindMeetings(std::move(postings), {}, {}, Executor(1)).all);
}

std::vector<ArticlePair> PairsOfMeetingSentences(const std::vector<SentenceBags>& bags, std::span<const uint32_t> rank,
                                                 const Executor& executor) {
  uint64_t sentences = 0;
  for (const SentenceBags& article : bags) sentences += article.size();
  SharedKeys shared(sentences * kRarestTerms * (kRarestTerms - 1) / 2);
  executor.For(bags.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) ForKeys(bags[i], [&](uint64_t key, uint32_t) { shared.Add(key); });
  });
  std::vector<Posting> postings = CollectPostings(bags.size(), executor, [&](uint32_t i, std::vector<Posting>* out) {
    ForKeys(bags[i], [&](uint64_t key, uint32_t sentence) {
      if (shared.MayHold(key)) out->push_back({key, i, sentence});
    });
  });
  return FindPairs(PostingGroups(std::move(postings), rank, {}, executor), executor, [](std::span<const Meeting> met) {
    return met.size() >= kLeastMeetings && CountSentences(met).enough();
  });
}

}  // namespace wirecopy

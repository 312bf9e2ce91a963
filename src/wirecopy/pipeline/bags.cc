// Which terms a sentence has, and how much each says.
//
// Problem: weights must come from the collection, for any language, without lists of function words. Idea: a term
// weighs the logarithm of how rare it is among the sentences of its language in this run; one that stands in very many
// is a function word, or what the whole collection is about, and is left out. Terms are 32-bit hashes of stem and
// language. Sentences are counted in a table of fixed size under a part of the hash, without keys: where two terms fall
// together both look a little more frequent than they are. The counts are sums, so threads may add in any order. Cost:
// one look at each word, then one at each term.
#include "wirecopy/pipeline/bags.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <map>

#include "wirecopy/base/hash.h"
#include "wirecopy/text/sentences.h"
#include "wirecopy/text/stems.h"

namespace wirecopy {
namespace {

constexpr size_t kLeastChunk = 64;  // articles; larger where there are many, for each chunk learns its words anew
constexpr size_t kChunksAThread = 8;
constexpr uint32_t kLeastWords = 8;           // a shorter sentence is joined to the next of its paragraph
constexpr double kMostShare = 0.1;            // of sentences that hold a term, from where it says nothing
constexpr double kLeastWeight = 0.05;         // of a term that a handful of sentences all hold
constexpr uint64_t kLeastStopSentences = 10;  // that hold a term, likewise: fewer prove nothing
constexpr size_t kCacheSlots = size_t{1} << 14;

// Terms of words, made anew only where another word took the slot.
class TermCache {
 public:
  uint32_t Term(std::string_view text, const Word& word, std::string_view language, uint64_t seed) {
    Slot& slot = slots_[word.hash % kCacheSlots];
    if (slot.word != word.hash || slot.seed != seed) {
      const std::string normal = NormalizeWord(text.substr(word.begin, word.end - word.begin));
      slot = {word.hash, seed, TermOf(normal, language)};
    }
    return slot.term;
  }

 private:
  struct Slot {
    uint64_t word = 0;
    uint64_t seed = 0;
    uint32_t term = 0;
  };
  std::vector<Slot> slots_ = std::vector<Slot>(kCacheSlots);
};

// How many sentences hold a term.
class Frequencies {
 public:
  explicit Frequencies(uint64_t words)
      : counts_(std::clamp<size_t>(std::bit_ceil(words), size_t{1} << 12, size_t{1} << 24)) {}
  void Add(uint32_t term) { counts_[term & (counts_.size() - 1)].fetch_add(1, std::memory_order_relaxed); }
  uint32_t of(uint32_t term) const { return counts_[term & (counts_.size() - 1)].load(std::memory_order_relaxed); }

 private:
  std::vector<std::atomic<uint32_t>> counts_;
};

std::string_view Primary(std::string_view language) {
  if (StemmingFor(language) == Stemming::kMalay) return "ms";  // a guess cannot tell Indonesian from Malay
  return language.substr(0, language.find('-'));
}

struct Sentence {
  Span words;
  uint32_t own_words = 0;  // no furniture
};

// The sentences in words. Short ones are joined to what follows in the paragraph; those of furniture are left out.
std::vector<Sentence> SentencesInWords(std::string_view text, const Analysis& analysis) {
  std::vector<Sentence> sentences;
  uint32_t word = 0;
  const std::vector<Word>& words = analysis.words;
  for (const Span bytes : Sentences(text)) {
    Sentence sentence{{word, word}, 0};
    for (; word < words.size() && words[word].begin < bytes.end; ++word) {
      if ((analysis.word_flags[word] & kFurnitureWord) != 0) continue;
      if (sentence.own_words++ == 0) sentence.words.begin = word;
      sentence.words.end = word + 1;
    }
    if (sentence.own_words == 0) continue;
    if (!sentences.empty() && sentences.back().own_words < kLeastWords) {
      const uint32_t from = words[sentences.back().words.end - 1].end, to = words[sentence.words.begin].begin;
      if (text.substr(from, to - from).find("\n\n") == std::string_view::npos) {
        sentences.back().words.end = sentence.words.end;
        sentences.back().own_words += sentence.own_words;
        continue;
      }
    }
    sentences.push_back(sentence);
  }
  return sentences;
}

// One sentence's terms by term, without weights.
void CountTerms(std::string_view text, const Analysis& analysis, Span words, uint64_t seed, TermCache* cache,
                std::vector<BagTerm>* terms) {
  terms->clear();
  for (uint32_t i = words.begin; i < words.end; ++i) {
    const uint8_t flags = analysis.word_flags[i];
    if ((flags & kFurnitureWord) != 0) continue;
    const bool quoted = (flags & kQuotedWord) != 0;
    terms->push_back({cache->Term(text, analysis.words[i], analysis.language, seed), 1, quoted, 0});
  }
  std::sort(terms->begin(), terms->end(), [](const BagTerm& x, const BagTerm& y) { return x.term < y.term; });
  size_t kept = 0;
  for (size_t i = 0; i < terms->size(); ++i) {
    BagTerm& term = (*terms)[i];
    if (kept > 0 && (*terms)[kept - 1].term == term.term) {
      ++(*terms)[kept - 1].count;
      (*terms)[kept - 1].quoted = static_cast<uint16_t>((*terms)[kept - 1].quoted + term.quoted);
    } else {
      (*terms)[kept++] = term;
    }
  }
  terms->resize(kept);
}

// The bags with weights, without terms that say nothing.
SentenceBags Weighted(const SentenceBags& counted, const Frequencies& frequencies, uint64_t sentences) {
  SentenceBags bags;
  std::vector<BagTerm> terms;
  const double all = static_cast<double>(sentences) + 1;
  for (uint32_t i = 0; i < counted.size(); ++i) {
    terms.clear();
    for (BagTerm term : counted.terms(i)) {
      const uint32_t holders = frequencies.of(term.term);
      if (holders >= kLeastStopSentences && holders > kMostShare * all) continue;
      term.weight = static_cast<float>(std::max(kLeastWeight, std::log(all / holders)));
      term.alone = holders == 1;
      terms.push_back(term);
    }
    bags.Add(counted.words(i), terms);
  }
  bags.Finish();
  return bags;
}

}  // namespace

uint32_t TermOf(std::string_view normal, std::string_view language) {
  return static_cast<uint32_t>(HashBytes(Stem(normal, StemmingFor(language)), HashBytes(Primary(language))));
}

std::vector<SentenceBags> MakeSentenceBags(const Run& run, const Executor& executor) {
  const size_t articles = run.analyses.size();
  uint64_t words = 0;
  for (const Analysis& analysis : run.analyses) words += analysis.words.size();
  Frequencies frequencies(words / 4);
  const size_t chunk = std::max(kLeastChunk, articles / (kChunksAThread * static_cast<size_t>(executor.threads())));
  std::vector<SentenceBags> bags(articles);
  executor.For(articles, chunk, [&](size_t begin, size_t end) {
    TermCache cache;
    std::vector<BagTerm> terms;
    for (size_t i = begin; i < end; ++i) {
      const Analysis& analysis = run.analyses[i];
      const std::string_view text = run.input.articles[i].text;
      const uint64_t seed = HashBytes(Primary(analysis.language));
      for (const Sentence& sentence : SentencesInWords(text, analysis)) {
        CountTerms(text, analysis, sentence.words, seed, &cache, &terms);
        for (const BagTerm& term : terms) frequencies.Add(term.term);
        bags[i].Add(sentence.words, terms);
      }
    }
  });
  std::map<std::string_view, uint64_t> sentences;  // by language
  for (size_t i = 0; i < articles; ++i) sentences[Primary(run.analyses[i].language)] += bags[i].size();
  executor.For(articles, chunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      bags[i] = Weighted(bags[i], frequencies, sentences.at(Primary(run.analyses[i].language)));
    }
  });
  return bags;
}

}  // namespace wirecopy

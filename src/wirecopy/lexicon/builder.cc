// From phrases to words.
//
// Problem: half of a dictionary's entries are phrases ("cease-fire", "gencatan senjata"; "home office", "rumah
// kantor"), and which of their words belong together is not said; every word with every other relates "home" with
// "kantor", and "of" with thousands. Idea: an entry of one word on either side is sure (strong). In a phrase, words
// that have a sure partner on the other side explain each other and leave; what is left is related, each with each
// (weak): the competition of Melamed 2000, "Models of translational equivalence among words", with the dictionary's own
// entries as the winners. Words that stand in many phrases of their language are grammar, not content: they leave as
// well. Cost: one pass over the entries, and one look-up for each word of a phrase.
#include "wirecopy/lexicon/builder.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/lexicon/roots.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

using Numbers = std::vector<uint32_t>;  // of words

struct Phrase {
  Numbers source, target;
};

constexpr size_t kMostWeakWords = 3;  // of a phrase, on each side: more are an explanation, not a translation
constexpr size_t kMostPhrases = 20;   // a word in more of them goes with anything

// In how many phrases of two words and more the words of a language stand.
class PhraseCount {
 public:
  void Add(const Numbers& phrase) {
    if (phrase.size() < 2) return;
    for (const uint32_t word : std::set<uint32_t>(phrase.begin(), phrase.end())) ++count_[word];
  }
  bool IsCommon(uint32_t word) const {
    const auto it = count_.find(word);
    return it != count_.end() && it->second > kMostPhrases;
  }

 private:
  absl::flat_hash_map<uint32_t, size_t> count_;
};

// The words of one language, by number, with what their forms have in common.
class Side {
 public:
  explicit Side(std::string_view language) : finder_(language) {}

  uint32_t Number(const std::string& word) {
    const auto [it, is_new] = numbers_.try_emplace(word, static_cast<uint32_t>(words_.size()));
    if (is_new) words_.push_back(word);
    return it->second;
  }
  const std::string& operator[](uint32_t number) const { return words_[number]; }
  uint32_t size() const { return static_cast<uint32_t>(words_.size()); }
  void NoteSure(uint32_t word) { sure_.insert(words_[word]); }

  // Once all sure entries are noted: numbers of the word's roots.
  const std::vector<uint32_t>& Roots(uint32_t word) {
    roots_.resize(words_.size());
    std::vector<uint32_t>& roots = roots_[word];
    if (!roots.empty()) return roots;
    for (const std::string& root : finder_.Roots(words_[word], [&](const auto& one) { return sure_.contains(one); })) {
      roots.push_back(root_numbers_.try_emplace(root, static_cast<uint32_t>(root_numbers_.size())).first->second);
    }
    return roots;
  }

 private:
  RootFinder finder_;
  std::vector<std::string> words_;
  absl::flat_hash_map<std::string, uint32_t> numbers_, root_numbers_;
  absl::flat_hash_set<std::string> sure_;
  std::vector<std::vector<uint32_t>> roots_;
};

constexpr uint64_t Both(uint32_t source, uint32_t target) { return uint64_t{source} << 32 | target; }

class Builder {
 public:
  explicit Builder(const LanguagePair& languages) : source_(languages.source), target_(languages.target) {}

  void Add(const Dictionary& dictionary) {
    for (const PhrasePair& pair : dictionary.pairs) {
      const Phrase phrase{NumbersOf(pair.source, &source_), NumbersOf(pair.target, &target_)};
      if (phrase.source.empty() || phrase.target.empty()) continue;
      source_phrases_.Add(phrase.source);
      target_phrases_.Add(phrase.target);
      if (phrase.source.size() == 1 && phrase.target.size() == 1) {
        related_[Both(phrase.source[0], phrase.target[0])] = true;
        source_.NoteSure(phrase.source[0]);
        target_.NoteSure(phrase.target[0]);
      } else {
        phrases_.push_back(phrase);
      }
    }
  }

  void RelatePhrases() {
    for (const auto& entry : related_) {
      for (const uint32_t from : source_.Roots(static_cast<uint32_t>(entry.first >> 32))) {
        for (const uint32_t to : target_.Roots(static_cast<uint32_t>(entry.first))) partners_.insert(Both(from, to));
      }
    }
    for (const Phrase& phrase : phrases_) RelateRest(phrase);
  }

  LexiconTables Tables() const {
    std::vector<uint8_t> has_source(source_.size(), 0), has_target(target_.size(), 0);
    for (const auto& entry : related_) has_source[entry.first >> 32] = has_target[entry.first & kLow] = 1;
    LexiconTables tables;
    const std::vector<uint32_t> sources = Place(source_, has_source, &tables.source);
    const std::vector<uint32_t> targets = Place(target_, has_target, &tables.target);
    tables.related.resize(tables.source.size());
    for (const auto& entry : related_) {
      tables.related[sources[entry.first >> 32]].push_back({targets[entry.first & kLow], entry.second});
    }
    for (std::vector<RelatedWord>& row : tables.related) {
      std::sort(row.begin(), row.end(), [](const RelatedWord& x, const RelatedWord& y) { return x.target < y.target; });
    }
    return tables;
  }

 private:
  static constexpr uint64_t kLow = ~uint32_t{0};

  Numbers NumbersOf(std::string_view text, Side* side) {
    Numbers numbers;
    for (const Word& word : splitter_.Split(text)) {
      numbers.push_back(side->Number(NormalizeWord(text.substr(word.begin, word.end - word.begin))));
    }
    return numbers;
  }

  // Adds the chosen words in their order; where each has gone.
  static std::vector<uint32_t> Place(const Side& side, const std::vector<uint8_t>& chosen, WordTable* table) {
    std::vector<uint32_t> order;
    for (uint32_t word = 0; word < side.size(); ++word) {
      if (chosen[word] != 0) order.push_back(word);
    }
    std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return side[x] < side[y]; });
    std::vector<uint32_t> places(side.size(), WordTable::kNone);
    for (const uint32_t word : order) {
      places[word] = table->size();
      table->Add(side[word]);
    }
    return places;
  }

  bool ArePartners(uint32_t source, uint32_t target) {
    if (source_[source] == target_[target]) return true;
    for (const uint32_t from : source_.Roots(source)) {
      for (const uint32_t to : target_.Roots(target)) {
        if (partners_.contains(Both(from, to))) return true;
      }
    }
    return false;
  }

  void RelateRest(const Phrase& phrase) {
    Numbers sources, targets;
    for (const uint32_t source : phrase.source) {
      const bool explained = std::any_of(phrase.target.begin(), phrase.target.end(),
                                         [&](uint32_t target) { return ArePartners(source, target); });
      if (!explained && !source_phrases_.IsCommon(source)) sources.push_back(source);
    }
    for (const uint32_t target : phrase.target) {
      const bool explained = std::any_of(phrase.source.begin(), phrase.source.end(),
                                         [&](uint32_t source) { return ArePartners(source, target); });
      if (!explained && !target_phrases_.IsCommon(target)) targets.push_back(target);
    }
    if (sources.size() > kMostWeakWords || targets.size() > kMostWeakWords) return;
    for (const uint32_t source : sources) {
      for (const uint32_t target : targets) related_.try_emplace(Both(source, target), false);
    }
  }

  WordSplitter splitter_;
  Side source_, target_;
  PhraseCount source_phrases_, target_phrases_;
  std::vector<Phrase> phrases_;
  absl::flat_hash_map<uint64_t, bool> related_;  // source and target: sure?
  absl::flat_hash_set<uint64_t> partners_;       // roots of sure pairs
};

}  // namespace

LexiconTables BuildLexicon(const LanguagePair& languages, const std::vector<Dictionary>& dictionaries) {
  Builder builder(languages);
  for (const Dictionary& dictionary : dictionaries) builder.Add(dictionary);
  builder.RelatePhrases();
  LexiconTables tables = builder.Tables();
  tables.source_language = languages.source;
  tables.target_language = languages.target;
  for (const Dictionary& dictionary : dictionaries) absl::StrAppend(&tables.origin, dictionary.origin, "\n");
  return tables;
}

}  // namespace wirecopy

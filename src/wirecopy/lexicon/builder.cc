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
#include <map>
#include <set>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/lexicon/roots.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

using Words = std::vector<std::string>;

struct Phrase {
  Words source, target;  // normal forms
};

constexpr size_t kMostWeakWords = 3;  // of a phrase, on each side: more are an explanation, not a translation
constexpr size_t kMostPhrases = 20;   // a word in more of them goes with anything

Words WordsOf(std::string_view text, WordSplitter* splitter) {
  Words words;
  for (const Word& word : splitter->Split(text)) {
    words.push_back(NormalizeWord(text.substr(word.begin, word.end - word.begin)));
  }
  return words;
}

// In how many phrases of two words and more the words of a language stand.
class PhraseCount {
 public:
  void Add(const Words& phrase) {
    if (phrase.size() < 2) return;
    for (const std::string& word : std::set<std::string>(phrase.begin(), phrase.end())) ++count_[word];
  }
  bool IsCommon(const std::string& word) const {
    const auto it = count_.find(word);
    return it != count_.end() && it->second > kMostPhrases;
  }

 private:
  absl::flat_hash_map<std::string, size_t> count_;
};

class Builder {
 public:
  explicit Builder(const LanguagePair& languages) : source_(languages.source), target_(languages.target) {}

  void Add(const Dictionary& dictionary) {
    for (const PhrasePair& pair : dictionary.pairs) {
      Phrase phrase{WordsOf(pair.source, &splitter_), WordsOf(pair.target, &splitter_)};
      if (phrase.source.empty() || phrase.target.empty()) continue;
      source_phrases_.Add(phrase.source);
      target_phrases_.Add(phrase.target);
      if (phrase.source.size() == 1 && phrase.target.size() == 1) {
        Relate(phrase.source[0], phrase.target[0], true);
      } else {
        phrases_.push_back(std::move(phrase));
      }
    }
  }

  void RelatePhrases() {
    const std::map<std::string, std::map<std::string, bool>> sure = related_;
    for (const auto& [source, targets] : sure) {
      for (const auto& [target, strong] : targets) {
        for (const std::string& from : SourceRoots(source)) {
          for (const std::string& to : TargetRoots(target)) partners_.insert(absl::StrCat(from, "\t", to));
        }
      }
    }
    for (const Phrase& phrase : phrases_) RelateRest(phrase);
  }

  LexiconTables Tables() const {
    LexiconTables tables;
    std::set<std::string_view> targets;
    for (const auto& [source, row] : related_) {
      for (const auto& [target, strong] : row) targets.insert(target);
    }
    for (const std::string_view target : targets) tables.target.Add(target);
    for (const auto& [source, row] : related_) {
      tables.source.Add(source);
      tables.related.emplace_back();
      for (const auto& [target, strong] : row) tables.related.back().push_back({tables.target.Find(target), strong});
    }
    return tables;
  }

 private:
  void Relate(const std::string& source, const std::string& target, bool strong) {
    related_[source][target] |= strong;
    targets_.insert(target);
  }

  Words SourceRoots(const std::string& word) const {
    return source_.Roots(word, [&](const std::string& root) { return related_.contains(root); });
  }
  Words TargetRoots(const std::string& word) const {
    return target_.Roots(word, [&](const std::string& root) { return targets_.contains(root); });
  }

  bool Partners(const std::string& source, const std::string& target) const {
    if (source == target) return true;
    const Words to = TargetRoots(target);
    for (const std::string& from : SourceRoots(source)) {
      for (const std::string& root : to) {
        if (partners_.contains(absl::StrCat(from, "\t", root))) return true;
      }
    }
    return false;
  }

  void RelateRest(const Phrase& phrase) {
    Words source, target;
    for (const std::string& word : phrase.source) {
      const bool explained = std::any_of(phrase.target.begin(), phrase.target.end(),
                                         [&](const std::string& other) { return Partners(word, other); });
      if (!explained && !source_phrases_.IsCommon(word)) source.push_back(word);
    }
    for (const std::string& word : phrase.target) {
      const bool explained = std::any_of(phrase.source.begin(), phrase.source.end(),
                                         [&](const std::string& other) { return Partners(other, word); });
      if (!explained && !target_phrases_.IsCommon(word)) target.push_back(word);
    }
    if (source.size() > kMostWeakWords || target.size() > kMostWeakWords) return;
    for (const std::string& from : source) {
      for (const std::string& to : target) Relate(from, to, false);
    }
  }

  WordSplitter splitter_;
  RootFinder source_, target_;
  PhraseCount source_phrases_, target_phrases_;
  std::vector<Phrase> phrases_;
  std::map<std::string, std::map<std::string, bool>> related_;  // source to target: strong?
  absl::flat_hash_set<std::string> targets_;
  absl::flat_hash_set<std::string> partners_;  // roots of sure pairs
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

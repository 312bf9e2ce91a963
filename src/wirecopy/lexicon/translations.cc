#include "wirecopy/lexicon/translations.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 8;
constexpr size_t kMostTaught = 20000;    // sentence pairs that are learned from
constexpr double kTeachingEvidence = 4;  // nats of such a pair at least
constexpr size_t kMostTerms = 12;
constexpr double kAlikeSources = 0.2;  // Jaccard resemblance of the words of two sources that tell one story
constexpr int kCalibrations = 3;
constexpr size_t kEnoughFound = 100;  // articles with a source, to calibrate by them alone

// The best source of an article, and the best score of another that does not tell the same story.
struct Scores {
  uint32_t source = 0;
  double best = 0, other = 0;
};

std::vector<uint32_t> UnlikeWords(const SentenceTerms& terms) {
  std::vector<uint32_t> words = terms.words;
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

double WordJaccard(const std::vector<uint32_t>& x, const std::vector<uint32_t>& y) {
  size_t both = 0;
  for (size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    both += x[i] == y[j];
    const bool next_i = x[i] <= y[j], next_j = y[j] <= x[i];
    i += next_i;
    j += next_j;
  }
  return static_cast<double>(both) / static_cast<double>(std::max<size_t>(1, x.size() + y.size() - both));
}

// One round over all articles, with what the words are tied by in it.
class Round {
 public:
  Round(const TranslationTask& task, const TranslationOptions& options, const std::vector<Tie>& ties,
        const Executor& executor)
      : task_(task),
        ties_(ties, task.source.words().size(), task.target.words().size()),
        collection_(CountEvidence(task.source, task.target, ties_)),
        index_(task.source, ties_, options.index),
        executor_(executor),
        candidates_(task.target.articles().size()),
        scores_(candidates_.size()) {
    Score();
    Calibrate(options.false_sources);
  }

  // Calls take(comparer, target) for every article whose best source reaches the threshold.
  template <typename Take>
  void ForFound(const Take& take) const {
    executor_.For(scores_.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
      for (auto t = static_cast<uint32_t>(begin); t < end; ++t) {
        if (scores_[t].best < threshold_) continue;
        ArticleComparer comparer = ComparerFor(t);
        take(&comparer, t);
      }
    });
  }

  Translation Align(ArticleComparer* comparer, uint32_t target) const {
    return comparer->Compare(task_.source.articles()[scores_[target].source], true);
  }

  const WordTies& ties() const { return ties_; }
  const CollectionEvidence& evidence() const { return collection_; }
  const std::vector<Scores>& scores() const { return scores_; }
  const ChanceScores& chance() const { return chance_; }
  double threshold() const { return threshold_; }
  uint64_t compared() const {
    uint64_t all = 0;
    for (const std::vector<uint32_t>& candidates : candidates_) all += candidates.size();
    return all;
  }

 private:
  ArticleComparer ComparerFor(uint32_t target) const {
    std::vector<const SentenceTerms*> candidates;
    candidates.reserve(candidates_[target].size());
    for (const uint32_t source : candidates_[target]) candidates.push_back(&task_.source.articles()[source]);
    return {task_.target.articles()[target], candidates, ties_, collection_};
  }

  void Score() {
    executor_.For(scores_.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
      for (auto t = static_cast<uint32_t>(begin); t < end; ++t) {
        candidates_[t] = index_.Find(task_.target.articles()[t], [&](uint32_t s) { return task_.allowed(s, t); });
        if (!candidates_[t].empty()) ScoreArticle(t);
      }
    });
  }

  void ScoreArticle(uint32_t target) {
    ArticleComparer comparer = ComparerFor(target);
    std::vector<std::pair<double, uint32_t>> ranked;
    for (const uint32_t source : candidates_[target]) {
      ranked.emplace_back(-comparer.Compare(task_.source.articles()[source], false).score, source);
    }
    std::sort(ranked.begin(), ranked.end());
    scores_[target] = {ranked.front().second, -ranked.front().first, 0};
    const std::vector<uint32_t> words = UnlikeWords(task_.source.articles()[ranked.front().second]);
    for (size_t i = 1; i < ranked.size() && ranked[i].first < 0; ++i) {
      if (WordJaccard(words, UnlikeWords(task_.source.articles()[ranked[i].second])) >= kAlikeSources) continue;
      scores_[target].other = -ranked[i].first;
      break;
    }
  }

  // Which articles have a source is not known before the threshold is, nor the threshold before that: a few turns.
  void Calibrate(double false_sources) {
    threshold_ = ChanceScores().Threshold(false_sources);
    for (int turn = 0; turn < kCalibrations; ++turn) {
      chance_ = ChanceScores(WrongScores());
      threshold_ = chance_.Threshold(false_sources);
    }
  }

  // Of articles whose source is known, the others are wrong. Where these are few, all sources of the rest are taken for
  // wrong: some are not.
  std::vector<double> WrongScores() const {
    std::vector<double> wrong, rest;
    for (const Scores& scores : scores_) {
      (scores.best >= threshold_ ? wrong : rest).push_back(scores.best >= threshold_ ? scores.other : scores.best);
    }
    if (wrong.size() < kEnoughFound) wrong.insert(wrong.end(), rest.begin(), rest.end());
    return wrong;
  }

  const TranslationTask& task_;
  const WordTies ties_;
  const CollectionEvidence collection_;
  const SentenceIndex index_;
  const Executor& executor_;
  std::vector<std::vector<uint32_t>> candidates_;  // by target, likeliest first
  std::vector<Scores> scores_;                     // by target
  ChanceScores chance_;
  double threshold_ = 0;
};

std::vector<LearnedWord> LearnFrom(const Round& round, const TranslationTask& task) {
  std::vector<std::vector<TaughtPair>> taught(task.target.articles().size());
  round.ForFound([&](ArticleComparer* comparer, uint32_t target) {
    const SentenceTerms& source = task.source.articles()[round.scores()[target].source];
    for (const SentencePair& pair : round.Align(comparer, target).pairs) {
      if (pair.evidence < kTeachingEvidence) continue;
      taught[target].push_back({source.WordsOf(pair.source), task.target.articles()[target].WordsOf(pair.target)});
    }
  });
  std::vector<TaughtPair> pairs;
  for (const std::vector<TaughtPair>& of_article : taught) {
    pairs.insert(pairs.end(), of_article.begin(), of_article.end());
    if (pairs.size() > kMostTaught) break;
  }
  return LearnWords(pairs, task.source, task.target, round.ties());
}

std::vector<SharedTerm> TermsOf(const FoundTranslation& found, const TranslationTask& task, const Round& round) {
  const SentenceTerms &source = task.source.articles()[found.source], &target = task.target.articles()[found.target];
  std::vector<SharedTerm> terms;
  for (const SentencePair& pair : found.pairs) {
    const std::span<const uint32_t> words = target.WordsOf(pair.target);
    for (const uint32_t s : source.WordsOf(pair.source)) {
      for (const WordTies::Related& related : round.ties().OfSource(s)) {
        if (!related.strong || !std::binary_search(words.begin(), words.end(), related.word)) continue;
        const LanguageSide::WordType &x = task.source.words()[s], &y = task.target.words()[related.word];
        const double evidence =
            round.evidence().of_source[s].strong + EvidenceOf(round.evidence().target[related.word]).strong;
        const auto kind = x.number           ? SharedTerm::Kind::kNumber
                          : x.name || y.name ? SharedTerm::Kind::kName
                                             : SharedTerm::Kind::kWord;
        terms.push_back({x.text, y.text, kind, evidence / 2});
      }
    }
  }
  const auto order = [](const SharedTerm& term) { return std::tuple(-term.evidence, term.source, term.target); };
  std::sort(terms.begin(), terms.end(), [&](const auto& x, const auto& y) { return order(x) < order(y); });
  terms.erase(std::unique(terms.begin(), terms.end(),
                          [](const auto& x, const auto& y) { return x.source == y.source && x.target == y.target; }),
              terms.end());
  if (terms.size() > kMostTerms) terms.resize(kMostTerms);
  return terms;
}

}  // namespace

std::string_view ToString(SharedTerm::Kind kind) {
  switch (kind) {
    case SharedTerm::Kind::kName:
      return "name";
    case SharedTerm::Kind::kNumber:
      return "number";
    case SharedTerm::Kind::kWord:
      return "word";
  }
  return "";
}

Translations FindTranslations(const TranslationTask& task, const TranslationOptions& options,
                              const Executor& executor) {
  std::vector<Tie> ties = SpellingTies(task.source, task.target, options.cognates);
  const auto add = [&](const std::vector<Tie>& more) { ties.insert(ties.end(), more.begin(), more.end()); };
  for (const Lexicon* lexicon : task.lexicons) add(LexiconTies(*lexicon, task.source, task.target));
  add(LearnedTies(task.taught, task.source, task.target));

  Translations result;
  const std::vector<Tie> given = ties;
  // Where nothing was known before, what is learned first is little, and more is found by it.
  const int lessons = !options.learn ? 0 : task.lexicons.empty() && task.taught.empty() ? 2 : 1;
  for (int lesson = 0; lesson < lessons; ++lesson) {
    result.learned = LearnFrom(Round(task, options, ties, executor), task);
    ties = given;
    add(LearnedTies(result.learned, task.source, task.target));
  }
  const Round round(task, options, ties, executor);
  std::vector<FoundTranslation> found(task.target.articles().size());
  round.ForFound([&](ArticleComparer* comparer, uint32_t target) {
    const Scores& scores = round.scores()[target];
    found[target] = {scores.source,
                     target,
                     scores.best,
                     1 - round.chance().Chance(scores.best),
                     round.Align(comparer, target).pairs,
                     {}};
    found[target].terms = TermsOf(found[target], task, round);
  });
  std::erase_if(found, [](const FoundTranslation& one) { return one.pairs.empty(); });
  result.found = std::move(found);
  result.chance = round.chance();
  result.threshold = round.threshold();
  result.compared = round.compared();
  return result;
}

}  // namespace wirecopy

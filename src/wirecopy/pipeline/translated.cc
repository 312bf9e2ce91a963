// From articles of unlike languages to pairs of which one translates sentences of the other.
#include <algorithm>
#include <iterator>
#include <map>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/known_lexicons.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

constexpr int64_t kDay = 24 * 60 * 60;
// A translation comes with its story: later by days at most, and not earlier but for clocks that stand in other zones.
constexpr int64_t kMostEarlier = kDay, kMostLater = 30 * kDay;

// "en" of "en-US".
std::string PrimaryLanguage(const std::string& tag) {
  std::string language = tag.substr(0, tag.find_first_of("-_"));
  std::transform(language.begin(), language.end(), language.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return language;
}

// Articles of one language.
struct Group {
  std::vector<uint32_t> articles;  // of the run
  std::unique_ptr<LanguageSide> side;
};

LanguageSide MakeSide(const std::string& language, const std::vector<uint32_t>& articles, const Run& run,
                      const Executor& executor) {
  std::vector<std::vector<uint8_t>> furniture;
  furniture.reserve(articles.size());
  std::vector<TermInput> inputs;
  inputs.reserve(articles.size());
  for (const uint32_t i : articles) {
    const Analysis& analysis = run.analyses[i];
    furniture.push_back(WordsWith(kFurnitureWord, analysis.word_flags));
    inputs.push_back({run.input.articles[i].text, analysis.words, furniture.back()});
  }
  return {language, inputs, executor};
}

// By their times, where both have one.
bool MayComeFrom(const Run& run, uint32_t source, uint32_t article) {
  const Timestamp from = run.input.articles[source].time, to = run.input.articles[article].time;
  if (from.precision == Timestamp::Precision::kNone || to.precision == Timestamp::Precision::kNone) return true;
  if (!run.analyses[source].outlet.is_agency && ProvenOrder(to, from) < 0) return false;
  return to.seconds + kMostEarlier >= from.seconds && to.seconds <= from.seconds + kMostLater;
}

// Words that lie in the bytes.
Span WordsIn(Span bytes, const std::vector<Word>& words) {
  return {FirstWordFrom(words, bytes.begin), FirstWordFrom(words, bytes.end)};
}

TranslatedText TextOf(const FoundTranslation& found, const TranslationTask& task) {
  TranslatedText text;
  const auto &of_source = task.source.articles()[found.source].sentences,
             &of_target = task.target.articles()[found.target].sentences;
  for (const SentencePair& pair : found.pairs) {
    text.sentences.push_back({of_source[pair.source].bytes, of_target[pair.target].bytes, pair.coverage});
  }
  text.terms = found.terms;
  text.score = found.score;
  text.confidence = found.confidence;
  return text;
}

void SwapSides(TranslatedText* text) {
  for (TranslatedText::Sentences& pair : text->sentences) std::swap(pair.a, pair.b);
  for (SharedTerm& term : text->terms) std::swap(term.source, term.target);
}

// Sentences that follow one another on both sides are one passage.
std::vector<Passage> PassagesOf(const TranslatedText& text, const Analysis& a, const Analysis& b) {
  std::vector<Passage> passages;
  uint32_t sentences = 0;  // of the last one
  for (const TranslatedText::Sentences& pair : text.sentences) {
    const Span in_a = WordsIn(pair.a, a.words), in_b = WordsIn(pair.b, b.words);
    const bool goes_on =
        !passages.empty() && passages.back().a.end == in_a.begin && passages.back().b.end == in_b.begin;
    if (!goes_on) {
      passages.push_back({in_a, in_b, {}, PassageKind::kTranslated, pair.similarity});
      sentences = 1;
      continue;
    }
    Passage& last = passages.back();
    last.a.end = in_a.end;
    last.b.end = in_b.end;
    last.similarity += (pair.similarity - last.similarity) / ++sentences;
  }
  return passages;
}

// Adds what was found to the pairs of the run.
class PairAdder {
 public:
  PairAdder(const ScanOptions& options, Run* run) : options_(options), run_(*run) {
    for (size_t i = 0; i < run_.pairs.size(); ++i) known_.emplace(std::minmax(run_.pairs[i].a, run_.pairs[i].b), i);
  }

  void Add(uint32_t source, uint32_t article, TranslatedText text) {
    const auto [at, fresh] = known_.emplace(std::minmax(source, article), run_.pairs.size());
    if (fresh) run_.pairs.push_back(Compare(source, article));
    PairResult& pair = run_.pairs[at->second];
    if (pair.translated) return;  // the other way round
    if (pair.a != source) SwapSides(&text);
    if (pair.shared.overlap < Overlap::kPartial) pair.shared.relation = Relation::kTranslated;
    std::vector<Passage> passages = PassagesOf(text, run_.analyses[pair.a], run_.analyses[pair.b]);
    std::move(passages.begin(), passages.end(), std::back_inserter(pair.shared.passages));
    std::stable_sort(pair.shared.passages.begin(), pair.shared.passages.end(),
                     [](const Passage& x, const Passage& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    pair.translated = std::move(text);
  }

 private:
  PairResult Compare(uint32_t source, uint32_t article) const {
    const EvidenceOfTwo two(run_, source, article, options_.finder.shingle_words);
    return Directed(source, article, FindDirection(two.a(), two.b()),
                    CompareArticles(two.a(), two.b(), options_.align, options_.cuts));
  }

  const ScanOptions& options_;
  Run& run_;
  absl::flat_hash_map<ArticlePair, size_t> known_;
};

// The articles by language: of every one what may be a source, and what may have one. Where there are agencies they are
// the sources, and no other is; else every article may be one.
struct Groups {
  std::map<std::string, Group> sources, articles;
};

Groups GroupByLanguage(const Run& run) {
  const bool agencies = std::any_of(run.analyses.begin(), run.analyses.end(),
                                    [](const Analysis& analysis) { return analysis.outlet.is_agency; });
  Groups groups;
  for (uint32_t i = 0; i < run.analyses.size(); ++i) {
    const std::string language = PrimaryLanguage(run.analyses[i].language);
    if (language.empty() || language == "und") continue;
    const bool agency = run.analyses[i].outlet.is_agency;
    if (agency || !agencies) groups.sources[language].articles.push_back(i);
    if (!agency) groups.articles[language].articles.push_back(i);
  }
  return groups;
}

// The words of a group are counted when it first has another to be compared with.
const LanguageSide& SideOf(const std::string& language, Group* group, const Run& run, const Executor& executor) {
  if (group->side == nullptr) {
    group->side = std::make_unique<LanguageSide>(MakeSide(language, group->articles, run, executor));
  }
  return *group->side;
}

}  // namespace

absl::StatusOr<uint64_t> FindTranslatedCopy(const ScanOptions& options, const Executor& executor, Run* run) {
  if (!options.find_translated) return 0;
  absl::StatusOr<KnownLexicons> lexicons = KnownLexicons::Open(options);
  if (!lexicons.ok()) return lexicons.status();
  Groups groups = GroupByLanguage(*run);
  PairAdder pairs(options, run);
  for (auto& [from, source] : groups.sources) {
    for (auto& [to, article] : groups.articles) {
      if (from == to) continue;
      const std::vector<uint32_t>&of_source = source.articles, &of_article = article.articles;
      TranslationTask task{SideOf(from, &source, *run, executor),
                           SideOf(to, &article, *run, executor),
                           {},
                           {},
                           [&](uint32_t x, uint32_t y) { return MayComeFrom(*run, of_source[x], of_article[y]); }};
      TranslationSearch search;
      if (absl::Status status = lexicons->Fill(from, to, &task, &search); !status.ok()) return status;
      Translations translations = FindTranslations(task, options.translation, executor);
      for (const FoundTranslation& found : translations.found) {
        pairs.Add(of_source[found.source], of_article[found.target], TextOf(found, task));
      }
      search.learned = {from, to, std::move(translations.learned)};
      search.sources = of_source.size();
      search.articles = of_article.size();
      search.compared = translations.compared;
      search.found = translations.found.size();
      search.threshold = translations.threshold;
      search.calibrated_on = translations.chance.articles();
      run->translations.push_back(std::move(search));
    }
  }
  SortPairs(&run->pairs);
  return static_cast<uint64_t>(std::count_if(run->pairs.begin(), run->pairs.end(),
                                             [](const PairResult& pair) { return pair.translated.has_value(); }));
}

}  // namespace wirecopy

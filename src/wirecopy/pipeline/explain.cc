#include "wirecopy/pipeline/explain.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/find_article.h"
#include "wirecopy/pipeline/stages.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

WordCounts CountWords(const Analysis& analysis) {
  WordCounts counts;
  for (const uint8_t flag : analysis.word_flags) {
    ++((flag & kFurnitureWord) != 0 ? counts.furniture
       : (flag & kQuotedWord) != 0  ? counts.quoted
       : (flag & kSpeechWord) != 0  ? counts.speech
                                    : counts.prose);
  }
  return counts;
}

absl::Status CheckCounts(const Run& run, const std::optional<RunCounts>& before, uint64_t words) {
  const auto references = std::count_if(run.analyses.begin(), run.analyses.end(),
                                        [](const Analysis& analysis) { return analysis.is_reference; });
  const RunCounts now{run.input.records, run.input.articles.size(), static_cast<uint64_t>(references),
                      run.input.skips.size(), words};
  if (!before || *before == now) return absl::OkStatus();
  const auto name = [](const RunCounts& counts) {
    return absl::StrCat(counts.articles, " articles (", counts.reference_articles, " of them --source), ",
                        counts.skipped, " skips, ", counts.words, " words");
  };
  return absl::FailedPreconditionError(absl::StrCat("the inputs are not what the run has read: it had ", name(*before),
                                                    "; now there are ", name(now), ". Scan again"));
}

uint32_t LongestPlainRun(const std::vector<WordRun>& runs, const Analysis& a, const Analysis& b) {
  uint32_t longest = 0;
  for (const WordRun& run : runs) {
    uint32_t plain = 0;
    for (uint32_t i = 0; i < run.size; ++i) {
      const bool furniture = ((a.word_flags[run.a + i] | b.word_flags[run.b + i]) & kFurnitureWord) != 0;
      plain = furniture ? 0 : plain + 1;
      longest = std::max(longest, plain);
    }
  }
  return longest;
}

// `retold`: the passages that brought the two together, if nothing else did.
void CompareAgain(const std::vector<Passage>& retold, Explanation* explanation) {
  Explanation& e = *explanation;
  const Analysis &a = e.run.analyses[e.a], &b = e.run.analyses[e.b];
  const EvidenceOfTwo two(e.run, e.a, e.b, e.options.finder.shingle_words);
  const SeedIndex seeds(a.words, e.options.align.seed_words);
  const std::vector<WordRun> runs = FindRuns(seeds, b.words);
  e.runs = static_cast<uint32_t>(runs.size());
  for (const WordRun& run : runs) e.longest_run = std::max(e.longest_run, run.size);
  e.plain_run = LongestPlainRun(runs, a, b);
  NoisyMatch letters;
  if (!retold.empty()) {
    letters = LettersAround(two.a(), two.b(), retold);
  } else if (!e.candidate || e.candidate->by_letters) {
    letters = MatchLetters(LetterIndex(TextOf(two.a())), TextOf(two.b()));
  }
  e.shared = CompareArticles(two.a(), seeds, two.b(), e.options.align, e.options.cuts, letters, &e.judgement);
  e.direction = FindDirection(two.a(), two.b());
  e.common_shingles = CommonShingles(two.a().shingles, two.b().shingles);
  e.near_enough = NearEnough(e.shared.jaccard, e.options.finder);
  e.words_a = CountWords(a);
  e.words_b = CountWords(b);
  e.words_a.shingles = static_cast<uint32_t>(two.a().shingles.size());
  e.words_b.shingles = static_cast<uint32_t>(two.b().shingles.size());
}

const PairResult* PairOf(const Run& run, uint32_t a, uint32_t b) {
  const auto at = std::find_if(run.pairs.begin(), run.pairs.end(), [&](const PairResult& pair) {
    return std::minmax(pair.a, pair.b) == std::minmax(a, b);
  });
  return at == run.pairs.end() ? nullptr : &*at;
}

// Returns the reworded passages, whether they were asked for or not. `paired`: the two share text word for word.
std::vector<Passage> LookAtRewording(bool paired, const std::vector<SentenceBags>& bags, const Executor& executor,
                                     Explanation* explanation) {
  Explanation& e = *explanation;
  const auto met = PairsOfMeetingSentences(bags, RankByTime(e.run), executor);
  e.sentences = SentencesThatMeet(bags[e.a], bags[e.b]);
  e.retold_asked =
      e.options.find_reworded && (paired || std::binary_search(met.begin(), met.end(), std::pair(e.a, e.b)));
  e.retold_found = FindReworded(bags[e.a], bags[e.b], {}).size();
  std::vector<Passage> retold = RetoldPassages(bags, e.run, e.a, e.b);
  e.retold_kept = retold.size();
  return retold;
}

void PlaceRetold(std::vector<Passage> retold, Explanation* explanation) {
  Explanation& e = *explanation;
  if (!e.retold_asked) return;
  PlaceReworded(std::move(retold), &e.shared.passages);
  e.retold_reported =
      static_cast<size_t>(std::count_if(e.shared.passages.begin(), e.shared.passages.end(),
                                        [](const Passage& passage) { return passage.kind == PassageKind::kReworded; }));
}

void LookAtTranslation(const PairResult* pair, Explanation* explanation) {
  Explanation& e = *explanation;
  if (pair != nullptr && pair->translated) {
    e.translated = pair->translated;
    e.shared.relation = pair->shared.relation;
    for (Passage passage : pair->shared.passages) {
      if (passage.kind != PassageKind::kTranslated) continue;
      if (pair->a != e.a) passage.SwapSides();
      e.shared.passages.push_back(passage);
    }
    std::sort(e.shared.passages.begin(), e.shared.passages.end(),
              [](const Passage& x, const Passage& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  }
  const std::string &a = e.run.analyses[e.a].language, &b = e.run.analyses[e.b].language;
  for (const TranslationSearch& search : e.run.translations) {
    const std::string &from = search.learned.source_language, &to = search.learned.target_language;
    const bool of_both = (a.starts_with(from) && b.starts_with(to)) || (a.starts_with(to) && b.starts_with(from));
    if (of_both && (!e.translation || e.translation->found < search.found)) e.translation = search;
  }
}

// As the report has it, seen from the first in input order.
void LookAtRetelling(const PairResult* pair, Explanation* explanation) {
  Explanation& e = *explanation;
  if (e.outcome != Outcome::kRetold) return;
  e.shared.relation = pair->shared.relation;
  e.judgement.relation_basis = pair->shared.relation == Relation::kQuotation
                                   ? "utterances in the same words, or of unlike days"
                                   : "utterances in words of their own, or one day and its names";
  e.quote_pairs = pair->quote_pairs;
  e.shared_facts = pair->shared_facts;
  if (pair->a == e.a) return;
  for (QuotePair& quote : e.quote_pairs) std::swap(quote.a, quote.b);
  for (SharedFact& fact : e.shared_facts) std::swap(fact.a, fact.b);
}

void LookAtGroups(const PairResult* pair, Explanation* explanation) {
  Explanation& e = *explanation;
  const Analysis &a = e.run.analyses[e.a], &b = e.run.analyses[e.b];
  e.same_duplicates = a.duplicate_cluster == b.duplicate_cluster;
  e.same_story = a.story == b.story;
  // Where a text is too common to be paired out, the clusters ask for what is no pair.
  const bool asked = e.run.linked[e.a] != 0 && e.run.linked[e.b] != 0;
  if (pair != nullptr || asked) e.duplicate_similarity = e.shared.prose_jaccard;
  if (pair != nullptr || asked) e.story_similarity = StorySimilarity(e.shared, e.options.cuts);
  for (const Edge& edge : e.run.faint) {
    if (std::minmax(edge.a, edge.b) == std::minmax(e.a, e.b)) e.story_similarity = edge.similarity;
  }
}

Outcome OutcomeOf(const PairResult* pair, const Explanation& e) {
  if (pair != nullptr && pair->shared.relation == Relation::kTranslated) return Outcome::kTranslated;
  if (pair != nullptr && IsRetelling(*pair)) return Outcome::kRetold;
  if (pair != nullptr) return pair->shared.overlap == Overlap::kNone ? Outcome::kReworded : Outcome::kShared;
  if (!e.candidate) return Outcome::kNotCompared;
  if (!e.shared.passages.empty()) return Outcome::kTooLittle;
  return e.judgement.furniture.empty() ? Outcome::kNoPassage : Outcome::kFurniture;
}

}  // namespace

std::string_view ToString(Outcome outcome) {
  switch (outcome) {
    case Outcome::kShared:
      return "shared";
    case Outcome::kReworded:
      return "reworded";
    case Outcome::kTranslated:
      return "translated";
    case Outcome::kRetold:
      return "retold";
    case Outcome::kTooLittle:
      return "too-little";
    case Outcome::kFurniture:
      return "furniture";
    case Outcome::kNoPassage:
      return "no-passage";
    case Outcome::kNotCompared:
      return "not-compared";
  }
  return "";
}

absl::StatusOr<Explanation> Explain(const ScanOptions& options, const std::string& id_a, const std::string& id_b,
                                    const std::optional<RunCounts>& counts, const Executor& executor,
                                    const Progress& progress) {
  const absl::StatusOr<Tools> tools = Tools::Make(options);
  if (!tools.ok()) return tools.status();
  Explanation e;
  e.options = options;
  e.bands = tools->finder.bands;
  if (absl::Status status = ReadArticles(options, progress, &e.run); !status.ok()) return status;
  for (const auto& [id, number] : {std::pair(&id_a, &e.a), std::pair(&id_b, &e.b)}) {
    const absl::StatusOr<uint32_t> found = FindArticle(e.run, *id);
    if (!found.ok()) return found.status();
    *number = *found;
  }
  if (e.a == e.b) return absl::InvalidArgumentError(absl::StrCat(id_a, ": two articles are needed, this is one"));
  if (e.a > e.b) std::swap(e.a, e.b);
  const uint64_t words = Analyse(options, *tools, executor, &e.run);
  if (absl::Status status = CheckCounts(e.run, counts, words); !status.ok()) return status;

  e.trace.a = e.a;
  e.trace.b = e.b;
  const Candidates candidates = FindRunCandidates(options, *tools, executor, &e.run, &e.trace);
  for (const CandidatePair& pair : candidates.pairs) {
    if (pair.a == e.a && pair.b == e.b) e.candidate = pair;
  }
  AlignPairs(options, candidates, executor, &e.run);
  const bool paired = PairOf(e.run, e.a, e.b) != nullptr;
  const std::vector<SentenceBags> bags = MakeSentenceBags(e.run, executor);
  FindRewordedPassages(options, bags, executor, &e.run);
  if (absl::Status status = FindTranslatedCopy(options, executor, &e.run).status(); !status.ok()) return status;
  FindRetellings(options, bags, executor, &e.run);
  ClusterArticles(options, &e.run);
  if (executor.cancelled()) return absl::CancelledError("interrupted");

  std::vector<Passage> retold = LookAtRewording(paired, bags, executor, &e);
  CompareAgain(e.retold_asked && !paired ? retold : std::vector<Passage>(), &e);
  const PairResult* pair = PairOf(e.run, e.a, e.b);
  e.outcome = OutcomeOf(pair, e);
  PlaceRetold(std::move(retold), &e);
  LookAtTranslation(pair, &e);
  LookAtRetelling(pair, &e);
  LookAtGroups(pair, &e);
  return e;
}

}  // namespace wirecopy

// What the pairs say about each article: how much of it is reused, from whom.
#include <algorithm>
#include <array>
#include <map>

#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;
constexpr uint32_t kBridgedWords = 2;

bool CountsAsReuse(const PairResult& pair) { return pair.shared.overlap >= Overlap::kPartial || pair.translated; }

// One pair seen from one of its articles.
struct View {
  const PairResult* pair;
  bool from_a;         // the article is the pair's a
  bool sources_given;  // there is a reference set

  uint32_t other() const { return from_a ? pair->b : pair->a; }
  // Whether the shared text may have come from the other article: it is the source, or the order is not known. Where it
  // is known where text comes from, two articles without a time say nothing of it.
  bool may_be_reused() const {
    if (sources_given && pair->direction.basis == DirectionBasis::kUnknown) return false;
    return pair->direction.from == Direction::From::kNeither || !from_a;
  }
};

std::vector<std::vector<View>> PairsOfArticles(const Run& run) {
  const bool sources_given = std::any_of(run.analyses.begin(), run.analyses.end(),
                                         [](const Analysis& analysis) { return analysis.is_reference; });
  std::vector<std::vector<View>> views(run.analyses.size());
  for (const PairResult& pair : run.pairs) {
    views[pair.a].push_back({&pair, true, sources_given});
    views[pair.b].push_back({&pair, false, sources_given});
  }
  return views;
}

// The words of a passage that are shared, with changes of a word or two between them; longer changes are the outlet's
// own.
std::vector<Span> SharedWords(const Passage& passage, bool of_a) {
  std::vector<Span> spans;
  for (const WordRun& run : passage.runs) {
    const uint32_t begin = of_a ? run.a : run.b;
    if (!spans.empty() && begin - spans.back().end <= kBridgedWords) {
      spans.back().end = begin + run.size;
    } else {
      spans.push_back({begin, begin + run.size});
    }
  }
  return spans;
}

// The body's parts that one pair's passages cover on the article's side; bytes. Speech is nobody's copy, so a passage
// that is speech in both does not count.
std::vector<Span> CoveredBody(const Run& run, const View& view, const Analysis& analysis) {
  std::vector<Span> covered;
  const auto cover = [&](Span bytes) {
    for (const Span body : analysis.layout.body) {
      if (const Span both = Intersection(bytes, body); !both.empty()) covered.push_back(both);
    }
  };
  if (view.pair->translated) {
    for (const TranslatedText::Sentences& sentences : view.pair->translated->sentences) {
      cover(view.from_a ? sentences.a : sentences.b);
    }
  }
  for (const Passage& passage : view.pair->shared.passages) {
    if (InQuote(passage, run.analyses[view.pair->a].word_flags, run.analyses[view.pair->b].word_flags)) continue;
    for (const Span words : SharedWords(passage, view.from_a)) {
      cover({analysis.words[words.begin].begin, analysis.words[words.end - 1].end});
    }
  }
  return Union(std::move(covered));
}

// The agency whose copy a pair's text is, when its own article is not one of the two.
std::string CreditedAgency(const Run& run, const View& view, uint32_t article) {
  const Analysis& own = run.analyses[article];
  const Analysis& other = run.analyses[view.other()];
  if (own.outlet.is_agency || other.outlet.is_agency || view.pair->shared.relation != Relation::kNewswire) return "";
  const bool own_claims = ClaimsAgencyText(own.credit.state), other_claims = ClaimsAgencyText(other.credit.state);
  // Two credits that differ do not say whose the common text is.
  if (own_claims && other_claims && own.credit.source != other.credit.source) return "";
  if (own_claims) return own.credit.source;
  // Another's credit says something of this article only if this one may have come after it.
  return view.may_be_reused() && other_claims ? other.credit.source : "";
}

// Adds what one pair's passages cover, in words of the article, for the model.
void AddPassages(const Run& run, const View& view, ReusedText* reuse) {
  for (const Passage& passage : view.pair->shared.passages) {
    if (InQuote(passage, run.analyses[view.pair->a].word_flags, run.analyses[view.pair->b].word_flags)) continue;
    for (const WordRun& shared : passage.runs) {
      const uint32_t begin = view.from_a ? shared.a : shared.b;
      reuse->runs.push_back({begin, begin + shared.size});
      // Of a passage in other words only the words that were kept count.
      if (passage.kind == PassageKind::kReworded) reuse->passages.push_back(reuse->runs.back());
    }
    // A translation keeps no word, and all of it counts.
    if (passage.kind == PassageKind::kTranslated) reuse->runs.push_back(view.from_a ? passage.a : passage.b);
    if (passage.kind != PassageKind::kReworded) reuse->passages.push_back(view.from_a ? passage.a : passage.b);
  }
}

// Of the article and the first source that is an article. `sources` are sorted.
Circumstances FindCircumstances(const Run& run, uint32_t article) {
  const Analysis& analysis = run.analyses[article];
  Circumstances found;
  found.article = run.input.articles[article].time;
  bool named = false, credited = false;  // a source's agency
  std::optional<uint32_t> first;
  for (const ReuseSource& source : analysis.sources) {
    if (source.article && !first) first = source.article;
    const Outlet* outlet = source.article ? &run.analyses[*source.article].outlet : nullptr;
    // A reference set may be called anything, and names no agency then.
    const bool own = outlet != nullptr && outlet->is_agency && outlet->known;
    const std::string& agency = own ? outlet->name : source.agency;
    named = named || !agency.empty();
    credited = credited || (!agency.empty() && agency == analysis.credit.source);
  }
  if (first) found.source = run.input.articles[*first].time;
  // A credit of another agency than the one whose text it is says nothing of this text.
  if (analysis.credit.source.empty() || credited || !named) found.credit = analysis.credit.state;
  return found;
}

void Judge(const ScanOptions& options, const DerivationModel& model, Analysis* analysis) {
  if (options.wholly_share) {
    analysis->derivation =
        analysis->reused_share >= *options.wholly_share ? Derivation::kWholly : Derivation::kPartially;
    return;
  }
  const std::array<double, 3> probabilities = model.Probabilities(*analysis->derivation_features);
  analysis->derivation = model.Verdict(probabilities);
  analysis->derivation_probability = probabilities[static_cast<size_t>(analysis->derivation)];
}

void Derive(const ScanOptions& options, const DerivationModel& model, const std::vector<View>& views, uint32_t article,
            Run* run) {
  Analysis& analysis = run->analyses[article];
  const CodePointIndex index(run->input.articles[article].text);
  const uint64_t body = index.CountIn(Union(analysis.layout.body));
  if (body == 0) return;
  std::vector<Span> all;
  ReusedText reuse;
  std::map<std::string, std::vector<Span>> by_agency;
  for (const View& view : views) {
    if (!CountsAsReuse(*view.pair)) continue;
    const std::string agency = CreditedAgency(*run, view, article);
    if (agency.empty() && !view.may_be_reused()) continue;
    const std::vector<Span> covered = CoveredBody(*run, view, analysis);
    all.insert(all.end(), covered.begin(), covered.end());
    const double share = static_cast<double>(index.CountIn(covered)) / static_cast<double>(body);
    reuse.best_source = std::max(reuse.best_source, share);
    AddPassages(*run, view, &reuse);
    if (!agency.empty()) {
      std::vector<Span>& spans = by_agency[agency];
      spans.insert(spans.end(), covered.begin(), covered.end());
    }
    if (view.may_be_reused()) {
      analysis.sources.push_back({view.other(), "", share, view.pair->shared.relation, covered});
    }
  }
  // An agency that is named as a source by a credit alone; where its own article is in the run, that stands for it.
  const auto own_article = [&](const ReuseSource& source) {
    return source.article && run->analyses[*source.article].outlet.is_agency;
  };
  for (auto& entry : by_agency) {
    const std::string& agency = entry.first;
    std::vector<Span>& spans = entry.second;
    const bool present = std::any_of(analysis.sources.begin(), analysis.sources.end(), [&](const ReuseSource& source) {
      return own_article(source) && run->analyses[*source.article].outlet.name == agency;
    });
    if (present) continue;
    std::vector<Span> covered = Union(std::move(spans));
    const double share = static_cast<double>(index.CountIn(covered)) / static_cast<double>(body);
    analysis.sources.push_back({std::nullopt, agency, share, Relation::kNewswire, std::move(covered)});
  }
  const auto is_agency = [&](const ReuseSource& source) { return !source.article || own_article(source); };
  std::stable_sort(analysis.sources.begin(), analysis.sources.end(), [&](const ReuseSource& x, const ReuseSource& y) {
    return std::pair(is_agency(x), x.share) > std::pair(is_agency(y), y.share);
  });
  if (all.empty()) return;
  analysis.reused_share = static_cast<double>(index.CountIn(Union(std::move(all)))) / static_cast<double>(body);
  reuse.reused = analysis.reused_share;
  analysis.derivation_features =
      MeasureDerivation(analysis.word_flags, std::move(reuse), FindCircumstances(*run, article));
  Judge(options, model, &analysis);
}

}  // namespace

uint64_t AttributeReuse(const ScanOptions& options, const DerivationModel& model, const Executor& executor, Run* run) {
  const std::vector<std::vector<View>> views = PairsOfArticles(*run);
  executor.For(views.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) Derive(options, model, views[i], static_cast<uint32_t>(i), run);
  });
  return static_cast<uint64_t>(std::count_if(run->analyses.begin(), run->analyses.end(),
                                             [](const Analysis& a) { return a.derivation != Derivation::kNone; }));
}

}  // namespace wirecopy

// What the pairs say about each article, each cluster and each outlet.
#include <algorithm>
#include <map>
#include <set>

#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;

bool CountsAsReuse(Overlap overlap) { return overlap >= Overlap::kPartial; }

// One pair seen from one of its articles.
struct View {
  const PairResult* pair;
  bool from_a;  // the article is the pair's a

  uint32_t other() const { return from_a ? pair->b : pair->a; }
  // Whether the shared text may have come from the other article: it is the source, or the order is not known.
  bool may_be_reused() const { return pair->direction.from == Direction::From::kNeither || !from_a; }
};

std::vector<std::vector<View>> PairsOfArticles(const Run& run) {
  std::vector<std::vector<View>> views(run.analyses.size());
  for (const PairResult& pair : run.pairs) {
    views[pair.a].push_back({&pair, true});
    views[pair.b].push_back({&pair, false});
  }
  return views;
}

// The body's parts that one pair's passages cover on the article's side; bytes. Speech is nobody's copy.
std::vector<Span> CoveredBody(const View& view, const Analysis& analysis) {
  std::vector<Span> covered;
  for (const Passage& passage : view.pair->shared.passages) {
    const Span words = view.from_a ? passage.a : passage.b;
    const Span bytes{analysis.words[words.begin].begin, analysis.words[words.end - 1].end};
    for (const Span body : analysis.layout.body) {
      if (const Span both = Intersection(bytes, body); !both.empty()) covered.push_back(both);
    }
  }
  return Union(std::move(covered));
}

uint64_t CodePoints(const std::vector<Span>& bytes, const CodePointIndex& index) {
  uint64_t total = 0;
  for (const Span span : bytes) total += index.FromBytes(span).size();
  return total;
}

// The agency whose copy a pair's text is, when its own article is not one of the two.
std::string CreditedAgency(const Run& run, const View& view, uint32_t article) {
  const Analysis& own = run.analyses[article];
  const Analysis& other = run.analyses[view.other()];
  if (own.outlet.is_agency || other.outlet.is_agency || view.pair->shared.relation != Relation::kNewswire) return "";
  const auto credits = [](const Analysis& a) {
    return a.credit.state == CreditState::kFull || a.credit.state == CreditState::kPartial ||
           a.credit.state == CreditState::kMetadata;
  };
  return credits(own) ? own.credit.source : credits(other) ? other.credit.source : "";
}

void Derive(const ScanOptions& options, const std::vector<View>& views, uint32_t article, Run* run) {
  Analysis& analysis = run->analyses[article];
  const CodePointIndex index(run->input.articles[article].text);
  const uint64_t body = CodePoints(Union(analysis.layout.body), index);
  if (body == 0) return;
  std::vector<Span> all;
  std::map<std::string, std::vector<Span>> by_agency;
  for (const View& view : views) {
    if (!CountsAsReuse(view.pair->shared.overlap)) continue;
    const std::string agency = CreditedAgency(*run, view, article);
    if (agency.empty() && !view.may_be_reused()) continue;
    const std::vector<Span> covered = CoveredBody(view, analysis);
    all.insert(all.end(), covered.begin(), covered.end());
    if (!agency.empty()) {
      std::vector<Span>& spans = by_agency[agency];
      spans.insert(spans.end(), covered.begin(), covered.end());
    }
    if (view.may_be_reused()) {
      const double share = static_cast<double>(CodePoints(covered, index)) / static_cast<double>(body);
      analysis.sources.push_back({view.other(), "", share, view.pair->shared.relation});
    }
  }
  // An agency that is named as a source by a credit alone; where its own article is in the run, that stands for it.
  const auto own_article = [&](const ReuseSource& source) {
    return source.article && run->analyses[*source.article].outlet.is_agency;
  };
  for (auto& [agency, spans] : by_agency) {
    const bool present = std::any_of(analysis.sources.begin(), analysis.sources.end(), [&](const ReuseSource& source) {
      return own_article(source) && run->analyses[*source.article].outlet.name == agency;
    });
    if (present) continue;
    const double share = static_cast<double>(CodePoints(Union(std::move(spans)), index)) / static_cast<double>(body);
    analysis.sources.push_back({std::nullopt, agency, share, Relation::kNewswire});
  }
  const auto is_agency = [&](const ReuseSource& source) { return !source.article || own_article(source); };
  std::stable_sort(analysis.sources.begin(), analysis.sources.end(), [&](const ReuseSource& x, const ReuseSource& y) {
    return std::pair(is_agency(x), x.share) > std::pair(is_agency(y), y.share);
  });
  if (all.empty()) return;
  analysis.reused_share = static_cast<double>(CodePoints(Union(std::move(all)), index)) / static_cast<double>(body);
  analysis.derivation = analysis.reused_share >= options.wholly_share ? Derivation::kWholly : Derivation::kPartially;
}

double StorySimilarity(const SharedText& shared) {
  return std::max({shared.jaccard, shared.containment_a, shared.containment_b});
}

// Compares on demand what was no pair of the run.
class Comparer {
 public:
  Comparer(const ScanOptions& options, const Run& run) : options_(options), run_(run) {}

  SharedText operator()(uint32_t a, uint32_t b) const {
    const auto set_a = FurnitureFreeShingles(run_.analyses[a], options_.finder.shingle_words);
    const auto set_b = FurnitureFreeShingles(run_.analyses[b], options_.finder.shingle_words);
    return CompareArticles(MakeEvidence(run_.input.articles[a], run_.analyses[a], set_a),
                           MakeEvidence(run_.input.articles[b], run_.analyses[b], set_b), options_.align,
                           options_.cuts);
  }

 private:
  const ScanOptions& options_;
  const Run& run_;
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

bool WireDerived(const Analysis& analysis) {
  return analysis.derivation != Derivation::kNone && !analysis.outlet.is_agency &&
         std::any_of(analysis.sources.begin(), analysis.sources.end(),
                     [](const ReuseSource& source) { return source.relation == Relation::kNewswire; });
}

void CountWire(const Run& run, uint32_t article, OutletRow* row, std::set<std::string>* agencies,
               std::vector<double>* lags) {
  const Analysis& analysis = run.analyses[article];
  ++row->wire_derived;
  switch (analysis.credit.state) {
    case CreditState::kFull:
    case CreditState::kPartial:
    case CreditState::kInText:
    case CreditState::kMetadata:
      ++row->credited;
      break;
    case CreditState::kNone:
    case CreditState::kPhotoOnly:
      ++row->uncredited;
      break;
    case CreditState::kUnknown:
      ++row->unknown;
      break;
  }
  bool timed = false;
  for (const ReuseSource& source : analysis.sources) {
    if (source.relation != Relation::kNewswire) continue;
    if (!source.agency.empty()) agencies->insert(source.agency);
    if (!source.article || !run.analyses[*source.article].outlet.is_agency) continue;
    agencies->insert(run.analyses[*source.article].outlet.name);
    const Timestamp from = run.input.articles[*source.article].time, to = run.input.articles[article].time;
    const bool known = from.precision == Timestamp::Precision::kSecond && to.precision == Timestamp::Precision::kSecond;
    if (known && !timed) lags->push_back(static_cast<double>(to.seconds - from.seconds) / 3600);
    timed = timed || known;
  }
}

}  // namespace

std::string_view ToString(Derivation derivation) {
  switch (derivation) {
    case Derivation::kNone:
      return "none";
    case Derivation::kPartially:
      return "partially";
    case Derivation::kWholly:
      return "wholly";
  }
  return "";
}

uint64_t AttributeReuse(const ScanOptions& options, const Executor& executor, Run* run) {
  const std::vector<std::vector<View>> views = PairsOfArticles(*run);
  executor.For(views.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) Derive(options, views[i], static_cast<uint32_t>(i), run);
  });
  return static_cast<uint64_t>(std::count_if(run->analyses.begin(), run->analyses.end(),
                                             [](const Analysis& a) { return a.derivation != Derivation::kNone; }));
}

uint64_t ClusterArticles(const ScanOptions& options, Run* run) {
  const auto articles = static_cast<uint32_t>(run->analyses.size());
  const std::vector<uint32_t> rank = RankByTime(*run);
  const Comparer compare(options, *run);
  std::vector<Edge> near, contained;
  for (const PairResult& pair : run->pairs) {
    if (pair.shared.overlap >= Overlap::kNearDuplicate) near.push_back({pair.a, pair.b, pair.shared.jaccard});
    const bool enough = pair.shared.prose_words >= options.cuts.contained_words;
    if (enough || pair.shared.overlap == Overlap::kNearDuplicate) {
      contained.push_back({pair.a, pair.b, StorySimilarity(pair.shared)});
    }
  }
  run->duplicates = GuardedClusters(articles, std::move(near), rank, options.cuts.near_jaccard,
                                    [&](uint32_t a, uint32_t b) { return compare(a, b).jaccard; });
  run->stories = GuardedClusters(articles, std::move(contained), rank, options.story_similarity,
                                 [&](uint32_t a, uint32_t b) { return StorySimilarity(compare(a, b)); });
  uint64_t shared = 0;
  for (uint32_t i = 0; i < run->duplicates.size(); ++i) {
    shared += run->duplicates[i].members.size() > 1;
    const uint32_t first = run->duplicates[i].earliest;
    for (const uint32_t member : run->duplicates[i].members) {
      run->analyses[member].duplicate_cluster = i;
      if (member != first) run->analyses[member].duplicate_of = first;
    }
  }
  for (uint32_t i = 0; i < run->stories.size(); ++i) {
    shared += run->stories[i].members.size() > 1;
    for (const uint32_t member : run->stories[i].members) run->analyses[member].story = i;
  }
  return shared;
}

void SummariseOutlets(Run* run) {
  std::map<std::string, std::vector<uint32_t>> by_outlet;
  for (uint32_t i = 0; i < run->analyses.size(); ++i) by_outlet[run->analyses[i].outlet.name].push_back(i);
  for (const auto& [name, articles] : by_outlet) {
    const Outlet& outlet = run->analyses[articles.front()].outlet;
    OutletRow row{
        name, outlet.family, outlet.is_agency, outlet.known, static_cast<uint32_t>(articles.size()), 0, 0, 0, 0, {},
        {}};
    std::set<std::string> agencies;
    std::vector<double> lags;
    for (const uint32_t article : articles) {
      if (WireDerived(run->analyses[article])) CountWire(*run, article, &row, &agencies, &lags);
    }
    row.agencies.assign(agencies.begin(), agencies.end());
    if (!lags.empty()) row.median_lag_hours = Median(std::move(lags));
    run->outlets.push_back(std::move(row));
  }
}

}  // namespace wirecopy

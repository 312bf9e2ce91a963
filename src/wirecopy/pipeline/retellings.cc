// From all articles to the pairs that retell one source: added to the run's pairs.
//
// Articles meet by what a retelling keeps: two rare terms of one quotation, or two that follow one another, or a
// printed day with rare names of the body. A big event relates all that report it by its facts and its phrases, so of
// the pairs that rest on them each article keeps the few it is most like, and only where that is mutual: they stay
// linear in the articles.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "wirecopy/base/hash.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/retold.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;
constexpr size_t kPairsAChunk = 4096;
constexpr size_t kNamesADay = 32;  // the rarest, as keys with each printed day
constexpr size_t kLeastFactMeetings = 3;
constexpr size_t kMostUnsure = 3;          // pairs of an article that are none for sure
constexpr uint32_t kFactPlace = 1u << 30;  // keys of facts have places from here, those of quotations below

struct Found {
  uint32_t a = 0, b = 0;
  Kinship kinship;
};

void AddFactKeys(const Retold& retold, uint32_t article, std::vector<Posting>* postings) {
  std::vector<BagTerm> names;
  for (const Retold::Name& name : retold.names) {
    if (!name.term.alone) names.push_back(name.term);
  }
  const size_t kept = std::min(kNamesADay, names.size());
  std::partial_sort(
      names.begin(), names.begin() + static_cast<std::ptrdiff_t>(kept), names.end(),
      [](const BagTerm& x, const BagTerm& y) { return std::pair(-x.weight, x.term) < std::pair(-y.weight, y.term); });
  std::map<std::pair<int, int>, bool> days;
  for (const PrintedDate& date : retold.facts.dates) days[{date.month, date.day}] = true;
  for (const auto& entry : days) {
    const auto day = static_cast<uint64_t>(entry.first.first * 32 + entry.first.second);
    for (size_t i = 0; i < kept; ++i) {
      postings->push_back({Mix(day << 32 | names[i].term), article, kFactPlace + static_cast<uint32_t>(i)});
    }
  }
}

std::vector<ArticlePair> PairsThatMeet(const std::vector<Retold>& retold, std::span<const uint32_t> rank,
                                       const Executor& executor) {
  std::vector<Posting> postings = CollectPostings(retold.size(), executor, [&](uint32_t i, auto* out) {
    for (uint32_t quote = 0; quote < retold[i].utterances.all().size(); ++quote) {
      AddTermKeys(retold[i].utterances.all()[quote].terms, i, quote, out);
      const std::span<const BagTerm> neighbours = retold[i].neighbours[quote];
      for (size_t at = 0; at < neighbours.size(); at += 2) AddTermKeys(neighbours.subspan(at, 2), i, quote, out);
    }
    AddFactKeys(retold[i], i, out);
  });
  return FindPairs(PostingGroups(std::move(postings), rank, {}, executor), executor, [](std::span<const Meeting> met) {
    const auto by_quotes =
        std::count_if(met.begin(), met.end(), [](const Meeting& one) { return one.word_a < kFactPlace; });
    return by_quotes > 0 || met.size() >= kLeastFactMeetings;
  });
}

// Drops what is not sure and not among the best of both.
void KeepBestUnsure(size_t articles, std::vector<Found>* found) {
  std::vector<std::vector<std::pair<double, size_t>>> best(articles);
  for (size_t i = 0; i < found->size(); ++i) {
    const Found& one = (*found)[i];
    if (one.kinship.sure) continue;
    best[one.a].push_back({-one.kinship.likeness, i});
    best[one.b].push_back({-one.kinship.likeness, i});
  }
  std::vector<int> votes(found->size(), 0);
  for (auto& ranked : best) {
    std::sort(ranked.begin(), ranked.end());
    for (size_t i = 0; i < std::min(kMostUnsure, ranked.size()); ++i) ++votes[ranked[i].second];
  }
  size_t kept = 0;
  for (size_t i = 0; i < found->size(); ++i) {
    if (!(*found)[i].kinship.sure && votes[i] < 2) continue;
    if (kept != i) (*found)[kept] = std::move((*found)[i]);
    ++kept;
  }
  found->resize(kept);
}

std::vector<Retold> PrepareAll(const std::vector<SentenceBags>& bags, const Executor& executor, const Run& run) {
  std::map<std::string, FactWords> languages;
  for (const Analysis& analysis : run.analyses) languages.try_emplace(analysis.language, analysis.language);
  std::vector<Retold> retold(run.analyses.size());
  executor.For(retold.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const Analysis& analysis = run.analyses[i];
      retold[i] = PrepareRetold(run.input.articles[i], analysis, bags[i], languages.at(analysis.language));
    }
  });
  return retold;
}

// Of the pairs (sorted) those that have to do with each other. Few have, so the others take no room.
std::vector<Found> FindKin(const std::vector<Retold>& retold, const std::vector<ArticlePair>& pairs,
                           const Executor& executor) {
  std::vector<std::vector<Found>> chunks((pairs.size() + kPairsAChunk - 1) / kPairsAChunk);
  executor.For(pairs.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    std::optional<KinOf> kin;
    for (size_t i = begin; i < end; ++i) {
      const auto [a, b] = pairs[i];
      if (i == begin || a != pairs[i - 1].first) kin.emplace(retold[a]);
      Kinship kinship = kin->Judge(retold[b]);
      if (kinship.relation != Relation::kOutlet) chunks[begin / kPairsAChunk].push_back({a, b, std::move(kinship)});
    }
  });
  std::vector<Found> found;
  for (std::vector<Found>& chunk : chunks) std::move(chunk.begin(), chunk.end(), std::back_inserter(found));
  return found;
}

}  // namespace

uint64_t FindRetellings(const ScanOptions& options, const std::vector<SentenceBags>& bags, const Executor& executor,
                        Run* run) {
  if (!options.find_retellings) return 0;
  const std::vector<Retold> retold = PrepareAll(bags, executor, *run);
  const std::vector<ArticlePair> fresh = WithoutPairsOf(*run, PairsThatMeet(retold, RankByTime(*run), executor));
  std::vector<Found> found = FindKin(retold, fresh, executor);
  KeepBestUnsure(retold.size(), &found);
  std::vector<uint8_t> needed(retold.size(), 0);
  for (const Found& one : found) needed[one.a] = needed[one.b] = 1;
  const EvidenceTable evidence(*run, needed, options.finder.shingle_words, executor);
  std::vector<PairResult> added(found.size());
  executor.For(found.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    PairComparer comparer(options, evidence);
    for (size_t i = begin; i < end; ++i) {
      Found& one = found[i];
      PairResult& pair = added[i];
      pair = comparer.ByWords(one.a, one.b);
      if (pair.shared.overlap != Overlap::kNone) continue;
      // What little text they share is not reported.
      SharedText nothing;
      nothing.jaccard = pair.shared.jaccard;
      nothing.relation = one.kinship.relation;
      pair.shared = std::move(nothing);
      pair.quote_pairs = std::move(one.kinship.quotes);
      if (pair.a != one.a) {
        for (QuotePair& quote : pair.quote_pairs) std::swap(quote.a, quote.b);
      }
      pair.shared_facts = FactsOfBoth(retold[pair.a], retold[pair.b]);
    }
  });
  std::move(added.begin(), added.end(), std::back_inserter(run->pairs));
  SortPairs(&run->pairs);
  return added.size();
}

}  // namespace wirecopy

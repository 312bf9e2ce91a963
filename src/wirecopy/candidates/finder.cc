#include "wirecopy/candidates/finder.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <set>

#include "wirecopy/shingle/shingles.h"
#include "wirecopy/shingle/winnow.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;

std::vector<Posting> FingerprintPostings(std::span<const Searchable> articles, const FinderOptions& options,
                                         const Executor& executor) {
  if (!options.by_fingerprints) return {};
  const int window = WindowForGuarantee(options.guarantee_words, options.fingerprint_words);
  return CollectPostings(articles.size(), executor, [&](size_t i, std::vector<Posting>* out) {
    const auto hashes = ShingleHashes(articles[i].words, articles[i].excluded, options.fingerprint_words);
    for (const Fingerprint& f : Winnow(hashes, window)) out->push_back({f.hash, static_cast<uint32_t>(i), f.word});
  });
}

// A fingerprint that very many articles have is a phrase, and says little of two of them. The postings of such keys
// again, this time under every run of the guaranteed length that holds the fingerprint: articles with such a run in
// common meet in it, and only a run that itself stands in very many articles is linked.
std::vector<Posting> RunPostings(const std::vector<Posting>& linked, std::span<const Searchable> articles,
                                 const FinderOptions& options) {
  const auto run = static_cast<uint32_t>(options.guarantee_words);
  const auto inside = run - static_cast<uint32_t>(options.fingerprint_words);
  std::vector<Posting> postings;
  for (const Posting& p : linked) {
    const std::span<const Word> words = articles[p.article].words;
    for (uint32_t back = 0; back <= std::min(inside, p.word); ++back) {
      const uint32_t begin = p.word - back;
      if (begin + run > words.size()) continue;
      postings.push_back({ShingleHashes(words.subspan(begin, run), {}, options.guarantee_words)[0], p.article, begin});
    }
  }
  std::sort(postings.begin(), postings.end());
  postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
  return postings;
}

std::vector<Posting> BandPostings(std::span<const Searchable> articles, const SignatureScheme& scheme,
                                  const FinderOptions& options, const Executor& executor) {
  if (!options.by_bands) return {};
  return CollectPostings(articles.size(), executor, [&](size_t i, std::vector<Posting>* out) {
    const auto shingles = Shingles(articles[i].words, articles[i].excluded, options.shingle_words);
    if (shingles.empty()) return;
    std::vector<uint32_t> signature(static_cast<size_t>(scheme.id().values));
    scheme.Sign(shingles, signature);
    std::vector<uint64_t> keys;
    BandKeys(options.bands, signature, &keys);
    for (const uint64_t key : keys) out->push_back({key, static_cast<uint32_t>(i), 0});
  });
}

// Words that the pair's meetings have in common: each meeting grown to its whole run, a run met twice counted once.
// Stops as soon as `enough` is reached, and takes it as reached where the places are too many to look at.
uint32_t SharedRunWords(std::span<const Meeting> meetings, const Searchable& a, const Searchable& b, uint32_t enough) {
  uint32_t shared = 0;
  std::vector<std::pair<uint32_t, uint32_t>> runs;  // first word of a, first of b
  for (const Meeting& m : meetings) {
    if (m.word_a == kManyPlaces) return enough;
    uint32_t back = 0;
    while (back < m.word_a && back < m.word_b &&
           a.words[m.word_a - back - 1].hash == b.words[m.word_b - back - 1].hash) {
      ++back;
    }
    const std::pair run(m.word_a - back, m.word_b - back);
    if (std::find(runs.begin(), runs.end(), run) != runs.end()) continue;
    runs.push_back(run);
    uint32_t size = 0;
    while (run.first + size < a.words.size() && run.second + size < b.words.size() &&
           a.words[run.first + size].hash == b.words[run.second + size].hash) {
      ++size;
    }
    shared += size;
    if (shared >= enough) break;
  }
  return shared;
}

double Jaccard(std::span<const uint64_t> set_a, std::span<const uint64_t> set_b) {
  const size_t both = CommonShingles(set_a, set_b), either = set_a.size() + set_b.size() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

// The shingle sets of the articles that met and are not in `pairs` already, each made once for all its meetings.
std::vector<std::vector<uint64_t>> SetsOf(const std::vector<Meeting>& meetings, const std::vector<ArticlePair>& pairs,
                                          std::span<const Searchable> articles, int shingle_words,
                                          const Executor& executor) {
  std::vector<uint8_t> asked(articles.size(), 0);
  auto paired = pairs.begin();
  for (const Meeting& meeting : meetings) {
    const ArticlePair pair(meeting.a, meeting.b);
    while (paired != pairs.end() && *paired < pair) ++paired;
    if (paired == pairs.end() || *paired != pair) asked[meeting.a] = asked[meeting.b] = 1;
  }
  std::vector<std::vector<uint64_t>> sets(articles.size());
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      if (asked[i] != 0) sets[i] = ShingleSet(articles[i].words, articles[i].excluded, shingle_words);
    }
  });
  return sets;
}

std::vector<CandidatePair> Merge(const std::vector<ArticlePair>& by_fingerprint,
                                 const std::vector<ArticlePair>& by_bands) {
  std::vector<CandidatePair> merged;
  auto f = by_fingerprint.begin();
  auto l = by_bands.begin();
  while (f != by_fingerprint.end() || l != by_bands.end()) {
    const bool take_f = l == by_bands.end() || (f != by_fingerprint.end() && *f <= *l);
    const bool take_l = f == by_fingerprint.end() || (l != by_bands.end() && *l <= *f);
    const ArticlePair pair = take_f ? *f : *l;
    merged.push_back({pair.first, pair.second, take_f, take_l});
    if (take_f) ++f;
    if (take_l) ++l;
  }
  return merged;
}

// Keys that both articles have among the linked ones.
uint64_t CommonLinked(const std::vector<Posting>& linked, uint32_t a, uint32_t b) {
  std::set<uint64_t> of_a, of_both;
  for (const Posting& posting : linked) {
    if (posting.article == a) of_a.insert(posting.key);
  }
  for (const Posting& posting : linked) {
    if (posting.article == b && of_a.contains(posting.key)) of_both.insert(posting.key);
  }
  return of_both.size();
}

// `postings`: of the two articles alone, as numbers 0 and 1.
KeyTrace TraceKeys(const std::vector<Posting>& postings, const std::vector<Posting>& linked, const PairTrace& trace) {
  std::array<std::set<uint64_t>, 2> keys;
  for (const Posting& posting : postings) keys[posting.article].insert(posting.key);
  const auto common =
      std::count_if(keys[0].begin(), keys[0].end(), [&](uint64_t key) { return keys[1].contains(key); });
  return {keys[0].size(), keys[1].size(), static_cast<uint64_t>(common), CommonLinked(linked, trace.a, trace.b), false};
}

}  // namespace

Candidates FindCandidates(std::span<const Searchable> articles, std::span<const uint32_t> rank,
                          const SignatureScheme& scheme, const FinderOptions& options, const Executor& executor,
                          PairTrace* trace) {
  Candidates found;
  std::vector<Searchable> traced;
  if (trace != nullptr) traced = {articles[trace->a], articles[trace->b]};
  std::vector<Posting> postings = FingerprintPostings(articles, options, executor);
  found.fingerprints = postings.size();
  Meetings meetings = FindMeetings(std::move(postings), rank, options.meetings, executor);
  const Meetings in_runs =
      FindMeetings(RunPostings(meetings.linked, articles, options), rank, options.meetings, executor);
  found.linked_groups = in_runs.linked_groups;
  std::vector<Meeting> all;
  std::set_union(meetings.all.begin(), meetings.all.end(), in_runs.all.begin(), in_runs.all.end(),
                 std::back_inserter(all));
  const auto least_words = static_cast<uint32_t>(options.guarantee_words);
  const auto enough_words = [&](std::span<const Meeting> met) {
    return SharedRunWords(met, articles[met[0].a], articles[met[0].b], least_words) >= least_words;
  };
  const std::vector<ArticlePair> by_runs = KeepPairs(all, executor, enough_words, &found.fingerprint_pairs);
  found.run_pairs = by_runs.size();
  if (trace != nullptr) {
    const std::span<const Meeting> met = MeetingsOf(all, trace->a, trace->b);
    trace->fingerprints = TraceKeys(FingerprintPostings(traced, options, executor), meetings.linked, *trace);
    trace->fingerprints.met = !met.empty();
    trace->linked_runs = CommonLinked(in_runs.linked, trace->a, trace->b);
    trace->many_places =
        std::any_of(met.begin(), met.end(), [](const Meeting& meeting) { return meeting.word_a == kManyPlaces; });
    trace->run_words = trace->many_places
                           ? least_words
                           : SharedRunWords(met, traced[0], traced[1], std::numeric_limits<uint32_t>::max());
  }

  meetings = FindMeetings(BandPostings(articles, scheme, options, executor), rank, options.meetings, executor);
  found.linked_groups += meetings.linked_groups;
  const auto sets = SetsOf(meetings.all, by_runs, articles, options.shingle_words, executor);
  const auto near_enough = [&](std::span<const Meeting> met) {
    const uint32_t a = met[0].a, b = met[0].b;
    return std::binary_search(by_runs.begin(), by_runs.end(), ArticlePair(a, b)) ||
           NearEnough(Jaccard(sets[a], sets[b]), options);
  };
  const std::vector<ArticlePair> by_bands = KeepPairs(meetings.all, executor, near_enough, &found.band_pairs);
  found.near_pairs = by_bands.size();
  if (trace != nullptr) {
    trace->bands = TraceKeys(BandPostings(traced, scheme, options, executor), meetings.linked, *trace);
    trace->bands.met = !MeetingsOf(meetings.all, trace->a, trace->b).empty();
  }
  found.linked.assign(articles.size(), 0);
  for (const Posting& posting : in_runs.linked) found.linked[posting.article] = 1;
  for (const Posting& posting : meetings.linked) found.linked[posting.article] = 1;
  found.pairs = Merge(by_runs, by_bands);
  return found;
}

}  // namespace wirecopy

// The consensus text of a cluster.
//
// The problem: without a feed of the agency nobody has its story; there are only the copies, each cut and edited in its
// own way, with the outlet's own sentences between.
//
// The idea: what two unrelated families both print, neither has written alone. So one member lends its words, and each
// word of it has a support: how many families print it, its own among them. A family counts once, however many of its
// papers print the word, for a network's own sharing is no corroboration; a passage that is speech in both counts for
// nobody. Words of support two and more are agreed on, and stretches of them are the consensus; a changed word or two
// may stand inside, but nine of ten words of a stretch are agreed on, as are those around each change. The member is
// the one that was compared with most families, the representative if that is one of them: in a story of thousands of
// copies not every two are compared.
//
// The cost: a sort of the cluster's pairs, then their runs and the member's words once; nothing is compared again.
#include "wirecopy/pipeline/consensus.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "wirecopy/attribute/word_flags.h"

namespace wirecopy {
namespace {

constexpr uint32_t kLeastWords = 12;   // that are agreed on in a stretch: as of a passage
constexpr uint32_t kBridgedWords = 2;  // changed words that do not end a stretch,
constexpr uint32_t kAgreedWords = 9;   // where there are as many that are agreed on for each

// What one member shares with an article of another family in its cluster.
struct Witness {
  uint32_t cluster, member, other;
  const PairResult* pair;
};

std::vector<Witness> FindWitnesses(const Run& run, uint32_t Analysis::*cluster_of) {
  std::vector<Witness> witnesses;
  for (const PairResult& pair : run.pairs) {
    const Analysis &a = run.analyses[pair.a], &b = run.analyses[pair.b];
    if (a.*cluster_of != b.*cluster_of || a.outlet.family == b.outlet.family || pair.shared.passages.empty()) continue;
    witnesses.push_back({a.*cluster_of, pair.a, pair.b, &pair});
    witnesses.push_back({b.*cluster_of, pair.b, pair.a, &pair});
  }
  std::sort(witnesses.begin(), witnesses.end(), [&](const Witness& x, const Witness& y) {
    const auto key = [&](const Witness& w) {
      return std::tuple(w.cluster, w.member, std::string_view(run.analyses[w.other].outlet.family), w.other);
    };
    return key(x) < key(y);
  });
  return witnesses;
}

using Witnesses = std::span<const Witness>;

size_t CountFamilies(const Run& run, Witnesses witnesses) {
  size_t families = 0;
  for (size_t i = 0; i < witnesses.size(); ++i) {
    families +=
        i == 0 || run.analyses[witnesses[i].other].outlet.family != run.analyses[witnesses[i - 1].other].outlet.family;
  }
  return families;
}

// Those of the member that was compared with most families.
Witnesses Choose(const Run& run, Witnesses of_cluster, uint32_t representative) {
  Witnesses best;
  std::tuple<size_t, bool> most;
  for (size_t begin = 0, end = 0; begin < of_cluster.size(); begin = end) {
    while (end < of_cluster.size() && of_cluster[end].member == of_cluster[begin].member) ++end;
    const Witnesses of_member = of_cluster.subspan(begin, end - begin);
    const std::tuple families(CountFamilies(run, of_member), of_member[0].member == representative);
    if (best.empty() || families > most) {
      best = of_member;
      most = families;
    }
  }
  return best;
}

// The member's words that one other article prints.
void AddShared(const Run& run, const Witness& witness, std::vector<Span>* words) {
  const PairResult& pair = *witness.pair;
  for (const Passage& passage : pair.shared.passages) {
    if (passage.kind == PassageKind::kReworded || passage.kind == PassageKind::kTranslated) continue;
    if (InQuote(passage, run.analyses[pair.a].word_flags, run.analyses[pair.b].word_flags)) continue;
    for (const WordRun& shared : passage.runs) {
      const uint32_t begin = witness.member == pair.a ? shared.a : shared.b;
      words->push_back({begin, begin + shared.size});
    }
  }
}

// How many families print each word of the member, itself among them; furniture is none of the text.
std::vector<uint32_t> Support(const Run& run, Witnesses witnesses) {
  const std::vector<uint8_t>& flags = run.analyses[witnesses[0].member].word_flags;
  std::vector<uint32_t> rises(flags.size() + 1), falls(flags.size() + 1);
  for (size_t begin = 0, end = 0; begin < witnesses.size(); begin = end) {
    const std::string& family = run.analyses[witnesses[begin].other].outlet.family;
    std::vector<Span> words;
    for (; end < witnesses.size() && run.analyses[witnesses[end].other].outlet.family == family; ++end) {
      AddShared(run, witnesses[end], &words);
    }
    for (const Span span : Union(std::move(words))) {
      ++rises[span.begin];
      ++falls[span.end];
    }
  }
  std::vector<uint32_t> support(flags.size());
  uint32_t others = 0;
  for (size_t i = 0; i < flags.size(); ++i) {
    others = others + rises[i] - falls[i];
    support[i] = (flags[i] & kFurnitureWord) != 0 ? 0 : others + 1;
  }
  return support;
}

struct Agreement {
  Span words;             // with changed ones inside, none at the ends
  uint32_t agreed = 0;    // words,
  uint32_t last_run = 0;  // and those behind the last change
};

// Furniture, of support 0, ends a stretch.
std::vector<Agreement> FindStretches(const std::vector<uint32_t>& support) {
  std::vector<Agreement> stretches;
  const auto size = static_cast<uint32_t>(support.size());
  const auto goes_on = [&](const Agreement& before, uint32_t begin, uint32_t run) {
    const uint32_t changed = begin - before.words.end;
    const uint32_t all_changed = begin - before.words.begin - before.agreed;
    return changed <= kBridgedWords && before.last_run + run >= kAgreedWords * changed &&
           before.agreed + run >= kAgreedWords * all_changed &&
           std::all_of(&support[before.words.end], &support[begin], [](uint32_t families) { return families > 0; });
  };
  for (uint32_t begin = 0, end = 0; begin < size; begin = end) {
    for (end = begin + 1; end < size && (support[end] > 1) == (support[begin] > 1); ++end) {
    }
    if (support[begin] < 2) continue;
    const uint32_t run = end - begin;
    if (stretches.empty() || !goes_on(stretches.back(), begin, run)) stretches.push_back({{begin, begin}, 0, 0});
    stretches.back().words.end = end;
    stretches.back().agreed += run;
    stretches.back().last_run = run;
  }
  std::erase_if(stretches, [](const Agreement& stretch) { return stretch.agreed < kLeastWords; });
  return stretches;
}

Consensus MakeConsensus(const Run& run, Witnesses witnesses) {
  Consensus consensus;
  consensus.article = witnesses[0].member;
  const std::vector<uint32_t> support = Support(run, witnesses);
  uint32_t agreed = 0;
  for (const Agreement& stretch : FindStretches(support)) {
    agreed += stretch.agreed;
    for (uint32_t i = stretch.words.begin; i < stretch.words.end; ++i) {
      const bool changed = support[i] < 2;  // belongs to the words before it
      if (i == stretch.words.begin || (!changed && support[i] != consensus.stretches.back().families)) {
        consensus.stretches.push_back({{i, i}, support[i]});
      }
      consensus.stretches.back().words.end = i + 1;
    }
  }
  const auto body = support.size() - static_cast<size_t>(std::count(support.begin(), support.end(), 0u));
  if (body > 0) consensus.share = static_cast<double>(agreed) / static_cast<double>(body);
  return consensus;
}

}  // namespace

std::vector<Consensus> FindConsensus(const Run& run, const std::vector<Cluster>& clusters,
                                     uint32_t Analysis::*cluster_of) {
  std::vector<Consensus> all(clusters.size());
  for (size_t i = 0; i < clusters.size(); ++i) all[i].article = clusters[i].representative;
  const std::vector<Witness> witnesses = FindWitnesses(run, cluster_of);
  for (size_t begin = 0, end = 0; begin < witnesses.size(); begin = end) {
    const uint32_t cluster = witnesses[begin].cluster;
    while (end < witnesses.size() && witnesses[end].cluster == cluster) ++end;
    const Witnesses of_cluster = Witnesses(witnesses).subspan(begin, end - begin);
    all[cluster] = MakeConsensus(run, Choose(run, of_cluster, clusters[cluster].representative));
  }
  return all;
}

}  // namespace wirecopy

// Chains of versions.
//
// An outlet prints a story again when it has changed, under the same url or a new one, and a scraper that comes twice
// has it twice. What is a version of another is dropped from every count, so a url alone does not make it one (a home
// page has another story each day), nor does likeness alone (a column has its template all the year). Two articles are
// states of one when the record of each names the same outlet, they share their text, and their times lie close:
//   - both dated: they are in one cluster of near-duplicates, or have the same url and a pair that is a near-duplicate
//     or contained; and the chain, from its first to its last dated article, spans kLongestChain at most;
//   - one without a date: the same url must stand for the time.
// States of states belong together. A chain goes by time. What has no date comes before all that has one, for it must
// not displace an article that is known to be late; of several the first in the input comes last. O(n log n).
#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "wirecopy/cluster/components.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

// Seconds. Updates and second captures come within a day or two; a column comes again once or twice a week.
constexpr int64_t kLongestChain = 3 * 24 * 60 * 60 - 1;

bool IsDated(const Run& run, uint32_t article) {
  return run.input.articles[article].time.precision != Timestamp::Precision::kNone;
}

// Whether the same url stands for two articles of one outlet.
bool SamePage(const Run& run, uint32_t a, uint32_t b) {
  const Analysis &x = run.analyses[a], &y = run.analyses[b];
  const std::string& url = run.input.articles[a].url;
  return x.outlet_in_record && y.outlet_in_record && x.outlet.name == y.outlet.name && !url.empty() &&
         url == run.input.articles[b].url;
}

// The articles that share outlet and text, whatever their dates.
Components OfOneText(const Run& run) {
  const auto articles = static_cast<uint32_t>(run.analyses.size());
  Components states(articles);
  std::map<std::tuple<uint32_t, std::string, std::string>, uint32_t> firsts;  // by duplicate cluster, outlet and url
  for (uint32_t i = 0; i < articles; ++i) {
    const Analysis& analysis = run.analyses[i];
    if (!analysis.outlet_in_record) continue;
    const auto join = [&](const std::string& url) {
      states.Join(i, firsts.try_emplace({analysis.duplicate_cluster, analysis.outlet.name, url}, i).first->second);
    };
    const std::string& url = run.input.articles[i].url;
    if (!url.empty()) join(url);
    if (IsDated(run, i)) join("");  // whatever the url
  }
  for (const PairResult& pair : run.pairs) {
    if (pair.shared.overlap >= Overlap::kContained && SamePage(run, pair.a, pair.b)) states.Join(pair.a, pair.b);
  }
  return states;
}

// All articles in the order in which versions follow each other.
std::vector<uint32_t> OrderOfVersions(const Run& run) {
  std::vector<uint32_t> order(run.analyses.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto key = [&](uint32_t i) {
    const bool dated = IsDated(run, i);
    return std::tuple(dated, dated ? LatestMoment(run.input.articles[i].time) : 0, dated ? i : ~i);
  };
  std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return key(x) < key(y); });
  return order;
}

struct Chain {
  std::optional<int64_t> begin;  // time of its first dated article
  uint32_t latest = 0;           // article, so far
};

}  // namespace

void FindVersions(Run* run) {
  Components states = OfOneText(*run);
  std::vector<Chain> chains;
  std::map<uint32_t, size_t> open;  // the chain of a component that still goes on
  std::vector<size_t> chain_of(run->analyses.size());
  for (const uint32_t article : OrderOfVersions(*run)) {
    const int64_t seconds = run->input.articles[article].time.seconds;
    const bool dated = IsDated(*run, article);
    size_t& chain = open.try_emplace(states.Root(article), chains.size()).first->second;
    const bool fresh = chain == chains.size();
    if (fresh || (dated && chains[chain].begin && seconds - *chains[chain].begin > kLongestChain)) {
      chain = chains.size();
      chains.push_back({std::nullopt, article});
    } else {
      Analysis& analysis = run->analyses[article];
      analysis.version = run->analyses[chains[chain].latest].version + 1;
      analysis.version_of = std::exchange(chains[chain].latest, article);
    }
    if (dated && !chains[chain].begin) chains[chain].begin = seconds;
    chain_of[article] = chain;
  }
  for (uint32_t i = 0; i < run->analyses.size(); ++i) {
    run->analyses[i].versions = run->analyses[chains[chain_of[i]].latest].version;
  }
}

}  // namespace wirecopy

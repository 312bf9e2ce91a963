// Chains of versions.
//
// An outlet prints a story again when it has changed, under the same url or a new one, and a scraper that comes twice
// has it twice. Two articles of one outlet are states of one when they have the same url, or are in one cluster of
// near-duplicates; states of states belong together. A chain goes by rank: agencies and known times first. O(n log n).
#include <map>
#include <string>
#include <utility>

#include "wirecopy/cluster/components.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {

void FindVersions(Run* run) {
  const auto articles = static_cast<uint32_t>(run->analyses.size());
  Components chains(articles);
  std::map<std::pair<std::string, std::string>, uint32_t> by_url;   // outlet and url
  std::map<std::pair<uint32_t, std::string>, uint32_t> by_cluster;  // duplicate cluster and outlet
  for (uint32_t i = 0; i < articles; ++i) {
    const std::string &outlet = run->analyses[i].outlet.name, &url = run->input.articles[i].url;
    if (!url.empty()) chains.Join(i, by_url.try_emplace({outlet, url}, i).first->second);
    chains.Join(i, by_cluster.try_emplace({run->analyses[i].duplicate_cluster, outlet}, i).first->second);
  }
  std::vector<uint32_t> order(articles);
  const std::vector<uint32_t> rank = RankByTime(*run);
  for (uint32_t i = 0; i < articles; ++i) order[rank[i]] = i;
  std::map<uint32_t, uint32_t> latest;  // of a chain, so far
  for (const uint32_t article : order) {
    const auto [before, fresh] = latest.try_emplace(chains.Root(article), article);
    if (fresh) continue;
    Analysis& analysis = run->analyses[article];
    analysis.version = run->analyses[before->second].version + 1;
    analysis.version_of = std::exchange(before->second, article);
  }
  for (uint32_t i = 0; i < articles; ++i) {
    run->analyses[i].versions = run->analyses[latest.at(chains.Root(i))].version;
  }
}

}  // namespace wirecopy

// Whose copy is it?
//
// The problem: who has no feed of the agencies has only what the outlets print. One credit may be wrong, or credit a
// part; ten papers of one chain print one desk's credit ten times.
//
// The idea: an agency's own article in the cluster decides. Else families vote, each once, for the agency that most of
// their articles in the cluster credit; a network's own sharing is no corroboration. The confidence is the share of the
// votes with one vote added against, (votes for) / (votes + 1): a single family that says so is worth a half, four that
// agree 0.8, and nothing but the agency's own article is certain. Families that credit nobody do not vote, for a credit
// may have been cut; but that unrelated families print the same prose, and how much of it (consensus.h), is told as a
// reason.
#include "wirecopy/pipeline/wire_verdict.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace wirecopy {
namespace {

using Votes = std::map<std::string, uint32_t>;

// The name with most votes; of equals the first. Empty where there are none.
std::string MostVoted(const Votes& votes) {
  const auto best =
      std::max_element(votes.begin(), votes.end(), [](const auto& x, const auto& y) { return x.second < y.second; });
  return best == votes.end() ? "" : best->first;
}

// A name in a sentence may be a source of anything. A credit of a part says whose the common text is only where there
// is such a text: of an article that stands alone it leaves open which part is whose.
bool VotesFor(const CreditVerdict& credit, bool alone) {
  if (credit.source.empty()) return false;
  return ClaimsAgencyText(credit.state) || (credit.state == CreditState::kPartial && !alone);
}

// Rounded, but 100 for nothing less than all.
double Percent(double share) { return share < 1 ? std::min(std::round(100 * share), 99.0) : 100; }

}  // namespace

WireVerdict JudgeWire(const Run& run, const Cluster& cluster, const Consensus& consensus) {
  Votes own, votes;
  std::map<std::string, Votes> by_family;
  std::set<std::string> families;
  for (const uint32_t member : cluster.members) {
    const Analysis& analysis = run.analyses[member];
    if (analysis.outlet.is_agency) {
      ++own[analysis.outlet.name];
      continue;
    }
    families.insert(analysis.outlet.family);
    if (VotesFor(analysis.credit, cluster.members.size() == 1))
      ++by_family[analysis.outlet.family][analysis.credit.source];
  }
  for (const auto& [family, credits] : by_family) ++votes[MostVoted(credits)];

  WireVerdict verdict;
  verdict.agency = MostVoted(own.empty() ? votes : own);
  if (verdict.agency.empty()) return verdict;
  const uint32_t credits = votes[verdict.agency];
  verdict.confidence = own.empty() ? credits / (static_cast<double>(by_family.size()) + 1) : 1;
  if (!own.empty()) verdict.reasons.emplace_back("the agency's own article is in the cluster");
  if (credits > 0) {
    verdict.reasons.push_back(
        absl::StrCat("families that credit it: ", credits, " of ", by_family.size(), " that credit an agency"));
  }
  if (families.size() > 1) verdict.reasons.push_back(absl::StrCat("families that print it: ", families.size()));
  if (!consensus.stretches.empty()) {
    verdict.reasons.push_back(absl::StrFormat("unrelated families agree on %.0f %% of the words of %s",
                                              Percent(consensus.share), run.input.articles[consensus.article].id));
  }
  return verdict;
}

}  // namespace wirecopy

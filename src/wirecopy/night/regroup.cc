// Problem: average link may group old articles anew when others come, and names must neither wander nor stand twice.
// Idea: a component is clustered as if all of it had come at once, so that nights added one by one end where one batch
// ends; then the old names are dealt out. Each name is held by one of the new groups: the one with its first article,
// and a group that holds several takes the oldest. A group that holds none is called by its own first article, as a
// batch would call it, which no other group can be: where that article is, its name is held. Cost: that of average link
// on the components, and linear for the names.
#include "wirecopy/night/regroup.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "wirecopy/pipeline/alike.h"
#include "wirecopy/pipeline/keep.h"

namespace wirecopy {
namespace {

constexpr uint64_t kNoName = ~uint64_t{0};

// Every article in exactly one group; groups of two and more first.
std::vector<std::vector<uint32_t>> AllGroups(std::vector<std::vector<uint32_t>> clusters, size_t articles) {
  std::vector<uint8_t> grouped(articles, 0);
  for (const std::vector<uint32_t>& members : clusters) {
    for (const uint32_t member : members) grouped[member] = 1;
  }
  for (uint32_t i = 0; i < articles; ++i) {
    if (grouped[i] == 0) clusters.push_back({i});
  }
  return clusters;
}

class Names {
 public:
  Names(const RegroupInput& input, const std::vector<std::vector<uint32_t>>& groups) {
    std::vector<size_t> group_of(input.numbers.size(), 0);
    for (size_t g = 0; g < groups.size(); ++g) {
      for (const uint32_t member : groups[g]) group_of[member] = g;
    }
    for (uint32_t i = 0; i < input.before.size(); ++i) {
      Old& old = old_[input.before[i].cluster];
      if (old.holder == kNoName || input.numbers[i] == input.before[i].cluster) old.holder = group_of[i];
      if (input.before[i].keeper) old.keeper = input.before[i].keeper;
    }
    held_.assign(groups.size(), kNoName);
    for (const auto& [name, old] : old_) held_[old.holder] = std::min(held_[old.holder], name);
    for (size_t g = 0; g < groups.size(); ++g) {
      if (held_[g] == kNoName) held_[g] = input.numbers[groups[g][0]];
    }
  }

  // What came of each cluster of two and more: the name and the group that holds it.
  template <typename Call>
  void ForEachOld(const Call& call) const {
    for (const auto& [name, old] : old_) {
      if (old.keeper) call(name, *old.keeper, old.holder);
    }
  }

  uint64_t Of(size_t group) const { return held_[group]; }

 private:
  struct Old {
    uint64_t holder = kNoName;       // group
    std::optional<uint64_t> keeper;  // none: it was of one article
  };
  std::map<uint64_t, Old> old_;
  std::vector<uint64_t> held_;
};

// The kept article of the cluster whose name stays, as long as it is a member; else one that was there before, by the
// policy, else any.
uint32_t KeeperOf(const DedupOptions& options, const RegroupInput& input, uint64_t name,
                  const std::vector<uint32_t>& members) {
  std::vector<uint32_t> before;
  for (const uint32_t member : members) {
    if (member < input.before.size()) before.push_back(member);
  }
  for (const uint32_t member : before) {
    const Membership& was = input.before[member];
    if (was.cluster == name && was.keeper.value_or(input.numbers[member]) == input.numbers[member]) return member;
  }
  return KeptOf(options.keep, input.sketches, before.empty() ? members : before);
}

}  // namespace

Regrouped Regroup(const DedupOptions& options, const RegroupInput& input, const Executor& executor) {
  const std::vector<std::vector<uint32_t>> groups =
      AllGroups(ClusterAlike(options, input.sketches, input.alike, executor), input.numbers.size());
  const Names names(input, groups);
  Regrouped result;
  result.memberships.resize(input.numbers.size());
  std::vector<uint64_t> kept(groups.size());  // numbers
  for (size_t g = 0; g < groups.size(); ++g) {
    const uint64_t name = names.Of(g);
    if (groups[g].size() == 1) {
      const uint32_t single = groups[g][0];
      kept[g] = input.numbers[single];
      result.memberships[single].cluster = name;
      // What is left of a larger cluster keeps its name, so it is not as if it had always been alone.
      if (name != input.numbers[single]) result.memberships[single].keeper = input.numbers[single];
      continue;
    }
    result.clusters.push_back(name);
    const uint32_t keeper = KeeperOf(options, input, name, groups[g]);
    kept[g] = input.numbers[keeper];
    for (const uint32_t member : groups[g]) {
      Membership& membership = result.memberships[member];
      membership = {name, input.numbers[keeper], {}};
      if (member != keeper) {
        membership.likeness = ShareIn(options, input.sketches[member], input.sketches[keeper]);
      }
    }
  }
  names.ForEachOld([&](uint64_t name, uint64_t keeper, uint64_t group) {
    result.successions.push_back({name, keeper, names.Of(group), kept[group]});
    if (names.Of(group) != name) result.merges.push_back({name, names.Of(group)});
  });
  return result;
}

}  // namespace wirecopy

#include "wirecopy/night/commit.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/status/statusor.h"

namespace wirecopy {
namespace {

// Of the new articles; those of the others are as they are in the catalogue, or in `regrouped`.
std::vector<Membership> FreshMemberships(const NightFindings& findings) {
  std::vector<Membership> fresh(findings.segment.articles);
  for (size_t i = 0; i < fresh.size(); ++i) fresh[i].cluster = findings.segment.first + i;
  for (size_t i = findings.before.size(); i < findings.graph.chosen().size(); ++i) {
    fresh[findings.graph.FreshOf(findings.graph.chosen()[i])] = findings.regrouped.memberships[i];
  }
  return fresh;
}

uint32_t MedianOf(std::vector<uint32_t> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<OutletCounts> CountOutlets(const Sketches& sketches, const Recognised& recognised,
                                       std::span<const uint8_t> duplicates) {
  struct Counts {
    OutletCounts row;
    std::vector<uint32_t> words;
  };
  std::map<std::string, Counts, std::less<>> counts;
  for (size_t i = 0; i < recognised.fresh.size(); ++i) {
    Counts& of = counts[std::string(sketches.entries[recognised.fresh[i]].outlet)];
    ++of.row.articles;
    of.row.duplicates += duplicates[i];
    of.words.push_back(sketches.articles[recognised.fresh[i]].words);
  }
  for (const ChunkLines& chunk : sketches.chunks) {
    for (const LineFault& fault : chunk.faults) counts[fault.outlet].row.without_text += fault.no_text ? 1 : 0;
  }
  std::vector<OutletCounts> rows;
  for (auto& [outlet, of] : counts) {
    of.row.outlet = outlet;
    of.row.median_words = MedianOf(std::move(of.words));
    rows.push_back(of.row);
  }
  return rows;
}

class Committer {
 public:
  Committer(const NightFindings& findings, Catalogue* catalogue) : findings_(findings), catalogue_(*catalogue) {}

  absl::Status AddArticles(const Sketches& sketches, const Recognised& recognised,
                           std::span<const Membership> memberships) {
    for (size_t i = 0; i < recognised.fresh.size(); ++i) {
      const Sketch& sketch = sketches.articles[recognised.fresh[i]];
      const SketchEntry& entry = sketches.entries[recognised.fresh[i]];
      absl::Status status =
          catalogue_.AddArticle({findings_.segment.first + i, sketch.id, entry.url, entry.outlet, sketch.published,
                                 entry.content, recognised.version_of[i], memberships[i]});
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status AddClusters(uint64_t run) {
    absl::Status status;
    const NightGraph& graph = findings_.graph;
    for (size_t i = 0; i < findings_.before.size(); ++i) {
      const Membership& now = findings_.regrouped.memberships[i];
      if (now != findings_.before[i]) status.Update(catalogue_.SetMembership(graph.NumberOf(graph.chosen()[i]), now));
    }
    for (const uint64_t cluster : findings_.regrouped.clusters) status.Update(catalogue_.AddCluster(cluster));
    for (const Succession& one : findings_.regrouped.successions) status.Update(catalogue_.Follow(one));
    for (const Merge& merge : findings_.regrouped.merges) status.Update(catalogue_.AddMerge(merge, run));
    for (const Edge& edge : findings_.edges) {
      status.Update(catalogue_.AddEdge(graph.NumberOf(edge.a), graph.NumberOf(edge.b), edge.similarity));
    }
    return status;
  }

 private:
  const NightFindings& findings_;
  Catalogue& catalogue_;
};

}  // namespace

absl::Status CommitNight(const DedupOptions& options, const Recognised& recognised, const NightFindings& findings,
                         Catalogue* catalogue, IndexedDedup* result) {
  const std::vector<Membership> memberships = FreshMemberships(findings);
  std::vector<uint8_t> duplicates(memberships.size(), 0);
  for (size_t i = 0; i < memberships.size(); ++i) {
    const bool aside = IsDuplicate(memberships[i], recognised.version_of[i].has_value(), options.threshold);
    duplicates[i] = aside ? 1 : 0;
    result->duplicates += duplicates[i];
  }
  const std::vector<OutletCounts> outlets = CountOutlets(result->sketches, recognised, duplicates);
  RunRow row{findings.segment.night, result->fresh, result->versions, result->duplicates, 0};
  for (const OutletCounts& outlet : outlets) row.without_text += outlet.without_text;

  Transaction transaction(&catalogue->database());
  if (!transaction.status().ok()) return transaction.status();
  const absl::StatusOr<uint64_t> run = catalogue->Next("run");
  if (!run.ok()) return run.status();
  Committer committer(findings, catalogue);
  absl::Status status = committer.AddArticles(result->sketches, recognised, memberships);
  if (status.ok()) status = committer.AddClusters(*run);
  if (status.ok()) status = catalogue->AddSegment(findings.segment);
  if (status.ok()) status = catalogue->AddRun(*run, row, outlets);
  if (status.ok()) status = catalogue->SetNext("run", *run + 1);
  if (status.ok()) status = catalogue->SetNext("segment", findings.segment.number + 1);
  if (status.ok()) status = catalogue->SetNext("article", findings.segment.last + 1);
  return status.ok() ? transaction.Commit() : status;
}

absl::Status FillAnswers(const Recognised& recognised, Catalogue* catalogue, IndexedDedup* result) {
  result->answers.resize(recognised.numbers.size());
  std::vector<uint32_t> order(recognised.numbers.size());  // by number, so that new ones are read in one go
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t x, uint32_t y) { return recognised.numbers[x] < recognised.numbers[y]; });
  for (size_t begin = 0; begin < order.size();) {
    size_t end = begin + 1;
    const auto number = [&](size_t at) { return recognised.numbers[order[at]]; };
    while (end < order.size() && number(end) <= number(end - 1) + 1) ++end;
    size_t at = begin;
    const auto fill = [&](const StoredAnswer& answer) {
      for (; at < end && number(at) == answer.number; ++at) result->answers[order[at]] = answer;
    };
    absl::Status status = catalogue->ForEachAnswer(number(begin), number(end - 1), fill);
    if (!status.ok()) return status;
    if (at != end) return Unfit(catalogue->database().path(), "an article is missing");
    begin = end;
  }
  return absl::OkStatus();
}

}  // namespace wirecopy

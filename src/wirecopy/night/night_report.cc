#include "wirecopy/night/night_report.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "wirecopy/attribute/text_credit.h"
#include "wirecopy/index/read_texts.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

absl::StatusOr<std::vector<uint64_t>> NumbersOf(std::string_view night, Catalogue* catalogue) {
  absl::StatusOr<Statement> row = catalogue->database().Prepare(
      "SELECT DISTINCT a.cluster FROM segments s JOIN articles a ON a.number BETWEEN s.first AND s.last WHERE s.night "
      "= "
      "? AND a.keeper IS NOT NULL ORDER BY a.cluster");
  if (!row.ok()) return row.status();
  std::vector<uint64_t> clusters;
  absl::StatusOr<bool> more = row->Bind(night).Step();
  for (; more.ok() && *more; more = row->Step()) clusters.push_back(static_cast<uint64_t>(row->Int(0)));
  if (!more.ok()) return more.status();
  return clusters;
}

// Members without what their texts say.
class Gatherer {
 public:
  Gatherer(const std::vector<IndexedSegment>& segments, const NightTables& tables) : tables_(tables) {
    for (const IndexedSegment& one : segments) nights_[one.row.first] = {one.row.last, one.row.night};
  }

  absl::StatusOr<std::vector<NightCluster>> Gather(const std::vector<uint64_t>& numbers, const std::string& night,
                                                   Catalogue* catalogue) {
    absl::StatusOr<Statement> row = catalogue->database().Prepare(
        "SELECT a.number, a.id, coalesce(a.url, ''), o.name, a.keeper = a.number, c.id FROM articles a JOIN outlets o "
        "ON "
        "o.number = a.outlet JOIN clusters c ON c.number = a.cluster WHERE a.cluster = ? AND a.keeper IS NOT NULL "
        "ORDER "
        "BY a.number");
    if (!row.ok()) return row.status();
    std::vector<NightCluster> clusters;
    for (const uint64_t number : numbers) {
      NightCluster cluster;
      absl::StatusOr<bool> more = row->Bind(number).Step();
      for (; more.ok() && *more; more = row->Step()) {
        cluster.id = row->Text(5);
        cluster.members.push_back(MemberOf(*row, night));
        cluster.before += cluster.members.back().tonight ? 0 : 1;
      }
      if (!more.ok()) return more.status();
      if (cluster.members.size() > 1) clusters.push_back(std::move(cluster));
    }
    return clusters;
  }

 private:
  NightMember MemberOf(const Statement& row, const std::string& night) const {
    NightMember member;
    member.number = static_cast<uint64_t>(row.Int(0));
    member.id = row.Text(1);
    member.url = row.Text(2).empty() ? row.Text(1) : row.Text(2);
    member.kept = row.Int(4) != 0;
    const Outlet outlet = tables_.outlets.Resolve(row.Text(3), member.url, tables_.attribution);
    member.outlet = outlet.name;
    member.family = outlet.family;
    member.is_agency = outlet.is_agency;
    const auto after = nights_.upper_bound(member.number);
    member.tonight = after != nights_.begin() && member.number <= std::prev(after)->second.first &&
                     std::prev(after)->second.second == night;
    return member;
  }

  const NightTables& tables_;
  std::map<uint64_t, std::pair<uint64_t, std::string>> nights_;  // by first number: last number and night
};

TextVisitor MakeCreditReader(const NightTables& tables, const std::vector<NightMember*>& members) {
  struct Tools {
    WordSplitter splitter;
    std::vector<Word> words;
  };
  auto tools = std::make_shared<Tools>();
  return [&tables, &members, tools](size_t i, const StoredText& stored) {
    NightMember& member = *members[i];
    member.title = stored.title;
    member.published = stored.published;
    tools->splitter.Split(stored.text, &tools->words);
    const CreditVerdict verdict = CreditOfText(stored.text, stored.title, tools->words, tables.attribution);
    member.credit = verdict.state;
    member.source = verdict.source;
    return absl::OkStatus();
  };
}

absl::Status ReadCredits(const std::vector<IndexedSegment>& segments, const NightTables& tables,
                         const Executor& executor, std::vector<NightCluster>* clusters) {
  std::vector<NightMember*> members;
  for (NightCluster& cluster : *clusters) {
    for (NightMember& member : cluster.members) members.push_back(&member);
  }
  std::sort(members.begin(), members.end(),
            [](const NightMember* x, const NightMember* y) { return x->number < y->number; });
  std::vector<ArticlePlace> places;
  for (const NightMember* member : members) {
    places.push_back(PlaceOf(segments, member->number));
    if (places.back().segment == nullptr) return absl::InternalError(member->id + ": is in no segment");
  }
  return ReadTexts(places, executor, [&] { return MakeCreditReader(tables, members); });
}

// Families, and what of it is an agency's.
void Judge(NightCluster* cluster) {
  std::set<std::string_view> families;
  for (const NightMember& member : cluster->members) {
    if (!member.is_agency) families.insert(member.family);
    if (cluster->wire.empty() && member.is_agency) cluster->wire = member.outlet;
  }
  // Without the agency's own article, one that says that all of it is the agency's stands for it.
  for (const NightMember& member : cluster->members) {
    if (cluster->wire.empty() && ClaimsAgencyText(member.credit)) cluster->wire = member.source;
  }
  cluster->families = families.size();
  if (cluster->wire.empty()) return;
  for (const NightMember& member : cluster->members) {
    if (member.tonight && !member.is_agency && !CreditsText(member.credit)) ++cluster->uncredited;
  }
}

// The largest first, of equals the older.
template <typename Size>
void SortBy(const Size& size, std::vector<NightCluster>* clusters) {
  std::stable_sort(clusters->begin(), clusters->end(),
                   [&](const NightCluster& x, const NightCluster& y) { return size(x) > size(y); });
}

absl::Status CountNight(const std::string& night, Catalogue* catalogue, NightReport* report) {
  absl::StatusOr<Statement> row = catalogue->database().Prepare(
      "SELECT coalesce(sum(articles), 0), coalesce(sum(versions), 0), coalesce(sum(duplicates), 0), "
      "(SELECT count(*) FROM articles), (SELECT count(DISTINCT cluster) FROM articles WHERE keeper IS NOT NULL) "
      "FROM runs WHERE night = ?");
  if (!row.ok()) return row.status();
  const absl::StatusOr<bool> more = row->Bind(night).Step();
  if (!more.ok()) return more.status();
  uint64_t* const counts[] = {&report->articles, &report->versions, &report->duplicates, &report->index_articles,
                              &report->index_clusters};
  for (int i = 0; i < 5; ++i) *counts[i] = static_cast<uint64_t>(row->Int(i));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<NightReport> ReportNight(const std::string& night, const std::map<std::string, uint64_t>& without_text,
                                        const NightTables& tables, Index* index, const Executor& executor) {
  NightReport report;
  report.night = night;
  Catalogue& catalogue = index->catalogue();
  if (absl::Status status = CountNight(night, &catalogue, &report); !status.ok()) return status;
  const absl::StatusOr<NightSeries> series = ReadSeries(night, without_text, &catalogue);
  if (!series.ok()) return series.status();
  report.alarms = FindDrift(*series);
  for (const auto& [outlet, count] : without_text) report.without_text += count;

  const absl::StatusOr<std::vector<IndexedSegment>> segments = index->OpenSegments("");
  if (!segments.ok()) return segments.status();
  const absl::StatusOr<std::vector<uint64_t>> numbers = NumbersOf(night, &catalogue);
  if (!numbers.ok()) return numbers.status();
  absl::StatusOr<std::vector<NightCluster>> clusters = Gatherer(*segments, tables).Gather(*numbers, night, &catalogue);
  if (!clusters.ok()) return clusters.status();
  if (absl::Status status = ReadCredits(*segments, tables, executor, &*clusters); !status.ok()) return status;
  for (NightCluster& cluster : *clusters) {
    Judge(&cluster);
    if (cluster.uncredited > 0) report.uncredited.push_back(cluster);
    if (cluster.before <= 1 && cluster.families > 1) {
      report.appeared.push_back(std::move(cluster));
    } else if (cluster.before > 1) {
      report.grown.push_back(std::move(cluster));
    }
  }
  SortBy([](const NightCluster& one) { return std::pair(one.families, one.members.size()); }, &report.appeared);
  SortBy([](const NightCluster& one) { return one.members.size() - one.before; }, &report.grown);
  SortBy([](const NightCluster& one) { return one.uncredited; }, &report.uncredited);
  return report;
}

}  // namespace wirecopy

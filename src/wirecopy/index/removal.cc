#include "wirecopy/index/removal.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

namespace fs = std::filesystem;

// What refers to articles that are `gone` (a temporary table of numbers), and these themselves.
constexpr char kForget[] = R"(
CREATE TEMP TABLE heirs AS SELECT keeper, min(number) AS heir FROM main.articles
  WHERE keeper IN gone AND number NOT IN gone GROUP BY keeper;
CREATE TEMP TABLE left_behind AS SELECT a.number, h.heir FROM main.articles a JOIN heirs h ON h.keeper = a.keeper
  WHERE a.number NOT IN gone;
UPDATE main.articles SET keeper = l.heir, likeness = (SELECT likeness FROM edges
    WHERE a = min(articles.number, l.heir) AND b = max(articles.number, l.heir))
  FROM left_behind l WHERE l.number = main.articles.number;
UPDATE main.articles SET version_of = NULL WHERE version_of IN gone;
DELETE FROM main.edges WHERE a IN gone OR b IN gone;
DELETE FROM main.articles WHERE number IN gone;
DELETE FROM main.merges WHERE into_cluster NOT IN (SELECT cluster FROM articles);
DELETE FROM main.clusters WHERE number NOT IN (SELECT cluster FROM articles) AND number NOT IN (SELECT cluster FROM merges);
)";

absl::StatusOr<uint64_t> Forget(Database* database) {
  const absl::StatusOr<int64_t> gone = database->Number("SELECT count(*) FROM gone");
  if (!gone.ok()) return gone.status();
  if (absl::Status status = database->Run(kForget); !status.ok()) return status;
  return static_cast<uint64_t>(*gone);
}

absl::Status RunWith(Database* database, const char* sql, std::string_view text) {
  absl::StatusOr<Statement> statement = database->Prepare(sql);
  return statement.ok() ? statement->Bind(text).Run() : statement.status();
}

absl::Status RunWith(Database* database, const char* sql, uint64_t number) {
  absl::StatusOr<Statement> statement = database->Prepare(sql);
  return statement.ok() ? statement->Bind(number).Run() : statement.status();
}

// Their articles, and they themselves.
absl::StatusOr<uint64_t> RemoveSegments(std::span<const SegmentRow> rows, Database* database) {
  for (const SegmentRow& row : rows) {
    // The ranges of segments do not overlap.
    absl::Status status = database->Run(absl::StrCat(
        "INSERT INTO gone SELECT number FROM articles WHERE number BETWEEN ", row.first, " AND ", row.last));
    status.Update(
        database->Run(absl::StrCat("DELETE FROM deleted WHERE number BETWEEN ", row.first, " AND ", row.last)));
    status.Update(RunWith(database, "DELETE FROM segments WHERE number = ?", row.number));
    if (!status.ok()) return status;
  }
  return Forget(database);
}

constexpr char kGone[] = "PRAGMA temp_store = MEMORY; CREATE TEMP TABLE gone(number INTEGER PRIMARY KEY)";
constexpr char kNoLongerGone[] = "DROP TABLE gone; DROP TABLE heirs; DROP TABLE left_behind";

// Runs `step` in one transaction, and settles the index when it has been committed.
template <typename Step>
absl::StatusOr<Removed> Remove(Index* index, const Step& step) {
  Database& database = index->catalogue().database();
  if (absl::Status status = database.Run(kGone); !status.ok()) return status;
  Removed removed;
  {
    Transaction transaction(&database);
    if (!transaction.status().ok()) return transaction.status();
    absl::StatusOr<uint64_t> articles = step(&database, &removed);
    if (!articles.ok()) return articles.status();
    removed.articles = *articles;
    if (absl::Status status = database.Run(kNoLongerGone); !status.ok()) return status;
    if (absl::Status status = transaction.Commit(); !status.ok()) return status;
  }
  if (absl::Status status = index->Settle(); !status.ok()) return status;
  return removed;
}

}  // namespace

absl::StatusOr<Removed> ExpireBefore(std::string_view night, Index* index) {
  const absl::StatusOr<std::vector<SegmentRow>> rows = index->catalogue().Segments();
  if (!rows.ok()) return rows.status();
  std::vector<SegmentRow> old;
  for (const SegmentRow& row : *rows) {
    if (row.night < night) old.push_back(row);
  }
  return Remove(index, [&](Database* database, Removed* removed) -> absl::StatusOr<uint64_t> {
    removed->segments = old.size();
    absl::Status status =
        RunWith(database, "DELETE FROM outlet_runs WHERE run IN (SELECT number FROM runs WHERE night < ?)", night);
    status.Update(RunWith(database, "DELETE FROM runs WHERE night < ?", night));
    if (!status.ok()) return status;
    return RemoveSegments(old, database);
  });
}

absl::StatusOr<Removed> DeleteIds(std::span<const std::string> ids, Index* index) {
  return Remove(index, [&](Database* database, Removed* removed) -> absl::StatusOr<uint64_t> {
    absl::StatusOr<Statement> find = database->Prepare("SELECT 1 FROM articles WHERE id = ?");
    absl::StatusOr<Statement> add =
        database->Prepare("INSERT OR IGNORE INTO gone SELECT number FROM articles WHERE id = ?");
    if (!find.ok()) return find.status();
    if (!add.ok()) return add.status();
    for (const std::string& id : ids) {
      const absl::StatusOr<bool> found = find->Bind(id).Step();
      if (!found.ok()) return found.status();
      if (!*found) removed->unknown.push_back(id);
      if (absl::Status status = add->Bind(id).Run(); !status.ok()) return status;
    }
    absl::Status status = database->Run("INSERT INTO deleted SELECT number FROM gone");
    if (!status.ok()) return status;
    return Forget(database);
  });
}

absl::StatusOr<Removed> SetAside(std::span<const uint64_t> segments, Index* index) {
  const absl::StatusOr<std::vector<SegmentRow>> rows = index->catalogue().Segments();
  if (!rows.ok()) return rows.status();
  std::vector<SegmentRow> aside;
  std::error_code error;
  fs::create_directories(index->folder() + "/aside", error);
  for (const SegmentRow& row : *rows) {
    if (std::find(segments.begin(), segments.end(), row.number) == segments.end()) continue;
    aside.push_back(row);
    // Under both names until the catalogue has forgotten it; the old name is swept away then.
    fs::remove(index->AsidePath(row.number), error);
    if (fs::exists(index->SegmentPath(row.number), error)) {
      fs::create_hard_link(index->SegmentPath(row.number), index->AsidePath(row.number), error);
    }
    if (error) {
      return absl::UnavailableError(absl::StrCat(index->AsidePath(row.number), ": cannot write: ", error.message()));
    }
  }
  return Remove(index, [&](Database* database, Removed* removed) {
    removed->segments = aside.size();
    return RemoveSegments(aside, database);
  });
}

}  // namespace wirecopy

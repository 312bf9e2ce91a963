#include "wirecopy/index/catalogue.h"

#include <charconv>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/timestamp.h"
#include "wirecopy/index/schema.h"

namespace wirecopy {
namespace {

constexpr char kAnswer[] = R"(
SELECT a.number, a.id, coalesce(c.id, f.id, a.id), k.id, v.id, a.cluster, a.keeper, a.likeness FROM articles a
  LEFT JOIN clusters c ON c.number = a.cluster LEFT JOIN articles f ON f.number = a.cluster
  LEFT JOIN articles k ON k.number = a.keeper LEFT JOIN articles v ON v.number = a.version_of
  WHERE a.number BETWEEN ? AND ? ORDER BY a.number)";

Membership MembershipAt(const Statement& row, int column) {
  Membership membership{static_cast<uint64_t>(row.Int(column)), {}, {}};
  if (!row.IsNull(column + 1)) membership.keeper = static_cast<uint64_t>(row.Int(column + 1));
  if (!row.IsNull(column + 2)) membership.likeness = row.Real(column + 2);
  return membership;
}

std::optional<std::string_view> GivenOrNull(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

struct Catalogue::Statements {
  struct ResetIt {
    void operator()(Statement* statement) const { statement->Reset(); }
  };
  using Borrowed = std::unique_ptr<Statement, ResetIt>;

  // Prepared when they are first needed, by their text.
  absl::StatusOr<Borrowed> Get(Database* database, const char* sql) {
    auto found = prepared.find(sql);
    if (found == prepared.end()) {
      absl::StatusOr<Statement> statement = database->Prepare(sql);
      if (!statement.ok()) return statement.status();
      found = prepared.emplace(sql, *std::move(statement)).first;
    }
    return Borrowed(&found->second);
  }
  template <typename... Values>
  absl::Status Run(Database* database, const char* sql, const Values&... values) {
    const absl::StatusOr<Borrowed> statement = Get(database, sql);
    return statement.ok() ? (*statement)->Bind(values...).Run() : statement.status();
  }
  std::map<std::string_view, Statement> prepared;
  std::map<std::string, uint64_t, std::less<>> outlets;
};

absl::StatusOr<std::unique_ptr<Catalogue>> Catalogue::Open(const std::string& path, Database::Mode mode,
                                                           const IndexSettings* settings, bool may_make) {
  auto database = Database::Open(path, mode);
  if (!database.ok()) return database.status();
  const absl::StatusOr<bool> made = HasTables(database->get());
  if (!made.ok()) return made.status();
  if (!*made) {
    if (mode == Database::Mode::kRead || settings == nullptr) return Unfit(path, "holds no index");
    if (!may_make) return Unfit(path, "is empty or was missing, but there are segments; nothing is touched");
    if (absl::Status status = MakeTables(database->get(), *settings); !status.ok()) return status;
  }
  absl::StatusOr<IndexSettings> read = ReadSettings(database->get());
  if (!read.ok()) return read.status();
  if (settings != nullptr) {
    if (absl::Status status = CheckSettings(path, *read, *settings); !status.ok()) return status;
  }
  std::unique_ptr<Catalogue> catalogue(new Catalogue(*std::move(database)));
  catalogue->settings_ = *std::move(read);
  catalogue->statements_ = std::make_shared<Statements>();
  return catalogue;
}

absl::StatusOr<std::vector<SegmentRow>> Catalogue::Segments() {
  const auto select = statements_->Get(
      database_.get(), "SELECT number, night, first, last, articles, bytes, checksum FROM segments ORDER BY first");
  if (!select.ok()) return select.status();
  Statement& row = (*select)->Bind();
  std::vector<SegmentRow> segments;
  absl::StatusOr<bool> more = row.Step();
  for (; more.ok() && *more; more = row.Step()) {
    const auto number = [&](int column) { return static_cast<uint64_t>(row.Int(column)); };
    segments.push_back({number(0), std::string(row.Text(1)), number(2), number(3), number(4), number(5), number(6)});
  }
  if (!more.ok()) return more.status();
  return segments;
}

absl::StatusOr<uint64_t> Catalogue::Next(std::string_view what) {
  const auto select = statements_->Get(database_.get(), "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?");
  if (!select.ok()) return select.status();
  const std::string key = absl::StrCat("next_", std::string(what));
  const absl::StatusOr<bool> row = (*select)->Bind(key).Step();
  if (!row.ok()) return row.status();
  return *row ? static_cast<uint64_t>((*select)->Int(0)) : 1;
}

absl::Status Catalogue::SetNext(std::string_view what, uint64_t number) {
  const std::string key = absl::StrCat("next_", std::string(what)), value = absl::StrCat(number);
  return statements_->Run(database_.get(), "INSERT OR REPLACE INTO meta VALUES(?, ?)", key, value);
}

absl::StatusOr<std::optional<Catalogue::Known>> Catalogue::Find(std::string_view id, std::string_view url,
                                                                uint64_t content) {
  const auto by_id =
      statements_->Get(database_.get(), "SELECT number, content FROM articles WHERE id = ? ORDER BY number DESC");
  if (!by_id.ok()) return by_id.status();
  std::optional<Known> found;
  Statement& row = (*by_id)->Bind(id);
  absl::StatusOr<bool> more = row.Step();
  for (; more.ok() && *more; more = row.Step()) {
    const Known one{static_cast<uint64_t>(row.Int(0)), static_cast<uint64_t>(row.Int(1)) == content};
    if (!found || one.same_content) found = one;
    if (one.same_content) return found;
  }
  if (!more.ok()) return more.status();
  if (url.empty()) return found;
  // Other articles of this url, with another id: of the same text they are copies, of another one they are older.
  const auto by_url = statements_->Get(database_.get(),
                                       "SELECT number, content FROM articles WHERE url = ?1 UNION ALL SELECT number, "
                                       "content FROM articles WHERE id = ?1 AND url IS NULL ORDER BY number DESC");
  if (!by_url.ok()) return by_url.status();
  more = (*by_url)->Bind(url).Step();
  if (!more.ok()) return more.status();
  if (!*more || static_cast<uint64_t>((*by_url)->Int(1)) == content) return found;
  const auto number = static_cast<uint64_t>((*by_url)->Int(0));
  if (!found || found->number < number) found = Known{number, false};
  return found;
}

absl::StatusOr<std::optional<Membership>> Catalogue::MembershipOf(uint64_t number) {
  const auto select =
      statements_->Get(database_.get(), "SELECT cluster, keeper, likeness FROM articles WHERE number = ?");
  if (!select.ok()) return select.status();
  const absl::StatusOr<bool> row = (*select)->Bind(number).Step();
  if (!row.ok()) return row.status();
  return *row ? std::optional(MembershipAt(**select, 0)) : std::nullopt;
}

absl::Status Catalogue::ForEachEdge(uint64_t number, const std::function<void(uint64_t, double)>& call) {
  const auto select = statements_->Get(database_.get(),
                                       "SELECT b, likeness FROM edges WHERE a = ?1 UNION ALL SELECT a, likeness FROM "
                                       "edges WHERE b = ?1");
  if (!select.ok()) return select.status();
  Statement& row = (*select)->Bind(number);
  absl::StatusOr<bool> more = row.Step();
  for (; more.ok() && *more; more = row.Step()) call(static_cast<uint64_t>(row.Int(0)), row.Real(1));
  return more.status();
}

absl::Status Catalogue::ForEachAnswer(uint64_t first, uint64_t last,
                                      const std::function<void(const StoredAnswer&)>& call) {
  const auto select = statements_->Get(database_.get(), kAnswer);
  if (!select.ok()) return select.status();
  Statement& row = (*select)->Bind(first, last);
  absl::StatusOr<bool> more = row.Step();
  for (; more.ok() && *more; more = row.Step()) {
    call({static_cast<uint64_t>(row.Int(0)), std::string(row.Text(1)), std::string(row.Text(2)),
          std::string(row.Text(3)), std::string(row.Text(4)), MembershipAt(row, 5)});
  }
  return more.status();
}

absl::StatusOr<uint64_t> Catalogue::OutletNumber(std::string_view name) {
  const auto known = statements_->outlets.find(name);
  if (known != statements_->outlets.end()) return known->second;
  absl::Status status = statements_->Run(database_.get(), "INSERT OR IGNORE INTO outlets(name) VALUES(?)", name);
  if (!status.ok()) return status;
  const auto select = statements_->Get(database_.get(), "SELECT number FROM outlets WHERE name = ?");
  if (!select.ok()) return select.status();
  const absl::StatusOr<bool> row = (*select)->Bind(name).Step();
  if (!row.ok()) return row.status();
  return statements_->outlets[std::string(name)] = static_cast<uint64_t>((*select)->Int(0));
}

absl::Status Catalogue::AddArticle(const ArticleRow& article) {
  const absl::StatusOr<uint64_t> outlet = OutletNumber(article.outlet);
  if (!outlet.ok()) return outlet.status();
  const Timestamp time = ParseTimestamp(article.published);
  std::optional<int64_t> published;
  if (time.precision != Timestamp::Precision::kNone) published = time.seconds;
  const int day = time.precision == Timestamp::Precision::kDay ? 1 : 0;
  const std::string_view url = article.url == article.id ? std::string_view{} : article.url;
  return statements_->Run(database_.get(), "INSERT INTO articles VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          article.number, article.id, GivenOrNull(url), *outlet, published, day, article.content,
                          article.version_of, article.membership.cluster, article.membership.keeper,
                          article.membership.likeness);
}

absl::Status Catalogue::AddEdge(uint64_t a, uint64_t b, double likeness) {
  return statements_->Run(database_.get(), "INSERT INTO edges VALUES(?, ?, ?)", a, b, likeness);
}

absl::Status Catalogue::SetMembership(uint64_t number, const Membership& membership) {
  return statements_->Run(database_.get(), "UPDATE articles SET cluster = ?, keeper = ?, likeness = ? WHERE number = ?",
                          membership.cluster, membership.keeper, membership.likeness, number);
}

absl::Status Catalogue::AddCluster(uint64_t number) {
  return statements_->Run(database_.get(),
                          "INSERT OR IGNORE INTO clusters SELECT number, id FROM articles WHERE number = ?", number);
}

absl::Status Catalogue::AddMerge(const Merge& merge, uint64_t run) {
  return statements_->Run(database_.get(), "INSERT INTO merges VALUES(?, ?, ?)", merge.cluster, merge.into, run);
}

absl::Status Catalogue::Follow(const Succession& succession) {
  // Those that were grouped anew have another cluster or kept article by now, or both as before.
  absl::Status status = statements_->Run(
      database_.get(),
      "UPDATE articles SET cluster = ?3, keeper = ?4, likeness = (SELECT likeness FROM edges WHERE a = min(number, ?4) "
      "AND b = max(number, ?4)) WHERE cluster = ?1 AND keeper = ?2 AND (?1 != ?3 OR ?2 != ?4)",
      succession.cluster, succession.keeper, succession.new_cluster, succession.new_keeper);
  if (!status.ok()) return status;
  // One that would be alone but for them.
  return statements_->Run(
      database_.get(),
      "UPDATE articles SET keeper = number WHERE number = ?2 AND keeper IS NULL AND EXISTS(SELECT 1 "
      "FROM articles WHERE cluster = ?1 AND keeper = ?2)",
      succession.new_cluster, succession.new_keeper);
}

absl::Status Catalogue::AddSegment(const SegmentRow& segment) {
  return statements_->Run(database_.get(), "INSERT INTO segments VALUES(?, ?, ?, ?, ?, ?, ?)", segment.number,
                          segment.night, segment.first, segment.last, segment.articles, segment.bytes,
                          segment.checksum);
}

absl::Status Catalogue::AddRun(uint64_t number, const RunRow& run, const std::vector<OutletCounts>& outlets) {
  absl::Status status = statements_->Run(database_.get(), "INSERT INTO runs VALUES(?, ?, ?, ?, ?, ?)", number,
                                         run.night, run.articles, run.versions, run.duplicates, run.without_text);
  for (const OutletCounts& row : outlets) {
    const absl::StatusOr<uint64_t> outlet = OutletNumber(row.outlet);
    if (!status.ok() || !outlet.ok()) break;
    status = statements_->Run(database_.get(), "INSERT INTO outlet_runs VALUES(?, ?, ?, ?, ?, ?)", number, *outlet,
                              row.articles, row.duplicates, row.without_text, row.median_words);
  }
  return status;
}

}  // namespace wirecopy

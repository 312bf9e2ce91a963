#include "wirecopy/index/schema.h"

#include <charconv>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace wirecopy {
namespace {

// A new column or table that older programs need not know may come without a new format; all else asks for one.
constexpr char kTables[] = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs(number INTEGER PRIMARY KEY, night TEXT NOT NULL, articles INTEGER NOT NULL, versions INTEGER NOT NULL,
  duplicates INTEGER NOT NULL, without_text INTEGER NOT NULL);
CREATE TABLE segments(number INTEGER PRIMARY KEY, night TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  articles INTEGER NOT NULL, bytes INTEGER NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE outlets(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE articles(number INTEGER PRIMARY KEY, id TEXT NOT NULL, url TEXT, outlet INTEGER NOT NULL,
  published INTEGER, published_day INTEGER NOT NULL, content INTEGER NOT NULL, version_of INTEGER,
  cluster INTEGER NOT NULL, keeper INTEGER, likeness REAL);
CREATE INDEX articles_id ON articles(id);
CREATE INDEX articles_url ON articles(url) WHERE url IS NOT NULL;
CREATE INDEX articles_cluster ON articles(cluster) WHERE keeper IS NOT NULL;
CREATE TABLE clusters(number INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE merges(cluster INTEGER NOT NULL, into_cluster INTEGER NOT NULL, run INTEGER NOT NULL);
CREATE TABLE edges(a INTEGER NOT NULL, b INTEGER NOT NULL, likeness REAL NOT NULL, PRIMARY KEY(a, b)) WITHOUT ROWID;
CREATE INDEX edges_b ON edges(b);
CREATE TABLE deleted(number INTEGER PRIMARY KEY);
CREATE TABLE outlet_runs(run INTEGER NOT NULL, outlet INTEGER NOT NULL, articles INTEGER NOT NULL,
  duplicates INTEGER NOT NULL, without_text INTEGER NOT NULL, median_words INTEGER NOT NULL,
  PRIMARY KEY(run, outlet)) WITHOUT ROWID;
)";

std::string ToText(double value) { return absl::StrFormat("%.17g", value); }

std::map<std::string, std::string> ToMap(const IndexSettings& settings) {
  const SignatureKind& kind = settings.kind;
  return {{"format", absl::StrCat(kCatalogueFormat)},
          {"scheme", kind.scheme.name},
          {"scheme_version", absl::StrCat(kind.scheme.version)},
          {"values", absl::StrCat(kind.scheme.values)},
          {"shingle_words", absl::StrCat(kind.shingle_words)},
          {"normalisation", absl::StrCat(kind.normalisation)},
          {"bands", absl::StrCat(kind.bands.bands)},
          {"rows", absl::StrCat(kind.bands.rows)},
          {"likeness", settings.likeness},
          {"threshold", ToText(settings.threshold)},
          {"average", ToText(settings.average)},
          {"least_shared", absl::StrCat(settings.least_shared)}};
}

int ToInt(const std::string& text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

double ToDouble(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string Describe(const IndexSettings& settings) {
  return absl::StrCat(ToString(settings.kind), ", likeness ", settings.likeness, ", threshold ", settings.threshold);
}

}  // namespace

absl::StatusOr<bool> HasTables(Database* database) {
  const absl::StatusOr<int64_t> tables = database->Number("SELECT count(*) FROM sqlite_master");
  if (!tables.ok()) return tables.status();
  return *tables > 0;
}

absl::Status MakeTables(Database* database, const IndexSettings& settings) {
  Transaction transaction(database);
  if (!transaction.status().ok()) return transaction.status();
  if (absl::Status status = database->Run(kTables); !status.ok()) return status;
  absl::StatusOr<Statement> insert = database->Prepare("INSERT INTO meta VALUES(?, ?)");
  if (!insert.ok()) return insert.status();
  std::map<std::string, std::string> meta = ToMap(settings);
  for (const char* what : {"article", "segment", "run"}) meta.emplace(absl::StrCat("next_", what), "1");
  for (const auto& [key, value] : meta) {
    if (absl::Status status = insert->Bind(key, value).Run(); !status.ok()) return status;
  }
  return transaction.Commit();
}

absl::StatusOr<IndexSettings> ReadSettings(Database* database) {
  absl::StatusOr<Statement> select = database->Prepare("SELECT key, value FROM meta");
  if (!select.ok()) return select.status();
  std::map<std::string, std::string> meta;
  absl::StatusOr<bool> row = select->Step();
  for (; row.ok() && *row; row = select->Step()) meta[std::string(select->Text(0))] = select->Text(1);
  if (!row.ok()) return row.status();
  if (ToInt(meta["format"]) != kCatalogueFormat) {
    return Unfit(database->path(),
                 absl::StrCat("has format ", meta["format"], ", and this program reads format ", kCatalogueFormat));
  }
  IndexSettings settings;
  settings.kind.scheme = {meta["scheme"], ToInt(meta["scheme_version"]), ToInt(meta["values"])};
  settings.kind.shingle_words = ToInt(meta["shingle_words"]);
  settings.kind.normalisation = ToInt(meta["normalisation"]);
  settings.kind.bands = {ToInt(meta["bands"]), ToInt(meta["rows"])};
  settings.likeness = meta["likeness"];
  settings.threshold = ToDouble(meta["threshold"]);
  settings.average = ToDouble(meta["average"]);
  settings.least_shared = ToInt(meta["least_shared"]);
  return settings;
}

absl::Status CheckSettings(std::string_view path, const IndexSettings& made, const IndexSettings& wanted) {
  if (ToMap(made) == ToMap(wanted)) return absl::OkStatus();
  return Unfit(path, absl::StrCat("the index was made with ", Describe(made), "; this run asks for ", Describe(wanted),
                                  ". Give the options that it was made with, or add the articles to a new index"));
}

}  // namespace wirecopy

#include "wirecopy/report/index_export.h"

#include <string>

#include "wirecopy/report/json.h"

namespace wirecopy {
namespace {

constexpr char kArticles[] = R"(
SELECT a.number, a.id, coalesce(a.url, ''), o.name, coalesce(c.id, f.id, a.id), k.id, a.likeness, v.number, a.keeper
  FROM articles a JOIN outlets o ON o.number = a.outlet
  LEFT JOIN clusters c ON c.number = a.cluster LEFT JOIN articles f ON f.number = a.cluster
  LEFT JOIN articles k ON k.number = a.keeper LEFT JOIN articles v ON v.number = a.version_of
  WHERE a.number BETWEEN ? AND ? ORDER BY a.number)";

using Write = std::function<absl::Status(std::string_view)>;

std::string SettingsLine(const IndexSettings& settings) {
  Json json;
  json.Open();
  json.Field("scheme", ToString(settings.kind.scheme));
  json.Field("shingle_words", settings.kind.shingle_words);
  json.Field("normalisation", settings.kind.normalisation);
  json.Field("bands", settings.kind.bands.bands);
  json.Field("rows", settings.kind.bands.rows);
  json.Field("likeness", settings.likeness);
  json.Field("threshold", settings.threshold);
  json.Close();
  return json.Take() + "\n";
}

std::string ArticleLine(const Statement& row, const StoredText& text, uint32_t words) {
  Json json;
  json.Open();
  json.Field("article", static_cast<uint64_t>(row.Int(0)));
  json.Field("id", row.Text(1));
  json.FieldOrNull("url", row.Text(2));
  json.FieldOrNull("outlet", row.Text(3));
  json.FieldOrNull("published", text.published);
  json.FieldOrNull("title", text.title);
  json.Field("words", words);
  json.Field("cluster", row.Text(4));
  json.FieldOrNull("keeper", row.Text(5));
  json.Key("similarity");
  row.IsNull(6) ? json.Null() : json.Value(row.Real(6));
  json.Key("version_of");
  row.IsNull(7) ? json.Null() : json.Value(static_cast<uint64_t>(row.Int(7)));
  json.Field("text", text.text);
  json.Close();
  return json.Take() + "\n";
}

// Rows and texts come in the same order; a text without a row was deleted.
absl::Status ExportSegment(const IndexedSegment& one, Statement* row, const Write& write) {
  row->Bind(one.row.first, one.row.last);
  absl::StatusOr<bool> more = row->Step();
  TextUnpacker unpacker;
  std::string lines;
  for (uint32_t block = 0; block < one.segment->blocks() && more.ok(); ++block) {
    if (absl::Status status = one.segment->ReadBlock(block, &unpacker); !status.ok()) return status;
    uint32_t place = one.segment->block(block).first;
    lines.clear();
    for (const StoredText& text : unpacker.texts()) {
      if (more.ok() && *more && static_cast<uint64_t>(row->Int(0)) == one.segment->number(place)) {
        lines += ArticleLine(*row, text, one.segment->words(place));
        more = row->Step();
      }
      ++place;
    }
    if (absl::Status status = write(lines); !status.ok()) return status;
  }
  if (more.ok() && *more) return Unfit(one.segment->path(), "an article of the catalogue is missing");
  return more.status();
}

// Rows of whole numbers, each a field; the last may be a text or a share.
absl::Status ExportTable(Database* database, std::string_view sql,
                         const std::function<void(const Statement&, Json*)>& fill, const Write& write) {
  absl::StatusOr<Statement> row = database->Prepare(sql);
  if (!row.ok()) return row.status();
  absl::StatusOr<bool> more = row->Step();
  for (; more.ok() && *more; more = row->Step()) {
    Json json;
    json.Open();
    fill(*row, &json);
    json.Close();
    if (absl::Status status = write(json.Take() + "\n"); !status.ok()) return status;
  }
  return more.status();
}

uint64_t NumberOf(const Statement& row, int column) { return static_cast<uint64_t>(row.Int(column)); }

}  // namespace

absl::Status ExportIndex(std::span<const IndexedSegment> segments, Catalogue* catalogue, const Write& write) {
  Database& database = catalogue->database();
  absl::Status status = write(SettingsLine(catalogue->settings()));
  absl::StatusOr<Statement> articles = database.Prepare(kArticles);
  if (!articles.ok()) return articles.status();
  for (const IndexedSegment& one : segments) {
    if (status.ok()) status = ExportSegment(one, &*articles, write);
  }
  if (!status.ok()) return status;
  const auto cluster = [](const Statement& row, Json* json) {
    json->Field("cluster", NumberOf(row, 0));
    json->Field("id", row.Text(1));
  };
  status = ExportTable(&database, "SELECT number, id FROM clusters ORDER BY number", cluster, write);
  const auto merge = [](const Statement& row, Json* json) {
    json->Field("merged", NumberOf(row, 0));
    json->Field("into", NumberOf(row, 1));
  };
  if (status.ok()) {
    status = ExportTable(&database, "SELECT cluster, into_cluster FROM merges ORDER BY run, cluster", merge, write);
  }
  const auto edge = [](const Statement& row, Json* json) {
    json->Field("a", NumberOf(row, 0));
    json->Field("b", NumberOf(row, 1));
    json->Field("likeness", row.Real(2));
  };
  if (status.ok()) status = ExportTable(&database, "SELECT a, b, likeness FROM edges ORDER BY a, b", edge, write);
  return status;
}

}  // namespace wirecopy

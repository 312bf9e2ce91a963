#include "wirecopy/report/index_stats.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"
#include "wirecopy/report/json.h"

namespace wirecopy {
namespace {

uint64_t SizeOf(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : size;
}

// Without text: signatures, words, numbers and all of the catalogue.
double BytesAnArticle(const IndexStats& stats) {
  const uint64_t bytes = stats.catalogue_bytes + stats.signature_bytes;
  return stats.articles == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(stats.articles);
}

}  // namespace

absl::StatusOr<IndexStats> CountIndex(Index* index) {
  IndexStats stats;
  stats.settings = index->catalogue().settings();
  const absl::StatusOr<std::vector<SegmentRow>> rows = index->catalogue().Segments();
  if (!rows.ok()) return rows.status();
  stats.segments = rows->size();
  const size_t columns = ColumnsOf(stats.settings.kind.scheme.values);
  for (const SegmentRow& row : *rows) {
    if (stats.first_night.empty() || row.night < stats.first_night) stats.first_night = row.night;
    stats.last_night = std::max(stats.last_night, row.night);
    const absl::StatusOr<IndexedSegment> opened = index->OpenSegment(row);
    uint64_t texts = row.bytes - std::min(row.bytes, ColumnOffset(row.articles, columns));
    if (opened.ok()) texts = opened->segment->header().directory - ColumnOffset(row.articles, columns);
    stats.text_bytes += texts;
    stats.signature_bytes += row.bytes - texts;
  }
  const std::pair<const char*, uint64_t*> counts[] = {
      {"SELECT count(*) FROM articles", &stats.articles},
      {"SELECT count(*) FROM deleted", &stats.deleted},
      {"SELECT count(DISTINCT cluster) FROM articles WHERE keeper IS NOT NULL", &stats.clusters},
      {"SELECT count(*) FROM articles WHERE keeper IS NOT NULL", &stats.in_clusters},
      {"SELECT count(*) FROM edges", &stats.edges},
      {"SELECT count(*) FROM merges", &stats.merges},
      {"SELECT count(*) FROM runs", &stats.runs}};
  for (const auto& [sql, count] : counts) {
    const absl::StatusOr<int64_t> number = index->catalogue().database().Number(sql);
    if (!number.ok()) return number.status();
    *count = static_cast<uint64_t>(*number);
  }
  stats.catalogue_bytes = SizeOf(index->CataloguePath()) + SizeOf(index->CataloguePath() + "-wal");
  return stats;
}

std::string StatsText(const IndexStats& stats) {
  const auto megabytes = [](uint64_t bytes) { return static_cast<double>(bytes) / 1e6; };
  std::string text = absl::StrFormat("%s\nlikeness %s, threshold %g\n", ToString(stats.settings.kind),
                                     stats.settings.likeness, stats.settings.threshold);
  absl::StrAppendFormat(&text, "%d articles in %d segments", stats.articles, stats.segments);
  if (stats.segments > 0) absl::StrAppendFormat(&text, ", nights %s to %s", stats.first_night, stats.last_night);
  absl::StrAppendFormat(&text, "\n%d in %d clusters; %d edges, %d merges\n", stats.in_clusters, stats.clusters,
                        stats.edges, stats.merges);
  absl::StrAppendFormat(&text, "%d deleted articles whose texts are there until `index compact`\n", stats.deleted);
  absl::StrAppendFormat(
      &text, "%.1f MB of texts, %.1f MB of signatures, %.1f MB of catalogue: %.0f bytes an article without text\n",
      megabytes(stats.text_bytes), megabytes(stats.signature_bytes), megabytes(stats.catalogue_bytes),
      BytesAnArticle(stats));
  return text;
}

std::string StatsJson(const IndexStats& stats) {
  Json json;
  json.Open();
  json.Field("scheme", ToString(stats.settings.kind.scheme));
  json.Field("likeness", stats.settings.likeness);
  json.Field("threshold", stats.settings.threshold);
  json.FieldOrNull("first_night", stats.first_night);
  json.FieldOrNull("last_night", stats.last_night);
  for (const auto& [name, value] :
       std::initializer_list<std::pair<const char*, uint64_t>>{{"segments", stats.segments},
                                                               {"articles", stats.articles},
                                                               {"deleted", stats.deleted},
                                                               {"clusters", stats.clusters},
                                                               {"in_clusters", stats.in_clusters},
                                                               {"edges", stats.edges},
                                                               {"merges", stats.merges},
                                                               {"runs", stats.runs},
                                                               {"text_bytes", stats.text_bytes},
                                                               {"signature_bytes", stats.signature_bytes},
                                                               {"catalogue_bytes", stats.catalogue_bytes}}) {
    json.Field(name, value);
  }
  json.Field("bytes_an_article", BytesAnArticle(stats));
  json.Close();
  return json.Take() + "\n";
}

}  // namespace wirecopy

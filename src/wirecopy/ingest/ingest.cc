#include "wirecopy/ingest/ingest.h"

#include <algorithm>
#include <array>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/byte_source.h"

namespace wirecopy {
namespace {

// What the place of a record begins with.
constexpr std::array<std::string_view, 4> kPlaces = {"line ", "element ", "item ", "record "};

// Where scrapers and feeds write who provided an article, beside the author: schema.org, Dublin Core, RSS, and what
// exports of newsrooms call it.
constexpr std::array<std::string_view, 19> kProviderFields = {"author.name",
                                                              "authors",
                                                              "creator",
                                                              "creator.name",
                                                              "dc:creator",
                                                              "byline",
                                                              "agency",
                                                              "news_agency",
                                                              "credit",
                                                              "sourceOrganization",
                                                              "sourceOrganization.name",
                                                              "source_organization",
                                                              "provider",
                                                              "provider.name",
                                                              "copyrightHolder",
                                                              "copyrightHolder.name",
                                                              "source",
                                                              "source.name",
                                                              "source_name"};

class Ingestor {
 public:
  Ingestor(const IngestOptions& options, Ingested* result) : options_(options), result_(*result) {}

  void ReadFile(const InputFile& file) {
    absl::StatusOr<std::unique_ptr<ByteSource>> source = OpenByteSource(file.path);
    if (!source.ok()) return Leave(file, source.status());
    absl::StatusOr<std::unique_ptr<RecordReader>> reader = OpenRecords(file.path, BufferedInput(*std::move(source)));
    if (!reader.ok()) return Leave(file, reader.status());
    while (true) {
      absl::StatusOr<std::optional<Record>> record = (*reader)->Next();
      if (!record.ok()) {
        ++result_.records;
        Leave(file, record.status());
      } else if (!record->has_value()) {
        break;
      } else {
        Take(file, **record);
      }
    }
    if (const absl::Status ending = (*reader)->Ending(); !ending.ok()) Leave(file, ending);
  }

 private:
  void Leave(const InputFile& file, const absl::Status& status) { result_.skips.push_back(SkipOf(file, status)); }

  void Take(const InputFile& file, Record& record) {
    ++result_.records;
    absl::StatusOr<Article> article = ToArticle(options_, file, &record);
    if (!article.ok()) {
      result_.skips.push_back({file.path, record.place, std::string(article.status().message())});
      return;
    }
    AddProviders(record, &*article);
    if (!article->published.empty() && article->time.precision == Timestamp::Precision::kNone) ++result_.undated;
    MakeUnique(&article->id);
    result_.articles.push_back(*std::move(article));
  }

  static void AddProviders(const Record& record, Article* article) {
    const auto add = [&](const std::string& value) {
      // Many feeds call the outlet itself a source.
      if (value.empty() || value == article->outlet || value == article->author) return;
      absl::StrAppend(&article->provider, article->provider.empty() ? "" : "\n", value);
    };
    add(article->source_organisation);
    for (const std::string_view name : kProviderFields) {
      if (const std::string* value = record.Find(name); value != nullptr) add(*value);
    }
  }

  void MakeUnique(std::string* id) {
    uint32_t count = ++seen_[*id];
    if (count == 1) return;
    ++result_.renamed_ids;
    const std::string given = *id;
    for (; seen_.contains(*id); ++count) *id = absl::StrCat(given, "#", count);
    seen_[given] = count - 1;  // from where the next one goes on
    seen_[*id] = 1;
  }

  const IngestOptions& options_;
  Ingested& result_;
  absl::flat_hash_map<std::string, uint32_t> seen_;
};

}  // namespace

Skip SkipOf(const InputFile& file, const absl::Status& status) {
  std::string message(status.message());
  const size_t colon = message.find(": ");
  const bool placed = std::any_of(kPlaces.begin(), kPlaces.end(), [&](auto word) { return message.starts_with(word); });
  if (placed && colon != std::string::npos) return {file.path, message.substr(0, colon), message.substr(colon + 2)};
  if (message.starts_with(file.path + ": ")) message.erase(0, file.path.size() + 2);
  return {file.path, "", std::move(message)};
}

Ingested Ingest(const std::vector<InputFile>& files, const IngestOptions& options, const Progress& progress) {
  Ingested result;
  Ingestor ingestor(options, &result);
  for (size_t i = 0; i < files.size(); ++i) {
    if (progress) progress("read", i, files.size());
    ingestor.ReadFile(files[i]);
    result.file_of.resize(result.articles.size(), static_cast<uint32_t>(i));
  }
  if (progress) progress("read", files.size(), files.size());
  return result;
}

}  // namespace wirecopy

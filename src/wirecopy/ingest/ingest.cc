#include "wirecopy/ingest/ingest.h"

#include <algorithm>
#include <array>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/ingest/byte_source.h"

namespace wirecopy {
namespace {

struct Field {
  std::string_view name;
  std::string Article::*member;
};

constexpr std::array<Field, 8> kFields = {{
    {"id", &Article::id},
    {"outlet", &Article::outlet},
    {"published", &Article::published},
    {"url", &Article::url},
    {"title", &Article::title},
    {"author", &Article::author},
    {"language", &Article::language},
    {"text", &Article::text},
}};

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
    Article article;
    for (const Field& field : kFields) {
      if (const std::string* value = record.Find(SourceOf(field.name))) article.*field.member = *value;
    }
    if (article.text.find_first_not_of(" \t\r\n") == std::string::npos) {
      const bool present = record.Find(SourceOf("text")) != nullptr;
      result_.skips.push_back({file.path, record.place, present ? "the text is empty" : MissingText(record)});
      return;
    }
    for (const std::string_view name : kProviderFields) {
      const std::string* value = record.Find(name);
      // Many feeds call the outlet itself a source.
      if (value == nullptr || value->empty() || *value == article.outlet || *value == article.author) continue;
      absl::StrAppend(&article.provider, article.provider.empty() ? "" : "\n", *value);
    }
    if (article.outlet.empty()) article.outlet = file.outlet;
    article.time = ParseTimestamp(article.published);
    if (!article.published.empty() && article.time.precision == Timestamp::Precision::kNone) ++result_.undated;
    NameArticle(file, record, &article);
    result_.articles.push_back(std::move(article));
  }

  // Without an id: the url, or for a file that is one record its path, or a hash of what the article says.
  void NameArticle(const InputFile& file, const Record& record, Article* article) {
    if (article->id.empty()) article->id = article->url;
    if (article->id.empty() && record.place.empty()) article->id = file.id;
    if (article->id.empty()) {
      article->id = ContentId(article->outlet, article->title, article->text);
    }
    uint32_t count = ++seen_[article->id];
    if (count == 1) return;
    ++result_.renamed_ids;
    const std::string id = article->id;
    for (; seen_.contains(article->id); ++count) article->id = absl::StrCat(id, "#", count);
    seen_[id] = count - 1;  // from where the next one goes on
    seen_[article->id] = 1;
  }

  std::string MissingText(const Record& record) const {
    constexpr size_t kMostNames = 12;  // more are no help to a reader
    std::string names;
    for (size_t i = 0; i < std::min(record.fields.size(), kMostNames); ++i) {
      absl::StrAppend(&names, names.empty() ? "" : ", ", record.fields[i].first);
    }
    if (record.fields.size() > kMostNames)
      absl::StrAppend(&names, ", and ", record.fields.size() - kMostNames, " more");
    return absl::StrCat("no field `", std::string(SourceOf("text")), "` (the record has: ", names, "); see --map");
  }

  std::string_view SourceOf(std::string_view field) const {
    for (const auto& [name, source] : options_.map) {
      if (name == field) return source;
    }
    return field;
  }

  const IngestOptions& options_;
  Ingested& result_;
  absl::flat_hash_map<std::string, uint32_t> seen_;
};

}  // namespace

Skip SkipOf(const InputFile& file, const absl::Status& status) {
  std::string message(status.message());
  const size_t colon = message.find(": ");
  const bool placed = colon != std::string::npos && (message.starts_with("line ") || message.starts_with("element "));
  if (placed) return {file.path, message.substr(0, colon), message.substr(colon + 2)};
  if (message.starts_with(file.path + ": ")) message.erase(0, file.path.size() + 2);
  return {file.path, "", std::move(message)};
}

std::string ContentId(std::string_view outlet, std::string_view title, std::string_view text) {
  const uint64_t head = HashBytes(absl::StrCat(std::string(outlet), "\n", std::string(title)));
  return ToHex(HashBytes(text, head));
}

absl::StatusOr<std::vector<std::pair<std::string, std::string>>> ParseFieldMap(std::string_view typed) {
  std::vector<std::pair<std::string, std::string>> map;
  for (const absl::string_view part :
       absl::StrSplit(absl::string_view(typed.data(), typed.size()), ',', absl::SkipEmpty())) {
    std::pair<std::string, std::string> rule = absl::StrSplit(part, absl::MaxSplits('=', 1));
    const bool known =
        std::any_of(kFields.begin(), kFields.end(), [&](const Field& f) { return f.name == rule.first; });
    if (!known || rule.second.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("--map: `", part,
                                                     "` is not of the form field=name, with a field of: id, outlet, "
                                                     "published, url, title, author, language, text"));
    }
    map.push_back(std::move(rule));
  }
  return map;
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

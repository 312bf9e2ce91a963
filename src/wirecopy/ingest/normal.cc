#include "wirecopy/ingest/normal.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <simdjson.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/ingest/blank.h"

namespace wirecopy {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

bool IsArticleField(std::string_view name) {
  return std::any_of(kArticleFields.begin(), kArticleFields.end(), [&](const auto& f) { return f.name == name; });
}

std::string_view SourceOf(const IngestOptions& options, std::string_view field) {
  for (const auto& [name, source] : options.map) {
    if (name == field) return source;
  }
  return field;
}

bool IsMapped(const IngestOptions& options, std::string_view field) {
  return std::any_of(options.map.begin(), options.map.end(), [&](const auto& rule) { return rule.first == field; });
}

std::string MissingText(const IngestOptions& options, const Preset* preset, const Record& record) {
  if (record.keys.empty()) return "no article is found in it";
  if (preset != nullptr && !IsMapped(options, "text"))
    return absl::StrCat("no text (a record of the layout `", preset->name, "`)");
  constexpr size_t kMostNames = 12;  // more are no help to a reader
  std::string names;
  for (size_t i = 0; i < std::min(record.fields.size(), kMostNames); ++i) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", record.fields[i].first);
  }
  if (record.fields.size() > kMostNames) absl::StrAppend(&names, ", and ", record.fields.size() - kMostNames, " more");
  return absl::StrCat("no field `", std::string(SourceOf(options, "text")), "` (the record has: ", names,
                      "); see --map");
}

void WriteString(std::string_view text, Writer* writer) {
  writer->String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

bool Contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The fields of the record's own JSON that are not the article's, as they stand there.
void WriteOthers(const Record& record, Writer* writer) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(simdjson::padded_string(record.json)).get_object().get(object) != simdjson::SUCCESS) return;
  std::vector<std::string> written;
  for (const simdjson::dom::key_value_pair field : object) {
    const std::string name(field.key);
    if (IsArticleField(name) || Contains(record.dropped, name) || Contains(written, name)) continue;
    WriteString(name, writer);
    const std::string value = simdjson::minify(field.value);
    writer->RawValue(value.data(), value.size(), rapidjson::kObjectType);
    written.push_back(name);
  }
}

}  // namespace

absl::StatusOr<Article> ToArticle(const IngestOptions& options, const InputFile& file, Record* record) {
  Article article;
  for (const auto& rule : options.map) {
    const std::string* value = record->Find(rule.second);
    const auto field = std::find_if(kArticleFields.begin(), kArticleFields.end(),
                                    [&](const ArticleField& one) { return one.name == rule.first; });
    if (value != nullptr) article.*(field->member) = *value;
  }
  const Preset* preset = options.preset != nullptr && !record->keys.empty() ? options.preset : PresetOf(*record);
  if (preset != nullptr) ApplyPreset(*preset, record);
  for (const ArticleField& field : kArticleFields) {
    if (IsMapped(options, field.name)) continue;
    if (const std::string* value = record->Find(field.name)) article.*field.member = *value;
  }
  if (IsBlank(article.text)) {
    const bool present = record->Find(IsMapped(options, "text") ? SourceOf(options, "text") : "text") != nullptr;
    return absl::InvalidArgumentError(present ? "the text is empty" : MissingText(options, preset, *record));
  }
  article.outlet_named = !article.outlet.empty();
  if (!article.outlet_named) article.outlet = file.outlet;
  if (article.id.empty()) article.id = article.url;
  if (article.id.empty() && record->place.empty()) article.id = file.id;
  if (article.id.empty()) article.id = ContentId(article.outlet, article.title, article.text);
  article.time = ParseTimestamp(article.published);
  return article;
}

std::string NormalLine(const Article& article, const Record& record) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  for (const ArticleField& field : kArticleFields) {
    const std::string& value = article.*field.member;
    if (value.empty()) continue;
    WriteString(field.name, &writer);
    WriteString(value, &writer);
  }
  if (!record.json.empty()) WriteOthers(record, &writer);
  for (const auto& [name, value] : record.fields) {
    // Of a record in JSON only what a preset has added is still to be written.
    const bool own =
        !record.json.empty() && (Contains(record.keys, name) || Contains(record.keys, name.substr(0, name.find('.'))));
    if (own || IsArticleField(name)) continue;
    WriteString(name, &writer);
    WriteString(value, &writer);
  }
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
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
    if (!IsArticleField(rule.first) || rule.second.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("--map: `", part,
                                                     "` is not of the form field=name, with a field of: id, outlet, "
                                                     "published, url, title, author, source_organisation, "
                                                     "canonical_url, language, text"));
    }
    map.push_back(std::move(rule));
  }
  return map;
}

}  // namespace wirecopy

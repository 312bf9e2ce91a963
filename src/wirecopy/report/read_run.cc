#include "wirecopy/report/read_run.h"

#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

using Value = rapidjson::Value;

// A field of an object, or null where there is none.
const Value& FieldOf(const Value& object, const char* name) {
  static const Value kNull;
  if (!object.IsObject()) return kNull;
  const auto at = object.FindMember(name);
  return at == object.MemberEnd() ? kNull : at->value;
}

std::string Text(const Value& value) {
  return value.IsString() ? std::string(value.GetString(), value.GetStringLength()) : std::string();
}

uint64_t Count(const Value& value) { return value.IsUint64() ? value.GetUint64() : 0; }

std::vector<std::string> Texts(const Value& value) {
  std::vector<std::string> texts;
  if (!value.IsArray()) return texts;
  for (const Value& item : value.GetArray()) texts.push_back(Text(item));
  return texts;
}

}  // namespace

absl::StatusOr<RunRecord> ReadRunRecord(const std::string& folder) {
  const std::string path = (std::filesystem::path(folder) / "run.json").string();
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(folder, ": no run folder (it has no run.json that can be read)"));
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  rapidjson::Document json;
  json.Parse(content.data(), content.size());
  if (json.HasParseError() || !Text(FieldOf(json, "schema")).starts_with("wirecopy.run/")) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": not the run.json of a run"));
  }
  RunRecord record;
  record.version = Text(FieldOf(json, "version"));
  const Value& options = FieldOf(json, "options");
  if (options.IsObject()) {
    for (const auto& option : options.GetObject()) record.options.emplace_back(Text(option.name), Text(option.value));
  }
  const Value& input = FieldOf(json, "input");
  record.inputs = Texts(FieldOf(input, "named"));
  record.sources = Texts(FieldOf(input, "named_sources"));
  record.counts = {Count(FieldOf(input, "records")), Count(FieldOf(input, "articles")),
                   Count(FieldOf(input, "reference_articles")), Count(FieldOf(input, "skipped")), 0};
  const Value& stages = FieldOf(json, "stages");
  if (stages.IsArray()) {
    for (const Value& stage : stages.GetArray()) {
      if (Text(FieldOf(stage, "name")) == "analyse") record.counts.words = Count(FieldOf(stage, "out"));
    }
  }
  if (record.inputs.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": does not name its inputs: scan again with this version"));
  }
  return record;
}

}  // namespace wirecopy

#include "wirecopy/report/fields.h"
#include "wirecopy/report/run_folder.h"
#include "wirecopy/report/translated_fields.h"

namespace wirecopy {
namespace {

void ListField(std::string_view name, const std::vector<std::string>& items, Json* json) {
  json->Key(name);
  json->OpenList();
  for (const std::string& item : items) json->Value(std::string_view(item));
  json->CloseList();
}

void InputFields(const Run& run, const RunFolderOptions& options, Json* json) {
  uint64_t briefs = 0, references = 0;
  for (const Analysis& analysis : run.analyses) {
    briefs += analysis.brief;
    references += analysis.is_reference;
  }
  json->Open();
  json->Field("records", run.input.records);
  json->Field("articles", static_cast<uint64_t>(run.input.articles.size()));
  json->Field("reference_articles", references);
  json->Field("skipped", static_cast<uint64_t>(run.input.skips.size()));
  json->Field("renamed_ids", run.input.renamed_ids);
  json->Field("unreadable_dates", run.input.undated);
  json->Field("briefs", briefs);
  ListField("named", options.inputs, json);
  ListField("named_sources", options.sources, json);
  json->Close();
}

}  // namespace

std::string RunJson(const Run& run, const RunFolderOptions& options) {
  Json json;
  json.Open();
  json.Field("schema", "wirecopy.run/1");
  json.Field("version", kVersion);
  json.Field("signature_scheme", std::string_view(run.scheme));
  json.Key("options");
  json.Open();
  for (const auto& [name, value] : options.named_options) json.Field(name, std::string_view(value));
  json.Close();
  json.Key("input");
  InputFields(run, options, &json);
  SkipsField(run.input.skips, &json);
  RecallField(run.recall, &json);
  TranslationsField(run.translations, &json);
  json.Field("linked_groups", run.linked_groups);
  json.Key("unknown_outlets");
  json.OpenList();
  for (const OutletRow& row : run.outlets) {
    if (!row.known) json.Value(std::string_view(row.outlet));
  }
  json.CloseList();
  json.Key("learned_boilerplate");
  json.OpenList();
  for (const RepeatedText& text : run.learned) BoilerplateFields(run, text, &json);
  json.CloseList();
  json.Key("stages");
  json.OpenList();
  for (const StageCount& stage : run.stages) {
    json.Open();
    json.Field("name", std::string_view(stage.name));
    json.Field("in", stage.in);
    json.Field("out", stage.out);
    json.Field("seconds", stage.seconds);
    json.Close();
  }
  json.CloseList();
  json.Field("threads", options.threads);
  json.Close();
  return json.Take();
}

}  // namespace wirecopy

#include "wirecopy/report/fields.h"

namespace wirecopy {

void ScoreFields(const SharedText& shared, Json* json) {
  json->Field("jaccard", shared.jaccard);
  json->Field("containment_a", shared.containment_a);
  json->Field("containment_b", shared.containment_b);
  json->Field("shared_words", shared.shared_words);
  json->Field("prose_words", shared.prose_words);
  json->Field("longest_run", shared.longest_run);
}

void DirectionField(const Run& run, const PairResult& pair, Json* json) {
  const bool known = pair.direction.from == Direction::From::kA;
  json->Key("direction");
  json->Open();
  json->FieldOrNull("from", known ? std::string_view(run.input.articles[pair.a].id) : std::string_view());
  json->Field("basis", ToString(pair.direction.basis));
  json->Close();
}

void RecallField(const Recall& recall, Json* json) {
  json->Key("recall");
  json->Open();
  json->Field("threshold", recall.threshold);
  json->Field("bands", recall.bands.bands);
  json->Field("rows", recall.bands.rows);
  json->Field("expected", recall.expected);
  json->Key("measured");
  recall.measured ? json->Value(*recall.measured) : json->Null();
  json->Field("sample_pairs", recall.sample_pairs);
  json->Field("guarantee_words", recall.guarantee_words);
  json->Close();
}

void SkipsField(const std::vector<Skip>& skips, Json* json) {
  json->Key("skips");
  json->OpenList();
  for (const Skip& skip : skips) {
    json->Open();
    json->Field("file", std::string_view(skip.file));
    json->FieldOrNull("record", skip.record);
    json->Field("reason", std::string_view(skip.reason));
    json->Close();
  }
  json->CloseList();
}

void SourcesField(const Run& run, const Analysis& analysis, Json* json) {
  json->Key("sources");
  json->OpenList();
  for (const ReuseSource& source : analysis.sources) {
    json->Open();
    if (source.article) {
      json->Field("id", std::string_view(run.input.articles[*source.article].id));
    } else {
      json->Field("agency", std::string_view(source.agency));
    }
    json->Field("share", source.share);
    json->Field("relation", ToString(source.relation));
    json->Close();
  }
  json->CloseList();
}

}  // namespace wirecopy

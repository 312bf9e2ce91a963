// articles.jsonl, pairs.jsonl, clusters.jsonl, boilerplate.jsonl, outlets.csv: one function a file. Byte offsets become
// code points here.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/base/table.h"
#include "wirecopy/measure/statistics.h"
#include "wirecopy/pipeline/wire_verdict.h"
#include "wirecopy/report/fields.h"
#include "wirecopy/report/run_folder.h"
#include "wirecopy/report/translated_fields.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

void SpanFields(Span span, Json* json) {
  json->Field("begin", span.begin);
  json->Field("end", span.end);
}

void CreditObject(const Article& article, const Analysis& analysis, const CodePointIndex& index, Json* json) {
  const CreditVerdict& verdict = analysis.credit;
  json->Open();
  json->Field("state", ToString(verdict.state));
  json->FieldOrNull("agency", verdict.source);
  if (verdict.best) {
    const Span bytes = analysis.credits[*verdict.best].bytes;
    json->Field("text", std::string_view(article.text).substr(bytes.begin, bytes.size()));
    SpanFields(index.FromBytes(bytes), json);
  } else {
    json->FieldOrNull("text", verdict.field);
  }
  json->Close();
}

void CreditList(const Article& article, const Analysis& analysis, const CodePointIndex& index, Json* json) {
  json->OpenList();
  for (const Credit& credit : analysis.credits) {
    json->Open();
    json->Field("agency", std::string_view(credit.source));
    json->Field("kind", ToString(credit.kind));
    if (credit.partial) json->Field("partial", true);
    json->Field("text", std::string_view(article.text).substr(credit.bytes.begin, credit.bytes.size()));
    SpanFields(index.FromBytes(credit.bytes), json);
    json->Close();
  }
  json->CloseList();
}

void LayoutFields(const Analysis& analysis, const CodePointIndex& index, Json* json) {
  json->Key("body");
  json->OpenList();
  for (const Span span : analysis.layout.body) json->Value(index.FromBytes(span));
  json->CloseList();
  json->Key("boilerplate");
  json->OpenList();
  for (const LayoutPart& part : analysis.layout.furniture) {
    json->Open();
    SpanFields(index.FromBytes(part.bytes), json);
    json->Field("kind", std::string_view(part.kind));
    json->Close();
  }
  json->CloseList();
  json->Key("quotes");
  json->OpenList();
  for (const Span span : analysis.quotes) {
    json->Open();
    SpanFields(index.FromBytes(span), json);
    json->Close();
  }
  json->CloseList();
}

}  // namespace

const std::string& ClusterId(const Run& run, const Cluster& cluster) { return run.input.articles[cluster.earliest].id; }

std::string ArticleLine(const Run& run, uint32_t number) {
  const Article& article = run.input.articles[number];
  const Analysis& analysis = run.analyses[number];
  const CodePointIndex index(article.text);
  Json json;
  json.Open();
  json.Field("id", std::string_view(article.id));
  json.Field("outlet", std::string_view(analysis.outlet.name));
  json.Field("family", std::string_view(analysis.outlet.family));
  json.FieldOrNull("published", article.published);
  json.Field("language", std::string_view(analysis.language));
  json.Field("title", std::string_view(article.title));
  json.Field("words", static_cast<uint64_t>(analysis.words.size()));
  if (analysis.brief) json.Field("brief", true);
  json.Field("cluster", std::string_view(ClusterId(run, run.duplicates[analysis.duplicate_cluster])));
  json.Field("story", std::string_view(ClusterId(run, run.stories[analysis.story])));
  json.FieldOrNull("duplicate_of", analysis.duplicate_of ? run.input.articles[*analysis.duplicate_of].id : "");
  json.FieldOrNull("version_of", analysis.version_of ? run.input.articles[*analysis.version_of].id : "");
  json.Field("derivation", ToString(analysis.derivation));
  if (analysis.derivation_probability) json.Field("derivation_probability", *analysis.derivation_probability);
  json.Field("reused_share", analysis.reused_share);
  SourcesField(run, analysis, &json);
  json.Key("credit");
  CreditObject(article, analysis, index, &json);
  json.Key("credits");
  CreditList(article, analysis, index, &json);
  LayoutFields(analysis, index, &json);
  json.Close();
  return json.Take();
}

std::string PairLine(const Run& run, const PairResult& pair) {
  const SharedText& shared = pair.shared;
  Json json;
  json.Open();
  json.Field("a", std::string_view(run.input.articles[pair.a].id));
  json.Field("b", std::string_view(run.input.articles[pair.b].id));
  json.Field("overlap", ToString(shared.overlap));
  ScoreFields(shared, &json);
  DirectionField(run, pair, &json);
  json.Field("relation", ToString(shared.relation));
  PassagesField(run, pair.a, pair.b, shared.passages, &json);
  if (pair.translated) TranslatedFields(run, pair, &json);
  RetellingFields(run, pair, &json);
  json.Close();
  return json.Take();
}

namespace {

// consensus {id, share, stretches [{begin, end, families}]}, in code points
void ConsensusField(const Run& run, const Consensus& consensus, Json* json) {
  const Article& article = run.input.articles[consensus.article];
  const std::vector<Word>& words = run.analyses[consensus.article].words;
  const CodePointIndex index(article.text);
  json->Key("consensus");
  json->Open();
  json->Field("id", std::string_view(article.id));
  json->Field("share", consensus.share);
  json->Key("stretches");
  json->OpenList();
  for (const Consensus::Stretch& stretch : consensus.stretches) {
    const Span at = index.FromBytes({words[stretch.words.begin].begin, words[stretch.words.end - 1].end});
    json->Open();
    SpanFields(at, json);
    json->Field("families", stretch.families);
    json->Close();
  }
  json->CloseList();
  json->Close();
}

}  // namespace

std::string ClusterLine(const Run& run, const Cluster& cluster, const Consensus& consensus, std::string_view level) {
  Json json;
  json.Open();
  json.Field("id", std::string_view(ClusterId(run, cluster)));
  json.Field("level", level);
  json.Key("members");
  json.OpenList();
  for (const uint32_t member : cluster.members) json.Value(std::string_view(run.input.articles[member].id));
  json.CloseList();
  json.Field("earliest", std::string_view(run.input.articles[cluster.earliest].id));
  json.Field("representative", std::string_view(run.input.articles[cluster.representative].id));
  json.Key("families");
  json.OpenList();
  for (const std::string_view family : FamiliesOf(run, cluster)) json.Value(family);
  json.CloseList();
  const WireVerdict wire = JudgeWire(run, cluster, consensus);
  json.FieldOrNull("agency", wire.agency);
  if (!wire.agency.empty()) {
    json.Field("agency_confidence", wire.confidence);
    json.Key("agency_reasons");
    json.OpenList();
    for (const std::string& reason : wire.reasons) json.Value(std::string_view(reason));
    json.CloseList();
  }
  json.Field("cohesion", cluster.cohesion);
  if (!consensus.stretches.empty()) ConsensusField(run, consensus, &json);
  json.Close();
  return json.Take();
}

std::string BoilerplateLine(const Run& run, const RepeatedText& text) {
  Json json;
  BoilerplateFields(run, text, &json);
  return json.Take();
}

std::string OutletsCsv(const Run& run) {
  std::string csv =
      "outlet,family,is_agency,articles,wire_derived,share,credited,uncredited,unknown,median_lag_hours,agencies,"
      "derived,share_low,share_high,credited_share,credited_low,credited_high,versions,credited_alone\n";
  for (const OutletRow& row : run.outlets) {
    std::string agencies;
    for (const std::string& agency : row.agencies) absl::StrAppend(&agencies, agencies.empty() ? "" : "|", agency);
    const std::string lag = row.median_lag_hours ? absl::StrFormat("%.2f", *row.median_lag_hours) : "";
    absl::StrAppend(&csv, CsvCell(row.outlet), ",", CsvCell(row.family), ",", row.is_agency ? 1 : 0, ",", row.articles,
                    ",");
    absl::StrAppend(&csv, row.wire_derived, ",",
                    absl::StrFormat("%.4f", static_cast<double>(row.wire_derived) / row.articles), ",");
    absl::StrAppend(&csv, row.credited, ",", row.uncredited, ",", row.unknown, ",", lag, ",", CsvCell(agencies), ",",
                    row.derived, ",");
    const Estimate share = Share(row.wire_derived, row.articles);
    absl::StrAppendFormat(&csv, "%.4f,%.4f,", share.low, share.high);
    const uint32_t judged = row.credited + row.uncredited;
    const Estimate credited = Share(row.credited, judged);
    absl::StrAppend(&csv,
                    judged == 0 ? ",," : absl::StrFormat("%.4f,%.4f,%.4f", credited.value, credited.low, credited.high),
                    ",", row.versions, ",", row.credited_alone, "\n");
  }
  return csv;
}

}  // namespace wirecopy

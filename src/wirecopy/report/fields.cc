#include "wirecopy/report/fields.h"

#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

// Words to code points of the original text.
Span CodePointsOf(Span words, const Analysis& analysis, const CodePointIndex& index) {
  return index.FromBytes({analysis.words[words.begin].begin, analysis.words[words.end - 1].end});
}

void PlacesFields(Span in_a, Span in_b, Json* json) {
  json->Field("a_begin", in_a.begin);
  json->Field("a_end", in_a.end);
  json->Field("b_begin", in_b.begin);
  json->Field("b_end", in_b.end);
}

}  // namespace

std::string_view CutToCodePoint(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::set<std::string_view> FamiliesOf(const Run& run, const Cluster& cluster) {
  std::set<std::string_view> families;
  for (const uint32_t member : cluster.members) families.insert(run.analyses[member].outlet.family);
  return families;
}

void ScoreFields(const SharedText& shared, Json* json) {
  json->Field("jaccard", shared.jaccard);
  json->Field("containment_a", shared.containment_a);
  json->Field("containment_b", shared.containment_b);
  json->Field("shared_words", shared.shared_words);
  json->Field("prose_words", shared.prose_words);
  json->Field("longest_run", shared.longest_run);
}

void PassagesField(const Run& run, uint32_t a, uint32_t b, const std::vector<Passage>& passages, Json* json) {
  const Analysis &of_a = run.analyses[a], &of_b = run.analyses[b];
  const CodePointIndex index_a(run.input.articles[a].text), index_b(run.input.articles[b].text);
  json->Key("passages");
  json->OpenList();
  for (const Passage& passage : passages) {
    json->Open();
    PlacesFields(CodePointsOf(passage.a, of_a, index_a), CodePointsOf(passage.b, of_b, index_b), json);
    json->Field("kind", ToString(passage.kind));
    json->Field("similarity", passage.similarity);
    json->Field("in_quote", InQuote(passage, of_a.word_flags, of_b.word_flags));
    json->Close();
  }
  json->CloseList();
}

void RetellingFields(const Run& run, const PairResult& pair, Json* json) {
  const Analysis &of_a = run.analyses[pair.a], &of_b = run.analyses[pair.b];
  const CodePointIndex index_a(run.input.articles[pair.a].text), index_b(run.input.articles[pair.b].text);
  const auto list = [&](std::string_view name, const auto& items, const auto& further_fields) {
    if (items.empty()) return;
    json->Key(name);
    json->OpenList();
    for (const auto& item : items) {
      json->Open();
      PlacesFields(CodePointsOf(item.a, of_a, index_a), CodePointsOf(item.b, of_b, index_b), json);
      further_fields(item);
      json->Close();
    }
    json->CloseList();
  };
  list("quote_pairs", pair.quote_pairs, [&](const QuotePair& quote) { json->Field("similarity", quote.similarity); });
  list("shared_facts", pair.shared_facts, [&](const SharedFact& fact) {
    json->Field("kind", ToString(fact.kind));
    json->Field("same", fact.same);
  });
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

void BoilerplateFields(const Run& run, const RepeatedText& text, Json* json) {
  json->Open();
  json->Field("outlet", std::string_view(run.outlets[text.outlet].outlet));
  json->Field("articles", text.articles);
  json->Field("kind", std::string_view(text.whole_line ? "line" : "run"));
  json->Field("example", std::string_view(text.example));
  json->Close();
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

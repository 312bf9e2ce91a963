#include "wirecopy/report/translated_fields.h"

#include "wirecopy/text/code_points.h"

namespace wirecopy {
void TermsField(const std::vector<SharedTerm>& terms, Json* json) {
  json->Key("terms");
  json->OpenList();
  for (const SharedTerm& term : terms) {
    json->Open();
    json->Field("a", std::string_view(term.source));
    json->Field("b", std::string_view(term.target));
    json->Field("kind", ToString(term.kind));
    json->Close();
  }
  json->CloseList();
}

void TranslatedFields(const Run& run, const PairResult& pair, Json* json) {
  const CodePointIndex index_a(run.input.articles[pair.a].text), index_b(run.input.articles[pair.b].text);
  json->Field("confidence", pair.translated->confidence);
  json->Key("sentences");
  json->OpenList();
  for (const TranslatedText::Sentences& sentences : pair.translated->sentences) {
    const Span a = index_a.FromBytes(sentences.a), b = index_b.FromBytes(sentences.b);
    json->OpenList();
    for (const uint32_t place : {a.begin, a.end, b.begin, b.end}) json->Value(place);
    json->CloseList();
  }
  json->CloseList();
  TermsField(pair.translated->terms, json);
}

void TranslatedObject(const Run& run, const PairResult& pair, Json* json) {
  const auto text_of = [&](uint32_t article, Span bytes) {
    return std::string_view(run.input.articles[article].text).substr(bytes.begin, bytes.size());
  };
  json->Key("translated");
  json->Open();
  json->Field("confidence", pair.translated->confidence);
  TermsField(pair.translated->terms, json);
  json->Key("sentences");
  json->OpenList();
  for (const TranslatedText::Sentences& sentences : pair.translated->sentences) {
    json->Open();
    json->Field("a", text_of(pair.a, sentences.a));
    json->Field("b", text_of(pair.b, sentences.b));
    json->Field("similarity", sentences.similarity);
    json->Close();
  }
  json->CloseList();
  json->Close();
}

void TranslationsField(const std::vector<TranslationSearch>& searches, Json* json) {
  json->Key("translations");
  json->OpenList();
  for (const TranslationSearch& search : searches) {
    json->Open();
    json->Field("from", std::string_view(search.learned.source_language));
    json->Field("to", std::string_view(search.learned.target_language));
    json->Key("lexicons");
    json->OpenList();
    for (const std::string& path : search.lexicons) json->Value(std::string_view(path));
    json->CloseList();
    json->Field("learned_before", search.taught);
    json->Field("learned", static_cast<uint64_t>(search.learned.words.size()));
    json->Field("sources", search.sources);
    json->Field("articles", search.articles);
    json->Field("compared", search.compared);
    json->Field("found", search.found);
    json->Field("threshold", search.threshold);
    json->Field("calibrated_on", search.calibrated_on);
    json->Close();
  }
  json->CloseList();
}

}  // namespace wirecopy

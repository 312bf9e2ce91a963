#include "wirecopy/report/explanation.h"
#include "wirecopy/report/fields.h"
#include "wirecopy/report/run_folder.h"
#include "wirecopy/report/translated_fields.h"

namespace wirecopy {
namespace {

class JsonWriter {
 public:
  explicit JsonWriter(const Explanation& explanation) : e_(explanation) {}

  std::string Write() {
    json_.Open();
    json_.Field("reported", IsReported(e_.outcome));
    json_.Field("outcome", ToString(e_.outcome));
    json_.Field("reason", std::string_view(OutcomeReason(e_)));
    ArticleObject("a", e_.a, e_.words_a);
    ArticleObject("b", e_.b, e_.words_b);
    Object("bands", [&] { BandFields(); });
    Object("fingerprints", [&] { FingerprintFields(); });
    Object("letters", [&] { LetterFields(); });
    Object("alignment", [&] { AlignmentFields(); });
    Object("judgement", [&] { JudgementFields(); });
    Object("rewording", [&] { RewordingFields(); });
    Object("translation", [&] { TranslationFields(); });
    Object("retelling", [&] {
      RetellingFields(e_.run, {e_.a, e_.b, {}, {}, e_.quote_pairs, e_.shared_facts}, &json_);
    });
    Object("groups", [&] { GroupFields(); });
    json_.Close();
    return json_.Take();
  }

 private:
  template <typename Fields>
  void Object(std::string_view name, const Fields& fields) {
    json_.Key(name);
    json_.Open();
    fields();
    json_.Close();
  }

  void ArticleObject(std::string_view name, uint32_t number, const WordCounts& counts) {
    const Article& article = e_.run.input.articles[number];
    const Analysis& analysis = e_.run.analyses[number];
    Object(name, [&] {
      json_.Field("id", std::string_view(article.id));
      json_.Field("outlet", std::string_view(analysis.outlet.name));
      json_.Field("is_agency", analysis.outlet.is_agency);
      json_.FieldOrNull("published", article.published);
      json_.Field("title", std::string_view(article.title));
      json_.Field("words", static_cast<uint64_t>(analysis.words.size()));
      json_.Field("prose_words", counts.prose);
      json_.Field("boilerplate_words", counts.furniture);
      json_.Field("quoted_words", counts.quoted);
      json_.Field("speech_words", counts.speech);
    });
  }

  void KeyFields(const KeyTrace& keys) {
    json_.Field("of_a", keys.of_a);
    json_.Field("of_b", keys.of_b);
    json_.Field("common", keys.common);
    json_.Field("too_common", keys.linked);
    json_.Field("met", keys.met);
  }

  void BandFields() {
    json_.Field("candidate", e_.candidate && e_.candidate->by_bands);
    json_.Field("shingles_a", e_.words_a.shingles);
    json_.Field("shingles_b", e_.words_b.shingles);
    json_.Field("common_shingles", e_.common_shingles);
    json_.Field("jaccard", e_.shared.jaccard);
    json_.Field("bands", e_.bands.bands);
    json_.Field("rows", e_.bands.rows);
    json_.Field("probability", MeetingProbability(e_.bands, e_.shared.jaccard));
    json_.Field("threshold", e_.options.finder.threshold);
    json_.Field("near_enough", e_.near_enough);
    Object("buckets", [&] { KeyFields(e_.trace.bands); });
  }

  void FingerprintFields() {
    json_.Field("candidate", e_.candidate && e_.candidate->by_fingerprint);
    KeyFields(e_.trace.fingerprints);
    json_.Field("too_common_runs", e_.trace.linked_runs);
    json_.Field("run_words", e_.trace.run_words);
    json_.Field("many_places", e_.trace.many_places);
    json_.Field("longest_run", e_.plain_run);
    json_.Field("guarantee_words", e_.options.finder.guarantee_words);
  }

  void LetterFields() {
    json_.Field("candidate", e_.candidate && e_.candidate->by_letters);
    json_.Field("alone_a", e_.trace.alone_a);
    json_.Field("alone_b", e_.trace.alone_b);
    json_.Field("least_alone", e_.trace.least_alone);
    json_.Field("grams_a", e_.trace.grams_a);
    json_.Field("grams_b", e_.trace.grams_b);
    json_.Field("common_grams", e_.trace.grams_common);
    json_.Field("close_grams", e_.trace.grams_close);
    json_.Field("needed_grams", e_.trace.grams_needed);
  }

  void AlignmentFields() {
    json_.Field("made", Compared(e_));
    json_.Field("runs", e_.runs);
    json_.Field("longest_run", e_.longest_run);
    PassagesField(e_.run, e_.a, e_.b, e_.shared.passages, &json_);
    json_.Field("boilerplate_passages", static_cast<uint64_t>(e_.judgement.furniture.size()));
  }

  void JudgementFields() {
    json_.Field("overlap", ToString(e_.shared.overlap));
    ScoreFields(e_.shared, &json_);
    json_.Field("prose_jaccard", e_.shared.prose_jaccard);
    json_.Key("cuts");
    json_.OpenList();
    for (const Cut& cut : e_.judgement.cuts) {
      json_.Open();
      json_.Field("overlap", ToString(cut.overlap));
      json_.Field("met", cut.met());
      json_.Key("bars");
      json_.OpenList();
      for (const Bar& bar : cut.bars) {
        if (bar.what.empty()) continue;
        json_.Open();
        json_.Field("what", bar.what);
        json_.Field("value", bar.value);
        json_.Field("least", bar.least);
        json_.Close();
      }
      json_.CloseList();
      json_.Close();
    }
    json_.CloseList();
    json_.Field("relation", ToString(e_.shared.relation));
    json_.Field("relation_basis", e_.judgement.relation_basis);
    Object("direction", [&] {
      const bool known = e_.direction.from != Direction::From::kNeither;
      const uint32_t from = e_.direction.from == Direction::From::kA ? e_.a : e_.b;
      json_.FieldOrNull("from", known ? std::string_view(e_.run.input.articles[from].id) : std::string_view());
      json_.Field("basis", ToString(e_.direction.basis));
    });
  }

  void RewordingFields() {
    json_.Field("meeting_sentences_a", static_cast<uint64_t>(e_.sentences.of_a));
    json_.Field("meeting_sentences_b", static_cast<uint64_t>(e_.sentences.of_b));
    json_.Field("compared", e_.retold_asked);
    json_.Field("found", static_cast<uint64_t>(e_.retold_found));
    json_.Field("without_speech", static_cast<uint64_t>(e_.retold_kept));
    json_.Field("reported", static_cast<uint64_t>(e_.retold_reported));
  }

  void TranslationFields() {
    json_.Field("found", e_.translated.has_value());
    if (e_.translation) json_.Field("threshold", e_.translation->threshold);
    if (!e_.translated) return;
    json_.Field("score", e_.translated->score);
    json_.Field("confidence", e_.translated->confidence);
    json_.Field("sentences", static_cast<uint64_t>(e_.translated->sentences.size()));
    TermsField(e_.translated->terms, &json_);
  }

  void GroupFields() {
    Group("duplicates", e_.same_duplicates, e_.duplicate_similarity, e_.options.cuts.near_jaccard, e_.run.duplicates,
          &Analysis::duplicate_cluster);
    Group("story", e_.same_story, e_.story_similarity, e_.options.story_similarity, e_.run.stories, &Analysis::story);
  }

  void Group(std::string_view name, bool same, double similarity, double threshold, const std::vector<Cluster>& all,
             uint32_t Analysis::*member) {
    const Cluster &a = all[e_.run.analyses[e_.a].*member], &b = all[e_.run.analyses[e_.b].*member];
    Object(name, [&] {
      json_.Field("same", same);
      json_.Field("similarity", similarity);
      json_.Field("threshold", threshold);
      json_.Field("of_a", std::string_view(ClusterId(e_.run, a)));
      json_.Field("members_a", static_cast<uint64_t>(a.members.size()));
      json_.Field("of_b", std::string_view(ClusterId(e_.run, b)));
      json_.Field("members_b", static_cast<uint64_t>(b.members.size()));
    });
  }

  const Explanation& e_;
  Json json_;
};

}  // namespace

std::string ExplanationJson(const Explanation& explanation) { return JsonWriter(explanation).Write(); }

}  // namespace wirecopy

// report.html: the page of web/ with its style, its script and the run's data inside, so that it opens anywhere,
// offline.
#include <wirecopy_embedded/report_css.h>
#include <wirecopy_embedded/report_html.h>
#include <wirecopy_embedded/report_js.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "absl/strings/str_replace.h"
#include "wirecopy/base/check.h"
#include "wirecopy/measure/statistics.h"
#include "wirecopy/report/fields.h"
#include "wirecopy/report/run_folder.h"
#include "wirecopy/report/stories.h"
#include "wirecopy/report/summary.h"
#include "wirecopy/report/translated_fields.h"

namespace wirecopy {
namespace {

constexpr size_t kMostPairs = 500;            // shown; pairs.jsonl has all
constexpr size_t kMostArticles = 2000;        // likewise
constexpr uint32_t kMostPassageBytes = 2400;  // of one side of a passage
constexpr uint32_t kContextBytes = 80;

// What a JSON text must not hold inside a script element.
std::string EscapeForScript(const std::string& json) {
  return absl::StrReplaceAll(
      json, {{"<", "\\u003c"}, {">", "\\u003e"}, {"&", "\\u0026"}, {"\u2028", "\\u2028"}, {"\u2029", "\\u2029"}});
}

std::string_view LastBytes(std::string_view text, size_t bytes) {
  size_t from = text.size() > bytes ? text.size() - bytes : 0;
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  return text.substr(from);
}

class ReportData {
 public:
  ReportData(const Run& run, const RunFolderOptions& options) : run_(run), options_(options) { Choose(); }

  std::string Write() {
    json_.Open();
    json_.Field("version", kVersion);
    Counts();
    json_.Key("options");
    json_.Open();
    for (const auto& [name, value] : options_.named_options) json_.Field(name, std::string_view(value));
    json_.Close();
    StagesAndRecall();
    SkipsField(run_.input.skips, &json_);
    Outlets();
    StoriesField(run_, &json_);
    json_.Field("articles_shown", static_cast<uint64_t>(articles_.size()));
    json_.Key("articles");
    json_.OpenList();
    for (const uint32_t article : articles_) OneArticle(article);
    json_.CloseList();
    json_.Field("pairs_shown", static_cast<uint64_t>(pairs_.size()));
    json_.Key("pairs");
    json_.OpenList();
    for (const PairResult* pair : pairs_) OnePair(*pair);
    json_.CloseList();
    json_.Close();
    return json_.Take();
  }

 private:
  // The pairs that share most, and their articles before others.
  void Choose() {
    for (const PairResult& pair : run_.pairs) pairs_.push_back(&pair);
    std::stable_sort(pairs_.begin(), pairs_.end(), [](const PairResult* x, const PairResult* y) {
      const auto shares = [](const PairResult* pair) {
        return std::tuple(pair->shared.overlap, pair->shared.prose_words,
                          pair->translated ? pair->translated->sentences.size() : 0);
      };
      return shares(x) > shares(y);
    });
    if (pairs_.size() > kMostPairs) pairs_.resize(kMostPairs);
    std::set<uint32_t> chosen;
    for (const PairResult* pair : pairs_) {
      chosen.insert(pair->a);
      chosen.insert(pair->b);
    }
    for (uint32_t i = 0; i < run_.analyses.size() && chosen.size() < kMostArticles; ++i) chosen.insert(i);
    articles_.assign(chosen.begin(), chosen.end());
  }

  void Counts() {
    uint64_t passages = 0, candidates = 0;
    for (const PairResult& pair : run_.pairs) passages += pair.shared.passages.size();
    for (const StageCount& stage : run_.stages) candidates = stage.name == "candidates" ? stage.out : candidates;
    const auto several = [](const std::vector<Cluster>& clusters) {
      return static_cast<uint64_t>(
          std::count_if(clusters.begin(), clusters.end(), [](const Cluster& c) { return c.members.size() > 1; }));
    };
    json_.Key("counts");
    json_.Open();
    json_.Field("read", run_.input.records);
    json_.Field("skipped", static_cast<uint64_t>(run_.input.skips.size()));
    json_.Field("articles", static_cast<uint64_t>(run_.input.articles.size()));
    json_.Field("outlets", static_cast<uint64_t>(run_.outlets.size()));
    json_.Field("pairs", CountSharing(run_));
    json_.Field("passages", passages);
    json_.Field("candidates", candidates);
    json_.Field("duplicate_clusters", several(run_.duplicates));
    json_.Field("story_clusters", several(run_.stories));
    json_.Close();
  }

  void StagesAndRecall() {
    json_.Key("stages");
    json_.OpenList();
    for (const StageCount& stage : run_.stages) {
      json_.Open();
      json_.Field("name", std::string_view(stage.name));
      json_.Field("count_in", stage.in);
      json_.Field("count_out", stage.out);
      json_.Close();
    }
    json_.CloseList();
    RecallField(run_.recall, &json_);
  }

  void Outlets() {
    json_.Key("outlets");
    json_.OpenList();
    for (const OutletRow& row : run_.outlets) {
      json_.Open();
      json_.Field("outlet", std::string_view(row.outlet));
      json_.Field("family", std::string_view(row.family));
      json_.Field("is_agency", row.is_agency);
      json_.Field("articles", row.articles);
      json_.Field("versions", row.versions);
      json_.Field("wire_derived", row.wire_derived);
      json_.Field("share", static_cast<double>(row.wire_derived) / row.articles);
      const Estimate share = Share(row.wire_derived, row.articles);
      json_.Field("share_low", share.low);
      json_.Field("share_high", share.high);
      json_.Field("credited", row.credited);
      json_.Field("uncredited", row.uncredited);
      json_.Field("unknown", row.unknown);
      json_.Field("credited_alone", row.credited_alone);
      json_.Key("median_lag_hours");
      row.median_lag_hours ? json_.Value(*row.median_lag_hours) : json_.Null();
      json_.Key("agencies");
      json_.OpenList();
      for (const std::string& agency : row.agencies) json_.Value(std::string_view(agency));
      json_.CloseList();
      json_.Close();
    }
    json_.CloseList();
  }

  void OneArticle(uint32_t number) {
    const Article& article = run_.input.articles[number];
    const Analysis& analysis = run_.analyses[number];
    json_.Open();
    json_.Field("index", number);
    json_.Field("id", std::string_view(article.id));
    json_.Field("outlet", std::string_view(analysis.outlet.name));
    json_.Field("title", std::string_view(article.title));
    json_.Field("published", std::string_view(article.published));
    json_.Field("language", std::string_view(analysis.language));
    json_.Field("words", static_cast<uint64_t>(analysis.words.size()));
    json_.Field("derivation", ToString(analysis.derivation));
    json_.Field("reused_share", analysis.reused_share);
    json_.Key("credit");
    json_.Open();
    json_.Field("state", ToString(analysis.credit.state));
    json_.FieldOrNull("agency", analysis.credit.source);
    const Span bytes = analysis.credit.best ? analysis.credits[*analysis.credit.best].bytes : Span{};
    json_.FieldOrNull("text", std::string_view(article.text).substr(bytes.begin, bytes.size()));
    json_.Close();
    SourcesField(run_, analysis, &json_);
    json_.Field("cluster", std::string_view(ClusterId(run_, run_.duplicates[analysis.duplicate_cluster])));
    json_.Field("story", std::string_view(ClusterId(run_, run_.stories[analysis.story])));
    json_.Close();
  }

  void OnePair(const PairResult& pair) {
    const SharedText& shared = pair.shared;
    json_.Open();
    json_.Field("a", pair.a);
    json_.Field("b", pair.b);
    json_.Field("overlap", ToString(shared.overlap));
    json_.Field("relation", ToString(shared.relation));
    DirectionField(run_, pair, &json_);
    ScoreFields(shared, &json_);
    json_.Key("passages");
    json_.OpenList();
    for (const Passage& passage : shared.passages) {
      if (passage.kind != PassageKind::kTranslated) OnePassage(pair, passage);  // shown by sentences
    }
    for (const QuotePair& quote : pair.quote_pairs) OneUtterance(pair, quote);
    json_.CloseList();
    if (pair.translated) TranslatedObject(run_, pair, &json_);
    Facts(pair);
    json_.Close();
  }

  void OnePassage(const PairResult& pair, const Passage& passage) {
    const Analysis& a = run_.analyses[pair.a];
    const Analysis& b = run_.analyses[pair.b];
    json_.Open();
    json_.Field("kind", ToString(passage.kind));
    json_.Field("similarity", passage.similarity);
    json_.Field("in_quote", InQuote(passage, a.word_flags, b.word_flags));
    std::vector<Span> runs_a, runs_b;  // words
    for (const WordRun& run : passage.runs) {
      runs_a.push_back({run.a, run.a + run.size});
      runs_b.push_back({run.b, run.b + run.size});
    }
    std::sort(runs_b.begin(), runs_b.end());  // of a reworded passage they are in the order of a
    const bool cut_a = Side("a", pair.a, passage.a, runs_a), cut_b = Side("b", pair.b, passage.b, runs_b);
    json_.Field("cut", cut_a || cut_b);
    json_.Close();
  }

  void OneUtterance(const PairResult& pair, const QuotePair& quote) {
    json_.Open();
    json_.Field("kind", std::string_view("utterance"));
    json_.Field("similarity", quote.similarity);
    json_.Field("in_quote", true);
    const bool cut_a = Side("a", pair.a, quote.a, {}), cut_b = Side("b", pair.b, quote.b, {});
    json_.Field("cut", cut_a || cut_b);
    json_.Close();
  }

  void Facts(const PairResult& pair) {
    if (pair.shared_facts.empty()) return;
    const auto text = [&](uint32_t article, Span words) {
      const std::vector<Word>& of = run_.analyses[article].words;
      const uint32_t begin = of[words.begin].begin;
      return std::string_view(run_.input.articles[article].text).substr(begin, of[words.end - 1].end - begin);
    };
    json_.Key("facts");
    json_.OpenList();
    for (const SharedFact& fact : pair.shared_facts) {
      json_.Open();
      json_.Field("same", fact.same);
      json_.Field("a", text(pair.a, fact.a));
      json_.Field("b", text(pair.b, fact.b));
      json_.Close();
    }
    json_.CloseList();
  }

  // One side's text in shared and changed pieces, with what stands before and behind it. Returns whether it was cut.
  bool Side(std::string_view name, uint32_t article, Span passage, const std::vector<Span>& runs) {
    const std::string_view text = run_.input.articles[article].text;
    const std::vector<Word>& words = run_.analyses[article].words;
    const uint32_t begin = words[passage.begin].begin, end = words[passage.end - 1].end;
    const uint32_t stop =
        begin + static_cast<uint32_t>(CutToCodePoint(text.substr(begin, end - begin), kMostPassageBytes).size());
    json_.Key(name);
    json_.OpenList();
    uint32_t at = begin;
    const auto piece = [&](uint32_t to, bool is_shared) {
      to = std::min(to, stop);
      if (to <= at) return;
      json_.OpenList();
      json_.Value(text.substr(at, to - at));
      json_.Value(is_shared ? 1 : 0);
      json_.CloseList();
      at = to;
    };
    for (const Span run : runs) {
      piece(words[run.begin].begin, false);
      piece(words[run.end - 1].end, true);
    }
    piece(end, false);
    json_.CloseList();
    const std::string prefix(name);
    json_.Field(prefix + "_before", LastBytes(text.substr(0, begin), kContextBytes));
    json_.Field(prefix + "_after", stop < end ? std::string_view() : CutToCodePoint(text.substr(end), kContextBytes));
    return stop < end;
  }

  const Run& run_;
  const RunFolderOptions& options_;
  std::vector<const PairResult*> pairs_;
  std::vector<uint32_t> articles_;
  Json json_;
};

void ReplaceMarker(std::string_view marker, std::string_view content, std::string* page) {
  const size_t at = page->find(marker);
  WIRECOPY_CHECK(at != std::string::npos);
  page->replace(at, marker.size(), content);
}

}  // namespace

std::string ReportHtml(const Run& run, const RunFolderOptions& options) {
  std::string page(embedded::report_html());
  ReplaceMarker("/*{{css}}*/", embedded::report_css(), &page);
  ReplaceMarker("/*{{js}}*/", embedded::report_js(), &page);
  ReplaceMarker("{{data}}", EscapeForScript(ReportData(run, options).Write()), &page);
  return page;
}

}  // namespace wirecopy

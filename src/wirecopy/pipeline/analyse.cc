#include <algorithm>
#include <map>

#include "wirecopy/attribute/speech.h"
#include "wirecopy/pipeline/stages.h"
#include "wirecopy/text/language.h"
#include "wirecopy/text/quotes.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;

// A quotation of fewer words is a name or a word at a distance, not speech.
constexpr uint32_t kLeastQuotedWords = 3;

// Gives every outlet and family a number, in the order of their names.
std::vector<RepeatInput> NumberOutlets(const Run& run) {
  std::map<std::string, uint32_t> outlets, families;
  for (const Analysis& analysis : run.analyses) {
    outlets.emplace(analysis.outlet.name, 0);
    families.emplace(analysis.outlet.family, 0);
  }
  uint32_t next = 0;
  for (auto& [name, number] : outlets) number = next++;
  next = 0;
  for (auto& [name, number] : families) number = next++;
  std::vector<RepeatInput> inputs;
  for (size_t i = 0; i < run.analyses.size(); ++i) {
    const Outlet& outlet = run.analyses[i].outlet;
    inputs.push_back({run.input.articles[i].text, outlets[outlet.name], families[outlet.family], !outlet.is_agency});
  }
  return inputs;
}

// Sets `flag` on every word that touches one of the sorted spans.
void FlagWords(const std::vector<Span>& spans, uint8_t flag, uint32_t least_words, Analysis* analysis) {
  const std::vector<Word>& words = analysis->words;
  size_t word = 0;
  for (const Span span : spans) {
    while (word < words.size() && words[word].end <= span.begin) ++word;
    const size_t first = word;
    while (word < words.size() && words[word].begin < span.end) ++word;
    if (word - first < least_words) continue;
    for (size_t i = first; i < word; ++i) analysis->word_flags[i] |= flag;
  }
}

void AnalyseArticle(const Article& article, const std::vector<Span>& repeated, const ScanOptions& options,
                    const AttributionTables& tables, WordSplitter* splitter, Analysis* analysis) {
  splitter->Split(article.text, &analysis->words);
  analysis->language =
      article.language.empty() ? std::string(GuessLanguage(article.text, analysis->words)) : article.language;
  analysis->layout = FindLayout({article.text, &analysis->words, article.title, &repeated}, tables);
  analysis->quotes = QuotedSpans(article.text);
  analysis->credits = FindCredits({article.text, &analysis->words, &analysis->layout}, tables);
  analysis->credit = JudgeCredits(analysis->credits, {article.author, article.provider}, analysis->layout, tables);
  analysis->word_flags.assign(analysis->words.size(), 0);
  std::vector<Span> furniture;
  for (const LayoutPart& part : analysis->layout.furniture) {
    // A caption is text of an agency like any other: whoever prints it has taken it.
    if (!part.kind.starts_with("caption")) furniture.push_back(part.bytes);
  }
  if (options.set_boilerplate_aside) FlagWords(furniture, kFurnitureWord, 0, analysis);
  if (options.set_quotes_aside) FlagWords(analysis->quotes, kQuotedWord, kLeastQuotedWords, analysis);
}

}  // namespace

uint64_t Analyse(const ScanOptions& options, const Tools& tools, const Executor& executor, Run* run) {
  const std::vector<Article>& articles = run->input.articles;
  for (size_t i = 0; i < articles.size(); ++i) {
    Outlet& outlet = run->analyses[i].outlet;
    outlet = tools.outlets.Resolve(articles[i].outlet, articles[i].url, tools.tables);
    outlet.is_agency = outlet.is_agency || run->analyses[i].is_reference;
  }
  Repeats repeats = LearnRepeats(NumberOutlets(*run), {}, executor);
  run->learned = std::move(repeats.learned);
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    WordSplitter splitter;
    for (size_t i = begin; i < end; ++i) {
      AnalyseArticle(articles[i], repeats.lines[i], options, tools.tables, &splitter, &run->analyses[i]);
    }
  });
  std::vector<SpeechInput> speech;
  for (Analysis& analysis : run->analyses) speech.push_back({analysis.words, analysis.word_flags});
  MarkSpeech(speech, {}, executor);
  uint64_t words = 0;
  for (Analysis& analysis : run->analyses) {
    words += analysis.words.size();
    const auto prose = std::count(analysis.word_flags.begin(), analysis.word_flags.end(), uint8_t{0});
    analysis.prose_words = static_cast<uint32_t>(prose);
  }
  return words;
}

}  // namespace wirecopy

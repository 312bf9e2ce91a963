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

using Numbers = std::map<std::string, uint32_t>;

// Numbers the names of all articles in their order.
template <typename NameOf>
Numbers NumberNames(const Run& run, const NameOf& name_of) {
  Numbers numbers;
  for (const Analysis& analysis : run.analyses) numbers.emplace(name_of(analysis.outlet), 0);
  uint32_t next = 0;
  for (auto& [name, number] : numbers) number = next++;
  return numbers;
}

std::vector<RepeatInput> RepeatInputs(const Run& run, const Numbers& outlets) {
  const Numbers families = NumberNames(run, [](const Outlet& outlet) { return outlet.family; });
  std::vector<RepeatInput> inputs;
  for (size_t i = 0; i < run.analyses.size(); ++i) {
    const Outlet& outlet = run.analyses[i].outlet;
    inputs.push_back({run.input.articles[i].text, run.analyses[i].words, outlets.at(outlet.name),
                      families.at(outlet.family), !outlet.is_agency});
  }
  return inputs;
}

// Of the outlets that are in the run.
std::vector<RepeatedText> NumberOutlets(const std::vector<KnownBoilerplate>& known, const Numbers& outlets) {
  std::vector<RepeatedText> texts;
  for (const KnownBoilerplate& text : known) {
    const auto outlet = outlets.find(text.outlet);
    if (outlet != outlets.end()) texts.push_back({outlet->second, text.articles, text.example, text.whole_line});
  }
  return texts;
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
                    const AttributionTables& tables, Analysis* analysis) {
  analysis->language =
      article.language.empty() ? std::string(GuessLanguage(article.text, analysis->words)) : article.language;
  analysis->layout = FindLayout({article.text, &analysis->words, article.title, &repeated}, tables);
  analysis->quotes = QuotedSpans(article.text);
  analysis->credits = FindCredits({article.text, &analysis->words, &analysis->layout}, tables);
  analysis->credit = JudgeCredits(analysis->credits, {article.author, article.provider, LooksCut(article.text)},
                                  analysis->layout, tables);
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
    const Outlet by_host = tools.outlets.Resolve("", articles[i].url, tools.tables);
    outlet = tools.outlets.Resolve(articles[i].outlet, articles[i].url, tools.tables);
    outlet.is_agency = outlet.is_agency || run->analyses[i].is_reference;
    run->analyses[i].outlet_in_record = articles[i].outlet_named || (by_host.known && by_host.name == outlet.name);
  }
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    WordSplitter splitter;
    for (size_t i = begin; i < end; ++i) splitter.Split(articles[i].text, &run->analyses[i].words);
  });
  const Numbers outlets = NumberNames(*run, [](const Outlet& outlet) { return outlet.name; });
  const std::vector<RepeatInput> inputs = RepeatInputs(*run, outlets);
  run->learned = tools.boilerplate ? NumberOutlets(*tools.boilerplate, outlets) : LearnRepeats(inputs, {}, executor);
  const std::vector<std::vector<Span>> repeated = FindRepeats(inputs, run->learned, executor);
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      AnalyseArticle(articles[i], repeated[i], options, tools.tables, &run->analyses[i]);
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

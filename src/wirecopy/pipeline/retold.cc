// Retellings of one source.
//
// Problem: outlets that each translate or rewrite an agency's story, or its rivals' stories of the same event, have no
// run of words in common; names and topics they share with every article of the week. Idea: what a speaker said
// is said once, so an utterance of a sentence's length that both print (utterances.h), or two shorter ones, is evidence
// of one event, unless the articles speak of unlike days; without one, the same printed day together with most of the
// rarer names is. A background quotation returns months later: where the days disagree, or a short phrase is all, the
// pair is a shared quotation and no more. Weights are those of rewording (bags.cc), so nothing is fitted here to a
// subject. Cost: the product of the quotations, a merge of the names.
#include "wirecopy/pipeline/retold.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "wirecopy/text/sentences.h"

namespace wirecopy {
namespace {

constexpr uint32_t kFullWords = 8;          // of an utterance, from where it is a statement and no phrase
constexpr size_t kLeastShort = 2;           // shorter utterances that stand for one statement
constexpr size_t kLeastNames = 2;           // that both must have besides
constexpr size_t kLeastNamesAlone = 4;      // where no utterance is shared,
constexpr double kLeastLikeness = 1.0 / 3;  // and the share of the names of either, by weight
constexpr int64_t kMostDaysApart = 3;       // of publication: a story is retold within days
constexpr int64_t kDaySeconds = 86'400;

std::vector<uint8_t> BodyWords(const Analysis& analysis) {
  std::vector<uint8_t> in_body(analysis.words.size(), 0);
  size_t word = 0;
  for (const Span body : analysis.layout.body) {
    while (word < in_body.size() && analysis.words[word].begin < body.begin) ++word;
    for (; word < in_body.size() && analysis.words[word].end <= body.end; ++word) in_body[word] = 1;
  }
  return in_body;
}

class Preparation {
 public:
  Preparation(const Article& article, const Analysis& analysis, const SentenceBags& bags, const FactWords& language)
      : text_(article.text), analysis_(analysis), bags_(bags), in_body_(BodyWords(analysis)) {
    retold_.article = &article;
    retold_.analysis = &analysis;
    retold_.facts = FindFacts(text_, analysis.words, in_body_, language);
  }

  Retold Prepare() {
    std::map<uint32_t, uint32_t> first;  // term to word
    for (const uint32_t word : retold_.facts.names) {
      retold_.name_terms.push_back(TermAt(word));
      first.emplace(retold_.name_terms.back(), word);
    }
    for (const auto& [term, word] : first) {
      const BagTerm weighted = Weighted(term);
      if (weighted.weight == 0) continue;
      retold_.names.push_back({weighted, word});
      retold_.distinct_names.push_back(term);
      retold_.names_weight += weighted.weight;
    }
    for (const Quantity& quantity : retold_.facts.quantities) {
      retold_.units.push_back(Weighted(TermAt(quantity.unit)));
    }
    const std::vector<Span> sentences = Sentences(text_);
    std::vector<Utterance> utterances;
    for (const Span quote : analysis_.quotes) AddUtterance(quote, sentences, &utterances);
    retold_.utterances = Utterances(std::move(utterances));
    return std::move(retold_);
  }

 private:
  uint32_t TermAt(uint32_t word) const {
    const Word& one = analysis_.words[word];
    return TermOf(NormalizeWord(text_.substr(one.begin, one.end - one.begin)), analysis_.language);
  }
  // As the article's sentences have it; without weight where it says nothing.
  BagTerm Weighted(uint32_t term) const {
    const Span places = bags_.PlacesOf(term);
    if (places.empty()) return {term, 1, 0, 0};
    return bags_.terms()[bags_.places()[places.begin].at];
  }
  void AddUtterance(Span quote, const std::vector<Span>& sentences, std::vector<Utterance>* utterances) {
    const Span words{FirstWordFrom(analysis_.words, quote.begin), FirstWordFrom(analysis_.words, quote.end)};
    if (words.empty() || in_body_[words.begin] == 0) return;
    Utterance utterance{words, {}, {}};
    std::vector<BagTerm> neighbours;
    for (uint32_t word = words.begin; word < words.end; ++word) {
      const BagTerm term = Weighted(TermAt(word));
      if (term.weight == 0) continue;
      if (!utterance.terms.empty()) neighbours.insert(neighbours.end(), {utterance.terms.back(), term});
      utterance.terms.push_back(term);
    }
    std::sort(utterance.terms.begin(), utterance.terms.end(),
              [](const BagTerm& x, const BagTerm& y) { return x.term < y.term; });
    const auto last = std::unique(utterance.terms.begin(), utterance.terms.end(),
                                  [](const BagTerm& x, const BagTerm& y) { return x.term == y.term; });
    utterance.terms.erase(last, utterance.terms.end());
    if (utterance.terms.empty()) return;
    utterance.speakers = NamesAround(quote, words, sentences);
    utterances->push_back(std::move(utterance));
    retold_.neighbours.push_back(std::move(neighbours));
  }

  // Of the sentences that hold the quotation and of the one before them: a pronoun points there.
  std::vector<uint32_t> NamesAround(Span quote, Span words, const std::vector<Span>& sentences) const {
    const auto first = std::partition_point(sentences.begin(), sentences.end(),
                                            [&](Span sentence) { return sentence.end <= quote.begin; });
    const auto last =
        std::partition_point(first, sentences.end(), [&](Span sentence) { return sentence.begin < quote.end; });
    if (first == last) return {};
    const uint32_t begin = (first == sentences.begin() ? first : std::prev(first))->begin, end = std::prev(last)->end;
    std::set<uint32_t> names;
    for (const uint32_t word : retold_.facts.names) {
      const Word& one = analysis_.words[word];
      const bool quoted = word >= words.begin && word < words.end;
      if (one.begin >= begin && one.end <= end && !quoted) names.insert(TermAt(word));
    }
    return {names.begin(), names.end()};
  }

  std::string_view text_;
  const Analysis& analysis_;
  const SentenceBags& bags_;
  std::vector<uint8_t> in_body_;
  Retold retold_;
};

// Whether the days that two articles speak of agree: the printed ones, and those of publication.
enum class Days : uint8_t { kUnknown, kAgree, kDisagree };

Days CompareDays(const Retold& a, const Retold& b) {
  const Timestamp &x = a.article->time, &y = b.article->time;
  if (x.precision != Timestamp::Precision::kNone && y.precision != Timestamp::Precision::kNone &&
      std::abs(x.seconds - y.seconds) > kMostDaysApart * kDaySeconds) {
    return Days::kDisagree;
  }
  if (a.facts.dates.empty() || b.facts.dates.empty()) return Days::kUnknown;
  for (const PrintedDate& one : a.facts.dates) {
    for (const PrintedDate& other : b.facts.dates) {
      if (MayBeOneDay(one, other)) return Days::kAgree;
    }
  }
  return Days::kDisagree;
}

// Utterances that the two have in words of their own. What both print in the same words anybody may have quoted.
bool HasRetoldStatement(const std::vector<QuotePair>& quotes) {
  size_t retold = 0;
  for (const QuotePair& quote : quotes) {
    const uint32_t words = std::min(quote.a.size(), quote.b.size());
    if (2 * quote.run >= words) continue;
    if (words >= kFullWords) return true;
    ++retold;
  }
  return retold >= kLeastShort;
}

}  // namespace

Retold PrepareRetold(const Article& article, const Analysis& analysis, const SentenceBags& bags,
                     const FactWords& language) {
  return Preparation(article, analysis, bags, language).Prepare();
}

KinOf::KinOf(const Retold& a) : a_(a), names_(a.names.size()), utterances_(a.utterances, a.analysis->words) {
  for (uint32_t i = 0; i < a.names.size(); ++i) names_.Add(a.names[i].term.term, i);
}

// Most of the articles that meet have nothing else in common, so it is asked for first what costs least.
Kinship KinOf::Judge(const Retold& b) const {
  Kinship kinship;
  size_t names = 0;
  double weight = 0;
  for (const uint32_t name : b.distinct_names) {
    const uint32_t common = names_.Find(name);
    if (common == TermTable::kNone) continue;
    ++names;
    weight += a_.names[common].term.weight;
  }
  if (names < kLeastNames) return kinship;
  kinship.quotes = utterances_.Match(b.utterances, b.analysis->words);
  const double fewer = std::min(a_.names_weight, b.names_weight);
  kinship.likeness = fewer > 0 ? weight / fewer : 0;
  const bool alike = names >= kLeastNamesAlone && kinship.likeness >= kLeastLikeness;
  if (!alike && kinship.quotes.empty()) return kinship;
  const Days days = CompareDays(a_, b);
  const bool said = HasRetoldStatement(kinship.quotes), told = days == Days::kAgree && alike;
  if (days != Days::kDisagree && (said || told)) {
    kinship.relation = Relation::kCommonSource;
    kinship.sure = said;
  } else if (!kinship.quotes.empty()) {
    kinship.relation = Relation::kQuotation;
  }
  return kinship;
}

}  // namespace wirecopy

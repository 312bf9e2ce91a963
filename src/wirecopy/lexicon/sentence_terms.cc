#include "wirecopy/lexicon/sentence_terms.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "wirecopy/text/characters.h"
#include "wirecopy/text/code_points.h"
#include "wirecopy/text/sentences.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;

// A word of a sentence before it has a number.
struct Token {
  uint64_t hash = 0;
  Span bytes;
  uint32_t sentence = 0;
  bool first = false;  // of its sentence
  bool capital = false;
};

struct Tokens {
  std::vector<TermSentence> sentences;
  std::vector<Token> tokens;
};

bool IsInitial(std::string_view word) { return word.size() == 1 && u_isupper(static_cast<unsigned char>(word[0])); }

// How many words from `at` on are one, written with points: U.S.
size_t InitialsFrom(const TermInput& article, size_t at) {
  size_t end = at;
  while (end < article.words.size()) {
    const Word& word = article.words[end];
    if (!IsInitial(article.text.substr(word.begin, word.end - word.begin))) break;
    if (end > at && !(word.begin == article.words[end - 1].end + 1 && article.text[word.begin - 1] == '.')) break;
    ++end;
  }
  return std::max<size_t>(end - at, 1);
}

std::string NormalOf(std::string_view text, Span bytes) {
  return NormalizeWord(text.substr(bytes.begin, bytes.size()));
}

Tokens Tokenise(const TermInput& article) {
  Tokens result;
  size_t word = 0;
  for (const Span bytes : Sentences(article.text)) {
    const auto sentence = static_cast<uint32_t>(result.sentences.size());
    const size_t before = result.tokens.size();
    while (word < article.words.size() && article.words[word].begin < bytes.end) {
      const size_t size = InitialsFrom(article, word);
      const Span at{article.words[word].begin, article.words[word + size - 1].end};
      if (article.left_out.empty() || article.left_out[word] == 0) {
        const uint64_t hash = size == 1 ? article.words[word].hash : HashWord(NormalOf(article.text, at));
        const bool capital = BeginsWithCapital(article.text.substr(at.begin, at.size()));
        result.tokens.push_back({hash, at, sentence, result.tokens.size() == before, capital});
      }
      word += size;
    }
    if (result.tokens.size() > before) result.sentences.push_back({bytes, {}, 0});
  }
  return result;
}

bool HasDigit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// German writes every noun with a capital, so a capital says nothing of a name.
bool NounsHaveCapitals(std::string_view language) { return language == "de" || language == "lb"; }

}  // namespace

LanguageSide::LanguageSide(std::string language, std::span<const TermInput> articles, const Executor& executor)
    : language_(std::move(language)), articles_(articles.size()) {
  std::vector<Tokens> tokens(articles.size());
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      tokens[i] = Tokenise(articles[i]);
      const CodePointIndex index(articles[i].text);
      for (TermSentence& sentence : tokens[i].sentences) sentence.characters = index.FromBytes(sentence.bytes).size();
    }
  });
  absl::flat_hash_map<uint64_t, uint32_t> numbers;
  std::vector<uint32_t> inside, capitals;  // by word: not at the head of a sentence; of these, with a capital
  for (size_t i = 0; i < articles.size(); ++i) {
    SentenceTerms& terms = articles_[i];
    terms.sentences = std::move(tokens[i].sentences);
    terms.words.reserve(tokens[i].tokens.size());
    auto token = tokens[i].tokens.begin();
    for (uint32_t s = 0; s < terms.sentences.size(); ++s) {
      const auto first = static_cast<uint32_t>(terms.words.size());
      for (; token != tokens[i].tokens.end() && token->sentence == s; ++token) {
        const auto [at, fresh] = numbers.emplace(token->hash, static_cast<uint32_t>(words_.size()));
        if (fresh) {
          words_.push_back({NormalOf(articles[i].text, token->bytes), 0, false, false});
          inside.push_back(0);
          capitals.push_back(0);
        }
        inside[at->second] += !token->first;
        capitals[at->second] += !token->first && token->capital;
        terms.words.push_back(at->second);
      }
      std::sort(terms.words.begin() + first, terms.words.end());
      terms.words.erase(std::unique(terms.words.begin() + first, terms.words.end()), terms.words.end());
      terms.sentences[s].words = {first, static_cast<uint32_t>(terms.words.size())};
      for (size_t w = first; w < terms.words.size(); ++w) ++words_[terms.words[w]].sentences;
    }
    sentences_ += terms.sentences.size();
    tokens[i] = {};
  }
  for (size_t w = 0; w < words_.size(); ++w) {
    words_[w].number = HasDigit(words_[w].text);
    words_[w].name = !words_[w].number && !NounsHaveCapitals(language_) && 2 * capitals[w] > inside[w];
  }
}

}  // namespace wirecopy

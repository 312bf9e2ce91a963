#include "wirecopy/lexicon/sentence_terms.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

LanguageSide SideOf(const std::string& language, const std::vector<std::string>& texts) {
  std::vector<std::vector<Word>> words;
  for (const std::string& text : texts) words.push_back(testing::WordsOf(text));
  std::vector<TermInput> inputs;
  for (size_t i = 0; i < texts.size(); ++i) inputs.push_back({texts[i], words[i], {}});
  return {language, inputs, Executor(1)};
}

const LanguageSide::WordType* Find(const LanguageSide& side, std::string_view word) {
  const auto at = std::find_if(side.words().begin(), side.words().end(), [&](const auto& w) { return w.text == word; });
  return at == side.words().end() ? nullptr : &*at;
}

TEST_CASE("initials with points are one word, hyphens part words, number formats are one") {
  const LanguageSide side = SideOf("en", {"The U.S. and Jong-un paid 1,100 euros.", "It was 1.100 in the US."});
  REQUIRE(Find(side, "us") != nullptr);
  CHECK(Find(side, "us")->sentences == 2);
  CHECK(Find(side, "u") == nullptr);
  CHECK(Find(side, "jong") != nullptr);
  REQUIRE(Find(side, "1100") != nullptr);
  CHECK(Find(side, "1100")->sentences == 2);
  CHECK(Find(side, "1100")->number);
}

TEST_CASE("a name has a capital where it begins no sentence") {
  const std::vector<std::string> texts = {"Talks in Berlin failed. Berlin said so. Talks go on, said Berlin."};
  CHECK(Find(SideOf("en", texts), "berlin")->name);
  CHECK_FALSE(Find(SideOf("en", texts), "talks")->name);
  CHECK_FALSE(Find(SideOf("de", texts), "berlin")->name);  // nouns have capitals
}

TEST_CASE("sentences keep their place, and words that are left out are not in them") {
  const std::string text = "MENU. Älter als alle. Zwei zwei drei.";
  const std::vector<Word> words = testing::WordsOf(text);
  std::vector<uint8_t> left_out(words.size(), 0);
  left_out[0] = 1;
  const std::vector<TermInput> inputs = {{text, words, left_out}};
  const LanguageSide side("de", inputs, Executor(1));
  const SentenceTerms& terms = side.articles()[0];
  REQUIRE(terms.sentences.size() == 2);
  CHECK(text.substr(terms.sentences[0].bytes.begin, terms.sentences[0].bytes.size()) == "Älter als alle.");
  CHECK(terms.sentences[0].characters == 15);
  CHECK(terms.WordsOf(1).size() == 2);  // each once
  CHECK(side.sentences() == 2);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/lexicon/translations.h"

#include <algorithm>
#include <functional>
#include <random>

#include "absl/strings/str_cat.h"
#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/lexicon/builder.h"
#include "wirecopy/lexicon/learned_file.h"

namespace wirecopy {
namespace {

constexpr uint32_t kVocabulary = 3000;
constexpr size_t kArticles = 150, kSentences = 8, kCopied = 4;

// Two invented languages: word n of one is word n of the other.
std::string Source(uint32_t word) { return absl::StrCat("a", testing::WordOf(word)); }
std::string Target(uint32_t word) { return absl::StrCat("zu", testing::WordOf(word * 7 + 1)); }

std::vector<uint32_t> Sentence(std::mt19937* random) {
  std::vector<uint32_t> words;
  for (int i = 0; i < 12; ++i) {
    const double u = static_cast<double>((*random)()) / 4294967296.0;
    words.push_back(static_cast<uint32_t>(kVocabulary * u * u * u));  // some are common, most are rare
  }
  return words;
}

template <typename Spell>
std::string TextOf(const std::vector<std::vector<uint32_t>>& sentences, const Spell& spell) {
  std::string text;
  for (const std::vector<uint32_t>& sentence : sentences) {
    text += "It";
    for (const uint32_t word : sentence) text.append(" ").append(spell(word));
    text += ". ";
  }
  return text;
}

// The first third of the articles took kCopied sentences of the source with their number.
struct Collection {
  std::vector<std::string> sources, articles;

  Collection() {
    std::mt19937 random(1);
    for (size_t i = 0; i < kArticles; ++i) {
      std::vector<std::vector<uint32_t>> source, article;
      for (size_t s = 0; s < kSentences; ++s) {
        source.push_back(Sentence(&random));
        article.push_back(i < kArticles / 3 && s % 2 == 1 ? source.back() : Sentence(&random));
      }
      sources.push_back(TextOf(source, Source));
      articles.push_back(TextOf(article, Target));
    }
  }
};

Lexicon LexiconOf(uint32_t words) {
  Dictionary dictionary{"made up", {}};
  for (uint32_t word = 0; word < words; ++word) dictionary.pairs.push_back({Source(word), Target(word)});
  return Lexicon(BuildLexicon({"xa", "xb"}, {dictionary}));
}

LanguageSide SideOf(const std::string& language, const std::vector<std::string>& texts, int threads) {
  std::vector<std::vector<Word>> words;
  for (const std::string& text : texts) words.push_back(testing::WordsOf(text));
  std::vector<TermInput> inputs;
  for (size_t i = 0; i < texts.size(); ++i) inputs.push_back({texts[i], words[i], {}});
  return {language, inputs, Executor(threads, nullptr, static_cast<uint64_t>(threads - 1))};
}

class Searched {
 public:
  explicit Searched(const std::vector<const Lexicon*>& lexicons, TranslationOptions options = {}, int threads = 1)
      : source_(SideOf("xa", collection_.sources, threads)), target_(SideOf("xb", collection_.articles, threads)) {
    result = FindTranslations({source_, target_, lexicons, taught, [](uint32_t, uint32_t) { return true; }}, options,
                              Executor(threads, nullptr, static_cast<uint64_t>(threads - 1)));
  }
  Searched(const Lexicon& lexicon, const std::function<bool(uint32_t, uint32_t)>& allowed)
      : source_(SideOf("xa", collection_.sources, 1)), target_(SideOf("xb", collection_.articles, 1)) {
    result = FindTranslations({source_, target_, {&lexicon}, {}, allowed}, {}, Executor(1));
  }

  size_t right() const {
    return static_cast<size_t>(std::count_if(result.found.begin(), result.found.end(), [](const FoundTranslation& one) {
      return one.source == one.target && one.target < kArticles / 3;
    }));
  }

  Translations result;

 private:
  Collection collection_;
  std::vector<LearnedWord> taught;
  LanguageSide source_, target_;
};

TEST_CASE("half-translated articles find their source, the others none") {
  const Lexicon lexicon = LexiconOf(kVocabulary);
  const Searched searched({&lexicon});
  CHECK(searched.right() == kArticles / 3);
  CHECK(searched.result.found.size() == kArticles / 3);
  for (const FoundTranslation& one : searched.result.found) {
    REQUIRE(one.pairs.size() == kCopied);
    for (size_t p = 0; p < kCopied; ++p) {
      CHECK(one.pairs[p].source == 2 * p + 1);
      CHECK(one.pairs[p].target == 2 * p + 1);
    }
    CHECK(one.score >= searched.result.threshold);
    CHECK(one.confidence > 0.99);
    CHECK_FALSE(one.terms.empty());
  }
}

TEST_CASE("what is learned of a part of the words finds more, and can be handed on") {
  const Lexicon little = LexiconOf(kVocabulary / 2);
  const Searched taught({&little}), untaught({&little}, {.cognates = true, .learn = false, .index = {}});
  CHECK(taught.right() >= untaught.right());
  REQUIRE(taught.result.learned.size() > 100);
  size_t right = 0;
  for (const LearnedWord& word : taught.result.learned) {
    for (uint32_t n = 0; n < kVocabulary; ++n) right += Source(n) == word.source && Target(n) == word.target;
  }
  CHECK(right > taught.result.learned.size() * 9 / 10);

  const testing::TempFolder folder;
  const LearnedLexicon all[] = {{"xa", "xb", taught.result.learned}};
  const auto read = ReadLearned(folder.Write("learned.tsv", LearnedTable(all)));
  REQUIRE(read.ok());
  CHECK(LearnedFor(*read, "xa", "xb").size() == taught.result.learned.size());
  CHECK(LearnedFor(*read, "xb", "xa").empty());
}

TEST_CASE("a table of learned words that lacks a column or a word is refused by name") {
  const testing::TempFolder folder;
  const auto column = ReadLearned(folder.Write("a.tsv", "source_language\ttarget_language\tsource\nen\tid\tx\n"));
  CHECK(column.status().message().find("no column `target`") != std::string::npos);
  const auto word =
      ReadLearned(folder.Write("b.tsv", "source_language\ttarget_language\tsource\ttarget\nen\tid\tx\t\n"));
  CHECK(word.status().message().find("b.tsv") != std::string::npos);
  CHECK_FALSE(ReadLearned(folder / "none.tsv").ok());
}

TEST_CASE("a source that may not be one is not found") {
  const Lexicon lexicon = LexiconOf(kVocabulary);
  const Searched searched(lexicon, [](uint32_t source, uint32_t target) { return source != target; });
  CHECK(searched.right() == 0);
  CHECK(searched.result.found.size() <= kArticles / 50);
}

TEST_CASE("nothing is found in common where no word is") {
  const Searched searched({});
  CHECK(searched.result.found.empty());
  CHECK(searched.result.learned.empty());
}

TEST_CASE("the same comes out for any number of threads") {
  const Lexicon lexicon = LexiconOf(kVocabulary);
  const Searched one({&lexicon}), four({&lexicon}, {}, 4);
  REQUIRE(one.result.found.size() == four.result.found.size());
  for (size_t i = 0; i < one.result.found.size(); ++i) CHECK(one.result.found[i].score == four.result.found[i].score);
  CHECK(one.result.threshold == four.result.threshold);
  CHECK(one.result.learned.size() == four.result.learned.size());
}

}  // namespace
}  // namespace wirecopy

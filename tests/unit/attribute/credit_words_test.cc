#include "wirecopy/attribute/credit_words.h"

#include <string>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

using Strings = std::vector<std::string>;

Strings Parts(const std::string& text) {
  Strings parts;
  for (const Word& word : SplitAtApostrophes(text, testing::WordsOf(text))) {
    parts.push_back(text.substr(word.begin, word.end - word.begin));
  }
  return parts;
}

TEST_CASE("Words are divided at apostrophes of every kind") {
  CHECK(Parts("l'AFP et l’ANSA") == Strings{"l", "AFP", "et", "l", "ANSA"});
  CHECK(Parts("AA'nın haberi") == Strings{"AA", "nın", "haberi"});
  CHECK(Parts("rock'n'roll") == Strings{"rock", "n", "roll"});
  CHECK(Parts("“plain” – words é") == Strings{"plain", "words", "é"});
}

TEST_CASE("The parts have the hashes of words") {
  const std::string text = "dell’ANSA";
  const std::vector<Word> parts = SplitAtApostrophes(text, testing::WordsOf(text));
  REQUIRE(parts.size() == 2);
  CHECK(parts[1].hash == testing::WordsOf("ansa").at(0).hash);
  CHECK(JoinedByApostrophe(text, parts[0], parts[1]));
  const std::string apart = "dell ANSA";
  const std::vector<Word> two = testing::WordsOf(apart);
  CHECK_FALSE(JoinedByApostrophe(apart, two[0], two[1]));
}

}  // namespace
}  // namespace wirecopy

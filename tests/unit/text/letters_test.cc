#include "wirecopy/text/letters.h"

#include <string>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

std::vector<uint64_t> HashesOf(const std::string& text) {
  std::vector<uint64_t> hashes;
  for (const Word& letter : Spell(text, testing::WordsOf(text), {}).letters) hashes.push_back(letter.hash);
  return hashes;
}

TEST_CASE("Split, joined and hyphenated words, case and punctuation read the same") {
  CHECK(HashesOf("The banking units' assets") == HashesOf("the bank-ing un its assets"));
  CHECK(HashesOf("1,100 dollars") == HashesOf("1100 Dol lars."));
  CHECK(HashesOf("Stra\u00dfe") == HashesOf("STRASSE"));
  CHECK(HashesOf("assets") != HashesOf("essats"));
}

TEST_CASE("Each letter knows its word and the word's bytes") {
  const std::string text = "It \u00e9tait";
  const std::vector<Word> words = testing::WordsOf(text);
  const Spelling spelling = Spell(text, words, {});
  REQUIRE(spelling.letters.size() == 7);
  CHECK(spelling.word == std::vector<uint32_t>{0, 0, 1, 1, 1, 1, 1});
  CHECK(spelling.letters[2].begin == words[1].begin);
  CHECK(spelling.letters[6].end == words[1].end);
}

TEST_CASE("Words that are left out are not spelled") {
  const std::string text = "one two three";
  const std::vector<uint8_t> left_out = {0, 1, 0};
  const Spelling spelling = Spell(text, testing::WordsOf(text), left_out);
  CHECK(spelling.letters.size() == 8);
  CHECK(spelling.word.back() == 2);
}

}  // namespace
}  // namespace wirecopy

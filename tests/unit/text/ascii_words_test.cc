#include "wirecopy/text/ascii_words.h"

#include <random>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/reference_words.h"
#include "tests/support/targets.h"

namespace wirecopy {
namespace {

std::string RandomText(std::mt19937& random, size_t size) {
  constexpr std::string_view kBytes = "aZq7 '., -\nxyzE09";
  std::string text;
  while (text.size() < size) {
    if (random() % 16 == 0) text += "é";
    text += kBytes[random() % kBytes.size()];
    if (random() % 16 == 0) text += std::string(random() % 40, 'W');
  }
  return text;
}

TEST_CASE("Every set of instructions finds the words that code points and ICU alone give, at every size") {
  ReferenceSplitter reference;
  WordSplitter splitter;
  testing::OnEveryTarget([&] {
    std::mt19937 random(31);
    for (size_t size = 0; size < 400; ++size) {
      const std::string text = RandomText(random, size);
      const std::vector<Word> words = splitter.Split(text), expected = reference.Split(text);
      INFO(text);
      REQUIRE(words.size() == expected.size());
      for (size_t i = 0; i < words.size(); ++i) {
        REQUIRE(words[i].begin == expected[i].begin);
        REQUIRE(words[i].end == expected[i].end);
        REQUIRE(words[i].hash == expected[i].hash);
      }
    }
  });
}

TEST_CASE("Runs end where no word goes on, and those that are no plain words are named") {
  AsciiWords found;
  std::vector<Word> runs;
  FindAsciiWords("Rock'n roll, 1,100 (it\xE2\x80\x99s) Donaudampfschifffahrt", &runs, &found);
  REQUIRE(runs.size() == 5);
  CHECK(found.special == std::vector<uint32_t>{0, 2, 3});
  CHECK(found.long_runs == std::vector<uint32_t>{4});
  CHECK(runs[1].hash == HashWord("roll"));
  CHECK(runs[3].end - runs[3].begin == 6);
}

}  // namespace
}  // namespace wirecopy

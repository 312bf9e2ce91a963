#include "wirecopy/align/noise.h"

#include <random>

#include "tests/support/catch.h"
#include "tests/support/sample.h"
#include "wirecopy/align/align.h"

namespace wirecopy {
namespace {

using testing::Fresh;
using testing::Join;
using testing::Sample;
using testing::Text;

// Every letter is another one with the probability `share`; some words are split.
Text Misread(const Text& text, double share, std::mt19937& random) {
  std::uniform_real_distribution<double> chance(0, 1);
  Text misread;
  for (std::string word : text) {
    for (char& letter : word) {
      if (chance(random) < share) letter = static_cast<char>('a' + random() % 26);
    }
    if (chance(random) < share) {
      misread.push_back(word.substr(0, 4));
      word = word.substr(4);
    }
    misread.push_back(word);
  }
  return misread;
}

TEST_CASE("A reprint is told from another story at every share of wrong letters that a reader bears") {
  std::mt19937 random(1);
  uint32_t next = 0;
  for (const double share : {0.0, 0.01, 0.03, 0.05}) {
    for (int round = 0; round < 10; ++round) {
      const Text story = Fresh(&next, 120);
      const Sample first(Misread(story, share, random)), second(Misread(story, share, random)),
          other(Fresh(&next, 120));
      CHECK(MatchLetters(LetterIndex(first.view()), second.view()).similarity > 0.5);
      CHECK(MatchLetters(LetterIndex(first.view()), other.view()).similarity < 0.1);
    }
  }
}

TEST_CASE("Anchors are equal words, and make a passage where no run of words does") {
  std::mt19937 random(2);
  uint32_t next = 0;
  const AlignOptions options;
  size_t only_by_letters = 0;
  for (int round = 0; round < 20; ++round) {
    const Text story = Fresh(&next, 100);
    const Sample a(Join({Fresh(&next, 30), Misread(story, 0.03, random)}));
    const Sample b(Join({Misread(story, 0.03, random), Fresh(&next, 30)}));
    const NoisyMatch match = MatchLetters(LetterIndex(a.view()), b.view());
    for (const WordRun& anchor : match.anchors) CHECK(a.Word(anchor.a) == b.Word(anchor.b));
    const SeedIndex seeds(a.words(), options.seed_words);
    const std::vector<Passage> passages = Align(a.view(), seeds, b.view(), options, match.anchors);
    REQUIRE(passages.size() >= 1);
    CHECK(passages[0].a.begin >= 25);
    CHECK(passages[0].b.end <= 140);
    only_by_letters += Align(a.view(), seeds, b.view(), options).empty();
  }
  CHECK(only_by_letters > 2);
}

TEST_CASE("Anchors of two stretches stand in them, and are those of texts that hold nothing else") {
  std::mt19937 random(3);
  uint32_t next = 0;
  for (int round = 0; round < 20; ++round) {
    const Text before = Fresh(&next, 30), story = Fresh(&next, 100), other = Misread(story, 0.03, random);
    const Sample a(Join({before, story, before})), b(Join({other, before}));
    const Span in_a{30, 130}, in_b{0, static_cast<uint32_t>(other.size())};
    const std::vector<WordRun> anchors = LetterAnchors(a.view(), in_a, b.view(), in_b);
    const Sample alone_a(story), alone_b(other);
    const std::vector<WordRun> expected = MatchLetters(LetterIndex(alone_a.view()), alone_b.view()).anchors;
    REQUIRE(anchors.size() == expected.size());
    CHECK(anchors.size() > 20);
    for (size_t i = 0; i < anchors.size(); ++i) {
      CHECK(anchors[i] == WordRun{expected[i].a + in_a.begin, expected[i].b, 1});
      CHECK(a.Word(anchors[i].a) == b.Word(anchors[i].b));
    }
  }
}

TEST_CASE("Texts without letters match nothing") {
  const Sample none(std::string("...")), some(std::string("a few words of text that stand here"));
  CHECK(MatchLetters(LetterIndex(none.view()), some.view()).similarity == 0);
  CHECK(MatchLetters(LetterIndex(none.view()), none.view()).anchors.empty());
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/candidates/noisy.h"

#include <random>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

std::string Misread(std::string text, double share, std::mt19937& random) {
  std::uniform_real_distribution<double> chance(0, 1);
  for (char& letter : text) {
    if (letter != ' ' && chance(random) < share) letter = static_cast<char>('a' + random() % 26);
  }
  return text;
}

Pairs Find(const std::vector<std::string>& texts, const NoisyOptions& options = {}) {
  std::vector<std::vector<Word>> words;
  for (const std::string& text : texts) words.push_back(testing::WordsOf(text));
  std::vector<NoisyArticle> articles;
  for (size_t i = 0; i < texts.size(); ++i) articles.push_back({texts[i], words[i], {}});
  return FindNoisyPairs(articles, {}, options, Executor(1));
}

// Articles of words of seven letters, some of which every other article has as well.
std::vector<std::string> Stories(std::mt19937& random, size_t count) {
  std::vector<std::string> stories;
  for (size_t i = 0; i < count; ++i) stories.push_back(testing::RandomWords(random, 150, 20000));
  return stories;
}

TEST_CASE("Two misread reprints of a story meet, other stories do not") {
  std::mt19937 random(1);
  std::vector<std::string> texts = Stories(random, 30);
  for (size_t i = 0; i < 10; ++i) texts.push_back(Misread(texts[i], 0.05, random));
  Pairs expected;
  for (uint32_t i = 0; i < 10; ++i) expected.emplace_back(i, 30 + i);
  CHECK(Find(texts) == expected);
}

TEST_CASE("A collection without words of its own in an article has no noisy pair") {
  std::mt19937 random(2);
  std::vector<std::string> texts;
  for (int i = 0; i < 20; ++i) texts.push_back(testing::RandomWords(random, 200, 40));
  texts.insert(texts.end(), texts.begin(), texts.end());
  CHECK(Find(texts).empty());
  NoisyOptions all;
  all.least_alone = 0;
  CHECK(Find(texts, all).empty());  // no word stands alone, so none is misread
}

TEST_CASE("A few misread lines inside long articles meet, the same words scattered over them do not") {
  std::mt19937 random(4);
  const std::vector<std::string> texts = Stories(random, 20);
  std::vector<std::string> lines;
  for (int i = 0; i < 10; ++i) lines.push_back(testing::RandomWords(random, 5, 20000));
  const auto around = [&](const std::vector<std::string>& inside, bool together) {
    std::string text;
    for (const std::string& line : inside) {
      text += line + " " + (together ? "" : testing::RandomWords(random, 60, 20000) + " ");
    }
    return testing::RandomWords(random, 300, 20000) + " " + text + testing::RandomWords(random, 300, 20000);
  };
  std::vector<std::string> misread;
  for (const std::string& line : lines) misread.push_back(Misread(line, 0.04, random));
  std::vector<std::string> with_copy = texts, with_scatter = texts;
  for (const bool together : {true, false}) {
    std::vector<std::string>& all = together ? with_copy : with_scatter;
    all.push_back(around(lines, together));
    all.push_back(around(misread, together));
  }
  CHECK(Find(with_copy) == Pairs{{20, 21}});
  CHECK(Find(with_scatter).empty());
}

TEST_CASE("The number of threads changes nothing") {
  std::mt19937 random(3);
  std::vector<std::string> texts = Stories(random, 200);
  for (size_t i = 0; i < 60; ++i) texts.push_back(Misread(texts[i], 0.04, random));
  std::vector<std::vector<Word>> words;
  for (const std::string& text : texts) words.push_back(testing::WordsOf(text));
  std::vector<NoisyArticle> articles;
  for (size_t i = 0; i < texts.size(); ++i) articles.push_back({texts[i], words[i], {}});
  const Pairs one = FindNoisyPairs(articles, {}, {}, Executor(1));
  CHECK(one.size() == 60);
  CHECK(FindNoisyPairs(articles, {}, {}, Executor(4)) == one);
}

}  // namespace
}  // namespace wirecopy

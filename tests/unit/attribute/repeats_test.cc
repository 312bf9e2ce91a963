#include "wirecopy/attribute/repeats.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/attribute/layout.h"

namespace wirecopy {
namespace {

using testing::RandomWords;

// Articles of outlets and families by number, and what is learned from them.
class Feeds {
 public:
  // An article of its own text, with `line` in the middle of it. Returns the article's number.
  size_t Add(uint32_t outlet, uint32_t family, const std::string& line) {
    return AddText(outlet, family,
                   RandomWords(random_, 60, 100000) + ".\n" + line + "\n" + RandomWords(random_, 60, 100000) + ".\n");
  }

  size_t AddText(uint32_t outlet, uint32_t family, std::string text) {
    texts_.push_back(std::move(text));
    numbers_.push_back({"", outlet, family});
    return texts_.size() - 1;
  }

  Repeats Learn(const RepeatOptions& options = {}, int threads = 1) {
    for (size_t i = 0; i < texts_.size(); ++i) numbers_[i].text = texts_[i];
    return LearnRepeats(numbers_, options, Executor(threads, nullptr, 7));
  }

  const std::string& text(size_t article) const { return texts_[article]; }

 private:
  std::mt19937 random_{1};
  std::vector<std::string> texts_;
  std::vector<RepeatInput> numbers_;
};

const std::string kPromo = "The kettle at Nørrehavn House is always on, so bring us your riddle.";

TEST_CASE("A line under three unlike articles of one outlet is learned, with its place in each") {
  Feeds feeds;
  for (int i = 0; i < 3; ++i) feeds.Add(4, 2, kPromo);
  feeds.Add(4, 2, "Something else.");
  const Repeats repeats = feeds.Learn();
  REQUIRE(repeats.learned.size() == 1);
  CHECK(repeats.learned[0].outlet == 4);
  CHECK(repeats.learned[0].articles == 3);
  CHECK(repeats.learned[0].example == kPromo);
  REQUIRE(repeats.lines.size() == 4);
  for (size_t i = 0; i < 3; ++i) {
    REQUIRE(repeats.lines[i].size() == 1);
    CHECK(feeds.text(i).substr(repeats.lines[i][0].begin, repeats.lines[i][0].size()) == kPromo);
  }
  CHECK(repeats.lines[3].empty());
}

TEST_CASE("A line under two articles is not learned") {
  Feeds feeds;
  for (int i = 0; i < 2; ++i) feeds.Add(1, 1, kPromo);
  CHECK(feeds.Learn().learned.empty());
}

TEST_CASE("A line three times in one article counts as one article") {
  Feeds feeds;
  feeds.Add(1, 1, kPromo + "\n" + kPromo + "\n" + kPromo);
  feeds.Add(1, 1, kPromo);
  CHECK(feeds.Learn().learned.empty());
}

TEST_CASE("A line must stand in the least share of the outlet's articles") {
  Feeds feeds;
  for (int i = 0; i < 3; ++i) feeds.Add(1, 1, kPromo);
  for (int i = 0; i < 27; ++i)
    feeds.AddText(1, 1, "Article number " + std::string(static_cast<size_t>(i) + 1, 'x') + ".");
  RepeatOptions options;
  options.least_share = 0.1;
  CHECK(feeds.Learn(options).learned.size() == 1);
  options.least_share = 0.11;
  CHECK(feeds.Learn(options).learned.empty());
}

TEST_CASE("Lines that differ in digits alone are one line") {
  Feeds feeds;
  feeds.Add(1, 1, "Page 3 of 7");
  feeds.Add(1, 1, "Page 1 of 4");
  feeds.Add(1, 1, "Page 9 of 9");
  feeds.Add(1, 1, "Page one of two");
  const Repeats repeats = feeds.Learn();
  REQUIRE(repeats.learned.size() == 1);
  CHECK(repeats.learned[0].articles == 3);
  CHECK(repeats.lines[2].size() == 1);
  CHECK(repeats.lines[3].empty());
}

TEST_CASE("A line of two outlets is learned for neither from too few articles each") {
  Feeds feeds;
  for (const uint32_t outlet : {1u, 1u, 2u, 2u}) feeds.Add(outlet, 9, kPromo);
  CHECK(feeds.Learn().learned.empty());
}

TEST_CASE("A line that two outlets of one family have is learned for the one that has it often") {
  Feeds feeds;
  for (const uint32_t outlet : {1u, 1u, 1u, 2u}) feeds.Add(outlet, 9, kPromo);
  const Repeats repeats = feeds.Learn();
  REQUIRE(repeats.learned.size() == 1);
  CHECK(repeats.learned[0].outlet == 1);
  CHECK(repeats.learned[0].articles == 3);
}

TEST_CASE("A line that another family has as well is never learned, however often one outlet has it") {
  Feeds feeds;
  for (int i = 0; i < 40; ++i) feeds.Add(1, 1, kPromo);
  REQUIRE(feeds.Learn().learned.size() == 1);
  feeds.Add(2, 2, kPromo);
  const Repeats repeats = feeds.Learn();
  CHECK(repeats.learned.empty());
  for (const auto& lines : repeats.lines) CHECK(lines.empty());
}

TEST_CASE("Versions of one story teach nothing") {
  Feeds feeds;
  std::mt19937 random(2);
  std::string story;
  for (int i = 0; i < 6; ++i) story += RandomWords(random, 30, 100000) + ".\n";
  for (int i = 0; i < 5; ++i) feeds.AddText(1, 1, story + RandomWords(random, 20, 100000) + ".\n");
  CHECK(feeds.Learn().learned.empty());
}

TEST_CASE("A promotion under versions of one story and under other articles is learned, the story is not") {
  Feeds feeds;
  std::mt19937 random(3);
  const std::string paragraph = RandomWords(random, 60, 100000) + ".";
  for (int i = 0; i < 3; ++i) feeds.AddText(1, 1, paragraph + "\n" + kPromo + "\n");
  for (int i = 0; i < 8; ++i) feeds.Add(1, 1, kPromo);
  const Repeats repeats = feeds.Learn();
  REQUIRE(repeats.learned.size() == 1);
  CHECK(repeats.learned[0].example == kPromo);
  CHECK(repeats.learned[0].articles == 11);
}

TEST_CASE("A footer is learned under articles of one long paragraph, alone and between others") {
  const std::string footer = "Tips for the newsroom reach the night desk by post, by pigeon and by the back door.";
  for (const int every : {1, 2, 3}) {
    INFO(every);
    Feeds feeds;
    std::mt19937 random(4);
    for (int i = 0; i < 12; ++i) {
      if (i % every == 0) {
        feeds.AddText(1, 1, RandomWords(random, 300, 100000) + ".\n\n" + footer + "\n");
      } else {
        feeds.Add(1, 1, footer);
      }
    }
    const Repeats repeats = feeds.Learn();
    REQUIRE(repeats.learned.size() == 1);
    CHECK(repeats.learned[0].example == footer);
    for (const std::vector<Span>& lines : repeats.lines) CHECK(lines.size() == 1);
  }
}

TEST_CASE("A long paragraph is no furniture, and articles that share it are versions of one story") {
  std::mt19937 random(5);
  const std::string paragraph = RandomWords(random, 300, 100000) + ".";
  Feeds feeds;
  for (int i = 0; i < 5; ++i) feeds.AddText(1, 1, paragraph + "\n" + kPromo + "\n");
  CHECK(feeds.Learn().learned.empty());
  for (int i = 0; i < 5; ++i) feeds.Add(1, 1, paragraph);
  CHECK(feeds.Learn().learned.empty());
}

TEST_CASE("Learned lines come by outlet, then by the number of articles") {
  Feeds feeds;
  for (int i = 0; i < 3; ++i) feeds.Add(2, 2, "Ask the harbour master.");
  for (int i = 0; i < 3; ++i) feeds.Add(1, 1, "Rare line of outlet one.");
  for (int i = 0; i < 5; ++i) feeds.Add(1, 1, "Frequent line of outlet one.");
  const Repeats repeats = feeds.Learn();
  REQUIRE(repeats.learned.size() == 3);
  CHECK(repeats.learned[0].example == "Frequent line of outlet one.");
  CHECK(repeats.learned[1].example == "Rare line of outlet one.");
  CHECK(repeats.learned[2].outlet == 2);
}

TEST_CASE("The same is learned by one thread and by three") {
  Feeds feeds;
  for (uint32_t i = 0; i < 700; ++i)
    feeds.Add(i % 5, i % 3,
              i % 7 < 3 ? kPromo + std::to_string(i % 5) + "!" : "Line of outlet " + std::string(i % 5 + 1, 'o'));
  const Repeats one = feeds.Learn(), three = feeds.Learn({}, 3);
  CHECK(one.lines == three.lines);
  REQUIRE(one.learned.size() == three.learned.size());
  for (size_t i = 0; i < one.learned.size(); ++i) {
    CHECK(one.learned[i].example == three.learned[i].example);
    CHECK(one.learned[i].articles == three.learned[i].articles);
  }
}

TEST_CASE("No articles teach nothing") { CHECK(Feeds().Learn().learned.empty()); }

}  // namespace
}  // namespace wirecopy

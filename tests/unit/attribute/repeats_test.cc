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
    numbers_.push_back({"", {}, outlet, family});
    return texts_.size() - 1;
  }

  std::vector<RepeatedText> Learn(const RepeatOptions& options = {}, int threads = 1) {
    return LearnRepeats(Inputs(), options, Executor(threads, nullptr, 7));
  }

  std::vector<std::vector<Span>> Find(const std::vector<RepeatedText>& texts) {
    return FindRepeats(Inputs(), texts, Executor(1));
  }

  // What was found in an article, piece by piece.
  std::vector<std::string> Found(const std::vector<RepeatedText>& texts, size_t article) {
    std::vector<std::string> found;
    const std::vector<std::vector<Span>> spans = Find(texts);
    for (const Span span : spans[article]) found.push_back(texts_[article].substr(span.begin, span.size()));
    return found;
  }

 private:
  std::span<const RepeatInput> Inputs() {
    WordSplitter splitter;
    words_.resize(texts_.size());
    for (size_t i = 0; i < texts_.size(); ++i) {
      splitter.Split(texts_[i], &words_[i]);
      numbers_[i].text = texts_[i];
      numbers_[i].words = words_[i];
    }
    return numbers_;
  }

  std::mt19937 random_{1};
  std::vector<std::string> texts_;
  std::vector<std::vector<Word>> words_;
  std::vector<RepeatInput> numbers_;
};

const std::string kPromo = "The kettle at Nørrehavn House is always on, so bring us your riddle.";

TEST_CASE("A line under three unlike articles of one outlet is learned, with its place in each") {
  Feeds feeds;
  for (int i = 0; i < 3; ++i) feeds.Add(4, 2, kPromo);
  feeds.Add(4, 2, "Something else.");
  const std::vector<RepeatedText> learned = feeds.Learn();
  REQUIRE(learned.size() == 1);
  CHECK(learned[0].outlet == 4);
  CHECK(learned[0].articles == 3);
  CHECK(learned[0].example == kPromo);
  CHECK(learned[0].whole_line);
  for (size_t i = 0; i < 3; ++i) CHECK(feeds.Found(learned, i) == std::vector<std::string>{kPromo});
  CHECK(feeds.Found(learned, 3).empty());
}

TEST_CASE("A line under two articles is not learned") {
  Feeds feeds;
  for (int i = 0; i < 2; ++i) feeds.Add(1, 1, kPromo);
  CHECK(feeds.Learn().empty());
}

TEST_CASE("A line three times in one article counts as one article") {
  Feeds feeds;
  feeds.Add(1, 1, kPromo + "\n" + kPromo + "\n" + kPromo);
  feeds.Add(1, 1, kPromo);
  CHECK(feeds.Learn().empty());
}

TEST_CASE("A line must stand in the least share of the outlet's articles") {
  Feeds feeds;
  for (int i = 0; i < 3; ++i) feeds.Add(1, 1, kPromo);
  for (int i = 0; i < 27; ++i)
    feeds.AddText(1, 1, "Article number " + std::string(static_cast<size_t>(i) + 1, 'x') + ".");
  RepeatOptions options;
  options.least_share = 0.1;
  CHECK(feeds.Learn(options).size() == 1);
  options.least_share = 0.11;
  CHECK(feeds.Learn(options).empty());
}

TEST_CASE("Lines that differ in digits alone are one line") {
  Feeds feeds;
  feeds.Add(1, 1, "Page 3 of 7");
  feeds.Add(1, 1, "Page 1 of 4");
  feeds.Add(1, 1, "Page 9 of 9");
  feeds.Add(1, 1, "Page one of two");
  const std::vector<RepeatedText> learned = feeds.Learn();
  REQUIRE(learned.size() == 1);
  CHECK(learned[0].articles == 3);
  CHECK(feeds.Found(learned, 2) == std::vector<std::string>{"Page 9 of 9"});
  CHECK(feeds.Found(learned, 3).empty());
}

TEST_CASE("A line of two outlets is learned for neither from too few articles each") {
  Feeds feeds;
  for (const uint32_t outlet : {1u, 1u, 2u, 2u}) feeds.Add(outlet, 9, kPromo);
  CHECK(feeds.Learn().empty());
}

TEST_CASE("A line that two outlets of one family have is learned for the one that has it often") {
  Feeds feeds;
  for (const uint32_t outlet : {1u, 1u, 1u, 2u}) feeds.Add(outlet, 9, kPromo);
  const std::vector<RepeatedText> learned = feeds.Learn();
  REQUIRE(learned.size() == 1);
  CHECK(learned[0].outlet == 1);
  CHECK(learned[0].articles == 3);
}

TEST_CASE("A line that another family has as well is never learned, however often one outlet has it") {
  Feeds feeds;
  for (int i = 0; i < 40; ++i) feeds.Add(1, 1, kPromo);
  REQUIRE(feeds.Learn().size() == 1);
  feeds.Add(2, 2, kPromo);
  const std::vector<RepeatedText> learned = feeds.Learn();
  CHECK(learned.empty());
}

TEST_CASE("Versions of one story teach nothing") {
  Feeds feeds;
  std::mt19937 random(2);
  std::string story;
  for (int i = 0; i < 6; ++i) story += RandomWords(random, 30, 100000) + ".\n";
  for (int i = 0; i < 5; ++i) feeds.AddText(1, 1, story + RandomWords(random, 20, 100000) + ".\n");
  CHECK(feeds.Learn().empty());
}

TEST_CASE("A promotion under versions of one story and under other articles is learned, the story is not") {
  Feeds feeds;
  std::mt19937 random(3);
  const std::string paragraph = RandomWords(random, 60, 100000) + ".";
  for (int i = 0; i < 3; ++i) feeds.AddText(1, 1, paragraph + "\n" + kPromo + "\n");
  for (int i = 0; i < 8; ++i) feeds.Add(1, 1, kPromo);
  const std::vector<RepeatedText> learned = feeds.Learn();
  REQUIRE(learned.size() == 1);
  CHECK(learned[0].example == kPromo);
  CHECK(learned[0].articles == 11);
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
    const std::vector<RepeatedText> learned = feeds.Learn();
    REQUIRE(learned.size() == 1);
    CHECK(learned[0].example == footer);
    for (const std::vector<Span>& lines : feeds.Find(learned)) CHECK(lines.size() == 1);
  }
}

TEST_CASE("A long paragraph is no furniture, and articles that share it are versions of one story") {
  std::mt19937 random(5);
  const std::string paragraph = RandomWords(random, 300, 100000) + ".";
  Feeds feeds;
  for (int i = 0; i < 5; ++i) feeds.AddText(1, 1, paragraph + "\n" + kPromo + "\n");
  CHECK(feeds.Learn().empty());
  for (int i = 0; i < 5; ++i) feeds.Add(1, 1, paragraph);
  CHECK(feeds.Learn().empty());
}

TEST_CASE("Learned lines come by outlet, then by the number of articles") {
  Feeds feeds;
  for (int i = 0; i < 3; ++i) feeds.Add(2, 2, "Ask the harbour master.");
  for (int i = 0; i < 3; ++i) feeds.Add(1, 1, "Rare line of outlet one.");
  for (int i = 0; i < 5; ++i) feeds.Add(1, 1, "Frequent line of outlet one.");
  const std::vector<RepeatedText> learned = feeds.Learn();
  REQUIRE(learned.size() == 3);
  CHECK(learned[0].example == "Frequent line of outlet one.");
  CHECK(learned[1].example == "Rare line of outlet one.");
  CHECK(learned[2].outlet == 2);
}

TEST_CASE("The same is learned by one thread and by three") {
  Feeds feeds;
  for (uint32_t i = 0; i < 700; ++i)
    feeds.Add(i % 5, i % 5,
              i % 7 < 3 ? kPromo + std::to_string(i % 5) + "!" : "Line of outlet " + std::string(i % 5 + 1, 'o'));
  const std::vector<RepeatedText> one = feeds.Learn();
  CHECK_FALSE(one.empty());
  CHECK(one == feeds.Learn({}, 3));
}

// A box of links as a page sets it into a sentence.
const std::string kBox =
    "Ministers Weigh Ferry Subsidy Harbour Board Splits Over 3 Piers Why Nobody Swims At Nørrehavn Any More MORE";

// Articles of one outlet with `box` in the middle of a paragraph of each.
Feeds FeedsWith(const std::string& box, int articles) {
  Feeds feeds;
  std::mt19937 random(11);
  for (int i = 0; i < articles; ++i) {
    feeds.AddText(1, 1, RandomWords(random, 40, 100000) + " " + box + " " + RandomWords(random, 40, 100000) + ".\n");
  }
  return feeds;
}

TEST_CASE("A run inside the paragraphs of unlike articles is learned, whole and without the prose beside it") {
  Feeds feeds = FeedsWith(kBox, 4);
  const std::vector<RepeatedText> learned = feeds.Learn();
  REQUIRE(learned.size() == 1);
  CHECK_FALSE(learned[0].whole_line);
  CHECK(learned[0].articles == 4);
  CHECK(learned[0].example == kBox);
  for (size_t i = 0; i < 4; ++i) CHECK(feeds.Found(learned, i) == std::vector<std::string>{kBox});
}

TEST_CASE("A run of three articles, and one of eleven words, are not learned") {
  CHECK(FeedsWith(kBox, 3).Learn().empty());
  CHECK(FeedsWith("one two three four five six seven eight nine ten eleven", 9).Learn().empty());
  CHECK(FeedsWith("one two three four five six seven eight nine ten eleven twelve", 9).Learn().size() == 1);
}

TEST_CASE("A run goes across lines, and its digits may differ") {
  Feeds feeds;
  std::mt19937 random(12);
  for (int i = 0; i < 4; ++i) {
    const std::string number = std::to_string(20 + i);
    feeds.AddText(1, 1,
                  RandomWords(random, 40, 100000) + " Tickets for the " + number +
                      " ferries\nare sold at the kiosk beside the lamp " + RandomWords(random, 40, 100000) + ".");
  }
  const std::vector<RepeatedText> learned = feeds.Learn();
  REQUIRE(learned.size() == 1);
  CHECK(feeds.Found(learned, 1) ==
        std::vector<std::string>{"Tickets for the 21 ferries\nare sold at the kiosk beside the lamp"});
}

TEST_CASE("Prose that often stands before a run is not taken along") {
  Feeds feeds;
  std::mt19937 random(13);
  for (int i = 0; i < 12; ++i) {
    const std::string before = i < 3 ? "as the harbour master told us " : RandomWords(random, 6, 100000) + " ";
    feeds.AddText(1, 1, RandomWords(random, 40, 100000) + " " + before + kBox + " " + RandomWords(random, 40, 100000));
  }
  const std::vector<RepeatedText> learned = feeds.Learn();
  REQUIRE(learned.size() == 1);
  CHECK(learned[0].example == kBox);
}

TEST_CASE("A run that another family prints once is never learned, one of a chain of papers is") {
  for (const uint32_t family : {1u, 2u}) {
    Feeds feeds = FeedsWith(kBox, 30);
    feeds.Add(2, family, "And here is it again, " + kBox + " in the paper beside it.");
    CHECK(feeds.Learn().empty() == (family == 2));
  }
}

TEST_CASE("Speech that three articles quote is no furniture") {
  CHECK(FeedsWith("\xe2\x80\x9c" + kBox + "\xe2\x80\x9d he said", 5).Learn().empty());
}

TEST_CASE("Versions of one article on one line teach no run") {
  Feeds feeds;
  std::mt19937 random(14);
  const std::string story = RandomWords(random, 200, 100000);
  for (int i = 0; i < 5; ++i) feeds.AddText(1, 1, story + " " + RandomWords(random, 40, 100000) + ".\n");
  CHECK(feeds.Learn().empty());
}

TEST_CASE("A text of few words that is given is found like one that was learned") {
  Feeds feeds;
  feeds.AddText(1, 1, "The mayor (subscribe now) resigned. Page 4 of 9\nPage 4 of 9\n");
  const std::vector<RepeatedText> given = {{1, 0, "Subscribe now", false}, {1, 0, "Page 1 of 2", true}};
  CHECK(feeds.Found(given, 0) == std::vector<std::string>{"subscribe now", "Page 4 of 9"});
  CHECK(feeds.Found({{2, 0, "Subscribe now", false}}, 0).empty());
}

TEST_CASE("No articles teach nothing") { CHECK(Feeds().Learn().empty()); }

}  // namespace
}  // namespace wirecopy

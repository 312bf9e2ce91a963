#include "wirecopy/pipeline/consensus.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/pipeline/scan.h"

namespace wirecopy {
namespace {

using testing::RandomWords;
using testing::TempFolder;
using Strings = std::vector<std::string>;

Strings Paragraphs(std::mt19937& random, int count) {
  Strings paragraphs;
  for (int i = 0; i < count; ++i) paragraphs.push_back(absl::StrCat("W", RandomWords(random, 20, 50000), "."));
  return paragraphs;
}

std::string Record(const std::string& outlet, const Strings& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) absl::StrAppend(&text, paragraph, "\\n");
  return absl::StrCat("{\"id\":\"", outlet, "\",\"outlet\":\"", outlet, "\",\"text\":\"", text, "\"}\n");
}

// North and South are papers of one house.
Run ScanLines(const std::string& lines) {
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("all.jsonl", lines)};
  options.outlets_file = folder.Write("outlets.csv",
                                      "domain,outlet,family,country,is_agency,aliases\n"
                                      "north.example,North,House,,0,\nsouth.example,South,House,,0,\n");
  return Scan(options, Executor(1)).value();
}

// How many families print the paragraph, by the consensus of its cluster; 0 where it is not in it.
uint32_t SupportOf(const Run& run, const Consensus& consensus, const std::string& paragraph) {
  const std::string& text = run.input.articles[consensus.article].text;
  const std::vector<Word>& words = run.analyses[consensus.article].words;
  const size_t begin = text.find(paragraph);
  for (const Consensus::Stretch& stretch : consensus.stretches) {
    const bool holds =
        words[stretch.words.begin].begin <= begin && begin + paragraph.size() - 1 <= words[stretch.words.end - 1].end;
    if (begin != std::string::npos && holds) return stretch.families;
  }
  return 0;
}

Strings Slice(const Strings& from, size_t begin, size_t end) {
  return {from.begin() + static_cast<ptrdiff_t>(begin), from.begin() + static_cast<ptrdiff_t>(end)};
}

TEST_CASE("What unrelated families print is the consensus, and a house counts once") {
  std::mt19937 random(21);
  const Strings story = Paragraphs(random, 8), own = Paragraphs(random, 2);
  Strings first = Slice(story, 0, 6), second = Slice(story, 0, 4);
  first.insert(first.begin() + 3, own[0]);
  second.push_back(own[1]);
  const Run run = ScanLines(Record("A", first) + Record("B", second) + Record("North", Slice(story, 0, 6)) +
                            Record("South", Slice(story, 0, 6)));
  REQUIRE(run.stories.size() == 1);
  REQUIRE(run.story_consensus.size() == 1);
  const Consensus& consensus = run.story_consensus[0];
  for (const size_t paragraph : {0, 1, 2, 3}) CHECK(SupportOf(run, consensus, story[paragraph]) == 3);
  for (const size_t paragraph : {4, 5}) CHECK(SupportOf(run, consensus, story[paragraph]) == 2);
  CHECK(SupportOf(run, consensus, own[0]) == 0);
  CHECK(consensus.share > 0.6);
}

TEST_CASE("Papers of one house agree on nothing") {
  std::mt19937 random(22);
  const Strings story = Paragraphs(random, 8);
  const Run run = ScanLines(Record("North", story) + Record("South", story));
  REQUIRE(run.stories.size() == 1);
  CHECK(run.story_consensus[0].stretches.empty());
  CHECK(run.story_consensus[0].share == 0);
}

TEST_CASE("A story in very many copies has a consensus of all that were compared") {
  std::mt19937 random(23);
  const Strings story = Paragraphs(random, 6);
  std::string lines;
  for (int i = 0; i < 300; ++i) lines += Record(absl::StrCat("Outlet ", i), story);
  const Run run = ScanLines(lines);
  REQUIRE(run.stories.size() == 1);
  CHECK(run.story_consensus[0].share == 1);
  for (const Consensus::Stretch& stretch : run.story_consensus[0].stretches) CHECK(stretch.families > 60);
}

}  // namespace
}  // namespace wirecopy

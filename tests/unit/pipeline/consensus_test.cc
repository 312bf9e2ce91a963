#include "wirecopy/pipeline/consensus.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/attribute/word_flags.h"
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

// Two articles of unrelated families, a flag a word, with one passage that has these runs at the same words of both.
Consensus Agreed(const std::vector<uint8_t>& flags, const std::vector<Span>& runs,
                 PassageKind kind = PassageKind::kEdited) {
  Run run;
  for (const std::string family : {"A", "B"}) {
    Analysis& analysis = run.analyses.emplace_back();
    analysis.outlet = {family, family, false, true};
    analysis.word_flags = flags;
    analysis.story = 0;
  }
  Passage passage;
  passage.kind = kind;
  passage.a = passage.b = {runs.front().begin, runs.back().end};
  for (const Span words : runs) passage.runs.push_back({words.begin, words.begin, words.size()});
  PairResult& pair = run.pairs.emplace_back();
  pair.b = 1;
  pair.shared.passages = {passage};
  Cluster cluster;
  cluster.members = {0, 1};
  return FindConsensus(run, {cluster}, &Analysis::story).at(0);
}

std::vector<Span> SpansOf(const Consensus& consensus) {
  std::vector<Span> spans;
  for (const Consensus::Stretch& stretch : consensus.stretches) spans.push_back(stretch.words);
  return spans;
}

// So many words of each `period` are equal.
std::vector<Span> Periodic(uint32_t words, uint32_t equal, uint32_t period) {
  std::vector<Span> runs;
  for (uint32_t at = 0; at < words; at += period) runs.push_back({at, at + equal});
  return runs;
}

std::vector<uint8_t> Plain(size_t words) { return std::vector<uint8_t>(words); }
using Spans = std::vector<Span>;

TEST_CASE("One or two changed words do not end a stretch, but nobody agrees on them") {
  const Consensus one = Agreed(Plain(40), {{0, 20}, {21, 40}}), two = Agreed(Plain(40), {{0, 20}, {22, 40}});
  CHECK(SpansOf(one) == Spans{{0, 40}});
  CHECK(one.stretches[0].families == 2);
  CHECK(one.share == Approx(39.0 / 40));
  CHECK(SpansOf(two) == Spans{{0, 40}});
  CHECK(two.share == Approx(38.0 / 40));
  const Consensus three = Agreed(Plain(40), {{0, 20}, {23, 40}});
  CHECK(SpansOf(three) == Spans{{0, 20}, {23, 40}});
  CHECK(three.share == Approx(37.0 / 40));
}

TEST_CASE("A stretch ends where fewer than nine of ten words are agreed on") {
  CHECK(Agreed(Plain(70), Periodic(70, 5, 7)).stretches.empty());
  CHECK(Agreed(Plain(70), Periodic(70, 5, 7)).share == 0);
  const Consensus every_seventh = Agreed(Plain(42), Periodic(42, 6, 7));
  CHECK(SpansOf(every_seventh) == Spans{{0, 20}, {21, 41}});  // 18 of 20 in each
  CHECK(every_seventh.share == Approx(36.0 / 42));
  Spans behind_many = {{0, 60}};  // which do not make good for what follows
  for (const Span words : Periodic(35, 5, 7)) behind_many.push_back({words.begin + 62, words.end + 62});
  CHECK(SpansOf(Agreed(Plain(97), behind_many)) == Spans{{0, 67}});
  CHECK(Agreed(Plain(97), behind_many).share == Approx(65.0 / 97));
}

TEST_CASE("A stretch has twelve words that are agreed on") {
  CHECK(Agreed(Plain(40), {{4, 15}}).stretches.empty());
  CHECK(SpansOf(Agreed(Plain(40), {{4, 16}})) == Spans{{4, 16}});
  CHECK(Agreed(Plain(40), {{4, 10}, {11, 16}}).stretches.empty());
  CHECK(SpansOf(Agreed(Plain(40), {{4, 10}, {11, 17}})) == Spans{{4, 17}});
}

TEST_CASE("Furniture ends a stretch and is none of the words") {
  std::vector<uint8_t> flags = Plain(40);
  flags[20] = kFurnitureWord;
  for (const Spans& runs : {Spans{{0, 40}}, Spans{{0, 20}, {21, 40}}}) {
    CHECK(SpansOf(Agreed(flags, runs)) == Spans{{0, 20}, {21, 40}});
    CHECK(Agreed(flags, runs).share == 1);
  }
}

TEST_CASE("Speech that both quote is no agreement, a quotation inside a copied passage is one") {
  CHECK(Agreed(std::vector<uint8_t>(40, kQuotedWord), {{0, 40}}).stretches.empty());
  std::vector<uint8_t> flags = Plain(40);
  std::fill(flags.begin() + 10, flags.begin() + 22, kQuotedWord);
  CHECK(Agreed(flags, {{0, 40}}).share == 1);
}

TEST_CASE("Nobody agrees on what is reworded or translated") {
  for (const PassageKind kind : {PassageKind::kReworded, PassageKind::kTranslated}) {
    CHECK(Agreed(Plain(40), {{0, 40}}, kind).stretches.empty());
  }
  CHECK(Agreed(Plain(40), {{0, 40}}, PassageKind::kExact).share == 1);
}

}  // namespace
}  // namespace wirecopy

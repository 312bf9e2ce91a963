#include "wirecopy/report/terminal.h"

#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/pipeline/compare.h"
#include "wirecopy/pipeline/scan.h"
#include "wirecopy/report/comparison.h"
#include "wirecopy/report/summary.h"

namespace wirecopy {
namespace {

using Catch::Matchers::Contains;
using testing::RandomWords;
using testing::TempFolder;

TEST_CASE("A terminal gives wide characters two columns and combining marks none") {
  CHECK(DisplayWidth("") == 0);
  CHECK(DisplayWidth("harbour") == 7);
  CHECK(DisplayWidth("Nørrehavn — “é”") == 15);
  CHECK(DisplayWidth("e\xcc\x81") == 1);
  CHECK(DisplayWidth("共同通信") == 8);
  CHECK(DisplayWidth("ＡＰ") == 4);
  CHECK(DisplayWidth("한국") == 4);
  CHECK(DisplayWidth("ﾄﾖﾀ") == 3);
  CHECK(DisplayWidth("ترجمة") == 5);
  CHECK(DisplayWidth("🌊") == 2);
  CHECK(DisplayWidth("co\xc2\xadop\xe2\x80\x8b") == 4);
}

// Text of characters of every width.
std::string RandomText(std::mt19937& random, size_t most) {
  static const std::vector<std::string> letters = {"a", "Z", " ", "é", "e\xcc\x81", "共", "Ａ",
                                                   "🌊", "ﾄ", "—", "ж", "\xcc\x88",  "ة"};
  std::string text;
  for (size_t count = random() % (most + 1); count > 0; --count) text += letters[random() % letters.size()];
  return text;
}

TEST_CASE("Fit gives exactly the columns asked for, cutting only what is too wide") {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = RandomText(random, 30);
    const int columns = 1 + static_cast<int>(random() % 40), width = DisplayWidth(text);
    const std::string left = Fit(text, columns), right = Fit(text, columns, true);
    INFO(text);
    REQUIRE(DisplayWidth(left) == columns);
    REQUIRE(DisplayWidth(right) == columns);
    if (width <= columns) {
      const std::string pad(static_cast<size_t>(columns - width), ' ');
      REQUIRE(left == text + pad);
      REQUIRE(right == pad + text);
    } else {
      const size_t ellipsis = left.rfind("…");
      REQUIRE(ellipsis != std::string::npos);
      REQUIRE(text.starts_with(left.substr(0, ellipsis)));
      // Nothing narrower than it must be: a wide character at most is missing.
      REQUIRE(DisplayWidth(left.substr(0, ellipsis)) >= columns - 2);
    }
  }
}

TEST_CASE("Fit to no columns gives nothing") {
  CHECK(Fit("", 0).empty());
  CHECK(Fit("harbour", 0).empty());
}

// Characters that move the cursor, ring, colour or turn the direction of writing, in UTF-8.
std::vector<std::string> ControlCharacters() {
  std::vector<std::string> controls;
  for (int c = 0; c < 0x20; ++c) controls.emplace_back(1, static_cast<char>(c));
  controls.emplace_back("\x7f");
  for (int c = 0x80; c < 0xa0; ++c) controls.push_back({static_cast<char>(0xc2), static_cast<char>(c)});
  for (const char* mark :
       {"\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae",
        "\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9", "\xe2\x80\xa8", "\xe2\x80\xa9"}) {
    controls.emplace_back(mark);
  }
  return controls;
}

TEST_CASE("No control character of the text reaches the terminal") {
  for (const std::string& control : ControlCharacters()) {
    if (control == "\n") continue;  // the next test
    INFO(static_cast<int>(static_cast<unsigned char>(control.back())));
    const std::string text = "har" + control + "bour";
    CHECK(Painter(false)(Style::kRed, text).find(control) == std::string::npos);
    if (control == "\033") continue;  // stands in the colours' own codes
    CHECK(Painter(true)(Style::kRed, text).find(control) == std::string::npos);
  }
  CHECK(Painter(true)(Style::kRed, "\033[31m\033]0;x\a") == "\033[31m [31m ]0;x \033[0m");
}

TEST_CASE("A line end of the text does not reach the terminal either") {
  CHECK(Painter(false)(Style::kPlain, "Harbor\n  Courier").find('\n') == std::string::npos);
}

TEST_CASE("Text that is fitted stays as wide when it is painted") {
  for (const std::string text :
       {"co\xc2\xadop", "Harbor\xe2\x80\x8e", "a\tb", "e\xcc\x81t\xc3\xa9", "\xe2\x80\x8b共同"}) {
    INFO(text);
    CHECK(DisplayWidth(Painter(false)(Style::kPlain, Fit(text, 12))) == 12);
  }
}

TEST_CASE("A painter without colours leaves text as it is, with colours it ends what it begins") {
  CHECK(Painter(false)(Style::kRed, "Nørrehavn 共同 🌊") == "Nørrehavn 共同 🌊");
  CHECK(Painter(true)(Style::kPlain, "Nørrehavn") == "Nørrehavn");
  CHECK(Painter(true)(Style::kRed, "").empty());
  for (const Style style :
       {Style::kBold, Style::kDim, Style::kGreen, Style::kYellow, Style::kRed, Style::kCyan, Style::kShared}) {
    const std::string painted = Painter(true)(style, "x");
    CHECK(painted.starts_with("\033["));
    CHECK(painted.ends_with("x\033[0m"));
  }
}

// One article of each text, id and outlet "0", "1", ... with `name` behind the outlet's.
Run ScanTexts(const std::vector<std::string>& texts, const std::string& name = "") {
  const TempFolder folder;
  ScanOptions options;
  for (size_t i = 0; i < texts.size(); ++i)
    folder.Write(std::to_string(i) + name + "/" + std::to_string(i) + ".txt", texts[i]);
  options.inputs = {folder.path().string()};
  absl::StatusOr<Run> run = Scan(options, Executor(1));
  REQUIRE(run.ok());
  return *std::move(run);
}

const std::string kText =
    "The quarter lay under water for a third day, and nobody in the old town could say when the pumps would come.\n"
    "Two cranes came down in the night, and the ferries stayed at their berths until the wind had turned at last.\n";

// Without the colours' own codes.
std::string WithoutColours(std::string text) {
  for (size_t at = text.find("\033["); at != std::string::npos; at = text.find("\033[", at)) {
    size_t end = at + 2;
    while (end < text.size() && (text[end] == ';' || (text[end] >= '0' && text[end] <= '9'))) ++end;
    if (end >= text.size() || text[end] != 'm') return text;
    text.erase(at, end + 1 - at);
  }
  return text;
}

TEST_CASE("A summary without colours has no escape, with colours only its own, whatever the outlets are called") {
  const Run run = ScanTexts({kText + "Source: Reuters\n", kText},
                            "\033[2J\xc2\x9b"
                            "31m");
  REQUIRE(run.pairs.size() == 1);
  const std::string plain = Summary(run, {false});
  CHECK(plain.find('\033') == std::string::npos);
  CHECK(plain.find("\xc2\x9b") == std::string::npos);
  const std::string coloured = Summary(run, {true});
  CHECK(coloured.find('\033') != std::string::npos);
  CHECK(WithoutColours(coloured) == plain);
}

TEST_CASE("A summary tells the counts, the outlets that hold agency copy and the pairs that share most") {
  const Run run = ScanTexts({kText + "Source: Reuters\n", kText, "Rain floods harbour"});
  const std::string summary = Summary(run, {});
  CHECK_THAT(summary, Contains("3 articles of 3 outlets") && Contains("0 records skipped"));
  CHECK_THAT(summary, Contains("2 hold agency copy") && Contains("1 credited") && Contains("1 unknown"));
  CHECK_THAT(summary, Contains("Reuters") && Contains("near-duplicate") && Contains("0/0.txt"));
}

TEST_CASE("Outlets are ranked by what their share is at least, those of few articles behind the others") {
  Run run;
  run.pairs.resize(1);
  const auto add = [&](const std::string& name, uint32_t articles, uint32_t wire) {
    run.outlets.push_back({name, name, false, true, articles, wire, wire, 0, 0, {}, {}});
  };
  add("All of four", 4, 4);
  add("Half of ten", 10, 5);
  add("A third of ninety", 90, 30);
  run.outlets.back().versions = 3;
  run.outlets.back().credited_alone = 2;
  const std::string summary = Summary(run, {});
  CHECK(summary.find("A third of ninety") < summary.find("Half of ten"));
  CHECK(summary.find("Half of ten") < summary.find("All of four"));
  CHECK_THAT(summary, Contains("24 to 44") && Contains("1 outlet stands behind the others for fewer than 10 articles"));
  CHECK_THAT(summary, Contains("Agency copy is counted only where another copy of it is in the input."));
  CHECK_THAT(summary, Contains("as its latest version; 3 earlier ones left out."));
  CHECK_THAT(summary,
             Contains("2 articles were passed over: credited to an agency as a whole, but with no other copy"));
  const std::string all = Summary(run, {.least_articles = 1});
  CHECK(all.find("All of four") < all.find("A third of ninety"));
}

TEST_CASE("A summary says how many outlets no table knows") {
  Run run;
  run.outlets.push_back({"A", "A", false, false, 1, 0, 0, 0, 0, {}, {}});
  run.outlets.push_back({"B", "B", false, true, 1, 0, 0, 0, 0, {}, {}});
  CHECK_THAT(Summary(run, {}), Contains("1 outlet is in no table"));
  run.outlets[0].known = true;
  CHECK_THAT(Summary(run, {}), !Contains("in no table"));
}

TEST_CASE("A summary of a run that found nothing says why") {
  Run run = ScanTexts({kText, "Rain floods harbour"});
  const std::string summary = Summary(run, {});
  CHECK_THAT(summary, Contains("No pair shares enough text") && Contains("0 candidate pairs were compared"));
  for (StageCount& stage : run.stages) {
    if (stage.name == "candidates") stage.out = 1;
  }
  CHECK_THAT(Summary(run, {}), Contains("1 candidate pair was compared"));
  CHECK_THAT(Summary(Run(), {}), Contains("0 articles") && Contains("No pair"));
}

TEST_CASE("A summary names what was skipped, the first five of many") {
  Run run;
  for (int i = 1; i <= 7; ++i)
    run.input.skips.push_back({"feed.jsonl", "line " + std::to_string(i), "the text is empty"});
  const std::string summary = Summary(run, {});
  CHECK_THAT(summary,
             Contains("7 records skipped") && Contains("feed.jsonl, line 5: the text is empty") && Contains("2 more"));
  CHECK_THAT(summary, !Contains("line 6"));
}

TEST_CASE("A summary lists no more outlets and pairs than asked for") {
  std::vector<std::string> texts;
  for (int i = 0; i < 6; ++i) texts.push_back(kText + "Source: Reuters\n");
  SummaryOptions options;
  options.most_outlets = 2;
  options.most_pairs = 3;
  const std::string summary = Summary(ScanTexts(texts), options);
  CHECK_THAT(summary, Contains("4 more in outlets.csv"));
  size_t lines = 0;
  for (size_t at = summary.find("near-duplicate "); at != std::string::npos;
       at = summary.find("near-duplicate ", at + 1))
    ++lines;
  CHECK(lines == 3);
}

Run CompareTexts(const std::string& a, const std::string& b) {
  const TempFolder folder;
  absl::StatusOr<Run> run = CompareTwo(ScanOptions(), folder.Write("x/a.txt", a), folder.Write("y/b.txt", b));
  REQUIRE(run.ok());
  return *std::move(run);
}

TEST_CASE("A comparison marks the shared words with brackets where there are no colours") {
  const std::string a =
      "Nobody slept. The quarter lay under water for a third day while old cranes fell into the basin of the harbour "
      "that night.";
  const std::string b =
      "Elsewhere it rained. The quarter lay under water for a third day while two cranes fell into the basin of the "
      "harbour that night, alas.";
  const Run run = CompareTexts(a, b);
  REQUIRE(run.pairs[0].shared.passages.size() == 1);
  const std::string shown = Comparison(run, {false, 400});
  const std::string first = "[The quarter lay under water for a third day while] ";
  const std::string second = " [cranes fell into the basin of the harbour that night]";
  CHECK_THAT(shown, Contains(first + "old" + second));
  CHECK_THAT(shown, Contains(first + "two" + second));
  CHECK_THAT(shown, Contains("1. edited, similarity 0.95"));
  CHECK_THAT(shown, Contains("20 words shared") && Contains("longest run 10 words"));
  CHECK(shown.find('\033') == std::string::npos);
  const std::string coloured = Comparison(run, {true, 400});
  CHECK_THAT(coloured, Contains("\033[30;43mThe\033[0m") && Contains(" old "));
  CHECK(coloured.find("[The") == std::string::npos);
}

TEST_CASE("Each line of a comparison's two columns fits the terminal, and every word is there") {
  std::mt19937 random(2);
  const std::string text = "Ünder 共同 " + RandomWords(random, 120, 50000) + " " + std::string(70, 'x') + " end";
  const Run run = CompareTexts(text, text);
  for (const int columns : {46, 60, 100, 131}) {
    const std::string shown = Comparison(run, {false, columns});
    const std::string passages = shown.substr(shown.find("\n  1. "));
    size_t lines = 0;
    for (size_t at = passages.find('\n', 1) + 1; at < passages.size(); ++lines) {
      const size_t end = passages.find('\n', at);
      CHECK(DisplayWidth(passages.substr(at, end - at)) <= columns);
      at = end + 1;
    }
    CHECK(lines > 5);
    for (const Word& word : testing::WordsOf(text)) {
      const std::string part = text.substr(word.begin, word.end - word.begin);
      if (part.size() < 15) CHECK(passages.find(part) != passages.rfind(part));
    }
  }
}

TEST_CASE("A comparison of texts that share nothing says so") {
  const std::string shown = Comparison(CompareTexts("Rain floods harbour", "Snow closes the mountain road"), {});
  CHECK_THAT(shown, Contains("no reportable overlap") && Contains("0 words shared"));
  CHECK(shown.find("1. ") == std::string::npos);
}

TEST_CASE("A comparison lets no control character of the texts through") {
  std::string text =
      "The quarter \033[2J lay\x07 under\r water\x08 for \xc2\x9b"
      "31m a third\t day while old cranes fell";
  text +=
      " into\x01 the \xe2\x80\xae"
      "basin that night.";
  const Run run = CompareTexts(text, text);
  REQUIRE(run.pairs[0].shared.passages.size() == 1);
  const std::string shown = Comparison(run, {false, 90});
  for (const std::string& control : ControlCharacters()) {
    INFO(static_cast<int>(static_cast<unsigned char>(control.back())));
    if (control != "\n") CHECK(shown.find(control) == std::string::npos);
  }
  CHECK(WithoutColours(Comparison(run, {true, 90})).find('\033') == std::string::npos);
}

}  // namespace
}  // namespace wirecopy

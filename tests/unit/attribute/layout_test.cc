#include "wirecopy/attribute/layout.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

using testing::WordsOf;
using Strings = std::vector<std::string>;

const AttributionTables& Tables() {
  static const AttributionTables tables = AttributionTables::Load({}).value();
  return tables;
}

Layout LayoutOf(const std::string& text, const std::string& title = "", const std::vector<Span>* repeated = nullptr) {
  const std::vector<Word> words = WordsOf(text);
  return FindLayout({text, &words, title, repeated}, Tables());
}

// "kind: text" of the furniture.
Strings Furniture(const std::string& text, const std::string& title = "") {
  Strings parts;
  for (const LayoutPart& part : LayoutOf(text, title).furniture) {
    parts.push_back(part.kind + ": " + text.substr(part.bytes.begin, part.bytes.size()));
  }
  return parts;
}

Strings Body(const std::string& text, const std::string& title = "") {
  Strings parts;
  for (const Span span : LayoutOf(text, title).body) parts.push_back(text.substr(span.begin, span.size()));
  return parts;
}

const std::string kFirst = "The café quarter of Nørrehavn lay under water for a third day on Friday.";
const std::string kSecond = "Two cranes came down in the night, and the ferries stayed at their berths.";
const std::string kLast = "Schools in the lower town will open again on Monday, the council decided.";

// The line between two paragraphs of prose.
std::string Between(const std::string& line) { return kFirst + "\n" + kSecond + "\n" + line + "\n" + kLast + "\n"; }

TEST_CASE("Prose alone is all body, a span a paragraph") {
  const std::string text = kFirst + "\n\n  " + kSecond + "  \n" + kLast;
  CHECK(Body(text) == Strings{kFirst, kSecond, kLast});
  CHECK(Furniture(text).empty());
}

TEST_CASE("Lines of the table of furniture are told by their words, between paragraphs too") {
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"related-link", "Read also: The bus that goes nowhere"},
      {"related-link", "BACA JUGA: Tujuh pulau tercantik di Selat Biru"},
      {"promo", "Sign up for our morning letter and read it on the ferry"},
      {"promo", "Ikuti kami di semua tempat yang Anda sukai"},
      {"promo", "Dapatkan kabar lewat saluran WhatsApp milik kami."},
      {"nav", "Advertisement"},
      {"nav", "Tautan-tautan Akses"},
      {"tags", "Tags: storm, harbour, cranes"},
      {"forum", "Comments"},
      {"share", "Share"},
      {"share", "Share this story"},
      {"legal", "© 2024 Nørrehavn Papers. All rights reserved."},
      {"legal", "Dilarang mengutip isi halaman ini tanpa izin."},
      {"byline", "Editor: Sari Ångström"},
      {"byline", "Penulis: Budi Santoso"},
  };
  for (const auto& [kind, line] : lines) {
    INFO(line);
    CHECK(Furniture(Between(line)) == Strings{kind + ": " + line});
    CHECK(Body(Between(line)) == Strings{kFirst, kSecond, kLast});
  }
}

TEST_CASE("Words of the table inside a line that must equal or begin with them are prose") {
  for (const std::string line : {"The advertisement on the crane could be read from the ferry.",
                                 "Nobody wanted to share the last cabin with the captain.",
                                 "The council will read also the letters of the fishermen."}) {
    INFO(line);
    CHECK(Furniture(Between(line)).empty());
  }
}

TEST_CASE("A credit line, a caption, a date and the record's title are told by their form") {
  CHECK(Furniture(Between("Source: Associated Press")) == Strings{"credit-line: Source: Associated Press"});
  CHECK(Furniture(Between("Sumber : Warta Dermaga")) == Strings{"credit-line: Sumber : Warta Dermaga"});
  const std::string caption = "Two fallen cranes on the quay on Friday. (Photo: Jane Roe/Reuters)";
  CHECK(Furniture(Between(caption)) == Strings{"caption: " + caption});
  const std::string slashed = "Dua derek roboh di dermaga Nørrehavn./Budi Santoso";
  CHECK(Furniture(Between(slashed)) == Strings{"caption: " + slashed});
  CHECK(Furniture(Between("14 September 2023, 16:22 WIB")) == Strings{"published-line: 14 September 2023, 16:22 WIB"});
  const std::string title = "Storm: cranes down, ferries stay. What comes next for the harbour town?";
  CHECK(Furniture(Between(title), title) == Strings{"title: " + title});
  CHECK(Furniture(Between(title)).empty());
}

TEST_CASE("Short lines before and behind the prose are furniture, a long one before it the title") {
  const std::string text =
      "Home News Sport\nStorm brings down two cranes\n" + kFirst + "\n" + kLast + "\nPuzzles\nLog in\n";
  CHECK(Furniture(text) ==
        Strings{"nav: Home News Sport", "title: Storm brings down two cranes", "nav: Puzzles", "nav: Log in"});
  CHECK(Body(text) == Strings{kFirst, kLast});
}

TEST_CASE("A headline long enough for prose but without a full stop is the title") {
  const std::string headline = "Storm brings down two cranes in the old harbour and keeps the ferries at their berths";
  CHECK(Furniture(headline + "\n" + kFirst + "\n" + kLast) == Strings{"title: " + headline});
  CHECK(Body(headline + "\n" + kFirst + "\n" + kLast) == Strings{kFirst, kLast});
}

TEST_CASE("A headline without any text under it stays the body") {
  const std::string headline = "Storm brings down two cranes in the old harbour and keeps the ferries at their berths";
  CHECK(Body(headline) == Strings{headline});
}

TEST_CASE("A short line between two paragraphs is a subheading and stays prose") {
  CHECK(Body(Between("What the divers found")) == Strings{kFirst, kSecond, "What the divers found", kLast});
  CHECK(Furniture(Between("What the divers found")).empty());
}

TEST_CASE("Every common form of dateline is cut off the first paragraph, with its dash") {
  const std::string rest = "Two cranes came down in the night, and the ferries stayed at their berths.";
  for (const std::string dateline :
       {"HARBOR BAY (AP) —", "NØRREHAVN, March 3 (Reuters) -", "SEOUL, KOMPAS.TV -", "Bisnis.com, JAKARTA -",
        "GALAMEDIANEWS -", "Sediksi.com –", "Kota Teluk (Lintas) -", "JAKARTA --", "BRIARTON, Mo. (KQZV) —",
        "ТАНАХ-АБУ (Меридиан Пресс) —"}) {
    const std::string text = dateline + " " + rest + "\n" + kLast;
    INFO(text);
    CHECK(Furniture(text) == Strings{"dateline: " + dateline});
    CHECK(Body(text) == Strings{rest, kLast});
  }
}

TEST_CASE("A dash inside a sentence makes no dateline") {
  for (const std::string sentence : {"Trump — who said that he would wait for the tide — left the harbour on Friday.",
                                     "The two cranes of the yard — Big Olga and Little Olga — came down in the night.",
                                     "The mayor – a former pilot – thanked the crews who had worked all night.",
                                     "a small harbour — Nørrehavn by name — lay under water for a third day.",
                                     "Nobody slept that night - the wind was too loud for the children of the town."}) {
    INFO(sentence);
    CHECK(Body(sentence + "\n" + kLast) == Strings{sentence, kLast});
  }
}

TEST_CASE("Only the first paragraph has a dateline") {
  const std::string second = "PORT SELWA (AP) — Nobody was hurt there either.";
  CHECK(Body(kFirst + "\n" + second + "\n" + kLast) == Strings{kFirst, second, kLast});
}

TEST_CASE("A sign-off and an end mark are cut off the last paragraph") {
  CHECK(Furniture(kFirst + "\n" + kLast + " [åb/cd]").empty());  // no initials of ASCII letters
  CHECK(Furniture(kFirst + "\n" + kLast + " [abc/de]") == Strings{"signoff: [abc/de]"});
  CHECK(Furniture(kFirst + "\n" + kLast + " (abc/de)") == Strings{"signoff: (abc/de)"});
  CHECK(Furniture(kFirst + "\n" + kLast + " ***") == Strings{"end-mark: ***"});
  CHECK(Furniture(kFirst + "\n" + kLast + " -30-") == Strings{"end-mark: -30-"});
  CHECK(Body(kFirst + "\n" + kLast + " ***") == Strings{kFirst, kLast});
  CHECK(Furniture(kFirst + "\n" + kSecond + " ***\n" + kLast).empty());
}

TEST_CASE("A dateline and an end mark are both cut off a single paragraph") {
  const std::string text = "HARBOR BAY (AP) — " + kFirst + " ***";
  CHECK(Furniture(text) == Strings{"dateline: HARBOR BAY (AP) —", "end-mark: ***"});
  CHECK(Body(text) == Strings{kFirst});
}

TEST_CASE("The same line twice in a row is a caption and its duplicate") {
  const std::string caption = "A fisherman mends his nets on the north quay on a windless morning";
  const std::string text = Between(caption + "\n\n" + caption);
  CHECK(Furniture(text) == Strings{"caption: " + caption, "caption-duplicate: " + caption});
  CHECK(Body(text) == Strings{kFirst, kSecond, kLast});
}

TEST_CASE("The second of two equal captions may differ in punctuation") {
  const std::string caption = "Two fallen cranes on the quay on Friday. (Photo: Jane Roe/Reuters)";
  CHECK(Furniture(Between(caption + "\n" + caption + " /")) ==
        Strings{"caption: " + caption, "caption-duplicate: " + caption + " /"});
}

TEST_CASE("The same line twice with text between it is no caption") {
  const std::string line = "Nobody had told the fishermen of the north quay.";
  CHECK(Furniture(kFirst + "\n" + line + "\n" + kSecond + "\n" + line + "\n" + kLast).empty());
}

TEST_CASE("A text wrapped at a fixed width keeps its lines") {
  const std::string text =
      "The café quarter of Nørrehavn lay\nunder water for a third day. By the\nevening two cranes had come down\n"
      "and the ferries stayed where they\nwere, as did the old ropewalk,\nwhere nobody had slept. Source of\nall this "
      "was a leak\n"
      "by the lock.\n";
  Strings lines;
  for (const Span line : Lines(text)) lines.push_back(text.substr(line.begin, line.size()));
  CHECK(Body(text) == lines);
  CHECK(Furniture(text).empty());
}

TEST_CASE("A wrapped text still loses its dateline and the lines of the table") {
  const std::string text =
      "HARBOR BAY (AP) — The café quarter lay\nunder water for a third day, and by the\nevening two cranes had come "
      "down\n"
      "and the ferries stayed where they\nwere.\nAll rights reserved.\n";
  CHECK(Furniture(text) == Strings{"dateline: HARBOR BAY (AP) —", "legal: All rights reserved."});
}

TEST_CASE("An article that is only a caption keeps it as its body") {
  const std::string caption = "Two fallen cranes on the quay of Nørrehavn on Friday. (Photo: Jane Roe/Reuters)";
  CHECK(Body(caption) == Strings{caption});
  CHECK(Body(caption + "\nShare\n") == Strings{caption});
}

TEST_CASE("A sentence that begins with a word of the table's bylines stays prose") {
  for (const std::string sentence :
       {"Editor Sari Ångström said on Tuesday that the paper would appear again after the storm had passed.",
        "Reporter and photographer were both on the quay when the second crane fell into the basin.",
        "Editors came and went."}) {
    INFO(sentence);
    CHECK(Body(Between(sentence)) == Strings{kFirst, kSecond, sentence, kLast});
  }
}

TEST_CASE("A sentence that begins with a word of the credit lines stays prose") {
  for (const std::string sentence :
       {"By Monday the water had reached the second floor.", "Sources close to the yard denied it."}) {
    INFO(sentence);
    CHECK(Body(Between(sentence)) == Strings{kFirst, kSecond, sentence, kLast});
  }
}

TEST_CASE("Learned lines are furniture of their own kind, exactly where they were learned") {
  const std::string promo = "The kettle at Ledger House is always on, so bring us your riddle.";
  const std::string text = Between(promo);
  const auto at = static_cast<uint32_t>(text.find(promo));
  const std::vector<Span> repeated = {{at, at + static_cast<uint32_t>(promo.size())}};
  const Layout layout = LayoutOf(text, "", &repeated);
  REQUIRE(layout.furniture.size() == 1);
  CHECK(layout.furniture[0].kind == "repeated");
  CHECK(layout.furniture[0].bytes == repeated[0]);
  CHECK(Furniture(text).empty());
}

TEST_CASE("Learned runs are cut out of the paragraphs in which they stand") {
  const std::string box = "Ministers Weigh Ferry Subsidy MORE";
  const std::string paragraph = "The mayor " + box + " resigned on Monday after a long night.";
  const std::string text = Between(paragraph);
  const auto at = static_cast<uint32_t>(text.find(box));
  const std::vector<Span> repeated = {{at, at + static_cast<uint32_t>(box.size())}};
  const Layout layout = LayoutOf(text, "", &repeated);
  REQUIRE(layout.furniture.size() == 1);
  CHECK(layout.furniture[0].kind == "repeated");
  CHECK(layout.furniture[0].bytes == repeated[0]);
  Strings body;
  for (const Span span : layout.body) body.push_back(text.substr(span.begin, span.size()));
  CHECK(body == Strings{kFirst, kSecond, "The mayor", "resigned on Monday after a long night.", kLast});
}

TEST_CASE("A line whose words are all learned is furniture as a whole") {
  const std::string box = "Ministers weigh a ferry subsidy, and more";
  const std::string text = Between(box + ".");
  const auto at = static_cast<uint32_t>(text.find(box));
  const std::vector<Span> repeated = {{at, at + static_cast<uint32_t>(box.size())}};
  const Layout layout = LayoutOf(text, "", &repeated);
  REQUIRE(layout.furniture.size() == 1);
  CHECK(layout.furniture[0].bytes == Span{at, repeated[0].end + 1});
}

TEST_CASE("An empty text has neither body nor furniture") {
  for (const std::string text : {"", "\n \n\t\n", "\u00a0\n"}) {
    CHECK(LayoutOf(text).body.empty());
    CHECK(LayoutOf(text).furniture.empty());
  }
}

// Lines of every kind, with white space and marks of all sorts around them.
std::string RandomSoup(std::mt19937& random) {
  static const Strings lines = {kFirst,
                                kSecond,
                                kLast,
                                "HARBOR BAY (AP) — " + kSecond,
                                "GALAMEDIANEWS - " + kFirst,
                                "Home",
                                "News   Sport   Log in",
                                "Storm brings down two cranes",
                                "14 September 2023, 16:22 WIB",
                                "Editor: Sari Ångström",
                                "Baca Juga: Tujuh pulau",
                                "Source: Associated Press",
                                "Two cranes on the quay. (Photo: Jane Roe/Reuters)",
                                "Dua derek roboh./Budi Santoso",
                                "***",
                                "[ab/cd]",
                                kLast + " ***",
                                kFirst + " [ab/cd]",
                                "— – -",
                                "…",
                                "“Kami aman,” kata nakhoda.",
                                "under water for a third",
                                "and the ferries stayed",
                                "by the lock",
                                "© 2024 All rights reserved.",
                                "Comments",
                                "共同通信によると、港は閉鎖された。",
                                "【北浜＝メリディアン通信】 港は閉鎖された。",
                                "Trump — who waited — left the harbour on Friday, nobody knew why.",
                                "12:30",
                                "( )",
                                "/",
                                "(Photo: )",
                                "A—",
                                "A — b",
                                "— A",
                                "LONDON --",
                                "é — É",
                                "#### 1",
                                "\u00ab\u00a0Rien\u00a0\u00bb"};
  static const Strings ends = {"\n", "\n\n", "\r\n", " \n", "\u00a0\n", "\t\n\u3000", "\n  "};
  std::string text;
  for (size_t count = random() % 12; count > 0; --count)
    text += lines[random() % lines.size()] + ends[random() % ends.size()];
  if (random() % 3 == 0) text += lines[random() % lines.size()];
  return text;
}

TEST_CASE("Body and furniture are disjoint, in order, and cover everything but white space") {
  std::mt19937 random(1);
  size_t furniture_seen = 0, body_seen = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::string text = RandomSoup(random);
    const std::vector<Span> lines = Lines(text);
    std::vector<Span> repeated;
    for (const Span line : lines) {
      if (random() % 12 == 0) repeated.push_back(line);
    }
    const std::string title = lines.empty() || random() % 3 != 0 ? "" : text.substr(lines[0].begin, lines[0].size());
    const Layout layout = LayoutOf(text, title, &repeated);
    INFO(text);
    std::string marks(text.size(), ' ');
    const auto mark = [&](Span span, char c) {
      REQUIRE(span.begin < span.end);
      REQUIRE(span.end <= text.size());
      for (uint32_t i = span.begin; i < span.end; ++i) {
        REQUIRE(marks[i] == ' ');
        marks[i] = c;
      }
      REQUIRE(Trim(text, span) == span);
    };
    for (const Span span : layout.body) mark(span, 'b');
    for (const LayoutPart& part : layout.furniture) {
      mark(part.bytes, 'f');
      REQUIRE_FALSE(part.kind.empty());
    }
    REQUIRE(std::is_sorted(layout.body.begin(), layout.body.end()));
    REQUIRE(std::is_sorted(layout.furniture.begin(), layout.furniture.end(),
                           [](const LayoutPart& x, const LayoutPart& y) { return x.bytes < y.bytes; }));
    // What neither covers is white space to its last byte.
    for (size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
      end = begin;
      while (end < text.size() && marks[end] == ' ') ++end;
      if (end > begin) REQUIRE(Trim(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}).empty());
    }
    furniture_seen += layout.furniture.size();
    body_seen += layout.body.size();
  }
  CHECK(furniture_seen > 1000);
  CHECK(body_seen > 1000);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/text/lines.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

using Strings = std::vector<std::string>;

std::string Trimmed(std::string_view text) {
  const Span span = Trim(text, {0, static_cast<uint32_t>(text.size())});
  return std::string(text.substr(span.begin, span.size()));
}

Strings LineTexts(std::string_view text) {
  Strings lines;
  for (const Span line : Lines(text)) lines.emplace_back(text.substr(line.begin, line.size()));
  return lines;
}

TEST_CASE("Trimming takes white space of every kind from both ends and leaves it inside") {
  for (const char* space :
       {" ", "\t", "\n", "\r\n", "\u00A0", "\u2003", "\u202F", "\u3000", "\u2028", "\u0085", " \u00A0\t "}) {
    INFO(space);
    CHECK(Trimmed(std::string(space) + "a" + space + "b" + space) == std::string("a") + space + "b");
    CHECK(Trimmed(std::string(space) + "日本") == "日本");
    CHECK(Trimmed(std::string("é") + space) == "é");
  }
}

TEST_CASE("Trimming leaves nothing of white space alone, and all of a text without it") {
  for (const char* text : {"", " ", "\u00A0\u3000 \n"}) CHECK(Trimmed(text).empty());
  for (const char* text : {"a", "a b", "“é”", "😀"}) CHECK(Trimmed(text) == text);
}

TEST_CASE("Trimming looks only at the span that is given") {
  const std::string_view text = "ab  cd  ef";
  CHECK(Trim(text, {2, 8}) == Span{4, 6});
  CHECK(Trim(text, {0, 10}) == Span{0, 10});
  CHECK(Trim(text, {6, 8}).empty());
  CHECK(Trim(text, {5, 5}).empty());
}

TEST_CASE("Lines are those that hold something, without the white space around them") {
  CHECK(LineTexts("One \n\n  Two words\t\r\n \u00A0 \n\u3000三\u3000\n") == Strings{"One", "Two words", "三"});
  CHECK(Lines(" a\n\u00A0b ") == std::vector<Span>{{1, 2}, {5, 6}});
}

TEST_CASE("The last line needs no line end") {
  CHECK(LineTexts("a\nb") == Strings{"a", "b"});
  CHECK(LineTexts("a\nb\n") == Strings{"a", "b"});
  CHECK(LineTexts("only") == Strings{"only"});
}

TEST_CASE("Blank texts have no lines") {
  for (const char* text : {"", "\n", " \n\t\r\n\u00A0"}) CHECK(Lines(text).empty());
}

TEST_CASE("On random texts the lines are the trimmed parts between line ends, in order") {
  std::mt19937 random(41);
  const std::string_view letters[] = {"a", "é", "日", " ", "\u00A0", "\n", "\n", "\r\n"};
  for (int trial = 0; trial < 2000; ++trial) {
    std::string text;
    for (size_t size = random() % 20; size > 0; --size) text += letters[random() % 8];
    Strings expected;
    for (size_t begin = 0; begin <= text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      std::string line = text.substr(begin, end - begin);
      for (bool cut = true; cut;) {
        cut = false;
        for (const std::string space : {" ", "\r", "\u00A0"}) {
          if (line.ends_with(space)) line.resize(line.size() - space.size()), cut = true;
          if (line.starts_with(space)) line.erase(0, space.size()), cut = true;
        }
      }
      if (!line.empty()) expected.push_back(line);
      begin = end + 1;
    }
    if (LineTexts(text) != expected) {
      INFO(text);
      REQUIRE(LineTexts(text) == expected);
    }
  }
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/text/code_points.h"

#include <random>
#include <string>
#include <string_view>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

// Every byte that continues no code point begins one.
uint32_t CountBefore(std::string_view text, uint32_t byte) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < byte; ++i) count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  return count;
}

// The first offset at a code point's border where the index is wrong, or -1.
int64_t FirstWrong(std::string_view text) {
  const CodePointIndex index(text);
  for (uint32_t at = 0; at <= text.size(); ++at) {
    const bool border = at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (border && index.FromByte(at) != CountBefore(text, at)) return at;
  }
  return -1;
}

TEST_CASE("An ASCII text counts a code point for each byte") {
  const std::string text(200, 'a');
  const CodePointIndex index(text);
  for (const uint32_t at : {0u, 1u, 63u, 64u, 65u, 199u, 200u}) CHECK(index.FromByte(at) == at);
}

TEST_CASE("Letters of one to four bytes count once each") {
  const std::string text = "aé日😀z";  // 1 + 2 + 3 + 4 + 1 bytes
  const CodePointIndex index(text);
  CHECK(index.FromByte(0) == 0);
  CHECK(index.FromByte(1) == 1);
  CHECK(index.FromByte(3) == 2);
  CHECK(index.FromByte(6) == 3);
  CHECK(index.FromByte(10) == 4);
  CHECK(index.FromByte(11) == 5);
  CHECK(index.FromBytes({1, 10}) == Span{1, 4});
  CHECK(index.FromBytes({3, 3}) == Span{2, 2});
}

TEST_CASE("The empty text has no code points") { CHECK(CodePointIndex("").FromByte(0) == 0); }

TEST_CASE("Texts that end at, before and behind a block's border are counted to their end") {
  for (const std::string letter : {"é", "日", "😀"}) {
    for (size_t ascii = 50; ascii <= 70; ++ascii) {
      for (const size_t tail : {size_t{0}, size_t{1}, size_t{63}, size_t{64}, size_t{130}}) {
        const std::string text = std::string(ascii, 'a') + letter + std::string(tail, 'b');
        INFO(ascii << " bytes, " << letter << ", " << tail << " bytes");
        CHECK(FirstWrong(text) == -1);
        CHECK(CodePointIndex(text).FromByte(static_cast<uint32_t>(text.size())) == ascii + 1 + tail);
      }
    }
  }
}

TEST_CASE("The index agrees with a count of every byte on random texts") {
  std::mt19937 random(31);
  const std::string_view letters[] = {"a", " ", "é", "ß", "日", "ไ", "\u0301", "😀", "\U0010FFFF", "\n"};
  for (int trial = 0; trial < 400; ++trial) {
    std::string text;
    const uint32_t rare = 1 + static_cast<uint32_t>(random()) % 30;  // from every letter unlike ASCII to few of them
    for (size_t size = random() % 500; size > 0; --size) text += letters[random() % rare == 0 ? random() % 10 : 0];
    if (const int64_t wrong = FirstWrong(text); wrong != -1) {
      INFO(text);
      REQUIRE(wrong == -1);
    }
  }
}

}  // namespace
}  // namespace wirecopy

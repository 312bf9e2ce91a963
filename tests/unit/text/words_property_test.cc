// Properties of words on random Unicode: every plane, marks, controls and mixed scripts.
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/reference_words.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

constexpr int kTexts = 3000;

void AppendUtf8(uint32_t c, std::string* out) {
  const auto add = [out](uint32_t byte) { *out += static_cast<char>(byte); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0 | c >> 6);
    add(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    add(0xE0 | c >> 12);
    add(0x80 | (c >> 6 & 0x3F));
    add(0x80 | (c & 0x3F));
  } else {
    add(0xF0 | c >> 18);
    add(0x80 | (c >> 12 & 0x3F));
    add(0x80 | (c >> 6 & 0x3F));
    add(0x80 | (c & 0x3F));
  }
}

class RandomUnicode {
 public:
  explicit RandomUnicode(uint32_t seed) : random_(seed) {}

  // A text of up to `most` code points; half of the texts keep to few ranges, so that longer words come up.
  std::string Text(uint32_t most) {
    std::vector<std::pair<uint32_t, uint32_t>> ranges = {Any(), Any()};
    const bool mixed = random_() % 2 == 0;
    std::string text;
    for (uint32_t size = static_cast<uint32_t>(random_()) % (most + 1); size > 0; --size) {
      const auto [first, last] = mixed ? Any() : random_() % 8 == 0 ? kJoints[random_() % 4] : ranges[random_() % 2];
      uint32_t c = first + static_cast<uint32_t>(random_()) % (last - first + 1);
      if (c >= 0xD800 && c <= 0xDFFF) c = 0xFFFD;
      AppendUtf8(c, &text);
    }
    return text;
  }

 private:
  std::pair<uint32_t, uint32_t> Any() { return kRanges[random_() % std::size(kRanges)]; }

  static constexpr std::pair<uint32_t, uint32_t> kRanges[] = {
      {0x20, 0x7E},       {'a', 'z'},         {'A', 'Z'},         {'0', '9'},         {0x00, 0x1F},
      {0x27, 0x2E},       {0xA0, 0x24F},      {0x300, 0x36F},     {0x370, 0x3FF},     {0x400, 0x4FF},
      {0x5D0, 0x5EA},     {0x620, 0x6D3},     {0x64B, 0x669},     {0x900, 0x97F},     {0xE00, 0xE7F},
      {0xE80, 0xEFF},     {0x1000, 0x109F},   {0x1780, 0x17FF},   {0x1E00, 0x1FFF},   {0x200B, 0x206F},
      {0x2010, 0x2027},   {0x20D0, 0x20F0},   {0x2100, 0x218F},   {0x3000, 0x303F},   {0x3040, 0x30FF},
      {0x4E00, 0x4FFF},   {0x4E00, 0x9FFF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFB00, 0xFDFF},
      {0xFE00, 0xFE0F},   {0xFE70, 0xFEFC},   {0xFF00, 0xFFEF},   {0x10000, 0x1FFFF}, {0x1F600, 0x1F64F},
      {0x1D400, 0x1D7FF}, {0x20000, 0x2A6DF}, {0xE0000, 0xE01EF}, {0x0, 0x10FFFF},    {0x0, 0xFFFF},
  };
  static constexpr std::pair<uint32_t, uint32_t> kJoints[] = {
      {0x2019, 0x2019}, {0x2C, 0x2E}, {0x200B, 0x200D}, {0x300, 0x36F}};

  std::mt19937 random_;
};

bool OnBorder(std::string_view text, uint32_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

// The first property that the text breaks, or nothing.
std::string Broken(std::string_view text, const std::vector<Word>& words) {
  uint32_t end = 0;
  for (const Word& word : words) {
    if (word.begin < end || word.end <= word.begin || word.end > text.size()) return "spans rise and are disjoint";
    if (!OnBorder(text, word.begin) || !OnBorder(text, word.end)) return "spans lie on code point borders";
    const std::string normal = NormalizeWord(text.substr(word.begin, word.end - word.begin));
    if (normal.empty()) return "no word is empty";
    if (word.hash != HashWord(normal)) return "the hash is that of the normal form of the slice";
    end = word.end;
  }
  return "";
}

std::string Bytes(std::string_view text) {
  std::string hex;
  for (const char c : text) hex += ToHex(static_cast<unsigned char>(c)).substr(14) + " ";
  return hex;
}

TEST_CASE("The words of random Unicode texts lead back to the original, where each hash comes from") {
  RandomUnicode random(21);
  WordSplitter splitter;
  std::vector<Word> words;
  size_t total = 0;
  for (int i = 0; i < kTexts; ++i) {
    const std::string text = random.Text(60);
    splitter.Split(text, &words);
    total += words.size();
    const std::string broken = Broken(text, words);
    if (!broken.empty()) {
      INFO("bytes: " << Bytes(text));
      REQUIRE(broken == "");
    }
  }
  CHECK(total > kTexts * 4);  // or the texts above hold nothing to test
}

bool Same(const std::vector<Word>& x, const std::vector<Word>& y) {
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Word& a, const Word& b) {
    return a.hash == b.hash && a.begin == b.begin && a.end == b.end;
  });
}

TEST_CASE("The words of random Unicode texts are those that code points and ICU alone give") {
  WordSplitter splitter;
  ReferenceSplitter reference;
  for (const uint32_t most : {40, 300}) {
    RandomUnicode random(25 + most);
    for (int i = 0; i < kTexts; ++i) {
      const std::string text = random.Text(most);
      if (!Same(splitter.Split(text), reference.Split(text))) {
        INFO("bytes: " << Bytes(text));
        REQUIRE(Same(splitter.Split(text), reference.Split(text)));
      }
    }
  }
}

TEST_CASE("The words of random English-like texts are those that code points and ICU alone give") {
  // Letters, digits and the characters that join or nearly join them, so dense that runs of every shape and length
  // come up at every place of a block.
  constexpr std::string_view kPieces[] = {
      "a", "Zq", "7", "42", "'", ".", ",", " ", " ", "-", "é", "’", "­", "ß", "“", "x", "́", "\n", "miscellaneous", "١"};
  std::mt19937 random(26);
  WordSplitter splitter;
  ReferenceSplitter reference;
  for (int i = 0; i < kTexts * 3; ++i) {
    std::string text;
    const size_t kinds = i % 2 == 0 ? std::size(kPieces) : 9;
    for (size_t size = random() % 120; size > 0; --size) text += kPieces[random() % kinds];
    if (!Same(splitter.Split(text), reference.Split(text))) {
      INFO("text: " << text << " bytes: " << Bytes(text));
      REQUIRE(Same(splitter.Split(text), reference.Split(text)));
    }
  }
}

TEST_CASE("Every code point by itself and between letters makes the same words as by ICU alone") {
  WordSplitter splitter;
  ReferenceSplitter reference;
  for (uint32_t c = 1; c < 0x30000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "a";
    AppendUtf8(c, &text);
    text += "b ";
    AppendUtf8(c, &text);
    if (!Same(splitter.Split(text), reference.Split(text))) {
      INFO("code point " << c);
      REQUIRE(Same(splitter.Split(text), reference.Split(text)));
    }
  }
}

TEST_CASE("The normal form of a word of random Unicode is its own normal form") {
  RandomUnicode random(24);
  WordSplitter splitter;
  for (int i = 0; i < kTexts; ++i) {
    const std::string text = random.Text(60);
    for (const Word& word : splitter.Split(text)) {
      const std::string_view slice = std::string_view(text).substr(word.begin, word.end - word.begin);
      const std::string normal = NormalizeWord(slice);
      if (NormalizeWord(normal) != normal) {
        INFO("bytes: " << Bytes(slice) << "normal: " << Bytes(normal) << "again: " << Bytes(NormalizeWord(normal)));
        REQUIRE(NormalizeWord(normal) == normal);
      }
    }
  }
}

TEST_CASE("A word before a text shifts its words and changes none") {
  RandomUnicode random(22);
  WordSplitter splitter;
  std::vector<Word> words, shifted;
  for (int i = 0; i < kTexts; ++i) {
    const std::string text = random.Text(40);
    splitter.Split(text, &words);
    splitter.Split("x " + text, &shifted);
    bool same = shifted.size() == words.size() + 1;
    for (size_t w = 0; same && w < words.size(); ++w) {
      same = shifted[w + 1].hash == words[w].hash && shifted[w + 1].begin == words[w].begin + 2 &&
             shifted[w + 1].end == words[w].end + 2;
    }
    if (!same) {
      INFO("bytes: " << Bytes(text));
      REQUIRE(same);
    }
  }
}

TEST_CASE("A text that ends in a space and another behind it have the words of both") {
  RandomUnicode random(23);
  WordSplitter splitter;
  for (int i = 0; i < kTexts / 3; ++i) {
    const std::string first = random.Text(30) + "\n", second = random.Text(30);
    std::vector<Word> expected = splitter.Split(first);
    for (Word word : splitter.Split(second)) {
      word.begin += static_cast<uint32_t>(first.size());
      word.end += static_cast<uint32_t>(first.size());
      expected.push_back(word);
    }
    const std::vector<Word> got = splitter.Split(first + second);
    bool same = got.size() == expected.size();
    for (size_t w = 0; same && w < got.size(); ++w) {
      same = got[w].hash == expected[w].hash && got[w].begin == expected[w].begin && got[w].end == expected[w].end;
    }
    if (!same) {
      INFO("bytes: " << Bytes(first) << "| " << Bytes(second));
      REQUIRE(same);
    }
  }
}

}  // namespace
}  // namespace wirecopy

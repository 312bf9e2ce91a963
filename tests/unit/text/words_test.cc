#include "wirecopy/text/words.h"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

using testing::WordsOf;
using Strings = std::vector<std::string>;

// The words as they stand in the text.
Strings Slices(std::string_view text) {
  Strings slices;
  for (const Word& word : WordsOf(text)) slices.emplace_back(text.substr(word.begin, word.end - word.begin));
  return slices;
}

std::vector<uint64_t> Hashes(std::string_view text) {
  std::vector<uint64_t> hashes;
  for (const Word& word : WordsOf(text)) hashes.push_back(word.hash);
  return hashes;
}

// Whether each text is one word, and all of them the same one.
bool AllOneWord(const Strings& texts) {
  return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
    return Hashes(text).size() == 1 && Hashes(text) == Hashes(texts[0]);
  });
}

std::string WithoutIgnored(std::string text) {
  for (const std::string_view ignored : {"\u00AD", "\u2060", "\u200D"}) {
    for (size_t at = 0; (at = text.find(ignored)) != std::string::npos;) text.erase(at, ignored.size());
  }
  return text;
}

TEST_CASE("Words are the runs of letters and digits, with their exact places") {
  const std::string_view text = "  The EU's 27 states, e.g. \"Malta\".";
  CHECK(Slices(text) == Strings{"The", "EU's", "27", "states", "e", "g", "Malta"});
  const std::vector<Word> words = WordsOf(text);
  CHECK(words[0].begin == 2);
  CHECK(words[0].end == 5);
  CHECK(words[6].begin == 28);
  CHECK(words[6].end == 33);
}

TEST_CASE("A text without letters and digits has no words") {
  for (const char* text : {"", " ", "\n\t\r\n", "... -- !?", "👍🏽 😀 👨‍👩‍👧", "\u200b\u00ad\ufeff",
                           "€ % § ©", "'", "’’", "،؛؟"}) {
    INFO(text);
    CHECK(WordsOf(text).empty());
  }
}

TEST_CASE("Hyphens and dashes of every kind split words") {
  for (const char* dash : {"-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\uFE58",
                           "\uFE63", "\uFF0D", " - ", "--", "_", "/"}) {
    INFO(dash);
    CHECK(Hashes(std::string("well") + dash + "known") == Hashes("well known"));
    CHECK(Hashes(std::string("2019") + dash + "20") == Hashes("2019 20"));
  }
}

TEST_CASE("Apostrophes between letters join, straight, curly and full width alike") {
  CHECK(AllOneWord({"don't", "don’t", "don‘t", "donʼt", "don＇t", "dont", "DON'T"}));
  CHECK(AllOneWord({"l'AFP", "l’AFP", "lafp"}));
  CHECK(Slices("rock 'n' roll, ‘quoted’ dogs' 'tis") == Strings{"rock", "n", "roll", "quoted", "dogs", "tis"});
  CHECK(Slices("it''s") == Strings{"it", "s"});
  CHECK(Slices("1'000") == Strings{"1", "000"});
}

TEST_CASE("Separators between digits vanish, everywhere else they split") {
  CHECK(AllOneWord({"1,100", "1.100", "1100"}));
  CHECK(AllOneWord({"1,234,567.89", "1.234.567,89", "123456789"}));
  CHECK(AllOneWord({"١٬١٠٠", "١٫١٠٠", "١,١٠٠", "١١٠٠"}));
  CHECK(Slices("In 1990, 20. And 3,b a.4 5,,6 7.") ==
        Strings{"In", "1990", "20", "And", "3", "b", "a", "4", "5", "6", "7"});
  CHECK(Slices("U.S.") == Strings{"U", "S"});
}

TEST_CASE("Letters and digits stay together") {
  CHECK(Slices("3rd 10km COVID19 F16s") == Strings{"3rd", "10km", "COVID19", "F16s"});
}

TEST_CASE("Soft hyphens, zero-width characters and bidirectional controls vanish inside a word") {
  for (const char* ignored : {"\u00AD", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u200E", "\u200F", "\u202A",
                              "\u202C", "\u2066", "\u2069", "\u061C", "\U000E0061"}) {
    INFO(ignored);
    CHECK(AllOneWord({std::string("minis") + ignored + "ter", "minister"}));
    CHECK(AllOneWord({std::string(ignored) + "minister" + ignored, "minister"}));
    CHECK(AllOneWord({std::string("1") + ignored + ",100", "1100"}));
  }
  CHECK(Slices("\u00AD minister\u00AD ") == Strings{"minister"});
}

TEST_CASE("An ignored character does not hide what stands behind an apostrophe or a separator") {
  CHECK(AllOneWord({"don't", "don'\u200Bt", "don\u00AD’\u00ADt"}));
  CHECK(AllOneWord({"1,100", "1,\u200F100", "1\u2066,\u2069100"}));
}

TEST_CASE("Letter case does not matter, in every script") {
  CHECK(AllOneWord({"Straße", "STRASSE", "strasse", "STRAẞE"}));
  CHECK(AllOneWord({"ΌΣΟΣ", "όσος", "όσοσ"}));
  CHECK(AllOneWord({"Москва", "МОСКВА", "москва"}));
  CHECK(AllOneWord({"İSTANBUL", "İstanbul", "i\u0307stanbul"}));
  CHECK_FALSE(AllOneWord({"İstanbul", "ıstanbul"}));
  CHECK_FALSE(AllOneWord({"ılık", "ilik"}));
}

TEST_CASE("Compatibility forms are the same word: full width, ligatures, presentation forms") {
  CHECK(AllOneWord({"ＡＦＰ", "AFP"}));
  CHECK(AllOneWord({"２０２０", "2020"}));
  CHECK(AllOneWord({"ﬁnance", "finance"}));
  CHECK(AllOneWord({"oﬃce", "office"}));
  CHECK(AllOneWord({"ｶﾞ", "ガ"}));
  CHECK(AllOneWord({"ﺳﻼﻡ", "سلام"}));
  CHECK(AllOneWord({"ŉ", "'n"}));
}

TEST_CASE("Combining marks belong to their word and compose") {
  CHECK(AllOneWord({"café", "cafe\u0301", "CAFE\u0301"}));
  CHECK(AllOneWord({"Ệ", "E\u0323\u0302", "e\u0302\u0323", "Ê\u0323"}));
  CHECK_FALSE(AllOneWord({"café", "cafe"}));
  CHECK(AllOneWord({"café's", "cafe\u0301's", "cafe\u0301’s"}));
  CHECK(AllOneWord({"हिन्दी"}));
  CHECK(Slices("cafe\u0301 noir") == Strings{"cafe\u0301", "noir"});
  CHECK(Slices("हिन्दी में समाचार") == Strings{"हिन्दी", "में", "समाचार"});
}

TEST_CASE("Arabic, Russian, Korean and Vietnamese are divided at spaces and punctuation") {
  CHECK(Slices("قال المتحدث، يوم الاثنين؟") == Strings{"قال", "المتحدث", "يوم", "الاثنين"});
  CHECK(Slices("Президент заявил: «да».") == Strings{"Президент", "заявил", "да"});
  CHECK(Slices("대통령은 말했다.") == Strings{"대통령은", "말했다"});
  CHECK(Slices("Thủ tướng") == Strings{"Thủ", "tướng"});
  CHECK(AllOneWord({"می\u200Cخواهم", "میخواهم"}));
}

TEST_CASE("Chinese, Japanese and Thai are divided into words") {
  CHECK(Slices("中国人民") == Strings{"中国", "人民"});
  CHECK(Slices("東京都知事は記者会見で") == Strings{"東京", "都知事", "は", "記者", "会見", "で"});
  CHECK(Slices("ประเทศไทยเป็นประเทศ") == Strings{"ประเทศไทย", "เป็น", "ประเทศ"});
  CHECK(Slices("カタカナ") == Strings{"カタカナ"});
  for (const char* text : {"ປະເທດລາວມີຫຼາຍແຂວງ", "ប្រទេសកម្ពុជាមានខេត្តច្រើន", "မြန်မာနိုင်ငံတွင်မြို့များရှိသည်"}) {
    INFO(text);
    CHECK(Slices(text).size() >= 3);
  }
}

TEST_CASE("A Chinese, Japanese or Thai text is divided without a gap") {
  for (const std::string text : {"国务院总理在北京会见了来访的外国代表团", "首相は国会で新しい法案について説明した",
                                 "นายกรัฐมนตรีกล่าวในการแถลงข่าวที่กรุงเทพ", "人々は時々々"}) {
    std::string joined;
    for (const std::string& slice : Slices(text)) joined += slice;
    CHECK(joined == text);
    CHECK(Slices(text).size() >= 2);
  }
}

TEST_CASE("Scripts without spaces are parted from others beside them") {
  CHECK(Slices("在2024年AFP说") == Strings{"在", "2024", "年", "AFP", "说"});
  CHECK(Slices("ไทย123") == Strings{"ไทย", "123"});
  CHECK(Slices("漢字abcかな") == Strings{"漢字", "abc", "かな"});
  CHECK(Slices("中国，北京。") == Strings{"中国", "北京"});
}

TEST_CASE("Ignored characters inside a Chinese, Japanese or Thai text do not change its words") {
  for (const std::string text : {"中\u00AD国人民", "中国\u2060人民", "中\u200D国人\u2060民",
                                 "東\u2060京都知事は記\u00AD者会見で", "ประ\u00ADเทศไทย"}) {
    INFO(text);
    CHECK(Hashes(text) == Hashes(WithoutIgnored(text)));
  }
}

TEST_CASE("Unlike words have unlike hashes") {
  std::vector<uint64_t> hashes;
  for (uint32_t i = 0; i < 20'000; ++i) hashes.push_back(Hashes(testing::WordOf(i))[0]);
  std::sort(hashes.begin(), hashes.end());
  CHECK(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
}

TEST_CASE("A word's hash is that of its normal form, which is lower case without anything but letters and digits") {
  CHECK(NormalizeWord("Don’t") == "dont");
  CHECK(NormalizeWord("1,100") == "1100");
  CHECK(NormalizeWord("ＳＴＲＡẞＥ") == "strasse");
  CHECK(NormalizeWord("cafe\u0301") == "café");
  CHECK(NormalizeWord("mini\u00ADster") == "minister");
  CHECK(NormalizeWord("").empty());
  CHECK(NormalizeWord("-!").empty());
  CHECK(Hashes("Don’t") == std::vector<uint64_t>{HashWord("dont")});
}

TEST_CASE("The normal form of a normal form is itself also where leaving a character out brings others together") {
  // A Hangul consonant and vowel; a letter and its accent beside a control that NFKC case folding keeps (U+0600); a
  // mark and an isolated form (U+FE78), which folds to a space and a mark that belongs before the first.
  for (const char* word : {"\u1100'\u1161", "a\u0600\u0301", "\u0650\uFE78"}) {
    const std::string once = NormalizeWord(word);
    INFO(word);
    CHECK(NormalizeWord(once) == once);
  }
}

TEST_CASE("Splitting replaces what the vector held, and a splitter can be used again and again") {
  WordSplitter splitter;
  std::vector<Word> words(7);
  for (int i = 0; i < 3; ++i) {
    splitter.Split("two words", &words);
    CHECK(words.size() == 2);
    splitter.Split("东京 and ประเทศไทย", &words);
    CHECK(words.size() == 3);
    splitter.Split("", &words);
    CHECK(words.empty());
  }
}

// For ASCII the rule in its plainest form: a character belongs to a word when it is a letter or a digit, or an
// apostrophe right between two letters, or a separator right between two digits.
std::vector<std::pair<size_t, size_t>> PlainWords(const std::string& text) {
  const auto letter = [&](size_t i) {
    return i < text.size() && std::isalpha(static_cast<unsigned char>(text[i])) != 0;
  };
  const auto digit = [&](size_t i) {
    return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
  };
  const auto inside = [&](size_t i) {
    if (letter(i) || digit(i)) return true;
    if (i == 0) return false;
    if (text[i] == '\'') return letter(i - 1) && letter(i + 1);
    return (text[i] == '.' || text[i] == ',') && digit(i - 1) && digit(i + 1);
  };
  std::vector<std::pair<size_t, size_t>> words;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!inside(i)) continue;
    const size_t begin = i;
    while (i < text.size() && inside(i)) ++i;
    words.emplace_back(begin, i);
  }
  return words;
}

TEST_CASE("On random ASCII texts the words are those of the plain rule") {
  std::mt19937 random(11);
  constexpr std::string_view kLetters = "abZ019'.,- \n";
  for (int trial = 0; trial < 5000; ++trial) {
    std::string text;
    for (size_t size = random() % 25; text.size() < size;) text += kLetters[random() % kLetters.size()];
    std::vector<std::pair<size_t, size_t>> got;
    for (const Word& word : WordsOf(text)) got.emplace_back(word.begin, word.end);
    if (got != PlainWords(text)) {
      INFO(text);
      REQUIRE(got == PlainWords(text));
    }
  }
}

}  // namespace
}  // namespace wirecopy

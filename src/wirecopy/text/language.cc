#include "wirecopy/text/language.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "absl/container/flat_hash_map.h"

namespace wirecopy {
namespace {

struct FunctionWords {
  std::string_view language;
  std::string_view words;
};

constexpr std::array<FunctionWords, 10> kFunctionWords = {{
    {"en", "the of and to in that was for with on said from"},
    {"id", "yang dan di dengan untuk pada dari ini itu dalam tidak akan bahwa"},
    {"es", "el la los que en del por con para una las se"},
    {"de", "der die und das den von mit ist im nicht ein auf"},
    {"fr", "le les des et est dans que pour une du qui sur"},
    {"pt", "o os que do da em para com uma não no na"},
    {"it", "il di che la per un del della con sono nel una"},
    {"nl", "de het een van en dat in op te voor met zijn"},
    {"tr", "ve bir bu için ile olarak da de olan daha çok sonra"},
    {"ms", "yang dan di dengan untuk pada daripada ini itu dalam tidak akan bahawa beliau"},
}};

constexpr size_t kSampleWords = 400;
constexpr int kLeastHits = 2;

// For each function word, by hash, the languages that have it: bit i stands for row i of the table.
const absl::flat_hash_map<uint64_t, uint32_t>& LanguagesOfWords() {
  static const auto* const kLanguages = [] {
    auto* languages = new absl::flat_hash_map<uint64_t, uint32_t>;
    WordSplitter splitter;
    for (size_t i = 0; i < kFunctionWords.size(); ++i) {
      for (const Word& word : splitter.Split(kFunctionWords[i].words)) (*languages)[word.hash] |= 1u << i;
    }
    return languages;
  }();
  return *kLanguages;
}

std::string_view ByScript(std::string_view text) {
  int letters = 0, cyrillic = 0, arabic = 0, kana = 0, han = 0, hangul = 0, thai = 0;
  for (size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), at, c);
    if (!u_isalpha(c)) continue;
    ++letters;
    if (c < 0x250) continue;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
      case USCRIPT_CYRILLIC:
        ++cyrillic;
        break;
      case USCRIPT_ARABIC:
        ++arabic;
        break;
      case USCRIPT_HIRAGANA:
      case USCRIPT_KATAKANA:
        ++kana;
        break;
      case USCRIPT_HAN:
        ++han;
        break;
      case USCRIPT_HANGUL:
        ++hangul;
        break;
      case USCRIPT_THAI:
        ++thai;
        break;
      default:
        break;
    }
  }
  const auto most = [&](int count) { return 2 * count > letters; };
  if (most(cyrillic)) return "ru";
  if (most(arabic)) return "ar";
  if (most(hangul)) return "ko";
  if (most(thai)) return "th";
  if (kana > 0 && most(kana + han)) return "ja";
  if (most(han)) return "zh";
  return "";
}

std::string_view ByFunctionWords(std::span<const Word> words) {
  std::array<int, kFunctionWords.size()> hits{};
  for (const Word& word : words) {
    const auto found = LanguagesOfWords().find(word.hash);
    if (found == LanguagesOfWords().end()) continue;
    for (size_t i = 0; i < hits.size(); ++i) hits[i] += static_cast<int>(found->second >> i & 1);
  }
  const auto best = std::max_element(hits.begin(), hits.end());
  return *best < kLeastHits ? "und" : kFunctionWords[static_cast<size_t>(best - hits.begin())].language;
}

}  // namespace

std::string_view GuessLanguage(std::string_view text, std::span<const Word> words) {
  if (words.empty()) return "und";
  words = words.first(std::min(words.size(), kSampleWords));
  const std::string_view language = ByScript(text.substr(words.front().begin, words.back().end - words.front().begin));
  return language.empty() ? ByFunctionWords(words) : language;
}

}  // namespace wirecopy

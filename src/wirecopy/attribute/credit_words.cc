#include "wirecopy/attribute/credit_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "wirecopy/text/characters.h"

namespace wirecopy {
namespace {

// Bytes that an apostrophe can begin with: ASCII, and the lead bytes of U+02BC, U+2018 and U+2019, U+FF07.
bool MayBeApostrophe(char c) { return c == '\'' || c == '\xCA' || c == '\xE2' || c == '\xEF'; }

// Adds the letters between `begin` and `end` as a word.
void AddPart(std::string_view text, uint32_t begin, uint32_t end, std::vector<Word>* parts) {
  const std::string normal = NormalizeWord(text.substr(begin, end - begin));
  if (!normal.empty()) parts->push_back({HashWord(normal), begin, end});
}

void SplitWord(std::string_view text, const Word& word, std::vector<Word>* parts) {
  uint32_t begin = word.begin;
  for (size_t at = word.begin; at < word.end;) {
    const auto here = static_cast<uint32_t>(at);
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), at, c);
    if (KindOf(static_cast<char32_t>(c)) != CharacterKind::kApostrophe) continue;
    AddPart(text, begin, here, parts);
    begin = static_cast<uint32_t>(at);
  }
  if (begin == word.begin) {
    parts->push_back(word);
  } else {
    AddPart(text, begin, word.end, parts);
  }
}

}  // namespace

std::vector<Word> SplitAtApostrophes(std::string_view text, const std::vector<Word>& words) {
  std::vector<Word> parts;
  parts.reserve(words.size() + words.size() / 16);
  for (const Word& word : words) {
    const std::string_view letters = text.substr(word.begin, word.end - word.begin);
    if (std::any_of(letters.begin(), letters.end(), MayBeApostrophe)) {
      SplitWord(text, word, &parts);
    } else {
      parts.push_back(word);
    }
  }
  return parts;
}

std::vector<Word> SplitPhrase(std::string_view text) {
  thread_local WordSplitter splitter;  // costs more to make than all phrases to split
  return SplitAtApostrophes(text, splitter.Split(text));
}

bool JoinedByApostrophe(std::string_view text, const Word& left, const Word& right) {
  if (left.end >= right.begin) return false;
  size_t at = left.end;
  UChar32 c = 0;
  U8_NEXT_UNSAFE(text.data(), at, c);
  return at == right.begin && KindOf(static_cast<char32_t>(c)) == CharacterKind::kApostrophe;
}

bool IsCapitalised(std::string_view text, const Word& word) {
  size_t at = word.begin;
  UChar32 c = 0;
  U8_NEXT_UNSAFE(text.data(), at, c);
  return !u_islower(c) && !u_isdigit(c);
}

bool IsTitleCase(std::string_view word) {
  size_t at = 0;
  UChar32 c = 0;
  U8_NEXT_UNSAFE(word.data(), at, c);
  if (!u_isupper(c) || at >= word.size()) return false;
  U8_NEXT_UNSAFE(word.data(), at, c);
  return u_islower(c);
}

bool InOneSentence(std::string_view text, const std::vector<Word>& words, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; ++i) {
    const std::string_view between = text.substr(words[i].end, words[i + 1].begin - words[i].end);
    if (between.find('\n') != std::string_view::npos) return false;
    const size_t stop = between.find_first_of(".!?");
    const bool initial = words[i].end - words[i].begin == 1;  // "Jane P. Roe"
    if (stop == std::string_view::npos || (initial && between[stop] == '.')) continue;
    if (between.size() > stop + 1 && IsCapitalised(text, words[i + 1])) return false;
  }
  return true;
}

}  // namespace wirecopy

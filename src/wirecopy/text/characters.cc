#include "wirecopy/text/characters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "wirecopy/base/check.h"

namespace wirecopy {
namespace {

constexpr bool Within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Scripts that are written without spaces between words.
bool IsUnspaced(char32_t c) {
  return Within(c, 0x0E00, 0x0EFF) || Within(c, 0x1000, 0x109F) || Within(c, 0x1780, 0x17FF) || c == 0x3005 ||
         Within(c, 0x3040, 0x30FF) || Within(c, 0x3400, 0x4DBF) || Within(c, 0x4E00, 0x9FFF) ||
         Within(c, 0xF900, 0xFAFF) || Within(c, 0xFF66, 0xFF9F) || Within(c, 0x20000, 0x3FFFF);
}

bool IsKept(char32_t c) {
  const CharacterKind kind = KindOf(c);
  return kind == CharacterKind::kLetter || kind == CharacterKind::kDigit || kind == CharacterKind::kMark ||
         kind == CharacterKind::kUnspaced;
}

const icu::Normalizer2& Folding() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  WIRECOPY_CHECK(U_SUCCESS(error));
  return *folding;
}

icu::UnicodeString OnlyLetters(const icu::UnicodeString& text) {
  icu::UnicodeString letters;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (IsKept(static_cast<char32_t>(c))) letters.append(c);
  }
  return letters;
}

icu::UnicodeString FoldLetters(const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  return OnlyLetters(Folding().normalize(text, error));
}

// Leaving characters out can bring others together that compose or change their order, so the first result is folded
// once more: then it is its own normal form.
icu::UnicodeString NormalForm(const icu::UnicodeString& word) { return FoldLetters(FoldLetters(OnlyLetters(word))); }

// Without the marks of a letter behind the thirtieth, as the Stream-Safe Text Format has it (Unicode Annex 15): to put
// marks into their order takes the square of their number.
icu::UnicodeString WithFewMarks(const icu::UnicodeString& word) {
  constexpr int kMostMarks = 30;
  icu::UnicodeString kept;
  int marks = 0;
  for (int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
    const UChar32 c = word.char32At(i);
    marks = u_getCombiningClass(c) == 0 ? 0 : marks + 1;
    if (marks <= kMostMarks) kept.append(c);
  }
  return kept;
}

// Whether no character before it can change what the normalizer makes of any of `text`.
bool StandsAlone(const icu::UnicodeString& text) {
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    if (!Folding().hasBoundaryBefore(text.char32At(i))) return false;
  }
  return true;
}

}  // namespace

CharacterKind KindOf(char32_t c) {
  switch (c) {
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0xFF07:
      return CharacterKind::kApostrophe;
    case '.':
    case ',':
    case 0x066B:
    case 0x066C:
      return CharacterKind::kDigitSeparator;
    default:
      break;
  }
  const auto point = static_cast<UChar32>(c);
  const auto type = u_charType(point);
  if (type == U_FORMAT_CHAR) return CharacterKind::kIgnored;
  if (type == U_DECIMAL_DIGIT_NUMBER) return CharacterKind::kDigit;
  const bool mark = type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK;
  if ((mark || u_isalpha(point)) && IsUnspaced(c)) return CharacterKind::kUnspaced;
  if (mark) return CharacterKind::kMark;
  return u_isalpha(point) ? CharacterKind::kLetter : CharacterKind::kOther;
}

bool BeginsWithCapital(std::string_view word) {
  UChar32 c = 0;
  size_t at = 0;
  U8_NEXT_UNSAFE(word.data(), at, c);
  return u_isupper(c) || u_istitle(c);
}

std::unique_ptr<CharacterTable::Page> CharacterTable::MakePage(char32_t first) {
  auto page = std::make_unique<Page>();
  for (char32_t c = first; c < first + kPageSize; ++c) {
    Entry& entry = (*page)[c - first];
    entry.kind = KindOf(c);
    if (!IsKept(c)) continue;
    const icu::UnicodeString one(static_cast<UChar32>(c)), folded = NormalForm(one);
    std::string bytes;
    folded.toUTF8String(bytes);
    const bool alone = FoldLetters(one) == folded && StandsAlone(one) && StandsAlone(folded);
    if (!alone || bytes.size() > entry.folded.size()) continue;
    entry.size = static_cast<uint8_t>(bytes.copy(entry.folded.data(), bytes.size()));
  }
  return page;
}

void AppendNormalForm(std::string_view word, std::string* out) {
  const auto whole = icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())});
  NormalForm(WithFewMarks(whole)).toUTF8String(*out);
}

}  // namespace wirecopy

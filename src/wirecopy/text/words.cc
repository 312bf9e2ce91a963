#include "wirecopy/text/words.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <array>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

enum class Kind : uint8_t { kOther, kLetter, kDigit, kMark, kIgnored, kApostrophe, kDigitSeparator, kUnspaced };

constexpr bool Within(UChar32 c, UChar32 first, UChar32 last) { return c >= first && c <= last; }

// Scripts that are written without spaces between words.
bool IsUnspaced(UChar32 c) {
  return Within(c, 0x0E00, 0x0EFF) || Within(c, 0x1000, 0x109F) || Within(c, 0x1780, 0x17FF) || c == 0x3005 ||
         Within(c, 0x3040, 0x30FF) || Within(c, 0x3400, 0x4DBF) || Within(c, 0x4E00, 0x9FFF) ||
         Within(c, 0xF900, 0xFAFF) || Within(c, 0xFF66, 0xFF9F) || Within(c, 0x20000, 0x3FFFF);
}

Kind KindOf(UChar32 c) {
  switch (c) {
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0xFF07:
      return Kind::kApostrophe;
    case '.':
    case ',':
    case 0x066B:
    case 0x066C:
      return Kind::kDigitSeparator;
    default:
      break;
  }
  const auto type = u_charType(c);
  if (type == U_FORMAT_CHAR) return Kind::kIgnored;
  if (type == U_DECIMAL_DIGIT_NUMBER) return Kind::kDigit;
  const bool mark = type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK;
  if ((mark || u_isalpha(c)) && IsUnspaced(c)) return Kind::kUnspaced;
  if (mark) return Kind::kMark;
  return u_isalpha(c) ? Kind::kLetter : Kind::kOther;
}

const std::array<Kind, 128>& AsciiKinds() {
  static const std::array<Kind, 128> kinds = [] {
    std::array<Kind, 128> table{};
    for (UChar32 c = 0; c < 128; ++c) table[c] = KindOf(c);
    return table;
  }();
  return kinds;
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
    const Kind kind = KindOf(c);
    const bool kept = kind == Kind::kLetter || kind == Kind::kDigit || kind == Kind::kMark || kind == Kind::kUnspaced;
    if (kept) letters.append(c);
  }
  return letters;
}

// Into `out`, whose memory is used again from word to word.
void Normalize(std::string_view word, std::string* out) {
  out->clear();
  if (IsAscii(word)) {
    for (const char c : word) {
      if (c >= 'A' && c <= 'Z') {
        out->push_back(static_cast<char>(c + ('a' - 'A')));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        out->push_back(c);
      }
    }
    return;
  }
  // Leaving characters out can bring others together that compose or change their order, so the first result is
  // folded once more: then it is its own normal form.
  icu::UnicodeString letters =
      OnlyLetters(icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())}));
  for (int round = 0; round < 2; ++round) {
    UErrorCode error = U_ZERO_ERROR;
    letters = OnlyLetters(Folding().normalize(letters, error));
  }
  letters.toUTF8String(*out);
}

struct CodePoint {
  Kind kind;
  uint32_t begin;
  uint32_t end;
};

// `text` is valid, so no decoding error can happen.
CodePoint Decode(std::string_view text, uint32_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {AsciiKinds()[first], at, at + 1};
  size_t next = at;
  UChar32 c = 0;
  U8_NEXT_UNSAFE(text.data(), next, c);
  return {KindOf(c), at, static_cast<uint32_t>(next)};
}

}  // namespace

class WordSplitter::Impl {
 public:
  Impl() {
    UErrorCode error = U_ZERO_ERROR;
    breaks_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    WIRECOPY_CHECK(U_SUCCESS(error));
  }

  void Split(std::string_view text, std::vector<Word>* words) {
    text_ = text;
    words_ = words;
    words_->clear();
    uint32_t at = 0;
    while (at < text.size()) {
      const CodePoint c = Decode(text, at);
      if (c.kind == Kind::kUnspaced) {
        at = SplitUnspaced(at);
      } else if (c.kind == Kind::kLetter || c.kind == Kind::kDigit || c.kind == Kind::kMark) {
        at = SplitSpaced(at);
      } else {
        at = c.end;
      }
    }
  }

 private:
  // Whether `c` stands inside one word behind a `last`: don't, l'AFP; 1,100.
  bool Joins(const CodePoint& c, Kind last) const {
    if (c.kind == Kind::kApostrophe) return last == Kind::kLetter && NextKind(c.end) == Kind::kLetter;
    return c.kind == Kind::kDigitSeparator && last == Kind::kDigit && NextKind(c.end) == Kind::kDigit;
  }

  // From the first letter at `begin` to where the word ends; returns the place to go on from.
  uint32_t SplitSpaced(uint32_t begin) {
    uint32_t end = begin;  // behind the last letter, digit or mark so far
    Kind last = Kind::kOther;
    uint32_t at = begin;
    while (at < text_.size()) {
      const CodePoint c = Decode(text_, at);
      if (c.kind == Kind::kLetter || c.kind == Kind::kDigit || c.kind == Kind::kMark) {
        end = c.end;
        if (c.kind != Kind::kMark) last = c.kind;
      } else if (c.kind != Kind::kIgnored && !Joins(c, last)) {
        break;
      }
      at = c.end;
    }
    Add(begin, end);
    return at;
  }

  // The run of unspaced letters from `begin` on, divided by the dictionaries. They see it without ignored characters.
  uint32_t SplitUnspaced(uint32_t begin) {
    uint32_t end = begin;
    run_.clear();
    origins_.clear();
    for (uint32_t at = begin; at < text_.size();) {
      const CodePoint c = Decode(text_, at);
      if (c.kind != Kind::kUnspaced && c.kind != Kind::kIgnored && c.kind != Kind::kMark) break;
      if (c.kind == Kind::kUnspaced) end = c.end;
      if (c.kind != Kind::kIgnored) {
        for (uint32_t byte = c.begin; byte < c.end; ++byte) {
          run_.push_back(text_[byte]);
          origins_.push_back(byte);
        }
      }
      at = c.end;
    }
    while (!origins_.empty() && origins_.back() >= end) {
      origins_.pop_back();
      run_.pop_back();
    }
    UErrorCode error = U_ZERO_ERROR;
    UText bytes = UTEXT_INITIALIZER;
    utext_openUTF8(&bytes, run_.data(), static_cast<int64_t>(run_.size()), &error);
    breaks_->setText(&bytes, error);
    WIRECOPY_CHECK(U_SUCCESS(error));
    size_t from = 0;
    for (int32_t to = breaks_->next(); to != icu::BreakIterator::DONE; to = breaks_->next()) {
      Add(origins_[from], origins_[static_cast<size_t>(to) - 1] + 1);
      from = static_cast<size_t>(to);
    }
    utext_close(&bytes);
    return end;
  }

  void Add(uint32_t begin, uint32_t end) {
    Normalize(text_.substr(begin, end - begin), &normal_);
    if (!normal_.empty()) words_->push_back({HashBytes(normal_), begin, end});
  }

  // Of the first character from `at` on that is not ignored.
  Kind NextKind(uint32_t at) const {
    while (at < text_.size()) {
      const CodePoint c = Decode(text_, at);
      if (c.kind != Kind::kIgnored) return c.kind;
      at = c.end;
    }
    return Kind::kOther;
  }

  std::unique_ptr<icu::BreakIterator> breaks_;
  std::string_view text_;
  std::vector<Word>* words_ = nullptr;
  std::string normal_;
  std::string run_;                // of unspaced letters, and
  std::vector<uint32_t> origins_;  // where each of its bytes stands in the text
};

WordSplitter::WordSplitter() : impl_(std::make_unique<Impl>()) {}
WordSplitter::~WordSplitter() = default;

void WordSplitter::Split(std::string_view text, std::vector<Word>* words) { impl_->Split(text, words); }

std::vector<Word> WordSplitter::Split(std::string_view text) {
  std::vector<Word> words;
  impl_->Split(text, &words);
  return words;
}

std::string NormalizeWord(std::string_view word) {
  std::string out;
  Normalize(word, &out);
  return out;
}

}  // namespace wirecopy

#include "wirecopy/attribute/credit_places.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "wirecopy/attribute/line_forms.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr uint32_t kBracketBytes = 120;
constexpr uint32_t kTailWords = 12;
constexpr uint32_t kHeadBytes = 90;
constexpr size_t kExcerptBytes = 16;  // of a colon, blank lines and a quotation mark
constexpr uint32_t kStoryBytes = 30;  // behind a dateline at least

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBrackets = {
    {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}}};

bool Holds(std::string_view text, std::string_view marks) {
  return text.find_first_of(marks) != std::string_view::npos;
}

bool EndsSentenceBefore(std::string_view text) {
  const Span trimmed = Trim(text, {0, static_cast<uint32_t>(text.size())});
  const std::string_view rest = text.substr(0, trimmed.end);
  if (rest.empty()) return true;
  return EndsSentence(rest) || rest.ends_with(')') || rest.ends_with("»") || rest.ends_with("’") || rest.ends_with('*');
}

// What is left behind white space and the ASCII marks in `marks`.
std::string_view Behind(std::string_view text, std::string_view marks) {
  while (!text.empty()) {
    const Span trimmed = Trim(text, {0, static_cast<uint32_t>(text.size())});
    const bool mark = !trimmed.empty() && marks.find(text[trimmed.begin]) != std::string_view::npos;
    text.remove_prefix(trimmed.empty() ? text.size() : trimmed.begin + (mark ? 1 : 0));
    if (!mark) break;
  }
  return text;
}

bool StartsWithDash(std::string_view text) {
  for (const std::string_view dash : {"-", "_", "–", "—", "―", "－"}) {
    if (text.starts_with(dash)) return true;
  }
  return false;
}

// A dash, behind a stop or a comma at most.
bool BeginsWithDash(std::string_view text) { return StartsWithDash(Behind(text, ".,:")); }

struct Bracketed {
  Span inside;
  Span whole;
};

class Reader {
 public:
  Reader(const CreditText& text, const Mention& mention) : text_(text), mention_(mention) {}

  std::optional<PlaceCredit> Read(bool in_list) const {
    const Span bytes = text_.Bytes(mention_.words);
    if (IntroducesAnExcerpt(bytes)) return PlaceCredit{CreditKind::kAttributionInText, false, mention_.words};
    if (const std::optional<Bracketed> bracket = Bracket(bytes)) {
      std::optional<PlaceCredit> credit = ReadStretch(text_, mention_, bracket->inside, Place::kBracket);
      // "ROMA, 3 MAR (AdnKronos/Labitalia) -": what stands behind the slash is a desk and no photographer.
      if (credit && bracket->inside.begin == bytes.begin && credit->words == mention_.words &&
          OpensStory(bracket->whole)) {
        credit->kind = CreditKind::kCreditLine;
      }
      if (credit && (credit->kind == CreditKind::kPhotoCredit || InPlace(bracket->whole))) return credit;
    }
    if (!in_list && BehindCopyright(bytes)) return PlaceCredit{CreditKind::kCreditLine, false, mention_.words};
    if (SlashedAlone(bytes) || BeforeDate(bytes)) return PlaceCredit{CreditKind::kCreditLine, false, mention_.words};
    if (in_list) return std::nullopt;
    const Span line = text_.LineAround(bytes);
    if (!line.empty()) {
      if (std::optional<PlaceCredit> credit = ReadStretch(text_, mention_, line, Place::kLine)) return credit;
    }
    if (std::optional<PlaceCredit> credit = InTail(bytes)) return credit;
    return InHead(bytes);
  }

 private:
  std::string_view At(Span bytes) const { return text_.text.substr(bytes.begin, bytes.size()); }

  // The nearest bracket around.
  std::optional<Bracketed> Bracket(Span bytes) const {
    const uint32_t from = bytes.begin > kBracketBytes ? bytes.begin - kBracketBytes : 0;
    const std::string_view before = text_.text.substr(from, bytes.begin - from);
    const std::string_view behind = text_.text.substr(bytes.end, kBracketBytes);
    for (const auto& [open, close] : kBrackets) {
      const size_t open_at = before.rfind(open), close_at = behind.find(close);
      if (open_at == std::string_view::npos || close_at == std::string_view::npos) continue;
      const size_t closed = before.rfind(close), opened = behind.find(open);
      if ((closed != std::string_view::npos && closed > open_at) || opened < close_at) continue;
      const Span inside{from + static_cast<uint32_t>(open_at + open.size()),
                        bytes.end + static_cast<uint32_t>(close_at)};
      const Span whole{inside.begin - static_cast<uint32_t>(open.size()),
                       inside.end + static_cast<uint32_t>(close.size())};
      if (At(inside).find('\n') == std::string_view::npos) return Bracketed{inside, whole};
    }
    return std::nullopt;
  }

  // A bracket credits where a reader expects it: at the head of a line before a dash or a stop, or behind a sentence,
  // or at the end of a line. An abbreviation in the middle of a sentence explains a word of it.
  bool InPlace(Span whole) const {
    const std::string_view before = HeadOfLine(whole.begin), behind = TailOfLine(whole.end);
    const std::string_view rest = Behind(behind, ".,;*");
    const bool head = before.size() <= kHeadBytes;
    if (Behind(before, "*").empty() || (head && BeginsWithDash(behind) && !mention_.is_small)) return true;
    const bool begins_sentence = !rest.empty() && !BeginsSmall(rest);
    if (head && begins_sentence && !mention_.is_weak && IsPlaceName(before)) return true;
    const bool sentence = EndsSentenceBefore(before);
    if (rest.empty() || rest.starts_with('(') || rest.starts_with('[')) {
      if (sentence || !mention_.is_weak) return true;
      const std::string_view place = BehindLastSentence(before);  // "İSTANBUL (AA)", "... çıkardı. - İSTANBUL (DHA)"
      return IsPlaceName(place) && HasNoSmall(place);
    }
    return sentence && !mention_.is_weak && begins_sentence;
  }

  // Without the dash that opens it.
  static std::string_view BehindLastSentence(std::string_view text) {
    for (const std::string_view dash : {". - ", ". – ", ". — "}) {
      const size_t at = text.rfind(dash);
      if (at != std::string_view::npos) return text.substr(at + dash.size());
    }
    return text;
  }

  // Behind a place at the head of a line, and before a dash and more.
  bool OpensStory(Span whole) const {
    const std::string_view before = HeadOfLine(whole.begin), behind = TailOfLine(whole.end);
    return before.size() > 1 && before.size() <= kHeadBytes && IsPlaceName(before) && BeginsWithDash(behind) &&
           behind.size() > kStoryBytes;
  }

  // "ROMA, 14 MAR", "New York": a few words, all with a capital but for the month.
  bool IsPlaceName(std::string_view head) const {
    const auto spaces = std::count(head.begin(), head.end(), ' ');
    if (spaces > 5 || BeginsSmall(head)) return false;
    const bool dated = Holds(head, "0123456789");
    bool capitals = true;
    for (size_t at = head.find(' '); at != std::string_view::npos; at = head.find(' ', at + 1)) {
      capitals = capitals && !BeginsSmall(head.substr(at + 1));
    }
    return dated || (capitals && spaces <= 4);
  }

  std::string_view HeadOfLine(uint32_t to) const {
    uint32_t from = to > kCreditLineBytes ? to - kCreditLineBytes : 0;
    while (from < to && (static_cast<unsigned char>(text_.text[from]) & 0xC0) == 0x80) ++from;
    const std::string_view before = text_.text.substr(from, to - from);
    const size_t line = before.rfind('\n');
    return line == std::string_view::npos ? before : before.substr(line + 1);
  }

  std::string_view TailOfLine(uint32_t from) const {
    const std::string_view behind = text_.text.substr(std::min<size_t>(from, text_.text.size()), kCreditLineBytes);
    return behind.substr(0, behind.find('\n'));
  }

  // "©2024 Bloomberg L.P. Visit ...", "Copyright 2018 The Associated Press."; not "© AFP / Jane Roe".
  bool BehindCopyright(Span bytes) const {
    static const RE2 notice(R"((?i)(?:©|\(c\)|\bcopyright)[\s©]*(?:\(?\d{4}\)?)?\s*(?:by\s+)?(?:the\s*)?$)");
    const std::string_view before = HeadOfLine(bytes.begin);
    const bool abbreviation = mention_.is_weak && mention_.words.size() == 1;
    if (abbreviation || !RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), notice)) return false;
    const std::string_view behind = TailOfLine(bytes.end);
    static const RE2 photographer(R"(^ [-–—] \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+\.?$)");  // "© AFP - Jane Roe"
    if (RE2::PartialMatch(re2::StringPiece(behind.data(), behind.size()), photographer)) return false;
    const size_t next = behind.find_first_not_of(" 0123456789");
    return next == std::string_view::npos || !Holds(behind.substr(next, 1), "/|");
  }

  // "TASS, January 21." before the first sentence
  bool BeforeDate(Span bytes) const {
    static const RE2 date(R"(^, (?:\d{1,2} \pL+|\pL+ \d{1,2})\. \p{Lu})");
    const std::string_view behind = TailOfLine(bytes.end);
    return HeadOfLine(bytes.begin).empty() && !mention_.is_weak &&
           RE2::PartialMatch(re2::StringPiece(behind.data(), behind.size()), date);
  }

  // "Reuters:" alone on a line inside the text, above what is taken from there; or before a quotation.
  bool IntroducesAnExcerpt(Span bytes) const {
    static const RE2 alone(R"(^:[ \t]*\r?\n)"), quotation(R"(^:\s+["“„«‘])");
    if (mention_.type != SourceType::kAgency || bytes.begin == 0 || !HeadOfLine(bytes.begin).empty()) return false;
    const std::string_view behind = text_.text.substr(bytes.end, kExcerptBytes);
    const re2::StringPiece piece(behind.data(), behind.size());
    return RE2::PartialMatch(piece, alone) || RE2::PartialMatch(piece, quotation);
  }

  // "/TASS/"
  bool SlashedAlone(Span bytes) const {
    const std::string_view text = text_.text;
    const bool apart = bytes.begin < 2 || Holds(text.substr(bytes.begin - 2, 1), " \n");
    return apart && bytes.begin > 0 && text[bytes.begin - 1] == '/' && text.substr(bytes.end).starts_with("/");
  }

  // Behind the last sentence of the line: ". EFE", ". — AFP", ". Fuente: EFE"; or behind its last dash, names alone.
  std::optional<PlaceCredit> InTail(Span bytes) const {
    const std::string_view behind = TailOfLine(bytes.end);
    if (behind.size() >= kCreditLineBytes) return std::nullopt;
    const uint32_t end = bytes.end + static_cast<uint32_t>(behind.size());
    for (uint32_t word = mention_.words.begin; mention_.words.begin - word < kTailWords; --word) {
      const std::string_view between = text_.Between(word);
      const size_t stop = between.find_first_of(".!?*)\n");
      const bool closes = stop != std::string_view::npos || between.find("”") != std::string_view::npos ||
                          between.find("»") != std::string_view::npos;
      if (word > 0 && closes && between.size() > 1) {
        const uint32_t from = text_.words[word].begin - Copyright(text_.words[word].begin);
        std::optional<PlaceCredit> credit = ReadStretch(text_, mention_, {from, end}, Place::kTail);
        if (credit && BehindDate(word)) credit->kind = CreditKind::kPhotoCredit;
        return credit;
      }
      if (word > 0 && HoldsDash(between) && between.size() > 2 && word == mention_.words.begin) {
        std::optional<PlaceCredit> credit = ReadStretch(text_, mention_, {text_.words[word].begin, end}, Place::kTail);
        if (credit && credit->words == mention_.words) return credit;
      }
      if (word == 0) break;
    }
    return std::nullopt;
  }

  // "... of his Monday meeting. (July 15) AP" is how pictures and films are dated and credited.
  bool BehindDate(uint32_t word) const {
    if (word < 2 || !text_.Between(word).starts_with(')')) return false;
    const char digit = text_.text[text_.words[word - 1].begin];
    const bool opens = Holds(text_.Between(word - 1), "(") || Holds(text_.Between(word - 2), "(");
    return digit >= '0' && digit <= '9' && opens;
  }

  // Bytes of a copyright sign right before `at`.
  uint32_t Copyright(uint32_t at) const {
    const std::string_view before = text_.text.substr(at > 4 ? at - 4 : 0, std::min(at, 4u));
    const size_t sign = before.rfind("©");
    return sign == std::string_view::npos ? 0 : static_cast<uint32_t>(before.size() - sign);
  }

  // "PLACE, date, AGENCY -" or "PLACE, date — AGENCY." before the first sentence.
  std::optional<PlaceCredit> InHead(Span bytes) const {
    const std::string_view before = HeadOfLine(bytes.begin), behind = TailOfLine(bytes.end);
    if (mention_.is_weak || mention_.is_small || before.size() > kHeadBytes || behind.empty()) return std::nullopt;
    const bool dashed = (behind[0] != '-' || behind.starts_with("--")) && BeginsWithDash(behind);
    const bool stopped = behind.starts_with(". ") && HoldsDash(before);
    if (!dashed && !stopped) return std::nullopt;
    std::string_view rest = Behind(behind, ".,:-_");
    while (StartsWithDash(rest)) rest = Behind(rest.substr(3), "-_");
    if (rest.empty() || BeginsSmall(rest)) return std::nullopt;
    const Span head{bytes.begin - static_cast<uint32_t>(before.size()), bytes.end};
    return ReadStretch(text_, mention_, head, Place::kHead);
  }

  const CreditText& text_;
  const Mention& mention_;
};

}  // namespace

std::optional<PlaceCredit> CreditByPlace(const CreditText& text, const Mention& mention, bool in_list) {
  if (mention.type == SourceType::kUnnamed || mention.type == SourceType::kGovernment) return std::nullopt;
  return Reader(text, mention).Read(in_list);
}

}  // namespace wirecopy

#include "wirecopy/attribute/line_forms.h"

#include <re2/re2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr size_t kProseWords = 8;     // a line of as many words is prose whatever its end
constexpr size_t kSentenceWords = 3;  // or of as many that end like a sentence
constexpr size_t kDateLineWords = 8;
constexpr size_t kBylineWords = 8;
constexpr uint32_t kDatelineBytes = 90;
constexpr int kMostSmallWords = 4;  // of a dateline: "Rio de Janeiro, 3 de março de 2023"

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

std::string_view Tail(std::string_view text, size_t bytes) {
  return text.size() > bytes ? text.substr(text.size() - bytes) : text;
}

// Words that begin with a small letter, behind the first one.
int SmallWords(std::string_view text) {
  int words = 0;
  for (size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    words += BeginsSmall(text.substr(at + 1)) ? 1 : 0;
  }
  return words;
}

}  // namespace

bool LooksLikeProse(std::string_view line, size_t words) {
  return words >= kProseWords || (words >= kSentenceWords && EndsSentence(line));
}

bool EndsSentence(std::string_view line) {
  for (const std::string_view end : {".", "!", "?", "\"", "\u201d", "\u3002", "\u2026", "\u300d", ":", "\u061F"}) {
    if (line.ends_with(end)) return true;
  }
  return false;
}

bool BeginsSmall(std::string_view line) {
  if (line.empty()) return false;
  UChar32 c = 0;
  size_t at = 0;
  U8_NEXT_UNSAFE(line.data(), at, c);
  return u_islower(c);
}

bool HasNoSmall(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), at, c);
    if (u_islower(c)) return false;
  }
  return true;
}

bool HoldsDash(std::string_view text) {
  for (const std::string_view dash : {"-", "–", "—"}) {
    if (text.find(dash) != std::string_view::npos) return true;
  }
  return false;
}

bool IsByline(std::string_view line, size_t words) { return words <= kBylineWords && !EndsSentence(line); }

bool IsDateLine(std::string_view line, size_t words) {
  if (words == 0 || words > kDateLineWords || line.ends_with('.')) return false;
  static const RE2 date(R"(\b(19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b)");
  const auto digits = std::count_if(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 3 && RE2::PartialMatch(Piece(line), date);
}

bool EndsWithSlashedName(std::string_view line) {
  static const RE2 slashed_name(R"([.)]\s?/\s?[A-Z][^./]{1,40}/?\s*$)");
  return RE2::PartialMatch(Piece(Tail(line, 60)), slashed_name);
}

// A dash after the first words, with a place before it and a sentence behind it: the head begins with a capital, holds
// a comma, a bracket, a dot inside a name or only capitals (or is one single name), and the sentence begins with one.
std::optional<uint32_t> DatelineBytes(std::string_view line) {
  const std::string_view head_limit = line.substr(0, kDatelineBytes);
  size_t dash = std::string_view::npos, behind = 0;
  for (const std::string_view mark : {"\u2014", "\u2013", "--", " - ", " \uFF0D", "\uFF1D", "_ "}) {
    const size_t at = head_limit.find(mark);
    if (at != std::string_view::npos && at > 0 && at < dash) {
      dash = at;
      behind = at + mark.size();
    }
  }
  if (dash == std::string_view::npos) return std::nullopt;
  const Span rest = Trim(line, {static_cast<uint32_t>(behind), static_cast<uint32_t>(line.size())});
  const std::string_view head = line.substr(0, dash);
  if (rest.empty() || BeginsSmall(line) || BeginsSmall(line.substr(rest.begin))) return std::nullopt;
  const auto spaces = std::count(head.begin(), head.end(), ' ');
  static const RE2 dotted_name(R"(\w\.\w)");
  const bool bracket = head.find('(') != std::string_view::npos;
  const bool formed = HasNoSmall(head) || bracket || head.find(',') != std::string_view::npos ||
                      RE2::PartialMatch(Piece(head), dotted_name);
  if (spaces > 8 || SmallWords(head) > kMostSmallWords || (!bracket && head.find(". ") != std::string_view::npos))
    return std::nullopt;
  if (!formed && spaces > 1) return std::nullopt;
  size_t end = behind;
  while (end > dash && line[end - 1] == ' ') --end;
  return static_cast<uint32_t>(end);
}

std::optional<EndMark> FindEndMark(std::string_view line) {
  static const RE2 form(
      R"(([*#]{3,}|\[[A-Za-z]{2,5}(?:/[A-Za-z]{2,5})*\]|\([a-z]{2,5}(?:/[a-z]{2,5})+\)|-\s?30\s?-)$)");
  re2::StringPiece found;
  if (!RE2::PartialMatch(Piece(Tail(line, 40)), form, &found)) return std::nullopt;
  return EndMark{static_cast<uint32_t>(found.size()), found[0] == '[' || found[0] == '('};
}

}  // namespace wirecopy

// Where sentences end, for any script.
//
// Problem: a point ends a sentence, an abbreviation, an initial or the whole part of a number; and no rule of any one
// language may be needed. Idea: an end mark counts when white space follows (scripts without spaces have marks of
// their own, which always count), when what comes next does not begin with a small letter, and when a point does not
// stand behind an initial or one of a few abbreviations. An error costs little: two sentences are compared as one, or
// one as two. Cost: one walk over the text.
#include "wirecopy/text/sentences.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "wirecopy/text/lines.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

constexpr size_t kMostInitials = 2;  // letters of a word with a capital that a point abbreviates: "J.", "Dr.", "St."

constexpr std::array<std::string_view, 22> kAbbreviations = {
    "adm", "brig", "bros", "capt", "col",  "corp", "drs", "gen",  "gov", "hon", "inc",
    "kol", "lett", "maj",  "mrs",  "prof", "rep",  "sen", "sept", "sgt", "tgl", "yth"};

UChar32 At(std::string_view text, size_t at) {
  UChar32 c = 0;
  if (at < text.size()) U8_NEXT_UNSAFE(text.data(), at, c);
  return c;
}

size_t Behind(std::string_view text, size_t at) {
  UChar32 c = 0;
  U8_NEXT_UNSAFE(text.data(), at, c);
  return at;
}

bool IsEndMark(UChar32 c) { return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061F || c == 0x06D4; }
bool IsWideEndMark(UChar32 c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == 0x0964; }

bool IsCloser(UChar32 c) {
  const auto type = u_charType(c);
  return c == '"' || c == '\'' || type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION ||
         type == U_INITIAL_PUNCTUATION;
}

// Of what stands at `at`, behind quotation marks, brackets and dashes.
bool BeginsSmall(std::string_view text, size_t at) {
  while (at < text.size() && (u_ispunct(At(text, at)) || u_isUWhiteSpace(At(text, at)))) at = Behind(text, at);
  return u_islower(At(text, at));
}

// Whether the point at `point` abbreviates the word before it.
bool Abbreviates(std::string_view text, size_t from, size_t point) {
  size_t begin = point;
  size_t letters = 0;
  while (begin > from) {
    size_t previous = begin;
    U8_BACK_1_UNSAFE(text.data(), previous);
    if (!u_isalpha(At(text, previous))) break;
    begin = previous;
    ++letters;
  }
  if (letters == 0 || !u_isupper(At(text, begin))) return false;
  if (letters <= kMostInitials) return true;
  const std::string word = NormalizeWord(text.substr(begin, point - begin));
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Span> Split() {
    size_t at = 0;
    while (at < text_.size()) {
      const auto first = static_cast<unsigned char>(text_[at]);
      if (first < 0x80 && first != '\n' && !IsEndMark(first)) {  // nearly all there is
        ++at;
        continue;
      }
      const UChar32 c = At(text_, at);
      const size_t next = Behind(text_, at);
      if (c == '\n') {
        if (LineEnds(at)) End(at);
        at = next;
      } else if (IsEndMark(c) || IsWideEndMark(c)) {
        at = Mark(at);
      } else {
        at = next;
      }
    }
    End(text_.size());
    return std::move(sentences_);
  }

 private:
  // The end marks and closers from `at` on; returns the place behind them.
  size_t Mark(size_t at) {
    const bool wide = IsWideEndMark(At(text_, at));
    const bool single_point = text_[at] == '.';
    size_t end = at;
    while (end < text_.size() &&
           (IsEndMark(At(text_, end)) || IsWideEndMark(At(text_, end)) || IsCloser(At(text_, end)))) {
      end = Behind(text_, end);
    }
    const bool space = end == text_.size() || u_isUWhiteSpace(At(text_, end));
    if (!wide && (!space || BeginsSmall(text_, end))) return end;
    if (single_point && end == at + 1 && Abbreviates(text_, begin_, at)) return end;
    End(end);
    return end;
  }

  bool LineEnds(size_t newline) const {
    size_t next = newline + 1;
    while (next < text_.size() && text_[next] != '\n' && u_isUWhiteSpace(At(text_, next))) next = Behind(text_, next);
    return next == text_.size() || text_[next] == '\n' || !BeginsSmall(text_, next);
  }

  void End(size_t end) {
    const Span sentence = Trim(text_, {static_cast<uint32_t>(begin_), static_cast<uint32_t>(end)});
    if (!sentence.empty()) sentences_.push_back(sentence);
    begin_ = end;
  }

  std::string_view text_;
  size_t begin_ = 0;
  std::vector<Span> sentences_;
};

}  // namespace

std::vector<Span> Sentences(std::string_view text) { return Splitter(text).Split(); }

}  // namespace wirecopy

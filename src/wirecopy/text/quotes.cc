#include "wirecopy/text/quotes.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <optional>

#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr size_t kMostNameBytes = 80;

enum class Mark { kNone, kOpen, kClose, kStraight };

// German closes with the mark that English opens with, and points angle marks inwards where French points them
// outwards: these are told by their neighbours, like straight ones.
Mark MarkOf(UChar32 c) {
  switch (c) {
    case 0x201E:  // low
    case 0x300C:
    case 0x300E:
      return Mark::kOpen;
    case 0x201D:
    case 0x300D:
    case 0x300F:
      return Mark::kClose;
    case '"':
    case 0xFF02:
    case 0x201C:
    case 0x00AB:
    case 0x00BB:
      return Mark::kStraight;
    default:
      return Mark::kNone;
  }
}

// A mark opens when a word begins right after it and none ends right before it.
bool Opens(UChar32 before, UChar32 after, bool open) {
  const bool word_before = u_isalnum(before) || (u_ispunct(before) && u_charType(before) == U_OTHER_PUNCTUATION);
  const bool word_after = u_isalnum(after);
  if (word_before == word_after) return !open;
  return word_after;
}

class Paragraph {
 public:
  Paragraph(std::string_view text, Span line, std::vector<Span>* quotes) : text_(text), line_(line), quotes_(*quotes) {}

  void Scan() {
    UChar32 before = ' ';
    for (size_t at = line_.begin; at < line_.end;) {
      const size_t begin = at;
      UChar32 c = 0;
      U8_NEXT_UNSAFE(text_.data(), at, c);
      Mark mark = MarkOf(c);
      if (mark == Mark::kStraight && !open_ && u_isdigit(before)) mark = Mark::kNone;  // 5" is a length
      if (mark == Mark::kStraight) mark = Opens(before, Peek(at), open_.has_value()) ? Mark::kOpen : Mark::kClose;
      if (mark == Mark::kOpen && !open_) open_ = static_cast<uint32_t>(at);
      if (mark == Mark::kClose) Close(static_cast<uint32_t>(begin));
      before = c;
    }
    if (open_) Close(line_.end);
  }

 private:
  void Close(uint32_t end) {
    if (!open_ && !any_) open_ = line_.begin;  // its opening mark was lost
    if (open_ && *open_ < end) quotes_.push_back({*open_, end});
    open_.reset();
    any_ = true;
  }

  UChar32 Peek(size_t at) const {
    if (at >= line_.end) return ' ';
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text_.data(), at, c);
    return c;
  }

  std::string_view text_;
  Span line_;
  std::vector<Span>& quotes_;
  std::optional<uint32_t> open_;
  bool any_ = false;
};

// Whether a line says whose post stands before it, as an embedded post is written out: "— Name (@handle) July 15".
bool SignsPost(std::string_view line) {
  return (line.starts_with("\u2014") || line.starts_with("--") || line.starts_with("\u2013")) &&
         line.find("(@") < kMostNameBytes;
}

}  // namespace

std::vector<Span> QuotedSpans(std::string_view text) {
  std::vector<Span> quotes;
  const std::vector<Span> lines = Lines(text);
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool post =
        i + 1 < lines.size() && SignsPost(text.substr(lines[i + 1].begin, lines[i + 1].end - lines[i + 1].begin));
    if (post && !lines[i].empty()) {
      quotes.push_back(lines[i]);
    } else {
      Paragraph(text, lines[i], &quotes).Scan();
    }
  }
  return quotes;
}

}  // namespace wirecopy

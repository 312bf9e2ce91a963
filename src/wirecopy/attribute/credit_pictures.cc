// Whose credit is it: the text's or a picture's?
//
// A text is credited at its head or at its end. Scrapers leave captions between the paragraphs, or join them to one,
// and then a bare name has two forms that are a picture's:
//
// - "Jane Roe / AP" on a line of its own is a byline at the head or the foot of an article, but between its paragraphs
// a
//   picture's credit.
// - "... at the inter-Korean summit. AFP", "(KCNA/Reuters)" closes a paragraph with more of the article behind than
// before
//   it. Not in a digest, whose items each end so, nor behind a dash, which signs a text; and one name in a bracket may
//   sign a standfirst, so that it needs two paragraphs before it.
//
// Pages have notices and teasers below the article, so that a credit at its end may have paragraphs behind it: hence
// "more behind than before". Cost: one pass over the body and the mentions for each such credit.
#include "wirecopy/attribute/credit_pictures.h"

#include <algorithm>
#include <string_view>

#include "wirecopy/attribute/line_forms.h"

namespace wirecopy {
namespace {

constexpr uint32_t kLineBytes = 160;
constexpr size_t kParagraphs = 2;   // on either side, from which on a line is in the middle: one may be a standfirst
constexpr uint32_t kNameWords = 6;  // of a photographer and what may stand behind the name

bool HoldsDash(std::string_view text) {
  return text.find('-') != std::string_view::npos || text.find("–") != std::string_view::npos ||
         text.find("—") != std::string_view::npos;
}

// What of the body stands on either side of a credit.
struct Sides {
  size_t before = 0, behind = 0;                        // bytes
  size_t paragraphs_before = 0, paragraphs_behind = 0;  // that end like sentences
};

Sides MeasureSides(const CreditText& text, const Layout& layout, Span credit) {
  Sides sides;
  for (const Span body : layout.body) {
    const bool sentence = EndsSentence(text.text.substr(body.begin, body.size()));
    (body.begin >= credit.end ? sides.behind : sides.before) += body.size();
    sides.paragraphs_before += sentence && body.end <= credit.begin;
    sides.paragraphs_behind += sentence && body.begin >= credit.end;
  }
  return sides;
}

// Two names at least beside the agency's, each with a capital, and nothing else.
bool NamesAPerson(const CreditText& text, Span words, const Mention& mention) {
  uint32_t names = 0;
  for (uint32_t word = words.begin; word < words.end; ++word) {
    if (mention.words.begin <= word && word < mention.words.end) continue;
    if (text.MentionAt(word) != nullptr || !IsCapitalised(text.text, text.words[word])) return false;
    ++names;
  }
  return names >= 2 && names <= kNameWords;
}

bool SignsALine(const CreditText& text, const Layout& layout, const Mention& mention) {
  const Span line = text.LineAround(text.Bytes(mention.words), kLineBytes);
  if (line.empty() || !NamesAPerson(text, text.WordsIn(line, mention.words.begin), mention)) return false;
  const Sides sides = MeasureSides(text, layout, line);
  return sides.paragraphs_before >= kParagraphs && sides.paragraphs_behind >= kParagraphs;
}

// Behind a sentence of the same line, with nothing but names that slashes join to it before the end of the line.
bool ClosesAParagraph(const CreditText& text, const Mention& mention) {
  uint32_t first = mention.words.begin, last = mention.words.end;
  const auto joined = [&](uint32_t word, uint32_t neighbour) {
    return text.Between(word) == "/" && text.MentionAt(neighbour) != nullptr;
  };
  while (first > 0 && joined(first, first - 1)) first = text.MentionAt(first - 1)->words.begin;
  while (last < text.words.size() && joined(last, last)) last = text.MentionAt(last)->words.end;
  const std::string_view before = text.Between(first), behind = text.Between(last);
  const bool ends = last == text.words.size() || behind.find('\n') != std::string_view::npos;
  const bool opens = first == 0 || before.find('\n') != std::string_view::npos;
  return ends && !opens && before.find_first_of(".!?") != std::string_view::npos && !HoldsDash(before);
}

bool AloneInBracket(const CreditText& text, const Mention& mention) {
  const std::string_view before = text.Between(mention.words.begin), behind = text.Between(mention.words.end);
  return before.ends_with('(') && behind.starts_with(')');
}

bool ClosesAnEarlyParagraph(const CreditText& text, const Layout& layout, const Mention& mention) {
  if (!ClosesAParagraph(text, mention)) return false;
  const Span bytes = text.Bytes(mention.words);
  const Sides sides = MeasureSides(text, layout, bytes);
  if (sides.paragraphs_behind < kParagraphs || sides.behind < sides.before) return false;
  if (AloneInBracket(text, mention) && sides.paragraphs_before < kParagraphs) return false;
  return std::none_of(text.mentions.begin(), text.mentions.end(), [&](const Mention& other) {
    const uint32_t at = text.Bytes(other.words).begin;
    const uint32_t from = std::min(at, bytes.begin), to = std::max(at, bytes.begin);
    const bool elsewhere = text.text.substr(from, to - from).find('\n') != std::string_view::npos;
    return elsewhere && ClosesAParagraph(text, other);
  });
}

}  // namespace

bool SignsAPicture(const CreditText& text, const Layout& layout, const Mention& mention) {
  return SignsALine(text, layout, mention) || ClosesAnEarlyParagraph(text, layout, mention);
}

}  // namespace wirecopy

// Whose credit is it: the text's or a picture's?
//
// A text is credited at its head or at its end. Scrapers leave captions between the paragraphs, or join them to one,
// and then a bare name has two forms that are a picture's:
//
// 1. "Jane Roe / AP" on a line of its own is a byline at the head or the foot of an article; between its paragraphs it
//    is a picture's credit.
// 2. "... at the inter-Korean summit. AFP" or "(KCNA/Reuters)" closes a paragraph with more of the article behind it
//    than before it. Not in a digest, whose items each end so, nor behind a dash, which signs a text; and one name in a
//    bracket may sign a standfirst, so that it needs two paragraphs before it.
//
// Pages have notices and teasers below the article, so that a credit at its end may have paragraphs behind it: hence
// "more behind than before".
//
// The cost: a pass over the body and over the mentions for the article, then two binary searches for each credit.
#include "wirecopy/attribute/credit_pictures.h"

#include <algorithm>
#include <string_view>

#include "wirecopy/attribute/line_forms.h"

namespace wirecopy {
namespace {

constexpr size_t kParagraphs = 2;  // on either side, from which on a line is in the middle: one may be a standfirst

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

// Whether these words stand behind a sentence of the same line, and nothing between them and the end of the line.
bool CloseAParagraph(const CreditText& text, Span words) {
  const std::string_view before = text.Between(words.begin), behind = text.Between(words.end);
  const bool ends = words.end == text.words.size() || behind.find('\n') != std::string_view::npos;
  const bool opens = words.begin == 0 || before.find('\n') != std::string_view::npos;
  return ends && !opens && before.find_first_of(".!?") != std::string_view::npos && !HoldsDash(before);
}

// The words of the only names that close a paragraph; slashes join them.
std::optional<Span> OnlyCloser(const CreditText& text) {
  std::optional<Span> only;
  const std::vector<Mention>& mentions = text.mentions;
  for (size_t begin = 0, end = 0; begin < mentions.size(); begin = end) {
    Span words = mentions[begin].words;
    for (end = begin + 1; end < mentions.size() && mentions[end].words.begin == words.end; ++end) {
      if (text.Between(words.end) != "/") break;
      words.end = mentions[end].words.end;
    }
    if (!CloseAParagraph(text, words)) continue;
    if (only) return std::nullopt;
    only = words;
  }
  return only;
}

bool AloneInBracket(const CreditText& text, const Mention& mention) {
  const std::string_view before = text.Between(mention.words.begin), behind = text.Between(mention.words.end);
  return before.ends_with('(') && behind.starts_with(')');
}

}  // namespace

PictureCredits::PictureCredits(const CreditText& text, const Layout& layout) : text_(text), body_(layout.body) {
  if (text.mentions.empty()) return;
  before_.reserve(body_.size() + 1);
  before_.emplace_back();
  for (const Span part : body_) {
    Amount all = before_.back();
    all.bytes += part.size();
    all.paragraphs += EndsSentence(text.text.substr(part.begin, part.size())) ? 1 : 0;
    before_.push_back(all);
  }
  closer_ = OnlyCloser(text);
}

// A part of the body that the credit stands in is before it by its bytes, and no paragraph of either side.
PictureCredits::Sides PictureCredits::SidesOf(Span credit) const {
  const auto number = [&](const auto& is_before) {
    return static_cast<size_t>(std::partition_point(body_.begin(), body_.end(), is_before) - body_.begin());
  };
  const Amount& to_credit = before_[number([&](Span part) { return part.begin < credit.end; })];
  const Amount& ended = before_[number([&](Span part) { return part.end <= credit.begin; })];
  const Amount& all = before_.back();
  return {{to_credit.bytes, ended.paragraphs}, {all.bytes - to_credit.bytes, all.paragraphs - to_credit.paragraphs}};
}

bool PictureCredits::SignALine(const Mention& mention) const {
  const Span line = text_.LineAround(text_.Bytes(mention.words));
  if (line.empty() || !NamesAPerson(text_, text_.WordsIn(line, mention.words.begin), mention)) return false;
  const Sides sides = SidesOf(line);
  return sides.before.paragraphs >= kParagraphs && sides.behind.paragraphs >= kParagraphs;
}

bool PictureCredits::CloseAnEarlyParagraph(const Mention& mention) const {
  if (!closer_ || mention.words.begin < closer_->begin || closer_->end < mention.words.end) return false;
  const Sides sides = SidesOf(text_.Bytes(mention.words));
  if (sides.behind.paragraphs < kParagraphs || sides.behind.bytes < sides.before.bytes) return false;
  return !AloneInBracket(text_, mention) || sides.before.paragraphs >= kParagraphs;
}

}  // namespace wirecopy

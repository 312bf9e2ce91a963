// Credits of the pictures that stand between the paragraphs, told by their place.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "wirecopy/attribute/credit_text.h"
#include "wirecopy/attribute/layout.h"

namespace wirecopy {

// Of one article, whose text and layout must outlive it.
class PictureCredits {
 public:
  PictureCredits(const CreditText& text, const Layout& layout);

  // Whether a credit line without a cue, at this mention, is a picture's.
  bool Sign(const Mention& mention) const { return SignALine(mention) || CloseAnEarlyParagraph(mention); }

 private:
  // Of the body, or of a part of it.
  struct Amount {
    size_t bytes = 0;
    size_t paragraphs = 0;  // that end like sentences
  };
  struct Sides {
    Amount before, behind;
  };

  Sides SidesOf(Span credit) const;
  bool SignALine(const Mention& mention) const;
  bool CloseAnEarlyParagraph(const Mention& mention) const;

  const CreditText& text_;
  const std::vector<Span>& body_;
  std::vector<Amount> before_;  // before each part of the body, and of all of it
  std::optional<Span> closer_;  // words: the only names that close a paragraph, none where others do so, too
};

}  // namespace wirecopy

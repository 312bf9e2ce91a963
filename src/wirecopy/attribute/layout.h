// What each part of a scraped article is: prose, or page furniture, or structure around the prose.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/attribute/sources.h"
#include "wirecopy/base/span.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

// One stretch that is not prose. Kinds: title, dateline, published-line, byline, credit-line, signoff, end-mark,
// caption, caption-duplicate, related-link, promo, nav, tags, forum, share, legal, and repeated (learned, repeats.h).
struct LayoutPart {
  Span bytes;
  std::string kind;
};

struct Layout {
  std::vector<Span> body;             // prose, paragraph by paragraph; bytes
  std::vector<LayoutPart> furniture;  // everything else that is not white space, in order, disjoint from body
};

struct LayoutInput {
  std::string_view text;
  const std::vector<Word>* words = nullptr;
  std::string_view title;                       // the record's, may stand in the text as well
  const std::vector<Span>* repeated = nullptr;  // learned text (repeats.h), sorted and disjoint
};

// By the form of the lines, their place before or behind the prose, and the table of furniture. Text that is wrapped at
// a fixed width has no such lines: there only the table and the dateline are looked for.
Layout FindLayout(const LayoutInput& input, const AttributionTables& tables);

}  // namespace wirecopy

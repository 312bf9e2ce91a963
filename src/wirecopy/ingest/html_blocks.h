// The text of a page in paragraphs, each with the element that it stands in.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>
#include <vector>

namespace wirecopy {

struct HtmlBlock {
  std::string text;                  // one paragraph; line breaks of the page (br) are kept
  size_t link_bytes = 0;             // of the text, inside links
  const xmlNode* element = nullptr;  // the innermost that makes a paragraph
};

// In the order of the page. Scripts, forms' fields, hidden elements and the like are no text. With `article` also what
// is no part of one by its name is left out: navigation, comments, related articles, sharing.
std::vector<HtmlBlock> BlocksOf(const xmlNode* root, bool article);

// Whether an element of that name runs on in the line that it stands in.
bool IsInline(std::string_view name);
// Whether `class`, `id`, `itemprop` or `rel` say that the element names an author, an agency or a source.
bool IsCreditElement(const xmlNode* element);
// Whether they say that it is the body of an article.
bool IsBodyElement(const xmlNode* element);

}  // namespace wirecopy

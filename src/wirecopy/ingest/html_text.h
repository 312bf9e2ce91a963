// What a page says: its article, or all of a piece of HTML.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>

namespace wirecopy {

// All text of a piece of HTML as paragraphs with an empty line between them; empty where it cannot be read.
std::string HtmlText(std::string_view html);
// The same in one line.
std::string HtmlLine(std::string_view html);

// The article of a page: its paragraphs, and lines before it that name an author or an agency. `title` is not repeated.
std::string MainText(const xmlNode* root, std::string_view title);

}  // namespace wirecopy

// Pages as trees, by libxml2's parser of HTML (decision 15). Nothing is fetched, and a tree has at most 256 levels.
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wirecopy {

inline constexpr size_t kMostPageBytes = size_t{8} << 20;  // a larger page is left out and named

struct FreeHtml {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using HtmlTree = std::unique_ptr<xmlDoc, FreeHtml>;

// `html` is valid UTF-8 (ToUtf8). An error says that it is too large or nested too deeply.
absl::StatusOr<HtmlTree> ParseHtml(std::string html);

// Of an element; empty for other nodes and where there is none.
std::string Attribute(const xmlNode* node, const char* name);
// Lower case; empty for what is no element.
std::string_view NameOf(const xmlNode* node);
bool IsElement(const xmlNode* node, std::string_view name);
// All text below the node, white space as one space, in one line.
std::string LineOf(const xmlNode* node);
// The same as it stands there.
std::string RawTextOf(const xmlNode* node);
// The character that HTML calls so, "eacute"; empty for any other name.
std::string HtmlEntity(const xmlChar* name);
// White space as one space, none at the ends.
std::string Collapsed(std::string_view text);

// Calls visit(node) for every element in the order of the document.
template <typename Visit>
void ForEachElement(const xmlNode* root, const Visit& visit) {
  for (const xmlNode* node = root; node != nullptr;) {
    if (node->type == XML_ELEMENT_NODE) visit(node);
    const bool has_children = node->children != nullptr && node->type != XML_ENTITY_REF_NODE;
    if (has_children) {
      node = node->children;
      continue;
    }
    while (node != nullptr && node != root && node->next == nullptr) node = node->parent;
    node = node == nullptr || node == root ? nullptr : node->next;
  }
}

}  // namespace wirecopy

#include "wirecopy/ingest/html_tree.h"

#include <libxml/HTMLparser.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

constexpr size_t kMostAttributes = 256;  // of one tag

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Blanks all but the first attributes of a tag: the parser compares each with every one before it, and a page could ask
// for hours of that. Scripts are left as they are. O(bytes).
void TameTags(std::string* html) {
  std::string& page = *html;
  for (size_t i = 0; i + 1 < page.size(); ++i) {
    if (page[i] != '<' || !absl::ascii_isalpha(static_cast<unsigned char>(page[i + 1]))) continue;
    const bool script = absl::EqualsIgnoreCase(absl::string_view(page).substr(i + 1, 6), "script");
    char quote = 0;
    size_t attributes = 0;
    for (++i; i < page.size() && (quote != 0 || page[i] != '>'); ++i) {
      const char c = page[i];
      if (quote == 0 && IsSpace(c) && i + 1 < page.size() && !IsSpace(page[i + 1])) ++attributes;
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
        // The parser takes one quoted value behind the other for two attributes.
        if (page[i - 1] != '=') ++attributes;
      }
      if (attributes > kMostAttributes) page[i] = ' ';
    }
    if (script) i = std::min(page.find("</", i), page.size());
  }
}

// Of the nodes from `first` on, up to the end of what is below `root`. References to entities are left out, where a
// document has any: ten lines of them can stand for gigabytes.
std::string TextOf(const xmlNode* first, const xmlNode* root) {
  std::string text;
  for (const xmlNode* node = first; node != nullptr;) {
    if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content != nullptr) {
      text += reinterpret_cast<const char*>(node->content);
    } else if (node->type == XML_ELEMENT_NODE && node->children != nullptr) {
      node = node->children;
      continue;
    }
    while (node != nullptr && node->next == nullptr) {
      node = node->parent == root || root == nullptr ? nullptr : node->parent;
    }
    if (node != nullptr) node = node->next;
  }
  return text;
}

}  // namespace

std::string HtmlEntity(const xmlChar* name) {
  const htmlEntityDesc* entity = htmlEntityLookup(name);
  if (entity == nullptr) return "";
  const unsigned value = entity->value;
  std::string utf8;
  if (value < 0x80) {
    utf8 = static_cast<char>(value);
  } else if (value < 0x800) {
    utf8 = {static_cast<char>(0xc0 | (value >> 6)), static_cast<char>(0x80 | (value & 0x3f))};
  } else {
    utf8 = {static_cast<char>(0xe0 | (value >> 12)), static_cast<char>(0x80 | ((value >> 6) & 0x3f)),
            static_cast<char>(0x80 | (value & 0x3f))};
  }
  return utf8;
}

absl::StatusOr<HtmlTree> ParseHtml(std::string html) {
  if (html.size() > kMostPageBytes) {
    return absl::InvalidArgumentError(absl::StrCat("a page of more than ", kMostPageBytes >> 20, " MiB"));
  }
  TameTags(&html);
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (context == nullptr) return absl::ResourceExhaustedError("no memory for a page");
  constexpr int kOptions =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  HtmlTree tree(
      htmlCtxtReadMemory(context.get(), html.data(), static_cast<int>(html.size()), nullptr, "UTF-8", kOptions));
  const xmlError* error = xmlCtxtGetLastError(context.get());
  if (error != nullptr && error->level == XML_ERR_FATAL && context->disableSAX != 0) {
    return absl::InvalidArgumentError("a page whose elements are nested too deeply");
  }
  return tree;
}

std::string Attribute(const xmlNode* node, const char* name) {
  if (node == nullptr || node->type != XML_ELEMENT_NODE) return "";
  for (const xmlAttr* one = node->properties; one != nullptr; one = one->next) {
    if (std::string_view(reinterpret_cast<const char*>(one->name)) == name) return TextOf(one->children, nullptr);
  }
  return "";
}

std::string_view NameOf(const xmlNode* node) {
  if (node == nullptr || node->type != XML_ELEMENT_NODE || node->name == nullptr) return {};
  return reinterpret_cast<const char*>(node->name);
}

bool IsElement(const xmlNode* node, std::string_view name) { return NameOf(node) == name; }

std::string LineOf(const xmlNode* node) { return Collapsed(RawTextOf(node)); }

std::string RawTextOf(const xmlNode* node) { return TextOf(node->children, node); }

std::string Collapsed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (size_t i = 0; i < text.size(); ++i) {
    // A space that does not break is one as well.
    const bool nbsp = text.substr(i).starts_with("\xc2\xa0");
    if (IsSpace(text[i]) || nbsp) {
      space = true;
      i += nbsp ? 1 : 0;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += text[i];
  }
  return out;
}

}  // namespace wirecopy

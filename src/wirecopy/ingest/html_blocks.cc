#include "wirecopy/ingest/html_blocks.h"

#include <algorithm>
#include <array>
#include <span>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/html_tree.h"

namespace wirecopy {
namespace {

// No text at all.
constexpr std::array<std::string_view, 22> kSilent = {
    "script", "style", "noscript", "template", "svg",   "math",   "iframe", "object", "embed", "applet", "canvas",
    "audio",  "video", "select",   "option",   "input", "button", "head",   "map",    "area",  "dialog", "textarea"};

// Run on in the line they stand in.
constexpr std::array<std::string_view, 36> kInline = {
    "a",  "abbr", "acronym", "b",    "bdi",    "bdo",    "big",   "cite", "code", "data", "del", "dfn",
    "em", "font", "i",       "img",  "ins",    "kbd",    "label", "mark", "q",    "rp",   "rt",  "ruby",
    "s",  "samp", "small",   "span", "strike", "strong", "sub",   "sup",  "time", "tt",   "u",   "var"};

// Names of elements, and words in the names that pages give to elements, that are no part of an article.
constexpr std::array<std::string_view, 3> kBesides = {"nav", "aside", "footer"};
constexpr std::array<std::string_view, 50> kBesideWords = {
    "comments",   "comment-list", "disqus",     "related",      "recommended",  "recirc",        "share",
    "sharing",    "social",       "newsletter", "subscribe",    "subscription", "promo",         "sidebar",
    "breadcrumb", "breadcrumbs",  "cookie",     "consent",      "advert",       "advertisement", "sponsored",
    "outbrain",   "taboola",      "most-read",  "mostread",     "popular",      "trending",      "pagination",
    "pager",      "menu",         "navbar",     "toolbar",      "paywall",      "related-posts", "read-more",
    "readmore",   "more-stories", "tags",       "tag-list",     "skip-link",    "sr-only",       "visually-hidden",
    "ad",         "ads",          "ad-slot",    "ad-container", "adsbygoogle",  "discussion",    "replies",
    "reactions"};

constexpr std::array<std::string_view, 12> kCreditWords = {
    "byline", "by-line", "author", "authors", "agency", "credit", "credits", "source", "dateline", "sourceorganization",
    "writer", "wire"};

constexpr std::array<std::string_view, 24> kBodyWords = {
    "articlebody",  "article-body",    "article__body", "article-content",  "article__content",  "article-text",
    "article_body", "article_content", "story-body",    "story__body",      "story-content",     "storybody",
    "story-text",   "entry-content",   "post-content",  "post-body",        "post__content",     "td-post-content",
    "content-body", "body-copy",       "news-content",  "newsarticle-body", "article-main-body", "rich-text-article"};

bool IsOneOf(std::span<const std::string_view> list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Whether one of the words that the attribute consists of is in the list.
bool SaysOneOf(const xmlNode* element, const char* attribute, std::span<const std::string_view> list) {
  if (element->properties == nullptr) return false;
  const std::string value = absl::AsciiStrToLower(Attribute(element, attribute));
  std::string_view rest(value);
  while (!rest.empty()) {
    const size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
    if (IsOneOf(list, rest.substr(0, end))) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool IsHidden(const xmlNode* element) {
  if (element->properties == nullptr) return false;
  for (const xmlAttr* one = element->properties; one != nullptr; one = one->next) {
    if (reinterpret_cast<const char*>(one->name) == std::string_view("hidden")) return true;
  }
  if (Attribute(element, "aria-hidden") == "true") return true;
  std::string style = absl::AsciiStrToLower(Attribute(element, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos;
}

// A footer of the article itself may say where it is from.
bool IsBeside(const xmlNode* element) {
  const std::string_view name = NameOf(element);
  if (name == "footer") {
    for (const xmlNode* up = element->parent; up != nullptr; up = up->parent) {
      if (IsElement(up, "article")) return false;
    }
  }
  if (name == "body" || name == "html" || name == "article" || name == "main") return false;
  return IsOneOf(kBesides, name) || SaysOneOf(element, "class", kBesideWords) || SaysOneOf(element, "id", kBesideWords);
}

class Walker {
 public:
  explicit Walker(bool article) : article_(article) {}

  // As deep as the tree, which the parser limits.
  void Walk(const xmlNode* node, const xmlNode* block, bool link) {
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
        if (child->content != nullptr) AddText(reinterpret_cast<const char*>(child->content), block, link);
        continue;
      }
      if (child->type != XML_ELEMENT_NODE) continue;
      const std::string_view name = NameOf(child);
      if (IsOneOf(kSilent, name) || IsHidden(child) || (article_ && IsBeside(child))) continue;
      if (name == "br") {
        AddText("\x01", block, link);
      } else if (IsInline(name)) {
        Walk(child, block, link || name == "a");
      } else {
        End();
        Walk(child, child, link);
        End();
      }
    }
  }

  void End() {
    std::string text;
    size_t link_bytes = 0;
    bool space = false, first = true;
    for (size_t i = 0; i < raw_.size(); ++i) {
      const char c = raw_[i];
      if (c == '\x01') {
        if (!text.empty() && text.back() != '\n') text += '\n';
        space = false;
        continue;
      }
      const bool nbsp = std::string_view(raw_).substr(i).starts_with("\xc2\xa0");
      if (nbsp || absl::ascii_isspace(static_cast<unsigned char>(c))) {
        space = true;
        i += nbsp ? 1 : 0;
        continue;
      }
      if (space && !first && text.back() != '\n') text += ' ';
      space = first = false;
      text += c;
      link_bytes += in_link_[i] ? 1 : 0;
    }
    while (!text.empty() && text.back() == '\n') text.pop_back();
    if (!text.empty()) blocks_.push_back({std::move(text), link_bytes, element_});
    raw_.clear();
    in_link_.clear();
  }

  std::vector<HtmlBlock> Take() { return std::move(blocks_); }

 private:
  void AddText(std::string_view text, const xmlNode* block, bool link) {
    if (raw_.empty()) element_ = block;
    raw_ += text;
    in_link_.resize(raw_.size(), link);
  }

  bool article_;
  std::string raw_;            // of the paragraph at hand; \1 is a line break
  std::vector<bool> in_link_;  // of each of its bytes
  const xmlNode* element_ = nullptr;
  std::vector<HtmlBlock> blocks_;
};

}  // namespace

std::vector<HtmlBlock> BlocksOf(const xmlNode* root, bool article) {
  Walker walker(article);
  walker.Walk(root, root, false);
  walker.End();
  return walker.Take();
}

bool IsInline(std::string_view name) { return IsOneOf(kInline, name); }

bool IsCreditElement(const xmlNode* element) {
  for (const char* attribute : {"class", "id", "itemprop", "rel"}) {
    if (SaysOneOf(element, attribute, kCreditWords)) return true;
  }
  // `article-byline`, `byline__name`: too many to list.
  const std::string value = absl::AsciiStrToLower(Attribute(element, "class"));
  return value.find("byline") != std::string::npos;
}

bool IsBodyElement(const xmlNode* element) {
  for (const char* attribute : {"itemprop", "class", "id"}) {
    if (SaysOneOf(element, attribute, kBodyWords)) return true;
  }
  return false;
}

}  // namespace wirecopy

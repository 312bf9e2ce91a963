#include "wirecopy/ingest/feed_item.h"

#include <simdjson.h>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/charset.h"
#include "wirecopy/ingest/html_blocks.h"
#include "wirecopy/ingest/html_text.h"
#include "wirecopy/ingest/html_tree.h"
#include "wirecopy/ingest/preset_forms.h"

namespace wirecopy {
namespace {

std::string_view Text(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

std::string_view PrefixOf(const xmlNode* node) {
  return node->ns == nullptr ? std::string_view() : Text(node->ns->prefix);
}

// The first child of that name, `dc:creator` or `title`; null where there is none.
const xmlNode* Child(const xmlNode* item, std::string_view name) {
  const size_t colon = name.find(':');
  const std::string_view prefix = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
  const std::string_view local = colon == std::string_view::npos ? name : name.substr(colon + 1);
  for (const xmlNode* child = item->children; child != nullptr; child = child->next) {
    if (!IsElement(child, local)) continue;
    // The namespace of Atom and RSS is the default one, mostly.
    const std::string_view own = PrefixOf(child);
    if (own == prefix || (prefix.empty() && (own == "atom" || own == "rss"))) return child;
  }
  return nullptr;
}

std::string LineOfFirst(const xmlNode* item, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const xmlNode* child = Child(item, name);
    std::string line = child == nullptr ? "" : LineOf(child);
    if (!line.empty()) return line;
  }
  return "";
}

// HTML inside a string, or XHTML as elements.
std::string Paragraphs(const xmlNode* element) {
  if (element == nullptr) return "";
  const xmlNode* child = element->children;
  while (child != nullptr && child->type != XML_ELEMENT_NODE) child = child->next;
  if (child == nullptr) return HtmlText(RawTextOf(element));
  std::string text;
  for (const HtmlBlock& block : BlocksOf(element, false)) {
    absl::StrAppend(&text, text.empty() ? "" : "\n\n", block.text);
  }
  return text;
}

// Of Atom the one to the page, of several.
std::string LinkOf(const xmlNode* item) {
  if (std::string original = LineOfFirst(item, {"feedburner:origLink"}); !original.empty()) return original;
  for (const xmlNode* child = item->children; child != nullptr; child = child->next) {
    if (!IsElement(child, "link")) continue;
    const std::string relation = Attribute(child, "rel");
    if (!relation.empty() && relation != "alternate") continue;
    const std::string address = Attribute(child, "href");
    std::string link = address.empty() ? LineOf(child) : address;
    if (!link.empty()) return link;
  }
  const xmlNode* guid = Child(item, "guid");
  std::string address = guid == nullptr || Attribute(guid, "isPermaLink") == "false" ? "" : LineOf(guid);
  return address.starts_with("http") ? address : "";
}

std::string AuthorOf(const xmlNode* item) {
  std::string joined;
  for (const xmlNode* child = item->children; child != nullptr; child = child->next) {
    const bool creator = IsElement(child, "creator") && PrefixOf(child) == "dc";
    if (!creator && !IsElement(child, "author")) continue;
    const xmlNode* name = Child(child, "name");
    const std::string line = LineOf(name == nullptr ? child : name);
    if (!line.empty()) absl::StrAppend(&joined, joined.empty() ? "" : ", ", line);
  }
  return joined;
}

// Media Cloud's `source` is the feed of the outlet; in other feeds it is where the item was taken from.
template <typename Add>
void AddSource(const xmlNode* source, const Add& add) {
  const xmlNode* name = Child(source, "title");  // of Atom
  const std::string line = LineOf(name == nullptr ? source : name);
  const bool media_cloud = !Attribute(source, "mcFeedId").empty();
  add(media_cloud ? "feed_source" : "source_organisation", line);
  add("source_url", Attribute(source, "url"));
  if (media_cloud) add("media_cloud_source", Attribute(source, "mcSourceId"));
}

}  // namespace

Record FeedItem(const xmlNode* item, uint64_t number, const AboutFeed& feed) {
  Record record;
  record.place = absl::StrCat("item ", number);
  const auto add = [&](const char* name, std::string value) {
    if (!simdjson::validate_utf8(value)) value = ToUtf8(value);  // of an attribute with a character's name in it
    if (!value.empty()) record.fields.emplace_back(name, std::move(value));
  };
  const std::string link = LinkOf(item), domain = LineOfFirst(item, {"domain"}), host = HostOf(link);
  const std::string language = LineOfFirst(item, {"dc:language", "language"});
  std::string text = Paragraphs(Child(item, "content:encoded"));
  if (text.empty()) text = Paragraphs(Child(item, "content"));
  std::string summary = Paragraphs(Child(item, "description"));
  if (summary.empty()) summary = Paragraphs(Child(item, "summary"));
  const bool whole = !text.empty();
  add("outlet", !domain.empty() ? domain : !host.empty() ? host : feed.title);
  add("published", LineOfFirst(item, {"pubDate", "published", "dc:date", "date", "issued", "updated"}));
  add("url", link);
  add("title", HtmlLine(LineOfFirst(item, {"title"})));
  add("author", AuthorOf(item));
  const xmlNode* source = Child(item, "source");
  if (source != nullptr) AddSource(source, add);
  add("language", language.empty() ? feed.language : language);
  add("text", whole ? text : summary);
  if (whole && summary != text) add("summary", summary);
  add("guid", LineOfFirst(item, {"guid", "id"}));
  add("modified", LineOfFirst(item, {"updated", "dcterms:modified"}));
  add("feed_title", feed.title);
  return record;
}

}  // namespace wirecopy

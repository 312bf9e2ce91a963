// RSS (0.9 to 2.0, RDF) and Atom by libxml2's parser, which is given the bytes piece by piece and reads on behind what
// is not well-formed. An item is a small tree; once it has ended it becomes a record and the tree is freed. Nothing is
// fetched, no DTD is loaded, and entities of a document's own are not even stored, so that none can be expanded.
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <simdjson.h>

#include <deque>
#include <map>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/charset.h"
#include "wirecopy/ingest/html_blocks.h"
#include "wirecopy/ingest/html_text.h"
#include "wirecopy/ingest/html_tree.h"
#include "wirecopy/ingest/preset_forms.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

constexpr size_t kPieceBytes = 1 << 16;

struct FreeParser {
  void operator()(xmlParserCtxt* parser) const {
    xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
  }
};

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

bool IsItem(const xmlNode* node) { return IsElement(node, "item") || IsElement(node, "entry"); }

class Feed : public RecordReader {
 public:
  explicit Feed(BufferedInput input) : input_(std::move(input)) {
    xmlSAXHandler handler{};
    xmlSAXVersion(&handler, 2);
    handler.endElementNs = &Feed::OnEnd;
    handler.getEntity = &Feed::OnEntity;
    handler.entityDecl = nullptr;
    handler.getParameterEntity = nullptr;
    // The charset is told by the first bytes, which must come with the making.
    const std::string head = input_.Take(4);
    parser_.reset(xmlCreatePushParserCtxt(&handler, nullptr, head.data(), static_cast<int>(head.size()), nullptr));
    if (parser_ == nullptr) return;
    xmlCtxtUseOptions(parser_.get(), XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                         XML_PARSE_COMPACT);
    parser_->sax->serror = &Feed::OnError;
    parser_->_private = this;
  }

  absl::StatusOr<std::optional<Record>> Next() override {
    while (records_.empty() && !ended_ && parser_ != nullptr) {
      const std::string piece = input_.Take(kPieceBytes);
      ended_ = piece.empty();
      xmlParseChunk(parser_.get(), piece.data(), static_cast<int>(piece.size()), ended_ ? 1 : 0);
      ended_ = ended_ || parser_->disableSAX != 0;  // it has given up
      if (ended_ && items_ == 0 && broken_.ok()) CheckRoot();
    }
    if (records_.empty()) return std::nullopt;
    std::optional<Record> record(std::move(records_.front()));
    records_.pop_front();
    return record;
  }

  absl::Status Ending() const override { return input_.status().ok() ? broken_ : input_.status(); }

 private:
  static Feed& Of(void* parser) { return *static_cast<Feed*>(static_cast<xmlParserCtxt*>(parser)->_private); }

  static void OnEnd(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri) {
    auto* parser = static_cast<xmlParserCtxt*>(context);
    xmlSAX2EndElementNs(context, name, prefix, uri);
    if (parser->node == nullptr || parser->node->last == nullptr) return;
    Of(context).TakeElement(parser->node, parser->node->last);
  }

  // What HTML calls a character, and XML does not know: "&nbsp;" is all over feeds.
  static xmlEntity* OnEntity(void* context, const xmlChar* name) {
    const std::string character = HtmlEntity(name);
    if (character.empty()) return nullptr;
    Entity& entity = Of(context).entities_[std::string(Text(name))];
    entity.content = character;
    entity.entity = {};
    entity.entity.type = XML_ENTITY_DECL;
    entity.entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
    entity.entity.name = name;
    entity.entity.content = reinterpret_cast<xmlChar*>(entity.content.data());
    entity.entity.length = static_cast<int>(entity.content.size());
    return &entity.entity;
  }

  // The first place that is not well-formed is named in the end. A character's name that is not known is no such place.
  static void OnError(void* context, xmlError* error) {
    Feed& self = Of(context);
    if (error == nullptr || error->level != XML_ERR_FATAL || !self.broken_.ok()) return;
    if (error->code == XML_ERR_UNDECLARED_ENTITY) return;
    std::string why = error->message == nullptr ? "cannot be read" : error->message;
    while (!why.empty() && why.back() == '\n') why.pop_back();
    self.broken_ = absl::InvalidArgumentError(
        absl::StrCat("broken XML in line ", error->line, ", behind item ", self.items_, ": ", why));
  }

  // XML of another kind has no items, and that must not pass in silence. A feed without news is one.
  void CheckRoot() {
    const xmlNode* root = parser_->myDoc == nullptr ? nullptr : xmlDocGetRootElement(parser_->myDoc);
    if (IsElement(root, "rss") || IsElement(root, "feed") || IsElement(root, "RDF")) return;
    const std::string name = ToUtf8(NameOf(root));
    broken_ = absl::InvalidArgumentError(absl::StrCat("no RSS or Atom: its first element is `", name, "`"));
  }

  // `node` has just ended. Behind an item all that its parent holds so far is known, and goes.
  void TakeElement(xmlNode* parent, xmlNode* node) {
    if (!IsItem(node)) {
      const bool about_feed = IsElement(parent, "channel") || IsElement(parent, "feed");
      std::string* into = !about_feed                   ? nullptr
                          : IsElement(node, "title")    ? &title_
                          : IsElement(node, "language") ? &language_
                                                        : nullptr;
      if (into != nullptr && into->empty()) *into = LineOf(node);
      return;
    }
    for (const xmlNode* up = parent; up != nullptr; up = up->parent) {
      if (IsItem(up)) return;
      if (language_.empty() && up->type == XML_ELEMENT_NODE) language_ = Attribute(up, "lang");
    }
    records_.push_back(ToRecord(node));
    while (parent->children != nullptr) {
      xmlNode* first = parent->children;
      xmlUnlinkNode(first);
      xmlFreeNode(first);
    }
  }

  Record ToRecord(const xmlNode* item) {
    Record record;
    record.place = absl::StrCat("item ", ++items_);
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
    add("outlet", !domain.empty() ? domain : !host.empty() ? host : title_);
    add("published", LineOfFirst(item, {"pubDate", "published", "dc:date", "date", "issued", "updated"}));
    add("url", link);
    add("title", HtmlLine(LineOfFirst(item, {"title"})));
    add("author", AuthorOf(item));
    const xmlNode* source = Child(item, "source");
    if (source != nullptr) AddSource(source, add);
    add("language", language.empty() ? language_ : language);
    add("text", whole ? text : summary);
    if (whole && summary != text) add("summary", summary);
    add("guid", LineOfFirst(item, {"guid", "id"}));
    add("modified", LineOfFirst(item, {"updated", "dcterms:modified"}));
    add("feed_title", title_);
    return record;
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

  struct Entity {
    xmlEntity entity{};
    std::string content;
  };

  BufferedInput input_;
  std::map<std::string, Entity> entities_;
  std::unique_ptr<xmlParserCtxt, FreeParser> parser_;
  std::deque<Record> records_;    // that are read and not yet given
  std::string title_, language_;  // of the feed
  uint64_t items_ = 0;
  bool ended_ = false;
  absl::Status broken_;
};

}  // namespace

std::unique_ptr<RecordReader> FeedReader(BufferedInput input) { return std::make_unique<Feed>(std::move(input)); }

}  // namespace wirecopy

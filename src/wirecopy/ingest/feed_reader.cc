// RSS (0.9 to 2.0, RDF) and Atom by libxml2's parser, which is given the bytes piece by piece and reads on behind what
// is not well-formed. An item is a small tree; once it has ended it becomes a record and the tree is freed. Nothing is
// fetched, no DTD is loaded, and entities of a document's own are not even stored, so that none can be expanded.
#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <deque>
#include <map>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/charset.h"
#include "wirecopy/ingest/feed_item.h"
#include "wirecopy/ingest/html_tree.h"
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
    Entity& entity = Of(context).entities_[reinterpret_cast<const char*>(name)];
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
    records_.push_back(FeedItem(node, ++items_, {title_, language_}));
    while (parent->children != nullptr) {
      xmlNode* first = parent->children;
      xmlUnlinkNode(first);
      xmlFreeNode(first);
    }
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

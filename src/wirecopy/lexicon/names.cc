#include "wirecopy/lexicon/names.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

#include <map>
#include <memory>

#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

// Elements whose text is a name. What a name stands for is told by the `type` of the element and of those around it.
// Short forms of days are left out: they are words as well (Sun, Sat).
constexpr const char* kNames[] = {
    "/ldml/localeDisplayNames/territories/territory",
    "/ldml/localeDisplayNames/languages/language",
    ("/ldml/dates/calendars/calendar[@type='gregorian']/months/monthContext[@type='format']"
     "/monthWidth[@type='wide' or @type='abbreviated']/month"),
    "/ldml/dates/calendars/calendar[@type='gregorian']/days/dayContext[@type='format']/dayWidth[@type='wide']/day",
    "/ldml/numbers/currencies/currency/displayName[not(@count)]",
};
constexpr std::string_view kInherited = "↑↑↑";  // as in the parent locale

struct Free {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  void operator()(xmlXPathContext* context) const { xmlXPathFreeContext(context); }
  void operator()(xmlXPathObject* object) const { xmlXPathFreeObject(object); }
  void operator()(xmlChar* text) const { xmlFree(text); }
};

std::string Attribute(const xmlNode* node, const char* name) {
  const std::unique_ptr<xmlChar, Free> value(xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name)));
  return value == nullptr ? "" : reinterpret_cast<const char*>(value.get());
}

// "/territory:US/short": the same in every language's file.
std::string KeyOf(const xmlNode* node) {
  std::string key;
  for (; node != nullptr && node->type == XML_ELEMENT_NODE; node = node->parent) {
    absl::StrAppend(&key, reinterpret_cast<const char*>(node->name), ":", Attribute(node, "type"), ":",
                    Attribute(node, "alt"), "/");
  }
  return key;
}

using NamesByKey = std::map<std::string, std::string>;

absl::StatusOr<NamesByKey> ReadLanguage(const std::string& folder, std::string_view language) {
  const std::string path = absl::StrCat(folder, "/common/main/", std::string(language), ".xml");
  const absl::StatusOr<std::string> text = ReadUnpacked(path);
  if (!text.ok()) return text.status();
  const std::unique_ptr<xmlDoc, Free> document(
      xmlReadMemory(text->data(), static_cast<int>(text->size()), path.c_str(), nullptr,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  if (document == nullptr) {
    const xmlError* error = xmlGetLastError();
    return absl::DataLossError(
        absl::StrCat(path, ": line ", error == nullptr ? 0 : error->line, ": not well-formed XML"));
  }
  const std::unique_ptr<xmlXPathContext, Free> context(xmlXPathNewContext(document.get()));
  NamesByKey names;
  for (const char* expression : kNames) {
    const std::unique_ptr<xmlXPathObject, Free> found(
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(expression), context.get()));
    for (int i = 0; found != nullptr && found->nodesetval != nullptr && i < found->nodesetval->nodeNr; ++i) {
      const xmlNode* node = found->nodesetval->nodeTab[i];
      const std::unique_ptr<xmlChar, Free> name(xmlNodeGetContent(node));
      if (name == nullptr) continue;
      const std::string value = reinterpret_cast<const char*>(name.get());
      if (value != kInherited) names.emplace(KeyOf(node), value);
    }
  }
  if (names.empty()) return absl::DataLossError(absl::StrCat(path, ": holds no names of Unicode CLDR"));
  return names;
}

}  // namespace

absl::StatusOr<Dictionary> ReadNames(const std::string& folder, std::string_view source, std::string_view target) {
  const absl::StatusOr<NamesByKey> ours = ReadLanguage(folder, source);
  if (!ours.ok()) return ours.status();
  const absl::StatusOr<NamesByKey> theirs = ReadLanguage(folder, target);
  if (!theirs.ok()) return theirs.status();
  Dictionary dictionary{absl::StrCat(folder, ": names of Unicode CLDR"), {}};
  for (const auto& [key, name] : *ours) {
    const auto other = theirs->find(key);
    if (other != theirs->end()) dictionary.pairs.push_back({name, other->second});
  }
  return dictionary;
}

}  // namespace wirecopy

// The article of a page as schema.org has it: an object whose type ends in Article, Posting or Report, alone, in a
// list, or under `@graph`.
#include <simdjson.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/html_meta.h"
#include "wirecopy/ingest/html_tree.h"

namespace wirecopy {
namespace {

namespace dom = simdjson::dom;

constexpr int kMostLevels = 4;      // of lists and graphs around an article
constexpr int kMostNameLevels = 3;  // of lists and objects around a name

bool IsArticleType(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("Posting") || type.ends_with("Report");
}

bool IsArticle(const dom::element& object) {
  dom::element type;
  if (object["@type"].get(type) != simdjson::SUCCESS) return false;
  std::string_view name;
  if (type.get_string().get(name) == simdjson::SUCCESS) return IsArticleType(name);
  dom::array names;
  if (type.get_array().get(names) != simdjson::SUCCESS) return false;
  for (const dom::element one : names) {
    if (one.get_string().get(name) == simdjson::SUCCESS && IsArticleType(name)) return true;
  }
  return false;
}

// A text; the name of an object; the names of a list of these, joined by ", ".
std::string NamesOf(const dom::element& value, const char* key, int level = 0) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return Collapsed(text);
  if (level == kMostNameLevels) return "";
  dom::element inner;
  if (value.is_object()) return value[key].get(inner) == simdjson::SUCCESS ? NamesOf(inner, key, level + 1) : "";
  dom::array list;
  std::string joined;
  if (value.get_array().get(list) != simdjson::SUCCESS) return joined;
  for (const dom::element one : list) {
    const std::string name = NamesOf(one, key, level + 1);
    if (!name.empty()) absl::StrAppend(&joined, joined.empty() ? "" : ", ", name);
  }
  return joined;
}

void Fill(const dom::element& article, const char* field, const char* key, std::string* into) {
  dom::element value;
  if (into->empty() && article[field].get(value) == simdjson::SUCCESS) *into = NamesOf(value, key);
}

void ReadArticle(const dom::element& article, PageMeta* meta) {
  Fill(article, "headline", "name", &meta->title);
  Fill(article, "datePublished", "@value", &meta->published);
  Fill(article, "dateModified", "@value", &meta->modified);
  Fill(article, "author", "name", &meta->author);
  Fill(article, "creator", "name", &meta->author);
  Fill(article, "sourceOrganization", "name", &meta->source_organisation);
  Fill(article, "provider", "name", &meta->source_organisation);
  Fill(article, "copyrightHolder", "name", &meta->source_organisation);
  Fill(article, "publisher", "name", &meta->site_name);
  Fill(article, "inLanguage", "name", &meta->language);
  Fill(article, "url", "@id", &meta->url);
  Fill(article, "mainEntityOfPage", "@id", &meta->url);
  std::string_view body;
  if (meta->body.empty() && article["articleBody"].get_string().get(body) == simdjson::SUCCESS) meta->body = body;
}

void Look(const dom::element& value, int level, PageMeta* meta) {
  if (level > kMostLevels) return;
  dom::array list;
  if (value.get_array().get(list) == simdjson::SUCCESS) {
    for (const dom::element one : list) Look(one, level + 1, meta);
    return;
  }
  if (!value.is_object()) return;
  if (IsArticle(value)) return ReadArticle(value, meta);
  for (const char* within : {"@graph", "mainEntity"}) {
    dom::element inner;
    if (value[within].get(inner) == simdjson::SUCCESS) Look(inner, level + 1, meta);
  }
}

}  // namespace

void ReadJsonLd(std::string_view json, PageMeta* meta) {
  // Line ends inside strings are no JSON, and yet common.
  std::string cleaned(json);
  std::replace_if(
      cleaned.begin(), cleaned.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  dom::parser parser;
  dom::element document;
  if (parser.parse(cleaned).get(document) == simdjson::SUCCESS) Look(document, 0, meta);
}

}  // namespace wirecopy

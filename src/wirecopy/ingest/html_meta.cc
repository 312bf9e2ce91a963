#include "wirecopy/ingest/html_meta.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/html_tree.h"

namespace wirecopy {
namespace {

struct MetaRule {
  std::string_view name;  // of `property`, `name`, `itemprop` or `http-equiv`
  std::string PageMeta::*field;
};

// The first of a field that a page has counts, in this order.
constexpr std::array<MetaRule, 30> kRules = {{
    {"og:title", &PageMeta::title},
    {"twitter:title", &PageMeta::title},
    {"dc.title", &PageMeta::title},
    {"article:published_time", &PageMeta::published},
    {"og:article:published_time", &PageMeta::published},
    {"datepublished", &PageMeta::published},
    {"parsely-pub-date", &PageMeta::published},
    {"sailthru.date", &PageMeta::published},
    {"dcterms.created", &PageMeta::published},
    {"dc.date.issued", &PageMeta::published},
    {"dc.date", &PageMeta::published},
    {"pubdate", &PageMeta::published},
    {"publishdate", &PageMeta::published},
    {"date", &PageMeta::published},
    {"article:modified_time", &PageMeta::modified},
    {"author", &PageMeta::author},
    {"article:author", &PageMeta::author},
    {"dc.creator", &PageMeta::author},
    {"parsely-author", &PageMeta::author},
    {"sailthru.author", &PageMeta::author},
    {"byl", &PageMeta::author},
    {"og:url", &PageMeta::url},
    {"og:site_name", &PageMeta::site_name},
    {"application-name", &PageMeta::site_name},
    {"syndication-source", &PageMeta::source_organisation},
    {"original-source", &PageMeta::source_organisation},
    {"dc.source", &PageMeta::source_organisation},
    {"copyright-holder", &PageMeta::source_organisation},
    {"content-language", &PageMeta::language},
    {"og:locale", &PageMeta::language},
}};

bool IsAddress(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// What the elements of the page say, each the first of its kind.
struct Found {
  std::array<std::string, kRules.size()> metas;
  std::string title, heading, time, dated;  // `dated`: of an element that says it is the publication
};

void ReadElement(const xmlNode* element, Found* found, PageMeta* meta) {
  const std::string_view name = NameOf(element);
  const auto first = [](std::string* into, std::string value) {
    if (into->empty()) *into = std::move(value);
  };
  if (name == "meta") {
    const std::string content = Collapsed(Attribute(element, "content"));
    for (const char* attribute : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string key = absl::AsciiStrToLower(Attribute(element, attribute));
      for (size_t i = 0; !key.empty() && i < kRules.size(); ++i) {
        // An author's page is no name.
        const bool name_is_address = kRules[i].field == &PageMeta::author && IsAddress(content);
        if (key == kRules[i].name && !name_is_address) first(&found->metas[i], content);
      }
    }
  } else if (name == "link") {
    if (absl::AsciiStrToLower(Attribute(element, "rel")) == "canonical")
      first(&meta->canonical_url, Attribute(element, "href"));
  } else if (name == "script") {
    if (absl::AsciiStrToLower(Attribute(element, "type")).starts_with("application/ld+json")) {
      for (const xmlNode* text = element->children; text != nullptr; text = text->next) {
        if (text->content != nullptr) ReadJsonLd(reinterpret_cast<const char*>(text->content), meta);
      }
    }
  } else if (name == "html") {
    first(&meta->language, Attribute(element, "lang"));
  } else if (name == "title") {
    first(&found->title, LineOf(element));
  } else if (name == "h1") {
    first(&found->heading, LineOf(element));
  } else if (name == "time") {
    first(&found->time, Attribute(element, "datetime"));
  }
  if (name != "meta" && Attribute(element, "itemprop") == "datePublished")
    first(&found->dated, Attribute(element, "datetime"));
}

}  // namespace

PageMeta ReadMeta(const xmlNode* root) {
  PageMeta meta;
  Found found;
  ForEachElement(root, [&](const xmlNode* element) { ReadElement(element, &found, &meta); });
  for (size_t i = 0; i < kRules.size(); ++i) {
    std::string& field = meta.*kRules[i].field;
    if (field.empty()) field = found.metas[i];
  }
  for (const std::string* title : {&found.heading, &found.title}) {
    if (meta.title.empty()) meta.title = *title;
  }
  for (const std::string* time : {&found.dated, &found.time}) {
    if (meta.published.empty()) meta.published = *time;
  }
  if (!IsAddress(meta.url)) meta.url.clear();
  if (meta.language.size() > 2 && meta.language[2] == '_') meta.language[2] = '-';  // en_US, as og:locale has it
  return meta;
}

}  // namespace wirecopy

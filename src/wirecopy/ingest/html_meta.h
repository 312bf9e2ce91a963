// What a page says of itself: JSON-LD, `meta`, `link`, `time`.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>

namespace wirecopy {

// Valid UTF-8, as the page has it; empty where it says nothing.
struct PageMeta {
  std::string title, published, modified, author, language, site_name;
  std::string url;                  // of the page by its own words: og:url, JSON-LD
  std::string canonical_url;        // rel=canonical, which may lead to an agency
  std::string source_organisation;  // JSON-LD: sourceOrganization, provider, copyrightHolder; meta: syndication-source
  std::string body;                 // JSON-LD: articleBody, without paragraphs
};

PageMeta ReadMeta(const xmlNode* root);

// Fills what is empty from one script of JSON-LD; what is no article or no JSON says nothing.
void ReadJsonLd(std::string_view json, PageMeta* meta);

}  // namespace wirecopy

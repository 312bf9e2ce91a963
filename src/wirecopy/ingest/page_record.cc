#include "wirecopy/ingest/page_record.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/charset.h"
#include "wirecopy/ingest/html_meta.h"
#include "wirecopy/ingest/html_text.h"
#include "wirecopy/ingest/html_tree.h"
#include "wirecopy/ingest/preset_forms.h"

namespace wirecopy {
namespace {

// JSON-LD has the whole text where the page shows a part of it, or makes it by a script.
constexpr double kBodyIsLonger = 1.5;

std::string TextOf(const xmlNode* root, const PageMeta& meta) {
  std::string text = MainText(root, meta.title);
  if (static_cast<double>(meta.body.size()) <= kBodyIsLonger * static_cast<double>(text.size())) return text;
  return meta.body.find('<') == std::string::npos ? meta.body : HtmlText(meta.body);
}

// Control characters tell a picture or a program from a text; UTF-16 has a byte order mark.
bool IsBinary(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return false;
  const auto controls = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' && std::string_view("\t\n\f\r").find(c) == std::string_view::npos;
  });
  return static_cast<size_t>(controls) * 64 > bytes.size();
}

}  // namespace

absl::StatusOr<Record> PageRecord(std::string_view bytes, std::string_view charset, const std::string& url,
                                  std::string place) {
  Record record;
  record.place = std::move(place);
  // Before the conversion, which may treble a page.
  const bool too_large = bytes.size() > kMostPageBytes;
  absl::StatusOr<HtmlTree> tree = too_large ? ParseHtml(std::string(bytes)) : ParseHtml(ToUtf8(bytes, charset));
  if (tree.ok() && IsBinary(bytes)) tree = absl::InvalidArgumentError("binary data, not a page");
  if (!tree.ok()) {
    const std::string at = record.place.empty() ? "" : record.place + ": ";
    return absl::Status(tree.status().code(), absl::StrCat(at, tree.status().message()));
  }
  if (*tree == nullptr) return record;
  const auto* root = reinterpret_cast<const xmlNode*>(tree->get());
  PageMeta meta = ReadMeta(root);
  // Of JSON-LD the strings are plain, by the standard; many are HTML.
  if (meta.title.find('&') != std::string::npos) meta.title = HtmlLine(meta.title);
  const auto add = [&](const char* name, std::string value) {
    if (!value.empty()) record.fields.emplace_back(name, std::move(value));
  };
  // Not the canonical address: it may be an agency's, and then the agency would have printed what it sent out.
  const std::string own_url = !url.empty() ? url : meta.url;
  const std::string host = HostOf(own_url);
  add("outlet", host.empty() ? meta.site_name : host);
  add("published", meta.published);
  add("url", own_url);
  add("title", meta.title);
  add("author", meta.author);
  add("source_organisation", meta.source_organisation);
  add("canonical_url", meta.canonical_url);
  add("language", meta.language);
  add("text", TextOf(root, meta));
  add("modified", meta.modified);
  add("site_name", meta.site_name);
  return record;
}

}  // namespace wirecopy

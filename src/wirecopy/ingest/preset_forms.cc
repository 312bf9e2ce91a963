#include "wirecopy/ingest/preset_forms.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "wirecopy/ingest/html_text.h"

namespace wirecopy {
namespace {

std::string Plain(const std::string& value, Record*) { return value; }

// Also of a host alone, "www.example.com".
std::string Host(const std::string& value, Record*) {
  return HostOf(value.find("://") == std::string::npos ? "https://" + value : value);
}

// Tools make a time of a date alone: exactly midnight, without zone.
std::string Midnight(const std::string& value, Record*) {
  const std::string_view time = std::string_view(value).substr(std::min<size_t>(10, value.size()));
  return time == " 00:00:00" || time == "T00:00:00" ? value.substr(0, 10) : value;
}

std::string Html(const std::string& value, Record*) { return HtmlText(value); }

std::string Title(const std::string& value, Record*) { return HtmlLine(value); }

std::string Utc(const std::string& value, Record*) { return value.ends_with('Z') ? value : value + "Z"; }

// The marker that stands where the text was cut off: "... [+1234 chars]".
std::string Cut(const std::string& value, Record* record) {
  const size_t at = value.rfind("[+");
  if (at == std::string::npos || !value.ends_with(" chars]")) return value;
  record->fields.emplace_back("truncated", "true");
  return std::string(absl::StripTrailingAsciiWhitespace(value.substr(0, at)));
}

// A list as Python prints it, in a file of cells: ['Ann Lee', "Bo O'Hara"].
std::string List(const std::string& value, Record*) {
  if (!value.starts_with('[') || !value.ends_with(']')) return value;
  std::string joined;
  char quote = 0;
  for (size_t i = 1; i + 1 < value.size(); ++i) {
    const char c = value[i];
    if (quote == 0) {
      if (c != '\'' && c != '"') continue;
      quote = c;
      if (!joined.empty()) joined += ", ";
    } else if (c == quote) {
      quote = 0;
    } else {
      joined += c == '\\' && i + 2 < value.size() ? value[++i] : c;
    }
  }
  return joined;
}

struct Form {
  std::string_view name;
  std::string (*read)(const std::string& value, Record* record);
};

constexpr std::array<Form, 8> kForms = {{{"", Plain},
                                         {"host", Host},
                                         {"html", Html},
                                         {"title", Title},
                                         {"utc", Utc},
                                         {"midnight", Midnight},
                                         {"cut", Cut},
                                         {"list", List}}};
constexpr std::string_view kSections = "sections";

namespace dom = simdjson::dom;

void AddParagraphs(const dom::element& list, std::string* text) {
  dom::array array;
  if (list.get_array().get(array) != simdjson::SUCCESS) return;
  for (const dom::element item : array) {
    std::string_view paragraph;
    if (item.get_string().get(paragraph) != simdjson::SUCCESS || paragraph.empty()) continue;
    absl::StrAppend(text, text->empty() ? "" : "\n\n", std::string(paragraph));
  }
}

// {"summary": [...], "sections": [{"headline": [...], "paragraphs": [...]}]}, which is a list of objects and so no
// field.
std::string Sections(const std::string& source, const Record& record) {
  dom::parser parser;
  dom::element document, body;
  dom::array sections;
  std::string text;
  if (parser.parse(record.json).get(document) != simdjson::SUCCESS) return "";
  if (document[std::string_view(source)].get(body) != simdjson::SUCCESS) return "";
  dom::element summary;
  if (body["summary"].get(summary) == simdjson::SUCCESS) AddParagraphs(summary, &text);
  if (body["sections"].get_array().get(sections) != simdjson::SUCCESS) return text;
  for (const dom::element section : sections) {
    for (const char* part : {"headline", "paragraphs"}) {
      dom::element list;
      if (section[part].get(list) == simdjson::SUCCESS) AddParagraphs(list, &text);
    }
  }
  return text;
}

}  // namespace

bool IsPresetForm(std::string_view form) {
  for (const Form& known : kForms) {
    if (known.name == form) return true;
  }
  return form == kSections;
}

std::string ReadForm(std::string_view form, const std::string& source, Record* record) {
  if (form == kSections) return Sections(source, *record);
  const std::string* found = record->Find(source);
  if (found == nullptr) return "";
  const std::string value = *found;  // a form may add to the fields
  for (const Form& known : kForms) {
    if (known.name == form) return known.read(value, record);
  }
  return "";
}

std::string HostOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  url = url.substr(url.find('@') == std::string_view::npos ? 0 : url.find('@') + 1);
  url = url.substr(0, url.find(':'));
  std::string host = absl::AsciiStrToLower(absl::string_view(url.data(), url.size()));
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

}  // namespace wirecopy

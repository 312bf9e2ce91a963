#include "wirecopy/pipeline/known_boilerplate.h"

#include <rapidjson/document.h>

#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "wirecopy/base/table.h"

namespace wirecopy {
namespace {

// A field's text; empty where there is none.
std::string_view TextOf(const rapidjson::Document& json, const char* name) {
  const auto at = json.FindMember(name);
  if (at == json.MemberEnd() || !at->value.IsString()) return "";
  return {at->value.GetString(), at->value.GetStringLength()};
}

// What is wrong with the line; empty: nothing, and `text` is filled.
std::string_view ReadLine(std::string_view line, KnownBoilerplate* text) {
  rapidjson::Document json;
  json.Parse(line.data(), line.size());
  if (json.HasParseError() || !json.IsObject()) return "not a JSON object";
  const std::string_view kind = TextOf(json, "kind");
  if (kind != "line" && kind != "run") return "`kind` is neither `line` nor `run`";
  text->outlet = TextOf(json, "outlet");
  text->example = TextOf(json, "example");
  text->whole_line = kind == "line";
  if (text->outlet.empty()) return "no `outlet`";
  if (text->example.empty()) return "no `example`";
  if (json.HasMember("articles") && json["articles"].IsUint()) text->articles = json["articles"].GetUint();
  return "";
}

}  // namespace

absl::StatusOr<std::vector<KnownBoilerplate>> ReadBoilerplate(const std::string& path) {
  const absl::StatusOr<std::string> content = ReadFile(path);
  if (!content.ok()) return content.status();
  std::vector<KnownBoilerplate> texts;
  size_t number = 0;
  for (const absl::string_view line : absl::StrSplit(*content, '\n')) {
    ++number;
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    KnownBoilerplate text;
    if (const std::string_view wrong = ReadLine({line.data(), line.size()}, &text); !wrong.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(path, ", line ", number, ": ", std::string(wrong)));
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace wirecopy

// Which format an input is in. The first row of the table that accepts the name and the head wins.
#include <simdjson.h>

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

constexpr size_t kHeadBytes = 1 << 16;

bool HasEnding(std::string_view name, std::initializer_list<std::string_view> endings) {
  for (const std::string_view compressed : {".gz", ".zst", ".bz2", ".xz"}) {
    if (name.ends_with(compressed)) name.remove_suffix(compressed.size());
  }
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return name.ends_with(e); });
}

std::string_view SkipSpace(std::string_view text) {
  const size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

bool IsText(std::string_view name, std::string_view) { return HasEnding(name, {".txt"}); }

// JSON Lines judges its own lines: a zero byte spoils one of them.
bool IsBinary(std::string_view name, std::string_view head) {
  return head.find('\0') != std::string_view::npos && !HasEnding(name, {".jsonl", ".ndjson"});
}

bool IsNotReadYet(std::string_view name, std::string_view) {
  return HasEnding(name, {".csv", ".tsv", ".html", ".htm", ".xml", ".rss", ".warc", ".parquet", ".pdf"});
}

bool IsJsonArray(std::string_view, std::string_view head) {
  head = SkipSpace(head);
  if (!head.starts_with('[')) return false;
  head = SkipSpace(head.substr(1));
  return head.starts_with('{') || head.starts_with(']');
}

// One object that spans lines: its first line is no whole object, and the second does not begin another.
bool IsJsonObject(std::string_view name, std::string_view head) {
  head = SkipSpace(head);
  if (!head.starts_with('{') || HasEnding(name, {".jsonl", ".ndjson"})) return false;
  const size_t end = head.find('\n');
  if (end == std::string_view::npos || SkipSpace(head.substr(end)).starts_with('{')) return false;
  simdjson::dom::parser parser;
  return parser.parse(simdjson::padded_string(head.substr(0, end))).error() != simdjson::SUCCESS;
}

bool IsJsonLines(std::string_view name, std::string_view head) {
  return HasEnding(name, {".jsonl", ".ndjson"}) || SkipSpace(head).starts_with('{');
}

bool IsAnything(std::string_view name, std::string_view) { return !HasEnding(name, {".json"}); }

struct Format {
  bool (*accepts)(std::string_view name, std::string_view head);
  std::unique_ptr<RecordReader> (*open)(BufferedInput input);  // null: cannot be read
};

constexpr std::array<Format, 8> kFormats = {{
    {IsBinary, nullptr},
    {IsNotReadYet, nullptr},
    {IsText, PlainTextReader},
    {IsJsonArray, JsonDocumentReader},
    {IsJsonObject, JsonDocumentReader},
    {IsJsonLines, JsonLinesReader},
    {IsAnything, PlainTextReader},
    {[](std::string_view, std::string_view) { return true; }, nullptr},
}};

const Format& FormatOf(std::string_view name, std::string_view head) {
  return *std::find_if(kFormats.begin(), kFormats.end(),
                       [&](const Format& format) { return format.accepts(name, head); });
}

}  // namespace

const std::string* Record::Find(std::string_view name) const {
  const auto it = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
  return it == fields.end() ? nullptr : &it->second;
}

absl::StatusOr<std::unique_ptr<RecordReader>> OpenRecords(std::string_view name, BufferedInput input) {
  const std::string head(input.Peek(kHeadBytes));
  if (head.empty() && !input.status().ok()) return input.status();
  const Format& format = FormatOf(name, head);
  if (format.open != nullptr) return format.open(std::move(input));
  const char* why = IsBinary(name, head)       ? ": binary data, not text"
                    : IsNotReadYet(name, head) ? ": this format cannot be read yet"
                                               : ": neither an object nor an array of JSON";
  return absl::InvalidArgumentError(absl::StrCat(std::string(name), why));
}

bool IsReadAsJsonLines(std::string_view name, std::string_view head) {
  return FormatOf(name, head).open == &JsonLinesReader;
}

}  // namespace wirecopy

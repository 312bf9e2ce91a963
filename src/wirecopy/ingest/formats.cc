// Which format an input is in. The first row of the table that accepts the name and the head wins.
#include <simdjson.h>

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/cells.h"
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

bool IsJsonName(std::string_view name) { return HasEnding(name, {".json", ".jsonl", ".ndjson"}); }
bool IsHtmlName(std::string_view name) { return HasEnding(name, {".html", ".htm", ".xhtml"}); }
bool IsCellsName(std::string_view name) { return HasEnding(name, {".csv", ".tsv", ".tab"}); }

// JSON Lines and rows of cells judge their own lines: a zero byte spoils one of them. A page may be UTF-16, and a WARC
// may begin with a picture.
bool IsBinary(std::string_view name, std::string_view head) {
  const bool own_judge = HasEnding(name, {".jsonl", ".ndjson"}) || IsCellsName(name) || IsHtmlName(name);
  return head.find('\0') != std::string_view::npos && !own_judge && !head.starts_with("WARC/");
}

bool IsNotRead(std::string_view name, std::string_view) { return HasEnding(name, {".parquet", ".pdf", ".arrow"}); }

bool IsWarc(std::string_view name, std::string_view head) {
  return head.starts_with("WARC/") || HasEnding(name, {".warc"});
}

bool BeginsWith(std::string_view head, std::initializer_list<std::string_view> begins) {
  return std::any_of(begins.begin(), begins.end(), [&](std::string_view begin) {
    return absl::StartsWithIgnoreCase(absl::string_view(head.data(), head.size()),
                                      absl::string_view(begin.data(), begin.size()));
  });
}

// Behind the declaration, comments and instructions the first element counts.
bool IsFeed(std::string_view name, std::string_view head) {
  if (IsJsonName(name)) return false;
  head = SkipSpace(head);
  while (BeginsWith(head, {"<?xml", "<!--", "<?", "<!DOCTYPE rss"})) {
    const std::string_view end = head.starts_with("<!--") ? "-->" : ">";
    const size_t at = head.find(end);
    if (at == std::string_view::npos) break;
    head = SkipSpace(head.substr(at + end.size()));
  }
  return BeginsWith(head, {"<rss", "<feed", "<rdf:RDF", "<atom:feed"}) || HasEnding(name, {".rss", ".atom", ".xml"});
}

bool IsHtml(std::string_view name, std::string_view head) {
  return IsHtmlName(name) ||
         (!IsJsonName(name) && BeginsWith(SkipSpace(head), {"<!doctype html", "<html", "<head", "<body"}));
}

bool IsCells(std::string_view name, std::string_view head) {
  return IsCellsName(name) || (!IsJsonName(name) && BeginsAsCells(head));
}

// The answer of a news service: an object around the list of its articles.
bool IsAnswer(std::string_view head) {
  const size_t at = head.substr(0, 256).find("\"articles\"");
  if (at == std::string_view::npos) return false;
  head = SkipSpace(head.substr(at + 10));
  if (!head.starts_with(':')) return false;
  head = SkipSpace(head.substr(1));
  return head.starts_with('[') && SkipSpace(head.substr(1)).starts_with('{');
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
  if (IsAnswer(head)) return true;
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

constexpr std::array<Format, 12> kFormats = {{
    {IsBinary, nullptr},
    {IsNotRead, nullptr},
    {IsText, PlainTextReader},
    {IsWarc, WarcReader},
    {IsFeed, FeedReader},
    {IsHtml, HtmlReader},
    {IsJsonArray, JsonDocumentReader},
    {IsJsonObject, JsonDocumentReader},
    {IsJsonLines, JsonLinesReader},
    {IsCells, CellsReader},
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
  const char* why = IsBinary(name, head)    ? ": binary data, not text"
                    : IsNotRead(name, head) ? ": this format is not read"
                                            : ": neither an object nor an array of JSON";
  return absl::InvalidArgumentError(absl::StrCat(std::string(name), why));
}

bool IsReadAsJsonLines(std::string_view name, std::string_view head) {
  return FormatOf(name, head).open == &JsonLinesReader;
}

}  // namespace wirecopy

// The DICT server's format, with the layouts in which FreeDict writes its articles.
//
// Problem: an index line is "headword TAB offset TAB bytes" in base 64, and the article at that place is text for
// people:
//
//   bank //bæŋk// <n>                      headword, pronunciation, part of speech
//   1. bank 2.                             first sense: translations; "2." begins the second gloss
//   institution                            a gloss in the language of the headword
//    3.                                    a further gloss
//   2. gosong, bank                        second sense
//   Abbruchfirma <fem>, Abriss [constr.]   one sense without a number; gender, field
//        "an example"  - ein Beispiel      indented: examples, notes
//    see: {other}                          indented: references
//
// Idea: translations stand in the line below the headword, or at the start of a line behind the next number in turn;
// nothing else of an article is read. What stands in brackets speaks of a word and is left out. The headword is taken
// from the article, for the index folds case and drops marks. Cost: one pass. Sources: dictfmt(1), RFC 2229;
// Bański, Wright 2010, "FreeDict: an open source repository of TEI-encoded bilingual dictionaries".
#include "wirecopy/lexicon/dictd.h"

#include <simdjson.h>
#include <sys/stat.h>

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "wirecopy/lexicon/dictionary.h"

namespace wirecopy {
namespace {

// Entries in which a dictionary speaks of itself, as dictfmt spells them with and without marks.
bool IsAboutItself(std::string_view head) { return head.starts_with("00database") || head.starts_with("00-database"); }

std::optional<uint64_t> FromBase64(std::string_view digits) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (digits.empty() || digits.size() > 10) return std::nullopt;
  uint64_t value = 0;
  for (const char c : digits) {
    const size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << 6 | digit;
  }
  return value;
}

// Without whatever stands in <>, [], {} or (). What is never closed goes to the end.
std::string WithoutBrackets(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '<' || c == '[' || c == '{' || c == '(') ++depth;
    if (depth == 0) out += c;
    if (depth > 0 && (c == '>' || c == ']' || c == '}' || c == ')')) --depth;
  }
  return out;
}

// "bank 2." is bank: the number belongs to the gloss that follows.
void DropNumberAtEnd(std::string_view* text) {
  if (!text->ends_with('.')) return;
  const std::string_view rest = text->substr(0, text->size() - 1);
  const size_t digits = rest.size() - std::min(rest.size(), rest.find_last_not_of("0123456789") + 1);
  if (digits > 0 && rest.size() > digits && rest[rest.size() - digits - 1] == ' ') {
    *text = rest.substr(0, rest.size() - digits - 1);
  }
}

// An affix ("-asi", "ke- -an") is no word, and a word with a full stop is short for a word that is left open ("sth.").
std::string WordsOf(std::string_view phrase) {
  std::string out;
  for (const std::string_view word : PartsOf(phrase, " \t")) {
    if (word.starts_with('-') || word.ends_with('-')) return "";
    if (!word.ends_with('.')) out.append(out.empty() || word.empty() ? "" : " ").append(word);
  }
  return out;
}

void AddTranslations(const std::string& head, std::string_view line, std::vector<PhrasePair>* pairs) {
  DropNumberAtEnd(&line);
  const std::string plain = WithoutBrackets(line);
  for (const std::string_view one : PartsOf(plain, ",;")) {
    std::string target = WordsOf(one);
    if (!target.empty()) pairs->push_back({head, std::move(target)});
  }
}

std::string HeadOf(std::string_view line) {
  return WordsOf(WithoutBrackets(line.substr(0, std::min(line.find(" /"), line.find(" <")))));
}

// "00databaseshort" has the name as its article, or as the line below a repeated headword.
std::string_view LastLineOf(std::string_view article) {
  std::string_view last;
  for (const std::string_view line : PartsOf(article, "\n")) last = line.empty() ? last : line;
  return last;
}

// True for a line that begins with "2. ", say; the number and the space are taken off.
bool TakeNumber(int number, std::string_view* line) {
  const std::string text = absl::StrCat(number, ". ");
  if (!line->starts_with(text)) return false;
  line->remove_prefix(text.size());
  return true;
}

std::string TextFileOf(const std::string& index) {
  const std::string stem = index.substr(0, index.size() - std::string_view(".index").size());
  struct stat info;
  const std::string plain = stem + ".dict";
  return ::stat(plain.c_str(), &info) == 0 ? plain : plain + ".dz";
}

struct Place {
  uint64_t offset = 0, bytes = 0;
};

absl::StatusOr<Place> ParseIndexLine(const std::vector<std::string_view>& cells, std::string_view text,
                                     const std::string& text_path) {
  if (cells.size() < 3) return absl::DataLossError("not a headword, an offset and a length with tabs between them");
  const std::optional<uint64_t> offset = FromBase64(cells[1]);
  const std::optional<uint64_t> bytes = FromBase64(cells[2]);
  if (!offset || !bytes) return absl::DataLossError("offset or length is no number in base 64");
  if (*offset > text.size() || *bytes > text.size() - *offset) {
    return absl::DataLossError(absl::StrCat("an article of ", *bytes, " bytes at ", *offset, " ends behind the end of ",
                                            text_path, " (", text.size(), " bytes)"));
  }
  return Place{*offset, *bytes};
}

}  // namespace

void ParseArticle(std::string_view article, std::vector<PhrasePair>* pairs) {
  const std::vector<std::string_view> lines = PartsOf(article, "\n");
  if (lines.size() < 2 || lines[0].find("fix>") != std::string_view::npos) return;  // <prefix>, <suffix>
  const std::string head = HeadOf(lines[0]);
  if (head.empty()) return;
  int next = 1;
  for (size_t i = 1; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    const bool numbered = TakeNumber(next, &line);
    next += numbered;
    if (numbered || i == 1) AddTranslations(head, line, pairs);
  }
}

absl::StatusOr<Dictionary> ReadDictd(const std::string& index) {
  const absl::StatusOr<std::string> lines = ReadUnpacked(index);
  if (!lines.ok()) return lines.status();
  const std::string text_path = TextFileOf(index);
  const absl::StatusOr<std::string> text = ReadUnpacked(text_path);
  if (!text.ok()) return text.status();
  Dictionary dictionary{index, {}};
  size_t number = 0;
  for (const std::string_view line : PartsOf(*lines, "\n")) {
    ++number;
    if (line.empty()) continue;
    const std::vector<std::string_view> cells = PartsOf(line, "\t");
    const absl::StatusOr<Place> place = ParseIndexLine(cells, *text, text_path);
    if (!place.ok()) {
      return absl::DataLossError(absl::StrCat(index, ": line ", number, ": ", place.status().message()));
    }
    const std::string_view article = std::string_view(*text).substr(place->offset, place->bytes);
    if (!simdjson::validate_utf8(article)) {
      return absl::DataLossError(absl::StrCat(text_path, ": the article at byte ", place->offset, " is not UTF-8 (",
                                              index, ": line ", number, ")"));
    }
    if (!IsAboutItself(cells[0])) {
      ParseArticle(article, &dictionary.pairs);
    } else if (cells[0].ends_with("short")) {
      absl::StrAppend(&dictionary.origin, ": ", std::string(LastLineOf(article)));
    }
  }
  return dictionary;
}

}  // namespace wirecopy

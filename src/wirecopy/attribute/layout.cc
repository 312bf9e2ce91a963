// Which lines of a scraped article are prose.
//
// Scrapers leave the page around the article in the text: menus, captions (often twice), "read also" links, calls to
// follow a channel, tags. They stand on lines of their own, so the line is the unit. A line is furniture by what it
// says (table), by its form (a caption ends with a photo credit; the same line twice is a caption printed twice), or by
// its place: what is no sentence before the first or behind the last line of prose. A short line between two paragraphs
// is a subheading and stays prose. At the ends of the prose stand a dateline and a sign-off, which are cut off.
#include "wirecopy/attribute/layout.h"

#include <re2/re2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>

#include "wirecopy/base/hash.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr size_t kProseWords = 8;       // a line of as many words is prose whatever its end
constexpr size_t kSentenceWords = 3;    // or of as many that end like a sentence
constexpr size_t kHeadingWords = 4;     // the shortest title
constexpr size_t kDateLineWords = 8;    // the longest line that is only a date
constexpr size_t kFurnitureWords = 40;  // the longest line that the table's phrases make furniture
constexpr size_t kBylineWords = 8;
constexpr size_t kCaptionWords =
    40;  // the longest line that a photo credit at its end makes a caption; longer ones tell the story
constexpr uint32_t kDatelineBytes = 90;
constexpr double kWrappedShare = 0.25;  // of the lines begin with a small letter: wrapped at a fixed width

struct Line {
  Span bytes;
  Span words;  // numbers of words
  uint64_t hash = 0;
  std::string kind;  // empty: prose
};

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

std::string_view Tail(std::string_view text, size_t bytes) {
  return text.size() > bytes ? text.substr(text.size() - bytes) : text;
}

UChar32 FirstOf(std::string_view text) {
  UChar32 c = 0;
  size_t at = 0;
  if (!text.empty()) U8_NEXT_UNSAFE(text.data(), at, c);
  return c;
}

std::vector<Line> SplitLines(const LayoutInput& input) {
  std::vector<Line> lines;
  uint32_t word = 0;
  const std::vector<Word>& words = *input.words;
  for (const Span bytes : Lines(input.text)) {
    while (word < words.size() && words[word].begin < bytes.begin) ++word;
    Line line{bytes, {word, word}, 0, ""};
    while (word < words.size() && words[word].begin < bytes.end) line.hash = Mix(line.hash ^ words[word++].hash);
    line.words.end = word;
    lines.push_back(std::move(line));
  }
  return lines;
}

bool IsWrapped(const std::vector<Line>& lines, std::string_view text) {
  if (lines.size() < 4) return false;
  const auto small = std::count_if(lines.begin(), lines.end(),
                                   [&](const Line& line) { return u_islower(FirstOf(text.substr(line.bytes.begin))); });
  return static_cast<double>(small) > kWrappedShare * static_cast<double>(lines.size());
}

bool EndsSentence(std::string_view text) {
  for (const std::string_view end : {".", "!", "?", "\"", "\u201d", "\u3002", "\u2026", "\u300d", ":", "\u061F"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

// A name on a line of its own; not a sentence that begins with "Editor".
bool IsByline(std::string_view text, size_t words) { return words <= kBylineWords && !EndsSentence(text); }

std::string KindByTable(const Line& line, std::string_view text, const std::vector<Word>& words,
                        const AttributionTables& tables) {
  if (line.words.size() > kFurnitureWords) return "";
  std::vector<PhraseTable::Match> matches;
  const std::span<const Word> here(words.data() + line.words.begin, line.words.size());
  for (size_t i = 0; i < here.size(); ++i) {
    tables.furniture_phrases.MatchesAt(here, i, &matches);
    for (const PhraseTable::Match& match : matches) {
      const FurnitureRule& rule = tables.furniture[match.id];
      const bool whole = i == 0 && match.words == here.size();
      const bool fits = rule.where == FurnitureRule::Where::kContains || whole ||
                        (rule.where == FurnitureRule::Where::kStarts && i == 0);
      if (fits && (rule.kind != "byline" || IsByline(text, here.size()))) return rule.kind;
    }
  }
  return "";
}

// "./Name", "(Photo: Name/Agency)" and their like at the end of the line.
bool EndsWithPhotoCredit(std::string_view line, const Line& place, const LayoutInput& input,
                         const AttributionTables& tables) {
  if (place.words.size() > kCaptionWords) return false;
  static const RE2 slash_name(R"([.)]\s?/\s?[A-Z][^./]{1,40}/?\s*$)");
  if (RE2::PartialMatch(Piece(Tail(line, 60)), slash_name)) return true;
  const size_t open = line.rfind('(');
  if (open == std::string_view::npos || !line.ends_with(')')) return false;
  std::vector<PhraseTable::Match> matches;
  const std::span<const Word> words(*input.words);
  for (uint32_t w = place.words.begin; w < place.words.end; ++w) {
    if (words[w].begin < place.bytes.begin + open) continue;
    tables.cue_phrases.MatchesAt(words, w, &matches);
    for (const auto& match : matches) {
      if (tables.cues[match.id].kind == CreditKind::kPhotoCredit) return true;
    }
  }
  return false;
}

// A line that is only a date or a time: digits, and few words.
bool IsDateLine(std::string_view line, size_t words) {
  if (words == 0 || words > kDateLineWords || line.ends_with('.')) return false;
  static const RE2 date(R"(\b(19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b)");
  const auto digits = std::count_if(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 3 && RE2::PartialMatch(Piece(line), date);
}

bool BeginsWithNameCue(const Line& line, const LayoutInput& input, const AttributionTables& tables) {
  if (line.words.empty() || line.words.size() > 12) return false;
  std::vector<PhraseTable::Match> matches;
  tables.cue_phrases.MatchesAt(*input.words, line.words.begin, &matches);
  return std::any_of(matches.begin(), matches.end(), [&](const auto& match) {
    return tables.cues[match.id].position == Cue::Position::kLine && match.words < line.words.size();
  });
}

// Bytes to behind the dash of `PLACE, Month 3 (Agency) -`: a dash after the first words, with a place before it and a
// sentence behind it: the head begins with a capital, holds a comma, a bracket, a dot inside a name or only capitals
// (or is one single name), and the sentence begins with one.
std::optional<uint32_t> DatelineBytes(std::string_view line) {
  const std::string_view head_limit = line.substr(0, kDatelineBytes);
  size_t dash = std::string_view::npos, behind = 0;
  for (const std::string_view mark : {"\u2014", "\u2013", "--", " - ", " \uFF0D", "\uFF1D", "_ "}) {
    const size_t at = head_limit.find(mark);
    if (at != std::string_view::npos && at > 0 && at < dash) {
      dash = at;
      behind = at + mark.size();
    }
  }
  if (dash == std::string_view::npos) return std::nullopt;
  const Span rest = Trim(line, {static_cast<uint32_t>(behind), static_cast<uint32_t>(line.size())});
  const std::string_view head = line.substr(0, dash);
  if (rest.empty() || u_islower(FirstOf(line)) || u_islower(FirstOf(line.substr(rest.begin)))) return std::nullopt;
  const auto spaces = std::count(head.begin(), head.end(), ' ');
  bool capitals = true;
  for (size_t at = 0; at < head.size();) {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(head.data(), at, c);
    capitals = capitals && !u_islower(c);
  }
  static const RE2 dotted_name(R"(\w\.\w)");
  const bool bracket = head.find('(') != std::string_view::npos;
  const bool formed =
      capitals || bracket || head.find(',') != std::string_view::npos || RE2::PartialMatch(Piece(head), dotted_name);
  if (spaces > 8 || (!bracket && head.find(". ") != std::string_view::npos)) return std::nullopt;
  if (!formed && spaces > 1) return std::nullopt;
  size_t end = behind;
  while (end > dash && line[end - 1] == ' ') --end;
  return static_cast<uint32_t>(end);
}

class LayoutFinder {
 public:
  LayoutFinder(const LayoutInput& input, const AttributionTables& tables)
      : input_(input), tables_(tables), lines_(SplitLines(input)), wrapped_(IsWrapped(lines_, input.text)) {}

  Layout Find() {
    for (Line& line : lines_) line.kind = KindByForm(line);
    if (!wrapped_) {
      MarkRepeatedCaptions();
      MarkAroundProse();
    }
    KeepSomeProse();
    return ToLayout();
  }

 private:
  std::string_view TextOf(const Line& line) const { return input_.text.substr(line.bytes.begin, line.bytes.size()); }

  bool Prose(const Line& line) const { return line.kind.empty() && LooksLikeProse(TextOf(line), line.words.size()); }

  std::string KindByForm(const Line& line) const {
    if (input_.repeated != nullptr &&
        std::binary_search(input_.repeated->begin(), input_.repeated->end(), line.bytes)) {
      return "repeated";
    }
    if (std::string kind = KindByTable(line, TextOf(line), *input_.words, tables_); !kind.empty()) return kind;
    if (wrapped_) return "";
    if (BeginsWithNameCue(line, input_, tables_)) return "credit-line";
    if (EndsWithPhotoCredit(TextOf(line), line, input_, tables_)) return "caption";
    if (IsDateLine(TextOf(line), line.words.size())) return "published-line";
    if (!input_.title.empty() && TextOf(line) == input_.title) return "title";
    return "";
  }

  // The same line twice in a row is a caption printed twice, whatever it says.
  void MarkRepeatedCaptions() {
    for (size_t i = 1; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      Line& before = lines_[i - 1];
      const bool same = line.hash == before.hash && line.words.size() == before.words.size() && !line.words.empty();
      if (!same || (before.kind.empty() && line.words.size() < kHeadingWords)) continue;
      if (before.kind.empty()) before.kind = "caption";
      if (before.kind.starts_with("caption")) line.kind = "caption-duplicate";
    }
  }

  // Before the first and behind the last line of prose nothing is prose.
  void MarkAroundProse() {
    const auto prose = [&](const Line& line) { return Prose(line); };
    const auto first = std::find_if(lines_.begin(), lines_.end(), prose);
    if (first == lines_.end()) return;
    const auto last = std::find_if(lines_.rbegin(), lines_.rend(), prose).base();
    // A headline has no full stop and may be long enough to look like prose.
    const bool headline =
        first == lines_.begin() || std::all_of(lines_.begin(), first, [](const Line& l) { return !l.kind.empty(); });
    auto begin = first;
    if (headline && IsHeadline(first)) {
      begin->kind = "title";
      ++begin;
    }
    for (auto line = lines_.begin(); line != begin; ++line) {
      if (line->kind.empty()) line->kind = line->words.size() >= kHeadingWords ? "title" : "nav";
    }
    for (auto line = last; line != lines_.end(); ++line) {
      if (line->kind.empty()) line->kind = "nav";
    }
  }

  // An article that is nothing but a caption has that as its text.
  void KeepSomeProse() {
    if (std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.kind.empty(); })) return;
    for (Line& line : lines_) {
      const bool text = line.kind == "caption" || line.kind == "title" || line.kind == "credit-line";
      if (text && LooksLikeProse(TextOf(line), line.words.size())) line.kind.clear();
    }
  }

  bool IsHeadline(std::vector<Line>::iterator line) const {
    const std::string_view text = TextOf(*line);
    return !EndsSentence(text) && line->words.size() <= 20 && line + 1 != lines_.end() && !DatelineBytes(text);
  }

  Layout ToLayout() {
    Layout layout;
    const auto is_prose = [](const Line& line) { return line.kind.empty(); };
    const auto first = std::find_if(lines_.begin(), lines_.end(), is_prose);
    const auto last = std::find_if(lines_.rbegin(), lines_.rend(), is_prose);
    for (const Line& line : lines_) {
      if (!line.kind.empty()) {
        layout.furniture.push_back({line.bytes, line.kind});
        continue;
      }
      Span body = line.bytes;
      if (&line == &*first) CutDateline(&body, &layout);
      if (&line == &*last) {
        CutEnd(&body, &layout);
      } else if (!body.empty()) {
        layout.body.push_back(body);
      }
    }
    return layout;
  }

  void CutDateline(Span* body, Layout* layout) const {
    const std::optional<uint32_t> size = DatelineBytes(input_.text.substr(body->begin, body->size()));
    if (!size) return;
    layout->furniture.push_back({{body->begin, body->begin + *size}, "dateline"});
    *body = Trim(input_.text, {body->begin + *size, body->end});
  }

  // "***" and "[ab/cd]" behind the last sentence.
  void CutEnd(Span* body, Layout* layout) const {
    static const RE2 form(
        R"(([*#]{3,}|\[[A-Za-z]{2,5}(?:/[A-Za-z]{2,5})*\]|\([a-z]{2,5}(?:/[a-z]{2,5})+\)|-\s?30\s?-)$)");
    re2::StringPiece found;
    if (!RE2::PartialMatch(Piece(Tail(input_.text.substr(body->begin, body->size()), 40)), form, &found)) {
      layout->body.push_back(*body);
      return;
    }
    const uint32_t mark = body->end - static_cast<uint32_t>(found.size());
    const Span rest = Trim(input_.text, {body->begin, mark});
    if (!rest.empty()) layout->body.push_back(rest);
    const bool initials = found[0] == '[' || found[0] == '(';
    layout->furniture.push_back({{mark, body->end}, initials ? "signoff" : "end-mark"});
  }

  const LayoutInput& input_;
  const AttributionTables& tables_;
  std::vector<Line> lines_;
  bool wrapped_;
};

}  // namespace

bool LooksLikeProse(std::string_view line, size_t words) {
  if (words >= kProseWords) return true;
  if (words < kSentenceWords) return false;
  return EndsSentence(line);
}

Layout FindLayout(const LayoutInput& input, const AttributionTables& tables) {
  return LayoutFinder(input, tables).Find();
}

}  // namespace wirecopy

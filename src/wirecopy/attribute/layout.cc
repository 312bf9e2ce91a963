// Which lines of a scraped article are prose.
//
// Scrapers leave the page around the article in the text: menus, captions (often twice), "read also" links, calls to
// follow a channel, tags. They stand on lines of their own, so the line is the unit. A line is furniture by what it
// says (table), by its form (a caption ends with a photo credit; the same line twice is a caption printed twice), or by
// its place: what is no sentence before the first or behind the last line of prose. A short line between two paragraphs
// is a subheading and stays prose. At the ends of the prose stand a dateline and a sign-off, which are cut off.
#include "wirecopy/attribute/layout.h"

#include <algorithm>
#include <optional>

#include "wirecopy/attribute/line_forms.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr size_t kHeadingWords = 4;     // the shortest title
constexpr size_t kFurnitureWords = 40;  // the longest line that the table's phrases make furniture
constexpr size_t kCreditLineWords = 12;
constexpr size_t kShortCreditWords = 3;  // "Source: Reuters." may end like a sentence
constexpr size_t kCaptionWords = 40;     // the longest caption; a longer line tells the story
constexpr double kWrappedShare = 0.25;   // of the lines begin with a small letter: wrapped at a fixed width

struct Line {
  Span bytes;
  Span words;  // numbers of words
  uint64_t hash = 0;
  std::string kind;  // empty: prose
};

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
                                   [&](const Line& line) { return BeginsSmall(text.substr(line.bytes.begin)); });
  return static_cast<double>(small) > kWrappedShare * static_cast<double>(lines.size());
}

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
  if (EndsWithSlashedName(line)) return true;
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

bool BeginsWithNameCue(const Line& line, const LayoutInput& input, const AttributionTables& tables) {
  if (line.words.empty() || line.words.size() > kCreditLineWords) return false;
  const std::string_view text = input.text.substr(line.bytes.begin, line.bytes.size());
  if (line.words.size() > kShortCreditWords && EndsSentence(text)) return false;  // "By Monday, all had left."
  std::vector<PhraseTable::Match> matches;
  tables.cue_phrases.MatchesAt(*input.words, line.words.begin, &matches);
  return std::any_of(matches.begin(), matches.end(), [&](const auto& match) {
    return tables.cues[match.id].position == Cue::Position::kLine && match.words < line.words.size();
  });
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
    if (IsRepeated(line)) return "repeated";
    if (std::string kind = KindByTable(line, TextOf(line), *input_.words, tables_); !kind.empty()) return kind;
    if (wrapped_) return "";
    if (BeginsWithNameCue(line, input_, tables_)) return "credit-line";
    if (EndsWithPhotoCredit(TextOf(line), line, input_, tables_)) return "caption";
    if (IsDateLine(TextOf(line), line.words.size())) return "published-line";
    if (!input_.title.empty() && TextOf(line) == input_.title) return "title";
    return "";
  }

  // The learned text that reaches behind the byte `begin` first.
  std::vector<Span>::const_iterator RepeatedFrom(uint32_t begin) const {
    return std::partition_point(input_.repeated->begin(), input_.repeated->end(),
                                [&](Span span) { return span.end <= begin; });
  }

  // Whether learned text holds all words of the line.
  bool IsRepeated(const Line& line) const {
    if (input_.repeated == nullptr) return false;
    const auto holds = [&](Span bytes) {
      const auto at = RepeatedFrom(bytes.begin);
      return at != input_.repeated->end() && Intersection(*at, bytes) == bytes;
    };
    if (line.words.empty()) return holds(line.bytes);
    const auto words = input_.words->begin();
    return std::all_of(words + line.words.begin, words + line.words.end, [&](const Word& word) {
      return holds({word.begin, word.end});
    });
  }

  // The same line twice in a row is a caption printed twice, whatever it says.
  void MarkRepeatedCaptions() {
    for (size_t i = 1; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      Line& before = lines_[i - 1];
      const bool same = line.hash == before.hash && line.words.size() == before.words.size() && !line.words.empty();
      if (!same || (before.kind.empty() && line.words.size() < kHeadingWords)) continue;
      const bool tells_the_story = line.words.size() > kCaptionWords;
      if (before.kind.empty() && !tells_the_story) before.kind = "caption";
      if (before.kind.starts_with("caption") || tells_the_story) line.kind = "caption-duplicate";
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
    if (input_.repeated != nullptr) CutRepeated(&layout);
    return layout;
  }

  // Takes learned text out of the paragraphs in which it stands.
  void CutRepeated(Layout* layout) const {
    std::vector<Span> left;
    const size_t lines = layout->furniture.size();
    for (Span body : layout->body) {
      for (auto at = RepeatedFrom(body.begin); at != input_.repeated->end() && at->begin < body.end; ++at) {
        const Span cut = Intersection(*at, body);
        const Span before = Trim(input_.text, {body.begin, cut.begin});
        if (!before.empty()) left.push_back(before);
        layout->furniture.push_back({cut, "repeated"});
        body = Trim(input_.text, {cut.end, body.end});
      }
      if (!body.empty()) left.push_back(body);
    }
    layout->body = std::move(left);
    std::inplace_merge(layout->furniture.begin(), layout->furniture.begin() + static_cast<std::ptrdiff_t>(lines),
                       layout->furniture.end(),
                       [](const LayoutPart& x, const LayoutPart& y) { return x.bytes < y.bytes; });
  }

  void CutDateline(Span* body, Layout* layout) const {
    const std::optional<uint32_t> size = DatelineBytes(input_.text.substr(body->begin, body->size()));
    if (!size) return;
    layout->furniture.push_back({{body->begin, body->begin + *size}, "dateline"});
    *body = Trim(input_.text, {body->begin + *size, body->end});
  }

  void CutEnd(Span* body, Layout* layout) const {
    const std::optional<EndMark> mark = FindEndMark(input_.text.substr(body->begin, body->size()));
    if (!mark) {
      layout->body.push_back(*body);
      return;
    }
    const uint32_t begin = body->end - mark->bytes;
    const Span rest = Trim(input_.text, {body->begin, begin});
    if (!rest.empty()) layout->body.push_back(rest);
    layout->furniture.push_back({{begin, body->end}, mark->initials ? "signoff" : "end-mark"});
  }

  const LayoutInput& input_;
  const AttributionTables& tables_;
  std::vector<Line> lines_;
  bool wrapped_;
};

}  // namespace

Layout FindLayout(const LayoutInput& input, const AttributionTables& tables) {
  return LayoutFinder(input, tables).Find();
}

}  // namespace wirecopy

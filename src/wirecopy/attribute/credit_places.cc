// Names that stand apart.
//
// Credits that are no sentence have a form instead of words: "(dpa/lby)", "Jane Roe | AP", "Redacción / EFE", ". — AFP",
// "МОСКВА, 14 мар — РИА Новости.". All are one small language. A stretch of text (a bracket, a short line, what stands
// behind the last sentence of a line, the head of a line before its dash) is read word by word as source, cue, joiner
// ("and"), desk ("newsroom"), slug ("lby" in dpa/lby), date, or other name. Any other word makes the stretch prose, and
// prose credits nobody here. Names of people and places may stand in a line, but not right beside an abbreviation, for
// that is a part of their name ("Lusa Gomes"); in a bracket they make the picture theirs. The nearest cue before the
// source says what the credit is. A stretch has few words, so the whole costs a constant for each mention.
#include "wirecopy/attribute/credit_places.h"

#include <algorithm>
#include <array>
#include <utility>

#include "wirecopy/attribute/line_forms.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr uint32_t kBracketBytes = 120;
constexpr uint32_t kLineBytes = 160;
constexpr uint32_t kLineWords = 14;
constexpr uint32_t kTailWords = 12;
constexpr uint32_t kHeadBytes = 90;
constexpr uint32_t kHeadWords = 8;
constexpr size_t kShortCreditTokens = 4;  // "Source: Reuters, Geneva." may end like a sentence
constexpr size_t kSlugBytes = 6;  // Cyrillic letters have two

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBrackets = {
    {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}}};

enum class Place : uint8_t { kBracket, kLine, kTail, kHead };

struct Token {
  enum class Kind : uint8_t { kSource, kCue, kJoiner, kVia, kDesk, kSlug, kDate, kName };
  Kind kind;
  Span words;
  const Cue* cue = nullptr;
  bool photo = false;
};

bool Holds(std::string_view text, std::string_view marks) { return text.find_first_of(marks) != std::string_view::npos; }

bool EndsSentenceBefore(std::string_view text) {
  const Span trimmed = Trim(text, {0, static_cast<uint32_t>(text.size())});
  const std::string_view rest = text.substr(0, trimmed.end);
  if (rest.empty()) return true;
  return EndsSentence(rest) || rest.ends_with(')') || rest.ends_with("»") || rest.ends_with("’") || rest.ends_with('*');
}

bool BeginsWithDash(std::string_view text) {
  const size_t at = text.find_first_not_of(" \u00a0.,:");
  if (at == std::string_view::npos) return false;
  text.remove_prefix(at);
  return text.starts_with('-') || text.starts_with('_') || text.starts_with("–") || text.starts_with("—") ||
         text.starts_with("―") || text.starts_with("－");
}

class Reader {
 public:
  Reader(const CreditText& text, const Mention& mention) : text_(text), mention_(mention) {}

  std::optional<PlaceCredit> Read(bool in_list) const {
    const Span bytes = text_.Bytes(mention_.words);
    if (const std::optional<Span> bracket = Bracket(bytes)) {
      std::optional<PlaceCredit> credit = Parse(*bracket, Place::kBracket);
      if (credit && (credit->kind == CreditKind::kPhotoCredit || InPlace(*bracket))) return credit;
    }
    if (!in_list && BehindCopyright(bytes)) return PlaceCredit{CreditKind::kCreditLine, false, mention_.words};
    if (SlashedAlone(bytes)) return PlaceCredit{CreditKind::kCreditLine, false, mention_.words};
    if (in_list) return std::nullopt;
    const Span line = text_.LineAround(bytes, kLineBytes);
    if (!line.empty()) {
      if (std::optional<PlaceCredit> credit = Parse(line, Place::kLine)) return credit;
    }
    if (std::optional<PlaceCredit> credit = InTail(bytes)) return credit;
    return InHead(bytes);
  }

 private:
  std::string_view At(Span bytes) const { return text_.text.substr(bytes.begin, bytes.size()); }

  std::string_view Word(uint32_t word) const { return At({text_.words[word].begin, text_.words[word].end}); }

  // The inside of the nearest bracket around.
  std::optional<Span> Bracket(Span bytes) const {
    const uint32_t from = bytes.begin > kBracketBytes ? bytes.begin - kBracketBytes : 0;
    const std::string_view before = text_.text.substr(from, bytes.begin - from);
    const std::string_view behind = text_.text.substr(bytes.end, kBracketBytes);
    for (const auto& [open, close] : kBrackets) {
      const size_t open_at = before.rfind(open), close_at = behind.find(close);
      if (open_at == std::string_view::npos || close_at == std::string_view::npos) continue;
      const size_t closed = before.rfind(close), opened = behind.find(open);
      if ((closed != std::string_view::npos && closed > open_at) || opened < close_at) continue;
      const Span inside{from + static_cast<uint32_t>(open_at + open.size()),
                        bytes.end + static_cast<uint32_t>(close_at)};
      if (At(inside).find('\n') == std::string_view::npos) return inside;
    }
    return std::nullopt;
  }

  // A bracket credits where a reader expects it: at the head of a line before a dash or a stop, or behind a sentence, or
  // at the end of a line. An abbreviation in the middle of a sentence explains a word of it.
  bool InPlace(Span inside) const {
    const std::string_view before = HeadOfLine(inside.begin - 1);
    const std::string_view behind = TailOfLine(inside.end + 1);
    const bool begins = before.find_first_not_of(" \t\u00a0*") == std::string_view::npos;
    const std::string_view rest = behind.substr(std::min(behind.find_first_not_of(" .,;*\u00a0\u2009"), behind.size()));
    const bool ends = rest.empty() || rest.starts_with('(') || rest.starts_with('[');
    if (begins || (before.size() <= kHeadBytes && BeginsWithDash(behind) && !mention_.is_small)) return true;
    if (before.size() <= kHeadBytes && behind.starts_with(". ") && IsPlaceName(before)) return true;
    const bool sentence = EndsSentenceBefore(before);
    if (ends) return sentence || !mention_.is_weak;
    return sentence && !mention_.is_weak && !BeginsSmall(rest);
  }

  // "ROMA, 14 MAR": a few capitalised words and numbers.
  static bool IsPlaceName(std::string_view head) {
    return std::count(head.begin(), head.end(), ' ') <= 4 && !BeginsSmall(head) && !Holds(head, ":;?!");
  }

  std::string_view HeadOfLine(uint32_t to) const {
    const uint32_t from = to > kLineBytes ? to - kLineBytes : 0;
    const std::string_view before = text_.text.substr(from, to - from);
    const size_t line = before.rfind('\n');
    return line == std::string_view::npos ? before : before.substr(line + 1);
  }

  std::string_view TailOfLine(uint32_t from) const {
    const std::string_view behind = text_.text.substr(std::min<size_t>(from, text_.text.size()), kLineBytes);
    return behind.substr(0, behind.find('\n'));
  }

  // "©2024 Bloomberg L.P. Visit ..."; not "© AFP / Jane Roe".
  bool BehindCopyright(Span bytes) const {
    const std::string_view before = HeadOfLine(bytes.begin);
    const size_t last = before.find_last_not_of(" 0123456789-–");
    const bool sign = last != std::string_view::npos && before.substr(0, last + 1).ends_with("©");
    const std::string_view behind = TailOfLine(bytes.end);
    const size_t next = behind.find_first_not_of(" 0123456789");
    return sign && !mention_.is_weak && (next == std::string_view::npos || !Holds(behind.substr(next, 1), "/|"));
  }

  // "/TASS/"
  bool SlashedAlone(Span bytes) const {
    const std::string_view text = text_.text;
    const bool apart = bytes.begin < 2 || Holds(text.substr(bytes.begin - 2, 1), " \n");
    return apart && bytes.begin > 0 && text[bytes.begin - 1] == '/' && text.substr(bytes.end).starts_with("/");
  }

  // Behind the last sentence of the line: ". EFE", ". — AFP", ". Fuente: EFE"; or behind its last dash, names alone.
  std::optional<PlaceCredit> InTail(Span bytes) const {
    const std::string_view behind = TailOfLine(bytes.end);
    if (behind.size() >= kLineBytes) return std::nullopt;
    const uint32_t end = bytes.end + static_cast<uint32_t>(behind.size());
    for (uint32_t word = mention_.words.begin; mention_.words.begin - word < kTailWords; --word) {
      const std::string_view between = text_.Between(word);
      const bool dash = Holds(between, "-") || between.find("–") != std::string_view::npos ||
                        between.find("—") != std::string_view::npos;
      const size_t stop = between.find_first_of(".!?*)\n");
      const bool closes = stop != std::string_view::npos || between.find("”") != std::string_view::npos ||
                          between.find("»") != std::string_view::npos;
      if (word > 0 && closes && between.size() > 1) {
        const uint32_t from = text_.words[word].begin - Copyright(text_.words[word].begin);
        return Parse({from, end}, Place::kTail);
      }
      if (word > 0 && dash && between.size() > 2 && word == mention_.words.begin) {
        std::optional<PlaceCredit> credit = Parse({text_.words[word].begin, end}, Place::kTail);
        if (credit && credit->words == mention_.words) return credit;
      }
      if (word == 0) break;
    }
    return std::nullopt;
  }

  // Bytes of a copyright sign right before `at`.
  uint32_t Copyright(uint32_t at) const {
    const std::string_view before = text_.text.substr(at > 4 ? at - 4 : 0, std::min(at, 4u));
    const size_t sign = before.rfind("©");
    return sign == std::string_view::npos ? 0 : static_cast<uint32_t>(before.size() - sign);
  }

  // "PLACE, date, AGENCY -" or "PLACE, date — AGENCY." before the first sentence.
  std::optional<PlaceCredit> InHead(Span bytes) const {
    const std::string_view before = HeadOfLine(bytes.begin), behind = TailOfLine(bytes.end);
    if (mention_.is_weak || mention_.is_small || before.size() > kHeadBytes || behind.empty()) return std::nullopt;
    const bool dash_behind = behind.starts_with(".-") || behind.starts_with(".–") ||
                             ((behind[0] == ' ' || behind[0] == '\xC2') && BeginsWithDash(behind)) ||
                             behind.starts_with("--") || behind.starts_with("—") || behind.starts_with("–");
    const bool dash_before = Holds(before, "-") || before.find("–") != std::string_view::npos ||
                             before.find("—") != std::string_view::npos;
    const bool stop = behind.starts_with(". ") && dash_before;
    if (!dash_behind && !stop) return std::nullopt;
    const size_t rest = behind.find_first_not_of(" .,:-–—_\u00a0");
    if (rest == std::string_view::npos || BeginsSmall(behind.substr(rest))) return std::nullopt;
    const Span head{bytes.begin - static_cast<uint32_t>(before.size()), bytes.end};
    return Parse(head, Place::kHead);
  }

  // ---- the language of stretches

  std::optional<PlaceCredit> Parse(Span stretch, Place place) const {
    const Span words = text_.WordsIn(stretch, mention_.words.begin);
    const uint32_t most = place == Place::kHead ? kHeadWords + mention_.words.size() : kLineWords;
    if (words.size() > most) return std::nullopt;
    std::vector<Token> tokens;
    for (uint32_t at = words.begin; at < words.end;) {
      const std::optional<Token> token = TokenAt(at, words, place, tokens);
      if (!token) return std::nullopt;
      tokens.push_back(*token);
      at = token->words.end;
    }
    return Judge(tokens, stretch, place);
  }

  std::optional<Token> TokenAt(uint32_t at, Span words, Place place, const std::vector<Token>& before) const {
    using Kind = Token::Kind;
    if (const Mention* source = text_.MentionAt(at)) {
      if (source->type == SourceType::kGovernment) return std::nullopt;
      return Token{Kind::kSource, {at, std::min(text_.EndWithSuffix(*source), words.end)}};
    }
    std::vector<PhraseTable::Match> matches;
    if (place != Place::kHead) {
      text_.tables.cue_phrases.MatchesAt(text_.words, at, &matches);
      for (const auto& match : matches) {
        const Cue& cue = text_.tables.cues[match.id];
        const bool apart = cue.position == Cue::Position::kLine || cue.position == Cue::Position::kApart;
        const bool counts = apart || cue.partial || cue.kind == CreditKind::kPhotoCredit;
        if (!counts || !cue.link.empty() || at + match.words > words.end) continue;
        return Token{Kind::kCue, {at, at + match.words}, &cue, cue.kind == CreditKind::kPhotoCredit};
      }
    }
    text_.tables.filler_phrases.MatchesAt(text_.words, at, &matches);
    for (const auto& match : matches) {
      if (at + match.words > words.end) continue;
      const Filler& filler = text_.tables.fillers[match.id];
      return Token{filler.via ? Kind::kVia : filler.desk ? Kind::kDesk : Kind::kJoiner, {at, at + match.words}, nullptr,
                   filler.photo};
    }
    const std::string_view word = Word(at);
    if (word[0] >= '0' && word[0] <= '9') return Token{Kind::kDate, {at, at + 1}};
    if (IsSlug(at, words)) return Token{Kind::kSlug, {at, at + 1}};
    if (IsCapitalised(text_.text, text_.words[at])) return Token{Kind::kName, {at, at + 1}};
    const bool date = (at > words.begin && !before.empty() && before.back().kind == Kind::kDate) ||
                      (at + 1 < words.end && Word(at + 1)[0] >= '0' && Word(at + 1)[0] <= '9');
    if (date) return Token{Kind::kDate, {at, at + 1}};  // "14 mar", "14 de marzo"
    // Behind a label and its colon anything may be named; behind "by" names with small words in them.
    const bool labelled = !before.empty() && before[0].kind == Kind::kCue &&
                          (word.size() <= 3 || Holds(text_.Between(before[0].words.end), ":"));
    if (labelled) return Token{Kind::kName, {at, at + 1}};
    return std::nullopt;
  }

  // "lby" in dpa/lby, "rtr" in AFP/rtr, "AFX" in dpa-AFX.
  bool IsSlug(uint32_t at, Span words) const {
    if (Word(at).size() > kSlugBytes || IsTitleCase(Word(at))) return false;
    const auto glued = [&](uint32_t word) {
      const std::string_view between = text_.Between(word);
      return between == "/" || between == "-";
    };
    const bool before = at > words.begin && glued(at) && Word(at).size() <= 4;
    const bool behind = at + 1 < words.end && glued(at + 1) && Word(at).size() <= 2;
    return before || behind;
  }

  std::optional<PlaceCredit> Judge(const std::vector<Token>& tokens, Span stretch, Place place) const {
    using Kind = Token::Kind;
    const size_t self = static_cast<size_t>(
        std::find_if(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return token.words.begin == mention_.words.begin; }) -
        tokens.begin());
    if (self == tokens.size() || tokens[self].kind != Kind::kSource) return std::nullopt;
    const auto is = [&](Kind kind) { return [kind](const Token& token) { return token.kind == kind; }; };
    const bool names = std::any_of(tokens.begin(), tokens.end(), is(Kind::kName));
    const bool lead = tokens[0].kind == Kind::kCue;
    const Token* cue = nullptr;
    for (size_t i = self; i > 0 && cue == nullptr; --i) {
      if (tokens[i - 1].kind == Kind::kCue) cue = &tokens[i - 1];
    }
    const std::string_view opening = At({stretch.begin, text_.words[tokens[0].words.begin].begin});
    const bool copyright = opening.find("©") != std::string_view::npos;
    const bool photo = IsPhoto(tokens, self, place, copyright, names, cue);
    if (photo) {
      const Token* other = cue;
      for (const Token& token : tokens) {
        if (other == nullptr && token.photo) other = &token;
      }
      return PlaceCredit{CreditKind::kPhotoCredit, false, other == nullptr ? mention_.words : Join(*other)};
    }
    if (names && !lead && !NamesStandWell(tokens, self, place)) return std::nullopt;
    if (names && mention_.is_short && TouchesName(tokens, self)) return std::nullopt;
    // "By Monday, all had left."
    const std::string_view end = text_.Between(tokens.back().words.end);
    if (names && place != Place::kBracket && Holds(end.substr(0, 1), ".!?") && tokens.size() > kShortCreditTokens) {
      return std::nullopt;
    }
    if (place == Place::kHead && !std::all_of(tokens.begin(), tokens.begin() + static_cast<ptrdiff_t>(self),
                                              [&](const Token& t) { return t.kind != Kind::kDesk; })) {
      return std::nullopt;
    }
    if (mention_.is_small && tokens.size() == 1 && place != Place::kBracket) return std::nullopt;
    return PlaceCredit{CreditKind::kCreditLine, cue != nullptr && cue->cue->partial,
                       cue == nullptr ? mention_.words : Join(*cue)};
  }

  Span Join(const Token& other) const {
    return {std::min(other.words.begin, mention_.words.begin), std::max(other.words.end, mention_.words.end)};
  }

  // A cue for pictures, an archive of pictures, an agency that hands on another's; a person behind or before a slash; a
  // person behind a copyright sign.
  bool IsPhoto(const std::vector<Token>& tokens, size_t self, Place place, bool copyright, bool names,
               const Token* cue) const {
    using Kind = Token::Kind;
    if (place == Place::kHead) return false;
    if (cue != nullptr) return cue->photo;
    if (std::any_of(tokens.begin(), tokens.end(),
                    [](const Token& token) { return token.photo || token.kind == Kind::kVia; })) {
      return true;
    }
    if (!names) return false;
    if (copyright) return true;
    const auto slash = [&](size_t left) {
      if (left + 1 >= tokens.size()) return false;
      if (tokens[left].kind != Kind::kName && tokens[left + 1].kind != Kind::kName) return false;
      const std::string_view between = text_.Between(tokens[left + 1].words.begin);
      return between == "/" || (place != Place::kLine && between.find('/') != std::string_view::npos);
    };
    return slash(self) || (self > 0 && slash(self - 1));
  }

  // Of a line: names are set apart from the source by a mark, and the source is the first or the last of them. Nowhere
  // else names may stand, but for the place of a dateline.
  bool NamesStandWell(const std::vector<Token>& tokens, size_t self, Place place) const {
    using Kind = Token::Kind;
    if (place == Place::kHead) return true;
    if (place != Place::kLine || mention_.is_weak) return false;
    const auto name = [](const Token& token) { return token.kind == Kind::kName; };
    const auto here = tokens.begin() + static_cast<ptrdiff_t>(self);
    if (std::any_of(tokens.begin(), here, name) && std::any_of(here, tokens.end(), name)) return false;
    const std::string_view last = text_.Between(tokens.back().words.end);
    if (last.starts_with('.') || last.starts_with('!') || last.starts_with('?')) return false;
    for (size_t i = 1; i < tokens.size(); ++i) {
      const bool edge = name(tokens[i - 1]) ? tokens[i].kind == Kind::kSource
                                            : name(tokens[i]) && tokens[i - 1].kind == Kind::kSource;
      const std::string_view between = text_.Between(tokens[i].words.begin);
      if (edge && !Holds(between, ",/|(") && between.find("·") == std::string_view::npos &&
          between.find("•") == std::string_view::npos) {
        return false;
      }
    }
    return true;
  }

  // Nothing but a space between the source and a name.
  bool TouchesName(const std::vector<Token>& tokens, size_t self) const {
    const auto touch = [&](size_t left) {
      return tokens[left].kind == Token::Kind::kName || tokens[left + 1].kind == Token::Kind::kName
                 ? text_.Between(tokens[left + 1].words.begin) == " "
                 : false;
    };
    return (self > 0 && touch(self - 1)) || (self + 1 < tokens.size() && touch(self));
  }

  const CreditText& text_;
  const Mention& mention_;
};

}  // namespace

std::optional<PlaceCredit> CreditByPlace(const CreditText& text, const Mention& mention, bool in_list) {
  if (mention.type == SourceType::kUnnamed || mention.type == SourceType::kGovernment) return std::nullopt;
  return Reader(text, mention).Read(in_list);
}

}  // namespace wirecopy

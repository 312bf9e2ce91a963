// Names that stand apart.
//
// Credits that are no sentence have a form instead of words: "(dpa/lby)", "Jane Roe | AP", "Redacción / EFE", ". —
// AFP", "МОСКВА, 14 мар — РИА Новости.". All are one small language. A stretch of text (a bracket, a short line, what
// stands behind the last sentence of a line, the head of a line before its dash) is read word by word as source, cue,
// joiner
// ("and"), desk ("newsroom"), slug ("lby" in dpa/lby), date, or other name. Any other word makes the stretch prose, and
// prose credits nobody here. Names of people and places may stand in a line, but not right beside an abbreviation, for
// that is a part of their name ("Lusa Gomes"); in a bracket they make the picture theirs. The nearest cue before the
// source says what the credit is. A stretch has few words, so the whole costs a constant for each mention.
#include "wirecopy/attribute/credit_stretch.h"

#include <algorithm>

#include "wirecopy/attribute/credit_tokens.h"

namespace wirecopy {
namespace {

constexpr uint32_t kLineWords = 14;
constexpr uint32_t kHeadWords = 8;
constexpr size_t kShortCreditTokens = 4;  // "Source: Reuters, Geneva." may end like a sentence
constexpr auto kMostNames = 6;            // words of names on a line without a cue

bool Holds(std::string_view text, std::string_view marks) {
  return text.find_first_of(marks) != std::string_view::npos;
}

class Stretch {
 public:
  Stretch(const CreditText& text, const Mention& mention, Span stretch, Place place)
      : text_(text), mention_(mention), stretch_(stretch), place_(place) {}

  std::optional<PlaceCredit> Read() const {
    const Span words = text_.WordsIn(stretch_, mention_.words.begin);
    const uint32_t most = place_ == Place::kHead ? kHeadWords + mention_.words.size() : kLineWords;
    if (words.size() > most) return std::nullopt;
    const std::optional<std::vector<Token>> tokens = Tokenize(text_, words, place_);
    return tokens ? Judge(*tokens) : std::nullopt;
  }

 private:
  std::optional<PlaceCredit> Judge(const std::vector<Token>& tokens) const {
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
      // "Photograph by"
      if (cue != nullptr && i > 1 && tokens[i - 2].photo && tokens[i - 2].kind == Kind::kCue) cue = &tokens[i - 2];
      // "Com informações da EFE e da Reuters": the second "da" only repeats.
      if (cue != nullptr && i > 1 && IsBare(*cue) && tokens[i - 2].kind == Kind::kJoiner) cue = nullptr;
    }
    // "The Associated Press contributed to this report."
    const auto behind =
        std::find_if(tokens.begin() + static_cast<ptrdiff_t>(self), tokens.end(), [](const Token& token) {
          return token.kind == Kind::kCue && token.cue->position == Cue::Position::kAfter && token.cue->partial;
        });
    if (cue == nullptr && behind != tokens.end()) cue = &*behind;
    const std::string_view opening =
        text_.text.substr(stretch_.begin, text_.words[tokens[0].words.begin].begin - stretch_.begin);
    const bool copyright = opening.find("©") != std::string_view::npos;
    // "Le Monde avec AFP": who signs with an agency is no source.
    const bool signs = std::any_of(tokens.begin() + static_cast<ptrdiff_t>(self), tokens.end(),
                                   [](const Token& token) { return token.kind == Kind::kCue && token.cue->partial; });
    if (signs && mention_.type != SourceType::kAgency) return std::nullopt;
    const bool photo = IsPhoto(tokens, self, copyright, names, cue);
    if (photo) {
      const Token* other = cue;
      for (const Token& token : tokens) {
        if (other == nullptr && token.photo) other = &token;
      }
      return PlaceCredit{CreditKind::kPhotoCredit, false, other == nullptr ? mention_.words : Join(*other)};
    }
    if (names && !lead && !NamesStandWell(tokens, self)) return std::nullopt;
    if (names && mention_.is_short && TouchesName(tokens, self)) return std::nullopt;
    // "By Monday, all had left."
    const std::string_view end = text_.Between(tokens.back().words.end);
    if (names && place_ != Place::kBracket && Holds(end.substr(0, 1), ".!?") && tokens.size() > kShortCreditTokens) {
      return std::nullopt;
    }
    if (place_ == Place::kHead && !std::all_of(tokens.begin(), tokens.begin() + static_cast<ptrdiff_t>(self),
                                               [&](const Token& t) { return t.kind != Kind::kDesk; })) {
      return std::nullopt;
    }
    if (mention_.is_small && tokens.size() == 1 && place_ != Place::kBracket) return std::nullopt;
    // "(antara 20 dan 25 menit)"
    if (mention_.is_small && self + 1 < tokens.size() && tokens[self + 1].kind == Kind::kDate &&
        text_.Between(tokens[self + 1].words.begin) == " ") {
      return std::nullopt;
    }
    return PlaceCredit{CreditKind::kCreditLine, cue != nullptr && cue->cue->partial,
                       cue == nullptr ? mention_.words : Join(*cue)};
  }

  // "from", "by": says no more than that the name is a source.
  static bool IsBare(const Token& token) {
    const Cue& cue = *token.cue;
    return cue.position == Cue::Position::kApart && cue.kind == CreditKind::kCreditLine && !cue.partial;
  }

  Span Join(const Token& other) const {
    return {std::min(other.words.begin, mention_.words.begin), std::max(other.words.end, mention_.words.end)};
  }

  // A cue for pictures, an archive of pictures, an agency that hands on another's; a person behind or before a slash; a
  // person behind a copyright sign.
  bool IsPhoto(const std::vector<Token>& tokens, size_t self, bool copyright, bool names, const Token* cue) const {
    using Kind = Token::Kind;
    if (place_ == Place::kHead) return false;
    if (cue != nullptr && cue->photo) return true;
    if (std::any_of(tokens.begin(), tokens.end(), [](const Token& t) { return t.photo || t.kind == Kind::kVia; })) {
      return true;
    }
    if (cue != nullptr) return false;
    if (!names) return false;
    if (copyright) return true;
    const auto slash = [&](size_t left) {
      if (left + 1 >= tokens.size()) return false;
      if (tokens[left].kind != Kind::kName && tokens[left + 1].kind != Kind::kName) return false;
      const std::string_view between = text_.Between(tokens[left + 1].words.begin);
      return between == "/" || (place_ != Place::kLine && between.find('/') != std::string_view::npos);
    };
    return slash(self) || (self > 0 && slash(self - 1));
  }

  // Of a line: names are set apart from the source by a mark, and the source is the first or the last of them.
  // Elsewhere only the place of a dateline may stand.
  bool NamesStandWell(const std::vector<Token>& tokens, size_t self) const {
    using Kind = Token::Kind;
    if (place_ == Place::kHead) return true;
    // "[Seoul=Yonhap]"
    const std::string_view before = text_.Between(mention_.words.begin);
    if (place_ == Place::kBracket && self > 0 && (before == "=" || before == "\uFF1D")) return true;
    if (place_ != Place::kLine) return false;
    const auto name = [](const Token& token) { return token.kind == Kind::kName; };
    const auto here = tokens.begin() + static_cast<ptrdiff_t>(self);
    if (std::any_of(tokens.begin(), here, name) && std::any_of(here, tokens.end(), name)) return false;
    const std::string_view last = text_.Between(tokens.back().words.end);
    if (last.starts_with('.') || last.starts_with('!') || last.starts_with('?')) return false;
    if (std::count_if(tokens.begin(), tokens.end(), name) > kMostNames) return false;
    // The name next to the source on either side; a cue between them parts them, too ("Le Monde avec AFP").
    for (size_t i = self; i > 0 && tokens[i].kind != Kind::kCue; --i) {
      if (name(tokens[i - 1])) return Parted(tokens[i - 1], tokens[self]);
    }
    const auto behind = std::find_if(here, tokens.end(), name);
    return behind == tokens.end() || Parted(tokens[self], *behind);
  }

  // Whether a mark stands between two tokens.
  bool Parted(const Token& left, const Token& right) const {
    const uint32_t from = text_.words[left.words.end - 1].end, to = text_.words[right.words.begin].begin;
    const std::string_view between = text_.text.substr(from, to - from);
    if (mention_.is_weak) return Holds(between, "/|");  // "ERIE, PA"
    if (between.empty()) return true;                   // a lost break (CreditText)
    return Holds(between, ",/|(") || between.find("·") != std::string_view::npos ||
           between.find("•") != std::string_view::npos;
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
  Span stretch_;
  Place place_;
};

}  // namespace

std::optional<PlaceCredit> ReadStretch(const CreditText& text, const Mention& mention, Span stretch, Place place) {
  return Stretch(text, mention, stretch, place).Read();
}

}  // namespace wirecopy

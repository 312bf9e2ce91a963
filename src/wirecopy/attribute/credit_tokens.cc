#include "wirecopy/attribute/credit_tokens.h"

#include <algorithm>

namespace wirecopy {
namespace {

constexpr size_t kSlugBytes = 6;  // Cyrillic letters have two

class Tokenizer {
 public:
  Tokenizer(const CreditText& text, Span words, Place place) : text_(text), words_(words), place_(place) {}

  std::optional<std::vector<Token>> Read() const {
    std::vector<Token> tokens;
    for (uint32_t at = words_.begin; at < words_.end;) {
      const std::optional<Token> token = TokenAt(at, tokens);
      if (!token) return std::nullopt;
      tokens.push_back(*token);
      at = token->words.end;
    }
    return tokens;
  }

 private:
  std::string_view Word(uint32_t word) const {
    return text_.text.substr(text_.words[word].begin, text_.words[word].end - text_.words[word].begin);
  }

  bool IsDigit(uint32_t word) const { return Word(word)[0] >= '0' && Word(word)[0] <= '9'; }

  std::optional<Token> TokenAt(uint32_t at, const std::vector<Token>& before) const {
    using Kind = Token::Kind;
    if (const Mention* source = text_.MentionAt(at)) {
      if (source->type == SourceType::kGovernment)
        return Token{Kind::kName, {at, std::min(source->words.end, words_.end)}};
      return Token{Kind::kSource, {at, std::min(text_.EndWithSuffix(*source), words_.end)}};
    }
    std::vector<PhraseTable::Match> matches;
    if (place_ != Place::kHead) {
      text_.tables.cue_phrases.MatchesAt(text_.words, at, &matches);
      for (const auto& match : matches) {
        const Cue& cue = text_.tables.cues[match.id];
        const bool apart = cue.position == Cue::Position::kLine || cue.position == Cue::Position::kApart;
        const bool counts = apart || cue.partial || cue.kind == CreditKind::kPhotoCredit;
        if (!counts || !cue.link.empty() || at + match.words > words_.end || IsParticle(at, cue, before)) continue;
        return Token{Kind::kCue, {at, at + match.words}, &cue, cue.kind == CreditKind::kPhotoCredit};
      }
    }
    text_.tables.filler_phrases.MatchesAt(text_.words, at, &matches);
    for (const auto& match : matches) {
      if (at + match.words > words_.end) continue;
      const Filler& filler = text_.tables.fillers[match.id];
      return Token{filler.via    ? Kind::kVia
                   : filler.desk ? Kind::kDesk
                                 : Kind::kJoiner,
                   {at, at + match.words},
                   nullptr,
                   filler.photo};
    }
    const std::string_view word = Word(at);
    if (IsDigit(at)) return Token{Kind::kDate, {at, at + 1}};
    if (IsSlug(at) || IsInitials(at)) return Token{Kind::kSlug, {at, at + 1}};
    // "July 16", "14 MAR"
    const bool month = (at + 1 < words_.end && IsDigit(at + 1) && text_.Between(at + 1) == " ") ||
                       (at > words_.begin && IsDigit(at - 1) && text_.Between(at) == " ");
    if (month && !before.empty()) return Token{Kind::kDate, {at, at + 1}};
    if (IsCapitalised(text_.text, text_.words[at])) return Token{Kind::kName, {at, at + 1}};
    const bool date = (at > words_.begin && !before.empty() && before.back().kind == Kind::kDate) ||
                      (at + 1 < words_.end && IsDigit(at + 1));
    if (date) return Token{Kind::kDate, {at, at + 1}};  // "14 mar", "14 de marzo"
    // Behind a label and its colon anything may be named; behind "by" names with small words in them.
    const bool labelled = !before.empty() && before[0].kind == Kind::kCue &&
                          (word.size() <= 3 || text_.Between(before[0].words.end).find(':') != std::string_view::npos);
    if (labelled) return Token{Kind::kName, {at, at + 1}};
    return std::nullopt;
  }

  // "jh" in (dpa, jh)
  bool IsInitials(uint32_t at) const {
    const std::string_view word = Word(at);
    return place_ == Place::kBracket && word.size() <= 3 &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // "Van" in Van der Molen, "da" in Maria da Silva.
  bool IsParticle(uint32_t at, const Cue& cue, const std::vector<Token>& before) const {
    return cue.position == Cue::Position::kApart && cue.kind == CreditKind::kCreditLine && !cue.partial &&
           !before.empty() && before.back().kind == Token::Kind::kName && text_.Between(at) == " ";
  }

  // "lby" in dpa/lby, "rtr" in AFP/rtr, "AFX" in dpa-AFX.
  bool IsSlug(uint32_t at) const {
    if (Word(at).size() > kSlugBytes || IsTitleCase(Word(at))) return false;
    const auto glued = [&](uint32_t word) {
      const std::string_view between = text_.Between(word);
      return between == "/" || between == "-";
    };
    const bool before = at > words_.begin && glued(at) && Word(at).size() <= 4;
    const bool behind = at + 1 < words_.end && glued(at + 1) && Word(at).size() <= 2;
    return before || behind;
  }

  const CreditText& text_;
  Span words_;
  Place place_;
};

}  // namespace

std::optional<std::vector<Token>> Tokenize(const CreditText& text, Span words, Place place) {
  return Tokenizer(text, words, place).Read();
}

}  // namespace wirecopy

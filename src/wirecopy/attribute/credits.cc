// From mentions to credits.
//
// A name alone proves nothing: "Reuters" may be the subject of the story. A mention becomes a credit by what stands
// around it, tried from the strongest: it stands in a caption (photo credit); apart from the prose, in a bracket, on a
// line, behind the last sentence, in the dateline (credit_places.h: credit line or photo credit); in a line that begins
// with a credit cue; or beside a cue in one sentence (credit_cues.h: attribution, or a medium that was spoken to). An
// abbreviation counts only right beside the cue. One mention may carry two cues of unlike kinds ("the Kremlin told
// state media" is an attribution of one and a quoted medium of the other) but gives one credit. Names that only a comma
// or an "and" parts share what is said of one of them ("Reuters and AFP reported").
#include "wirecopy/attribute/credits.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "wirecopy/attribute/credit_cues.h"
#include "wirecopy/attribute/credit_pictures.h"
#include "wirecopy/attribute/credit_places.h"
#include "wirecopy/attribute/credit_text.h"
#include "wirecopy/attribute/line_forms.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

bool Holds(Span outer, Span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

bool Names(std::string_view place, std::initializer_list<std::string_view> kinds) {
  return std::find(kinds.begin(), kinds.end(), place) != kinds.end();
}

bool IsDigit(std::string_view text, size_t at) { return at < text.size() && '0' <= text[at] && text[at] <= '9'; }

// Of the colon behind a label, npos where there is none; that of "3:27 PM" is none.
size_t LabelColon(std::string_view line) {
  size_t colon = line.find(':');
  while (colon != std::string_view::npos && colon > 0 && IsDigit(line, colon - 1) && IsDigit(line, colon + 1)) {
    colon = line.find(':', colon + 1);
  }
  return colon;
}

class CreditFinder {
 public:
  CreditFinder(const CreditInput& input, const AttributionTables& tables)
      : input_(input), text_(input.text, *input.words, tables), pictures_(text_, *input.layout) {}

  std::vector<Credit> Find() {
    std::vector<std::optional<Credit>> judged;
    for (const Mention& mention : text_.mentions) judged.push_back(Judge(mention, PartOf(text_.Bytes(mention.words))));
    for (size_t i = 1; i < judged.size(); ++i) Share(i - 1, i, &judged);
    for (size_t i = judged.size(); i > 1; --i) Share(i - 1, i - 2, &judged);
    for (std::optional<Credit>& credit : judged) {
      if (credit) credits_.push_back(*std::move(credit));
    }
    AddNamelessLines();
    std::stable_sort(credits_.begin(), credits_.end(),
                     [](const Credit& x, const Credit& y) { return x.bytes < y.bytes; });
    return std::move(credits_);
  }

 private:
  const LayoutPart* PartOf(Span bytes) const {
    const std::vector<LayoutPart>& parts = input_.layout->furniture;
    const auto behind = std::upper_bound(parts.begin(), parts.end(), bytes.begin,
                                         [](uint32_t at, const LayoutPart& part) { return at < part.bytes.begin; });
    return behind != parts.begin() && Holds((behind - 1)->bytes, bytes) ? &*(behind - 1) : nullptr;
  }

  std::optional<Credit> Judge(const Mention& mention, const LayoutPart* part) const {
    const std::string_view place = part == nullptr ? "" : std::string_view(part->kind);
    if (place.starts_with("caption")) return InCaption(mention, *part);
    const bool in_list = Names(place, {"related-link", "promo", "tags", "share", "forum"});
    if (const std::optional<PlaceCredit> credit = CreditByPlace(text_, mention, in_list)) {
      // No cue says what it is.
      const bool bare = credit->kind == CreditKind::kCreditLine && !credit->partial && credit->words == mention.words;
      const bool photo = bare && pictures_.Sign(mention);
      return ToCredit(mention, photo ? CreditKind::kPhotoCredit : credit->kind, credit->words, credit->partial);
    }
    if (place == "legal" && (!mention.is_weak || mention.words.size() > 1))
      return ToCredit(mention, CreditKind::kCreditLine, mention.words, false);
    if (in_list || place == "legal" || place == "title") return std::nullopt;
    if (SlashedPhoto(mention)) return ToCredit(mention, CreditKind::kPhotoCredit, mention.words, false);
    if (const FoundCue* cue = PhotoCueInSentence(text_, mention)) return WithCue(mention, *cue);
    if (place == "credit-line" || place == "byline") return InCreditLine(mention, *part);
    const bool named = mention.type != SourceType::kUnnamed && mention.type != SourceType::kGovernment;
    if (place == "dateline" && named && mention.type == SourceType::kAgency && !mention.is_weak) {
      return ToCredit(mention, CreditKind::kCreditLine, mention.words, false);
    }
    if (mention.is_small) return std::nullopt;
    const FoundCue* cue = CueInSentence(text_, mention);
    if (cue == nullptr || IsSomethingElse(text_, mention, *cue)) return std::nullopt;
    return WithCue(mention, *cue);
  }

  Credit ToCredit(const Mention& mention, CreditKind kind, Span words, bool partial) const {
    return {kind, mention.type, partial, mention.source, text_.Bytes(words)};
  }

  Credit WithCue(const Mention& mention, const FoundCue& cue) const {
    return ToCredit(mention, cue.cue->kind, WordsWithCue(mention, cue), cue.cue->partial);
  }

  std::optional<Credit> InCaption(const Mention& mention, const LayoutPart& part) const {
    if (mention.type == SourceType::kGovernment) return std::nullopt;
    Credit credit = ToCredit(mention, CreditKind::kPhotoCredit, mention.words, false);
    // The bracket that the credit stands in, where there is one.
    const std::string_view caption = input_.text.substr(part.bytes.begin, part.bytes.size());
    const size_t open = caption.rfind('(', credit.bytes.begin - part.bytes.begin);
    const size_t close = open == std::string_view::npos ? open : caption.find(')', open);
    if (close != std::string_view::npos && part.bytes.begin + close >= credit.bytes.end) {
      credit.bytes = {part.bytes.begin + static_cast<uint32_t>(open),
                      part.bytes.begin + static_cast<uint32_t>(close) + 1};
    }
    return credit;
  }

  // Gives the credit of one mention to its neighbour, where only a comma, a slash or "and" stands between them.
  void Share(size_t from, size_t to, std::vector<std::optional<Credit>>* judged) const {
    if (!(*judged)[from] || (*judged)[to]) return;
    const Mention &left = text_.mentions[std::min(from, to)], &right = text_.mentions[std::max(from, to)];
    const Mention& mention = text_.mentions[to];
    if (mention.type == SourceType::kUnnamed || mention.type == SourceType::kGovernment || mention.is_small ||
        right.words.begin < left.words.end)
      return;
    if (right.words.begin - left.words.end > 2) return;
    for (uint32_t word = left.words.end; word <= right.words.begin; ++word) {
      if (text_.Between(word).find_first_of(".;:()!?\n") != std::string_view::npos) return;
    }
    std::vector<PhraseTable::Match> matches;
    bool joined = false;
    for (uint32_t word = left.words.end; word < right.words.begin; ++word) {
      text_.tables.filler_phrases.MatchesAt(text_.words, word, &matches);
      const bool joiner = std::any_of(matches.begin(), matches.end(),
                                      [&](const auto& match) { return !text_.tables.fillers[match.id].desk; });
      if (!joiner) return;
      joined = true;
    }
    const std::string_view between = text_.Between(right.words.begin);
    if (!joined && between.find_first_of(",/") == std::string_view::npos) return;
    const Credit& credit = *(*judged)[from];
    (*judged)[to] = Credit{credit.kind, mention.type, credit.partial, mention.source, text_.Bytes(mention.words)};
  }

  // "AP Photo/Name", "REUTERS/Name", "Name/Reuters" in brackets.
  bool SlashedPhoto(const Mention& mention) const {
    const Span bytes = text_.Bytes(mention.words);
    const std::string_view text = input_.text;
    const bool name_behind = bytes.end + 1 < text.size() && text[bytes.end] == '/' && text[bytes.end + 1] != ' ';
    const bool name_before = mention.words.begin > 0 && bytes.begin >= 2 && text[bytes.begin - 1] == '/' &&
                             text[bytes.begin - 2] != ' ' && IsCapitalised(text, text_.words[mention.words.begin - 1]);
    // Two agencies joined by a slash are a credit line; a photographer beside one of them makes it a photo's.
    const bool person = (name_behind && text_.MentionAt(mention.words.end) == nullptr) ||
                        (name_before && text_.MentionAt(mention.words.begin - 1) == nullptr);
    return person && (EndsSoon(mention) || (name_before && BehindFullName(mention)));
  }

  // "Jane Roe/AFP" in the middle of a line that lost its breaks; no poll of a paper and an agency.
  bool BehindFullName(const Mention& mention) const {
    const uint32_t at = mention.words.begin;
    if (mention.type != SourceType::kAgency || at < 2 || text_.MentionAt(at - 1) != nullptr) return false;
    const auto title = [&](uint32_t word) {
      return IsTitleCase(input_.text.substr(text_.words[word].begin, text_.words[word].end - text_.words[word].begin));
    };
    return text_.Between(at - 1) == " " && title(at - 1) && title(at - 2);
  }

  // Nothing but a few names stands between the mention and the end of its bracket or line.
  bool EndsSoon(const Mention& mention) const {
    const std::vector<Word>& words = text_.words;
    for (uint32_t word = mention.words.end; word < words.size() && word < mention.words.end + kNameWords; ++word) {
      if (text_.Between(word).find_first_of(")]\n") != std::string_view::npos) return true;
      if (!IsCapitalised(input_.text, words[word])) return false;
    }
    return mention.words.end + kNameWords >= words.size();
  }

  // The credit reaches from the cue that begins the line to behind the name.
  Credit InCreditLine(const Mention& mention, const LayoutPart& part) const {
    const auto begins = [&](const FoundCue& found) { return text_.words[found.words.begin].begin; };
    auto found = std::lower_bound(text_.cues.begin(), text_.cues.end(), part.bytes.begin,
                                  [&](const FoundCue& cue, uint32_t byte) { return begins(cue) < byte; });
    for (; found != text_.cues.end() && begins(*found) == part.bytes.begin; ++found) {
      if (found->cue->position == Cue::Position::kLine) return WithCue(mention, *found);
    }
    return ToCredit(mention, CreditKind::kCreditLine, mention.words, false);
  }

  // "Source: NAME" names a source whoever it is.
  void AddNamelessLines() {
    for (const LayoutPart& part : input_.layout->furniture) {
      if (part.kind != "credit-line") continue;
      const bool served =
          std::any_of(credits_.begin(), credits_.end(), [&](const Credit& c) { return Holds(part.bytes, c.bytes); });
      const size_t colon = LabelColon(input_.text.substr(part.bytes.begin, part.bytes.size()));
      if (served || colon == std::string_view::npos) continue;
      const Span name = Trim(input_.text, {part.bytes.begin + static_cast<uint32_t>(colon) + 1, part.bytes.end});
      if (name.empty()) continue;
      credits_.push_back({CreditKind::kCreditLine, SourceType::kUnnamed, false,
                          std::string(input_.text.substr(name.begin, name.size())), part.bytes});
    }
  }

  const CreditInput& input_;
  CreditText text_;
  PictureCredits pictures_;  // of text_
  std::vector<Credit> credits_;
};

}  // namespace

std::vector<Credit> FindCredits(const CreditInput& input, const AttributionTables& tables) {
  return CreditFinder(input, tables).Find();
}

}  // namespace wirecopy

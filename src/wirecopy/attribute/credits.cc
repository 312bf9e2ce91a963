// From mentions to credits.
//
// A name alone proves nothing: "Reuters" may be the subject of the story. A mention becomes a credit by what stands
// around it, tried from the strongest: it stands in a caption (photo credit); in a line that begins with a credit cue,
// in a bracket or on a line of its own, in the dateline (credit line); or beside a cue in one sentence (attribution, or
// a medium that was spoken to). An abbreviation counts only right beside the cue. One mention may carry two cues of
// unlike kinds ("the Kremlin told state media" is an attribution of one and a quoted medium of the other) but gives one
// credit.
#include "wirecopy/attribute/credits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "wirecopy/attribute/line_forms.h"
#include "wirecopy/attribute/mentions.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr uint32_t kReachWords = 16;    // a cue farther from a name is not its cue
constexpr size_t kBylineBytes = 120;    // the longest line that is a byline
constexpr uint32_t kNameWords = 6;      // of a photographer and what may stand behind the name
constexpr uint32_t kBracketBytes = 60;  // the longest bracket that may be a credit

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBrackets = {
    {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}}};

struct FoundCue {
  Span words;
  const Cue* cue;
};

bool Holds(Span outer, Span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

class CreditFinder {
 public:
  CreditFinder(const CreditInput& input, const AttributionTables& tables)
      : input_(input), words_(*input.words), tables_(tables), mentions_(FindMentions(input.text, words_, tables)) {
    FindCues();
  }

  std::vector<Credit> Find() {
    for (const Mention& mention : mentions_) {
      const LayoutPart* part = PartOf(Bytes(mention.words));
      if (std::optional<Credit> credit = Judge(mention, part)) credits_.push_back(*std::move(credit));
    }
    AddNamelessLines();
    std::stable_sort(credits_.begin(), credits_.end(),
                     [](const Credit& x, const Credit& y) { return x.bytes < y.bytes; });
    return std::move(credits_);
  }

 private:
  Span Bytes(Span words) const { return {words_[words.begin].begin, words_[words.end - 1].end}; }

  void FindCues() {
    std::vector<PhraseTable::Match> matches;
    for (uint32_t at = 0; at < words_.size(); ++at) {
      tables_.cue_phrases.MatchesAt(words_, at, &matches);
      for (const auto& match : matches) cues_.push_back({{at, at + match.words}, &tables_.cues[match.id]});
    }
  }

  const LayoutPart* PartOf(Span bytes) const {
    const std::vector<LayoutPart>& parts = input_.layout->furniture;
    const auto behind = std::upper_bound(parts.begin(), parts.end(), bytes.begin,
                                         [](uint32_t at, const LayoutPart& part) { return at < part.bytes.begin; });
    return behind != parts.begin() && Holds((behind - 1)->bytes, bytes) ? &*(behind - 1) : nullptr;
  }

  std::optional<Credit> Judge(const Mention& mention, const LayoutPart* part) const {
    const std::string_view place = part == nullptr ? "" : std::string_view(part->kind);
    if (place.starts_with("caption")) return InCaption(mention, *part);
    const bool own_line = place == "credit-line" || place == "byline";
    if (mention.type == SourceType::kAgency && !own_line && InByline(mention)) {
      return ToCredit(mention, CreditKind::kCreditLine, mention.words, false);
    }
    if (place == "related-link" || place == "promo" || place == "legal" || place == "title" || place == "tags") {
      return place == "legal" ? std::optional(ToCredit(mention, CreditKind::kCreditLine, mention.words, false))
                              : std::nullopt;
    }
    if (SlashedPhoto(mention)) return ToCredit(mention, CreditKind::kPhotoCredit, mention.words, false);
    if (const FoundCue* cue = CueFor(mention, CreditKind::kPhotoCredit)) return WithCue(mention, *cue);
    if (own_line) return InCreditLine(mention, *part);
    const bool named = mention.type != SourceType::kUnnamed && mention.type != SourceType::kGovernment;
    const bool in_dateline = place == "dateline" && mention.type == SourceType::kAgency;
    if (named && (in_dateline || InOwnBracket(mention) || OnOwnLine(mention))) {
      return ToCredit(mention, CreditKind::kCreditLine, mention.words, false);
    }
    if (const FoundCue* cue = CueFor(mention, CreditKind::kCreditLine)) return WithCue(mention, *cue);
    const FoundCue* attribution = CueFor(mention, CreditKind::kAttributionInText);
    const FoundCue* medium = CueFor(mention, CreditKind::kQuotedMedium);
    if (attribution != nullptr && medium != nullptr) return WithCue(mention, Nearer(mention, *attribution, *medium));
    if (attribution != nullptr) return WithCue(mention, *attribution);
    if (medium != nullptr) return WithCue(mention, *medium);
    return std::nullopt;
  }

  Credit ToCredit(const Mention& mention, CreditKind kind, Span words, bool partial) const {
    return {kind, mention.type, partial, mention.source, Bytes(words)};
  }

  Credit WithCue(const Mention& mention, const FoundCue& cue) const {
    const Span words{std::min(mention.words.begin, cue.words.begin), std::max(mention.words.end, cue.words.end)};
    return ToCredit(mention, cue.cue->kind, words, cue.cue->partial);
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

  // The cue of this kind nearest to the mention, if it is near enough.
  const FoundCue* CueFor(const Mention& mention, CreditKind kind) const {
    const FoundCue* best = nullptr;
    const uint32_t from = mention.words.begin > kReachWords ? mention.words.begin - kReachWords : 0;
    const auto first = std::lower_bound(cues_.begin(), cues_.end(), from,
                                        [](const FoundCue& found, uint32_t word) { return found.words.begin < word; });
    for (auto it = first; it != cues_.end() && it->words.begin < mention.words.end + kReachWords; ++it) {
      const FoundCue& found = *it;
      if (found.cue->kind != kind || found.cue->position == Cue::Position::kLine) continue;
      const bool before = found.cue->position == Cue::Position::kBefore;
      if (before ? found.words.end > mention.words.begin : found.words.begin < mention.words.end) continue;
      const uint32_t allowed = mention.is_short ? std::min(found.cue->gap, 1u) : found.cue->gap;
      if (Gap(mention, found) > allowed || !Connected(mention, found)) continue;
      if (best == nullptr || Gap(mention, found) < Gap(mention, *best) ||
          (Gap(mention, found) == Gap(mention, *best) && found.words.size() > best->words.size())) {
        best = &found;
      }
    }
    return best;
  }

  static uint32_t Gap(const Mention& mention, const FoundCue& found) {
    return found.words.end <= mention.words.begin ? mention.words.begin - found.words.end
                                                  : found.words.begin - mention.words.end;
  }

  // "told AFP" is how agencies are credited, "told state TV" how a medium is named that somebody spoke to.
  const FoundCue& Nearer(const Mention& mention, const FoundCue& attribution, const FoundCue& medium) const {
    const uint32_t gap_attribution = Gap(mention, attribution), gap_medium = Gap(mention, medium);
    if (gap_attribution != gap_medium) return gap_attribution < gap_medium ? attribution : medium;
    return mention.type == SourceType::kAgency ? attribution : medium;
  }

  bool Connected(const Mention& mention, const FoundCue& found) const {
    const bool before = found.words.end <= mention.words.begin;
    return InOneSentence(input_.text, words_, before ? found.words.begin : mention.words.begin,
                         before ? mention.words.end - 1 : found.words.end - 1);
  }

  // "AP Photo/Name", "REUTERS/Name", "Name/Reuters" in brackets.
  bool SlashedPhoto(const Mention& mention) const {
    const Span bytes = Bytes(mention.words);
    const std::string_view text = input_.text;
    const bool name_behind = bytes.end + 1 < text.size() && text[bytes.end] == '/' && text[bytes.end + 1] != ' ';
    const bool name_before = bytes.begin >= 2 && text[bytes.begin - 1] == '/' && text[bytes.begin - 2] != ' ' &&
                             IsCapitalised(text, words_[mention.words.begin > 0 ? mention.words.begin - 1 : 0]);
    // Two agencies joined by a slash are a credit line; a photographer beside one of them makes it a photo's.
    const bool person =
        (name_behind && !IsSource(mention.words.end)) || (name_before && !IsSource(mention.words.begin - 1));
    return person && EndsSoon(mention);
  }

  // Nothing but a few names stands between the mention and the end of its bracket or line.
  bool EndsSoon(const Mention& mention) const {
    for (uint32_t word = mention.words.end; word < words_.size() && word < mention.words.end + kNameWords; ++word) {
      const uint32_t from = words_[word - 1].end;
      if (input_.text.substr(from, words_[word].begin - from).find_first_of(")]\n") != std::string_view::npos)
        return true;
      if (!IsCapitalised(input_.text, words_[word])) return false;
    }
    return mention.words.end + kNameWords >= words_.size();
  }

  // Whether a word is a part of a mention.
  bool IsSource(uint32_t word) const {
    const auto behind = std::upper_bound(mentions_.begin(), mentions_.end(), word,
                                         [](uint32_t at, const Mention& m) { return at < m.words.begin; });
    return behind != mentions_.begin() && word < (behind - 1)->words.end;
  }

  // "(AP)", "(Reuters, AFP)", "/TASS/": nothing but names of sources between the brackets.
  bool InOwnBracket(const Mention& mention) const {
    const Span bytes = Bytes(mention.words);
    const std::string_view text = input_.text;
    const uint32_t from = bytes.begin > kBracketBytes ? bytes.begin - kBracketBytes : 0;
    const std::string_view before = text.substr(from, bytes.begin - from);
    const std::string_view behind = text.substr(bytes.end, kBracketBytes);
    for (const auto& [open_mark, close_mark] : kBrackets) {
      const size_t open_at = before.rfind(open_mark), close_at = behind.find(close_mark);
      if (open_at == std::string_view::npos || close_at == std::string_view::npos) continue;
      const std::string_view inside_before = before.substr(open_at), inside_behind = behind.substr(0, close_at);
      if (inside_before.find('\n') != std::string_view::npos || inside_behind.find('\n') != std::string_view::npos)
        continue;
      const size_t open = from + open_at, close = bytes.end + close_at;
      uint32_t first = mention.words.begin, last = mention.words.end;
      while (first > 0 && words_[first - 1].begin > open) --first;
      while (last < words_.size() && words_[last].end <= close) ++last;
      bool all = true;
      for (uint32_t word = first; word < last; ++word) all = all && IsSource(word);
      if (all) return true;
    }
    const bool apart = bytes.begin < 2 || text[bytes.begin - 2] == ' ';  // "/TASS/"
    return apart && bytes.begin > 0 && text[bytes.begin - 1] == '/' && text.substr(bytes.end).starts_with("/");
  }

  // "Jane Roe, Associated Press", "JANE ROE / AP", "The Associated Press | Sunday": a short line that ends or begins
  // with the agency, set apart by a mark.
  bool InByline(const Mention& mention) const {
    const std::string_view text = input_.text;
    const Span bytes = Bytes(mention.words);
    const size_t from = bytes.begin > kBylineBytes ? bytes.begin - kBylineBytes : 0;
    const size_t break_before = text.substr(from, bytes.begin - from).rfind('\n');
    const size_t begin = break_before != std::string_view::npos ? from + break_before + 1 : from;
    const size_t end = std::min(text.find('\n', bytes.end), text.size());
    if ((from > 0 && break_before == std::string_view::npos) || end - begin > kBylineBytes) return false;
    const std::string_view before = text.substr(begin, bytes.begin - begin),
                           behind = text.substr(bytes.end, end - bytes.end);
    if (EndsSentence(text.substr(begin, end - begin))) return false;
    const auto empty = [](std::string_view part) {
      return part.find_first_not_of(" \t\r\u2022|") == std::string_view::npos;
    };
    const auto only_names = [&](uint32_t first, uint32_t last) {
      for (uint32_t word = first; word < last; ++word) {
        const bool joins = words_[word].end - words_[word].begin <= 3;  // "and", "dan", "y"
        if (!joins && !IsCapitalised(text, words_[word])) return false;
      }
      return true;
    };
    uint32_t first = mention.words.begin, last = mention.words.end;
    while (first > 0 && words_[first - 1].begin >= begin) --first;
    while (last < words_.size() && words_[last].end <= end) ++last;
    if (empty(behind) && !empty(before)) {
      const std::string_view mark = before.substr(before.find_last_not_of(' '));
      return (mark[0] == ',' || mark[0] == '/' || mark[0] == '|') && only_names(first, mention.words.begin);
    }
    return empty(before) && !empty(behind) && behind.substr(behind.find_first_not_of(' '))[0] == '|';
  }

  bool OnOwnLine(const Mention& mention) const {
    const Span bytes = Bytes(mention.words);
    const uint32_t before = mention.words.begin, behind = mention.words.end;
    const auto newline = [&](uint32_t from, uint32_t to) {
      return input_.text.substr(from, to - from).find('\n') != std::string_view::npos;
    };
    const bool begins = before == 0 || newline(words_[before - 1].end, bytes.begin);
    const bool ends = behind == words_.size() || newline(bytes.end, words_[behind].begin);
    return begins && ends && words_.size() > mention.words.size();
  }

  const FoundCue* CueAtBegin(const LayoutPart& part) const {
    const auto begins = [&](const FoundCue& found) { return words_[found.words.begin].begin; };
    auto found = std::lower_bound(cues_.begin(), cues_.end(), part.bytes.begin,
                                  [&](const FoundCue& cue, uint32_t byte) { return begins(cue) < byte; });
    for (; found != cues_.end() && begins(*found) == part.bytes.begin; ++found) {
      if (found->cue->position == Cue::Position::kLine) return &*found;
    }
    return nullptr;
  }

  // The credit reaches from the cue that begins the line to behind the name.
  Credit InCreditLine(const Mention& mention, const LayoutPart& part) const {
    const FoundCue* cue = CueAtBegin(part);
    return cue == nullptr ? ToCredit(mention, CreditKind::kCreditLine, mention.words, false) : WithCue(mention, *cue);
  }

  // "Source: NAME" names a source whoever it is.
  void AddNamelessLines() {
    for (const LayoutPart& part : input_.layout->furniture) {
      if (part.kind != "credit-line") continue;
      const bool served =
          std::any_of(credits_.begin(), credits_.end(), [&](const Credit& c) { return Holds(part.bytes, c.bytes); });
      const size_t colon = input_.text.substr(part.bytes.begin, part.bytes.size()).find(':');
      if (served || colon == std::string_view::npos) continue;
      const Span name = Trim(input_.text, {part.bytes.begin + static_cast<uint32_t>(colon) + 1, part.bytes.end});
      if (name.empty()) continue;
      credits_.push_back({CreditKind::kCreditLine, SourceType::kUnnamed, false,
                          std::string(input_.text.substr(name.begin, name.size())), part.bytes});
    }
  }

  const CreditInput& input_;
  const std::vector<Word>& words_;
  const AttributionTables& tables_;
  std::vector<Mention> mentions_;
  std::vector<FoundCue> cues_;
  std::vector<Credit> credits_;
};

}  // namespace

std::vector<Credit> FindCredits(const CreditInput& input, const AttributionTables& tables) {
  return CreditFinder(input, tables).Find();
}

}  // namespace wirecopy

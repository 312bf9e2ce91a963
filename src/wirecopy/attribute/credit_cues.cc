#include "wirecopy/attribute/credit_cues.h"

#include <algorithm>

#include "wirecopy/attribute/credit_words.h"

namespace wirecopy {
namespace {

constexpr uint32_t kReachWords = 32;  // a cue farther from a name is not its cue
constexpr uint32_t kNearWords = 2;    // a verb farther behind a name than this stands in its clause

class CueFinder {
 public:
  CueFinder(const CreditText& text, const Mention& mention)
      : text_(text), mention_(mention), behind_(text.EndWithSuffix(mention)) {}

  // The nearest cue of the kind, if it is near enough; of equally near ones the longest.
  const FoundCue* Nearest(CreditKind kind) const {
    const FoundCue* best = nullptr;
    const uint32_t from = mention_.words.begin > kReachWords ? mention_.words.begin - kReachWords : 0;
    const auto first = std::lower_bound(text_.cues.begin(), text_.cues.end(), from,
                                        [](const FoundCue& found, uint32_t word) { return found.words.begin < word; });
    for (auto it = first; it != text_.cues.end() && it->words.begin < behind_ + kReachWords; ++it) {
      const FoundCue& found = *it;
      if (found.cue->kind != kind || !Fits(found)) continue;
      if (best == nullptr || Gap(found) < Gap(*best) ||
          (Gap(found) == Gap(*best) && found.words.size() > best->words.size())) {
        best = &found;
      }
    }
    return best;
  }

  // Words between cue and name; a link that must stand there does not count.
  uint32_t Gap(const FoundCue& found) const {
    if (!found.cue->link.empty()) return 0;
    const bool before = found.words.end <= mention_.words.begin;
    const uint32_t from = before ? found.words.end : behind_, to = before ? mention_.words.begin : found.words.begin;
    uint32_t gap = 0;
    // The "s" in Monday's is no word of its own.
    for (uint32_t word = from; word < to; ++word) {
      gap += word == 0 || !JoinedByApostrophe(text_.text, text_.words[word - 1], text_.words[word]) ? 1u : 0u;
    }
    return gap;
  }

 private:
  bool Fits(const FoundCue& found) const {
    const Cue& cue = *found.cue;
    if (cue.position == Cue::Position::kLine || cue.position == Cue::Position::kApart) return false;
    const bool before = cue.position == Cue::Position::kBefore;
    if (before ? found.words.end > mention_.words.begin : found.words.begin < mention_.words.end) return false;
    if (mention_.is_weak && (mention_.language.empty() || mention_.language != cue.language)) return false;
    if (!cue.link.empty()) {
      if (!Linked(found)) return false;
    } else {
      if (!before && found.words.begin < behind_) return false;
      // "AP writers Jane Roe in Lima and John Doe contributed to this report."
      const bool signs = cue.partial && !before && !mention_.is_weak && BeginsSentence();
      const uint32_t allowed = mention_.is_short && !signs ? std::min(cue.gap, 1u) : cue.gap;
      if (Gap(found) > allowed) return false;
      // "the army, or AFP, said"
      if (!before && !signs && mention_.is_short && HasComma(behind_, found.words.begin)) return false;
      if (!before && cue.kind != CreditKind::kCreditLine && Gap(found) > kNearWords &&
          HasComma(behind_ + 1, found.words.begin))
        return false;
    }
    return InOneSentence(text_.text, text_.words, before ? found.words.begin : mention_.words.begin,
                         before ? mention_.words.end - 1 : found.words.end - 1);
  }

  bool BeginsSentence() const {
    const std::string_view before = text_.Between(mention_.words.begin);
    return mention_.words.begin == 0 || before.find_first_of(".!?\n_") != std::string_view::npos;
  }

  // A comma parts clauses; right behind the name it may belong to it.
  bool HasComma(uint32_t from, uint32_t to) const {
    for (uint32_t word = from; word <= to; ++word) {
      if (text_.Between(word).find_first_of(",;") != std::string_view::npos) return true;
    }
    return false;
  }

  // The words of the link right beside the name; between them and the cue as many words as the cue allows. An article
  // may stand between link and name: "a la EFE".
  bool Linked(const FoundCue& found) const {
    const std::vector<uint64_t>& link = found.cue->link;
    const auto size = static_cast<uint32_t>(link.size());
    const auto equal = [&](uint32_t at) {
      for (uint32_t i = 0; i < size; ++i) {
        if (text_.words[at + i].hash != link[i]) return false;
      }
      return true;
    };
    if (found.cue->position == Cue::Position::kAfter) {
      const uint32_t at = mention_.words.end;
      const bool suffix = behind_ > at;  // a case ending
      return suffix && at + size <= text_.words.size() && equal(at) && found.words.begin >= at + size &&
             found.words.begin - (at + size) <= found.cue->gap;
    }
    for (uint32_t article = 0; article <= 1; ++article) {
      if (mention_.words.begin < size + article) return false;
      const uint32_t at = mention_.words.begin - size - article;
      if (article == 1 && text_.words[at + size].end - text_.words[at + size].begin > 3) return false;
      if (equal(at) && found.words.end <= at && at - found.words.end <= found.cue->gap) return true;
    }
    return false;
  }

  const CreditText& text_;
  const Mention& mention_;
  uint32_t behind_;  // the word behind the mention and its ending
};

// "Michael Bloomberg", "Lusa Gomes"; a word of the cue before the name is no first name.
bool IsPerson(const CreditText& text, const Mention& mention, const FoundCue& cue) {
  const Span bytes = text.Bytes(mention.words);
  if (!IsTitleCase(text.text.substr(bytes.begin, bytes.size()))) return false;
  const uint32_t before = mention.words.begin, behind = mention.words.end;
  const auto beside = [&](uint32_t word) {
    return !(cue.words.begin <= word && word < cue.words.end) &&
           IsTitleCase(text.text.substr(text.words[word].begin, text.words[word].end - text.words[word].begin));
  };
  return (before > 0 && text.Between(before) == " " && beside(before - 1)) ||
         (behind < text.words.size() && text.Between(behind) == " " && beside(behind));
}

// Whether the word names an office or a product of an agency.
bool IsDesk(const CreditText& text, uint32_t word) {
  std::vector<PhraseTable::Match> matches;
  text.tables.filler_phrases.MatchesAt(text.words, word, &matches);
  return std::any_of(matches.begin(), matches.end(),
                     [&](const auto& match) { return text.tables.fillers[match.id].desk; });
}

bool IsVetoed(const CreditText& text, const Mention& mention, bool cue_follows) {
  std::vector<PhraseTable::Match> matches;
  const auto vetoes = [&](uint32_t at, bool before) {
    text.tables.veto_phrases.MatchesAt(text.words, at, &matches);
    return std::any_of(matches.begin(), matches.end(), [&](const auto& match) {
      const Veto& veto = text.tables.vetoes[match.id];
      if (veto.before != before || (veto.short_only && !mention.is_short)) return false;
      if (veto.no_subject && !cue_follows) return false;
      return !before || at + match.words == mention.words.begin;
    });
  };
  const uint32_t behind = text.EndWithSuffix(mention);
  if (behind < text.words.size() && text.Between(behind).find_first_of(".,;:()\n") == std::string_view::npos &&
      vetoes(behind, false)) {
    return true;
  }
  for (uint32_t back = 1; back <= 3 && back <= mention.words.begin; ++back) {
    if (vetoes(mention.words.begin - back, true)) return true;
  }
  return false;
}

}  // namespace

const FoundCue* CueInSentence(const CreditText& text, const Mention& mention) {
  const CueFinder finder(text, mention);
  if (const FoundCue* cue = finder.Nearest(CreditKind::kCreditLine)) return cue;
  const FoundCue* attribution = finder.Nearest(CreditKind::kAttributionInText);
  const FoundCue* medium = finder.Nearest(CreditKind::kQuotedMedium);
  if (attribution == nullptr || medium == nullptr) return attribution != nullptr ? attribution : medium;
  // "told AFP" is how agencies are credited, "told state TV" how a medium is named that somebody spoke to.
  const uint32_t gap_attribution = finder.Gap(*attribution), gap_medium = finder.Gap(*medium);
  if (gap_attribution != gap_medium) return gap_attribution < gap_medium ? attribution : medium;
  return mention.type == SourceType::kAgency ? attribution : medium;
}

const FoundCue* PhotoCueInSentence(const CreditText& text, const Mention& mention) {
  const FoundCue* cue = CueFinder(text, mention).Nearest(CreditKind::kPhotoCredit);
  if (cue == nullptr || cue->words.size() > 1) return cue;  // "photo released by" says it all
  const uint32_t between = cue->words.end <= mention.words.begin ? cue->words.end : mention.words.end;
  const bool beside = between == mention.words.begin || between == cue->words.begin;
  return beside || text.Between(between).find(':') != std::string_view::npos ? cue : nullptr;
}

bool IsSomethingElse(const CreditText& text, const Mention& mention, const FoundCue& cue) {
  if (mention.is_short && IsPerson(text, mention, cue)) return true;
  // "dpa-Chef"; not "dpa-Informationen", which is the cue.
  const uint32_t behind = mention.words.end;
  if (behind < text.words.size() && text.Between(behind) == "-" && cue.words.begin != behind && !IsDesk(text, behind)) {
    return true;
  }
  // "told a Reuters reporter": whoever is told something by way of its people is a source all the same.
  const FoundCue* medium = CueFinder(text, mention).Nearest(CreditKind::kQuotedMedium);
  if (medium != nullptr && medium->words == cue.words) return false;
  return IsVetoed(text, mention, cue.words.begin >= mention.words.end);
}

Span WordsWithCue(const Mention& mention, const FoundCue& cue) {
  return {std::min(mention.words.begin, cue.words.begin), std::max(mention.words.end, cue.words.end)};
}

}  // namespace wirecopy

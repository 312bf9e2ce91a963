#include "wirecopy/attribute/mentions.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "wirecopy/attribute/abbreviations.h"
#include "wirecopy/attribute/credit_words.h"

namespace wirecopy {
namespace {

constexpr uint32_t kMostNameWords = 3;
constexpr uint32_t kMostNounGap = 2;    // words between a noun and a known name
constexpr uint32_t kDeskBytes = 40;     // of a bracket of signatures, on either side
constexpr uint32_t kMostRoleWords = 3;  // of a phrase like "chairman of the"

class MentionFinder {
 public:
  MentionFinder(std::string_view text, const std::vector<Word>& words, const AttributionTables& tables)
      : text_(text), words_(words), tables_(tables) {}

  std::vector<Mention> Find() {
    FindKnown();
    DropExplained();
    known_ = mentions_.size();
    FindMedia();
    WeakenOthers();
    return std::move(mentions_);
  }

 private:
  std::string_view TextOf(Span words) const {
    return text_.substr(words_[words.begin].begin, words_[words.end - 1].end - words_[words.begin].begin);
  }

  void FindKnown() {
    std::vector<PhraseTable::Match> matches;
    for (uint32_t at = 0; at < words_.size(); ++at) {
      tables_.form_phrases.MatchesAt(words_, at, &matches);
      for (const PhraseTable::Match& match : matches) {
        const SourceForm& form = tables_.forms[match.id];
        const Span span{at, at + match.words};
        const bool exact = !form.exact.empty() && TextOf(span) == form.exact;
        const bool small = !form.exact.empty() && !exact && IsSignature(span);
        if (form.exact.empty() ? !IsCapitalised(text_, words_[at]) : !exact && !small) continue;
        if (IsHandle(at)) continue;
        const Source& source = tables_.sources[form.source];
        mentions_.push_back(
            {span, source.type, !form.exact.empty(), source.canonical, form.weak, small, form.language});
        at += match.words - 1;
        break;
      }
    }
  }

  // "(ap)", "m/ap": only small letters, beside a slash or a bracket.
  bool IsSignature(Span span) const {
    const std::string_view word = TextOf(span);
    if (span.size() != 1 || !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
      return false;
    }
    const uint32_t begin = words_[span.begin].begin, end = words_[span.begin].end;
    const auto mark = [&](size_t at) { return at < text_.size() && std::string_view("()[]/").find(text_[at]) < 5; };
    return (begin > 0 && mark(begin - 1)) || mark(end) || InDeskBracket(begin, end);
  }

  // "(dpa, afp, rtr)": all of the bracket is small letters.
  bool InDeskBracket(uint32_t begin, uint32_t end) const {
    const auto listed = [](char c) { return (c >= 'a' && c <= 'z') || c == ',' || c == '/' || c == ' '; };
    size_t left = begin, right = end;
    while (left > 0 && begin - left < kDeskBytes && listed(text_[left - 1])) --left;
    while (right < text_.size() && right - end < kDeskBytes && listed(text_[right])) ++right;
    if (left == 0 || right == text_.size() || text_[left - 1] != '(' || text_[right] != ')') return false;
    const std::string_view before = text_.substr(left, begin - left), behind = text_.substr(end, right - end);
    return before.ends_with(", ") && (behind.empty() || behind.starts_with(','));
  }

  // "Australian Federal Police (AFP)": from then on, and before, AFP is no agency in this article.
  void DropExplained() {
    absl::flat_hash_set<std::string_view> others;
    for (const Mention& mention : mentions_) {
      if (!mention.is_short || mention.is_small || mention.words.size() != 1) continue;
      const Span meaning = ExplainedBy(text_, words_, mention.words.begin);
      if (meaning.empty()) continue;
      const bool own = std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& other) {
        return other.source == mention.source && !Intersection(other.words, meaning).empty();
      });
      if (!own) others.insert(TextOf(mention.words));
    }
    if (others.empty()) return;
    std::erase_if(mentions_,
                  [&](const Mention& mention) { return mention.is_short && others.contains(TextOf(mention.words)); });
  }

  // "PTI chairman Khan": where a short form is somebody else's name once, in this article only its place makes a source
  // of it.
  void WeakenOthers() {
    absl::flat_hash_set<std::string_view> others;
    for (const Mention& mention : mentions_) {
      if (mention.is_short && !mention.is_small && BesideRole(mention.words)) others.insert(TextOf(mention.words));
    }
    if (others.empty()) return;
    for (Mention& mention : mentions_) {
      if (!mention.is_short || !others.contains(TextOf(mention.words))) continue;
      mention.is_weak = true;
      mention.language.clear();
    }
  }

  bool BesideRole(Span span) const {
    const auto beside = [&](uint32_t at, bool before) {
      std::vector<PhraseTable::Match> matches;
      tables_.veto_phrases.MatchesAt(words_, at, &matches);
      return std::any_of(matches.begin(), matches.end(), [&](const PhraseTable::Match& match) {
        const Veto& veto = tables_.vetoes[match.id];
        return veto.everywhere && veto.before == before && (!before || at + match.words == span.begin);
      });
    };
    if (span.end < words_.size() && Adjacent(span.end - 1) && beside(span.end, false)) return true;
    for (uint32_t back = 1; back <= kMostRoleWords && back <= span.begin; ++back) {
      if (beside(span.begin - back, true)) return true;
    }
    return false;
  }

  // "@AP" is an account that is shown, not a source that is named.
  bool IsHandle(uint32_t at) const {
    const uint32_t begin = words_[at].begin;
    return begin > 0 && (text_[begin - 1] == '@' || text_[begin - 1] == '#');
  }

  // Media nouns; a known name inside the phrase keeps its name and takes the noun's words into its span.
  void FindMedia() {
    std::vector<Mention> media;
    std::vector<PhraseTable::Match> matches;
    for (uint32_t at = 0; at < words_.size(); ++at) {
      tables_.noun_phrases.MatchesAt(words_, at, &matches);
      for (const PhraseTable::Match& match : matches) {
        const MediaNoun& noun = tables_.nouns[match.id];
        if (noun.known) {
          WidenKnown(noun, {at, at + match.words});
          continue;
        }
        if (noun.named && !IsCapitalised(text_, words_[at])) continue;
        const Span phrase = noun.first ? Forward(noun, {at, at + match.words}) : Backward(noun, {at, at + match.words});
        if (phrase.size() == match.words) continue;
        media.push_back({phrase, SourceType::kUnnamed, false, std::string(TextOf(phrase))});
        break;
      }
    }
    for (Mention& medium : media) Merge(std::move(medium));
    std::sort(mentions_.begin(), mentions_.end(), [](const Mention& x, const Mention& y) { return x.words < y.words; });
  }

  // "agencia rusa de noticias TASS": takes the noun and the two words between at most into the span of a known name.
  void WidenKnown(const MediaNoun& noun, Span phrase) {
    uint32_t at = noun.first ? phrase.end : phrase.begin;
    for (uint32_t between = 0; between <= kMostNounGap; ++between) {
      if (at == 0 || at >= words_.size() || !Beside(at - 1)) return;
      if (Mention* name = noun.first ? KnownFrom(at) : KnownTo(at)) {
        name->words = {std::min(name->words.begin, phrase.begin), std::max(name->words.end, phrase.end)};
        name->is_short = name->is_weak = false;
        return;
      }
      if (!noun.first || BeginsCue(at)) return;
      ++at;
    }
  }

  // The known name that begins with word `at`, or ends before it. Known names are disjoint and in order.
  Mention* KnownFrom(uint32_t at) {
    const auto end = mentions_.begin() + static_cast<ptrdiff_t>(known_);
    const auto found = std::lower_bound(mentions_.begin(), end, at,
                                        [](const Mention& known, uint32_t word) { return known.words.begin < word; });
    return found != end && found->words.begin == at ? &*found : nullptr;
  }

  Mention* KnownTo(uint32_t at) {
    const auto end = mentions_.begin() + static_cast<ptrdiff_t>(known_);
    const auto found = std::lower_bound(mentions_.begin(), end, at,
                                        [](const Mention& known, uint32_t word) { return known.words.end < word; });
    return found != end && found->words.end == at ? &*found : nullptr;
  }

  bool BeginsCue(uint32_t at) const {
    std::vector<PhraseTable::Match> matches;
    tables_.cue_phrases.MatchesAt(words_, at, &matches);
    return std::any_of(matches.begin(), matches.end(), [&](const auto& match) {
      return tables_.cues[match.id].kind == CreditKind::kAttributionInText ||
             tables_.cues[match.id].kind == CreditKind::kQuotedMedium;
    });
  }

  bool IsModifier(const MediaNoun& noun, uint32_t at) const {
    const std::string word = NormalizeWord(text_.substr(words_[at].begin, words_[at].end - words_[at].begin));
    return std::find(noun.modifiers.begin(), noun.modifiers.end(), word) != noun.modifiers.end();
  }

  // Two neighbours with nothing but space between them.
  bool Adjacent(uint32_t left) const {
    const std::string_view between = text_.substr(words_[left].end, words_[left + 1].begin - words_[left].end);
    return between.find_first_not_of(' ') == std::string_view::npos;
  }

  // Or a quotation mark, an apostrophe or a hyphen: agentstvo «Interfax», dpa-Agentur.
  bool Beside(uint32_t left) const {
    const std::string_view between = text_.substr(words_[left].end, words_[left + 1].begin - words_[left].end);
    return between.size() <= 4 && between.find_first_of(".,;:()|/\n") == std::string_view::npos;
  }

  // "By" before "Evening Post" is no part of the name.
  bool BeginsLineCue(uint32_t at) const {
    std::vector<PhraseTable::Match> matches;
    tables_.cue_phrases.MatchesAt(words_, at, &matches);
    return std::any_of(matches.begin(), matches.end(), [&](const auto& match) {
      return match.words == 1 && tables_.cues[match.id].position == Cue::Position::kLine;
    });
  }

  // noun, modifiers, name
  Span Forward(const MediaNoun& noun, Span phrase) const {
    while (phrase.end < words_.size() && Adjacent(phrase.end - 1) && IsModifier(noun, phrase.end)) ++phrase.end;
    for (uint32_t n = 0; n < kMostNameWords && phrase.end < words_.size(); ++n) {
      if (!Adjacent(phrase.end - 1) || !IsCapitalised(text_, words_[phrase.end])) break;
      ++phrase.end;
    }
    return phrase;
  }

  // name, modifiers, noun
  Span Backward(const MediaNoun& noun, Span phrase) const {
    while (phrase.begin > 0 && Adjacent(phrase.begin - 1) && IsModifier(noun, phrase.begin - 1)) --phrase.begin;
    for (uint32_t n = 0; n < kMostNameWords && phrase.begin > 0; ++n) {
      uint32_t before = phrase.begin - 1;
      // "Russia's RT TV"
      if (before > 0 && JoinedByApostrophe(text_, words_[before - 1], words_[before]) && Adjacent(before)) {
        phrase.begin = before--;
      }
      if (!Adjacent(before) || !IsCapitalised(text_, words_[before]) || BeginsLineCue(before)) break;
      --phrase.begin;
    }
    return phrase;
  }

  // Media come in order, so only the one before can touch this one; of the known names only those around it.
  void Merge(Mention medium) {
    const auto joins = [&](const Mention& other) {
      return (other.words.begin < medium.words.end && medium.words.begin < other.words.end) ||
             (other.words.end == medium.words.begin && Adjacent(other.words.end - 1)) ||
             (medium.words.end == other.words.begin && Adjacent(medium.words.end - 1));
    };
    const auto end = mentions_.begin() + static_cast<ptrdiff_t>(known_);
    auto known = std::lower_bound(mentions_.begin(), end, medium.words.begin,
                                  [](const Mention& other, uint32_t word) { return other.words.end < word; });
    while (known != end && !joins(*known) && known->words.begin <= medium.words.end) ++known;
    Mention* other = known != end && joins(*known) ? &*known : nullptr;
    if (other == nullptr && mentions_.size() > known_ && joins(mentions_.back())) other = &mentions_.back();
    if (other == nullptr) {
      mentions_.push_back(std::move(medium));
      return;
    }
    other->words = {std::min(other->words.begin, medium.words.begin), std::max(other->words.end, medium.words.end)};
    other->is_short = other->is_weak = false;  // "kantor berita Antara": the noun says what it is
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  const AttributionTables& tables_;
  std::vector<Mention> mentions_;
  size_t known_ = 0;  // of the mentions, by the table of sources
};

}  // namespace

std::vector<Mention> FindMentions(std::string_view text, const std::vector<Word>& words,
                                  const AttributionTables& tables) {
  return MentionFinder(text, words, tables).Find();
}

}  // namespace wirecopy

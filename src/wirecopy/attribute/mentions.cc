#include "wirecopy/attribute/mentions.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace wirecopy {
namespace {

constexpr uint32_t kMostNameWords = 3;

class MentionFinder {
 public:
  MentionFinder(std::string_view text, const std::vector<Word>& words, const AttributionTables& tables)
      : text_(text), words_(words), tables_(tables) {}

  std::vector<Mention> Find() {
    FindKnown();
    FindMedia();
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
        if (form.exact.empty() ? !IsCapitalised(text_, words_[at]) : TextOf(span) != form.exact) continue;
        if (IsHandle(at)) continue;
        const Source& source = tables_.sources[form.source];
        mentions_.push_back({span, source.type, !form.exact.empty(), source.canonical});
        at += match.words - 1;
        break;
      }
    }
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

  bool IsModifier(const MediaNoun& noun, uint32_t at) const {
    const std::string word = NormalizeWord(text_.substr(words_[at].begin, words_[at].end - words_[at].begin));
    return std::find(noun.modifiers.begin(), noun.modifiers.end(), word) != noun.modifiers.end();
  }

  // Two neighbours with nothing but space between them.
  bool Adjacent(uint32_t left) const {
    const std::string_view between = text_.substr(words_[left].end, words_[left + 1].begin - words_[left].end);
    return between.find_first_not_of(' ') == std::string_view::npos;
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
      const uint32_t before = phrase.begin - 1;
      if (!Adjacent(before) || !IsCapitalised(text_, words_[before]) || BeginsLineCue(before)) break;
      --phrase.begin;
    }
    return phrase;
  }

  void Merge(Mention medium) {
    for (Mention& known : mentions_) {
      const bool overlaps = known.words.begin < medium.words.end && medium.words.begin < known.words.end;
      const bool before = known.words.end == medium.words.begin && Adjacent(known.words.end - 1);
      const bool behind = medium.words.end == known.words.begin && Adjacent(medium.words.end - 1);
      if (!overlaps && !before && !behind) continue;
      known.words = {std::min(known.words.begin, medium.words.begin), std::max(known.words.end, medium.words.end)};
      known.is_short = false;  // "kantor berita Antara": the noun says what it is
      return;
    }
    mentions_.push_back(std::move(medium));
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  const AttributionTables& tables_;
  std::vector<Mention> mentions_;
};

}  // namespace

bool IsCapitalised(std::string_view text, const Word& word) {
  size_t at = word.begin;
  UChar32 c = 0;
  U8_NEXT_UNSAFE(text.data(), at, c);
  return !u_islower(c) && !u_isdigit(c);
}

bool InOneSentence(std::string_view text, const std::vector<Word>& words, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; ++i) {
    const std::string_view between = text.substr(words[i].end, words[i + 1].begin - words[i].end);
    if (between.find('\n') != std::string_view::npos) return false;
    const size_t stop = between.find_first_of(".!?");
    if (stop != std::string_view::npos && between.size() > stop + 1 && IsCapitalised(text, words[i + 1])) return false;
  }
  return true;
}

std::vector<Mention> FindMentions(std::string_view text, const std::vector<Word>& words,
                                  const AttributionTables& tables) {
  return MentionFinder(text, words, tables).Find();
}

}  // namespace wirecopy

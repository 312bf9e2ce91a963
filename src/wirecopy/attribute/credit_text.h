// An article as credits are looked for in it: words, lines, names of sources and cues, with the way from one to the
// other.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "wirecopy/attribute/mentions.h"
#include "wirecopy/attribute/sources.h"

namespace wirecopy {

inline constexpr uint32_t kCreditLineBytes = 160;  // of a line that may be a credit, and looked at around one
inline constexpr uint32_t kNameWords = 6;          // of a photographer and what may stand behind the name

struct FoundCue {
  Span words;
  const Cue* cue;
};

struct CreditText {
  // `its_words` are those of the text layer, `words` are divided at apostrophes, and where a name is glued to another.
  CreditText(std::string_view of, const std::vector<Word>& its_words, const AttributionTables& with);

  std::string_view text;
  std::vector<Word> words;
  const AttributionTables& tables;
  std::vector<Mention> mentions;
  std::vector<FoundCue> cues;  // by place; none where there are no mentions

  Span Bytes(Span of_words) const { return {words[of_words.begin].begin, words[of_words.end - 1].end}; }
  // What stands between the words before and at `word`; from the begin or to the end of the text at its ends.
  std::string_view Between(uint32_t word) const;
  // The mention that holds the word.
  const Mention* MentionAt(uint32_t word) const;
  // Behind the mention and the ending that an apostrophe joins to it: AA'nın, AP's.
  uint32_t EndWithSuffix(const Mention& mention) const;
  // The line around, without the line break; kCreditLineBytes to each side are looked at. Empty if longer.
  Span LineAround(Span bytes) const;
  // The words that lie in a stretch of bytes.
  Span WordsIn(Span bytes, uint32_t near_word) const;
};

}  // namespace wirecopy

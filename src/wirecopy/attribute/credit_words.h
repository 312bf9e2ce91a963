// Words as names need them: divided at apostrophes, told by their case, in their sentences.
#pragma once

#include <string_view>
#include <vector>

#include "wirecopy/text/words.h"

namespace wirecopy {

// The words of `text` with those that hold an apostrophe divided there: l'AFP is an article and a name, AA'nın a name
// and a case ending. Names and cues are looked for in these, in tables and texts alike, so no inflected form needs a
// row.
std::vector<Word> SplitAtApostrophes(std::string_view text, const std::vector<Word>& words);

// Likewise, of a short text: a phrase of a table, a field of a record.
std::vector<Word> SplitPhrase(std::string_view text);

// Whether nothing but an apostrophe stands between two neighbours of such words.
bool JoinedByApostrophe(std::string_view text, const Word& left, const Word& right);

// Whether word `at` begins with a capital letter (scripts without case: true).
bool IsCapitalised(std::string_view text, const Word& word);

// Only the first letter is a capital: a name that could be a person's.
bool IsTitleCase(std::string_view word);

// Whether words `first` and `last` stand in one sentence of one line.
bool InOneSentence(std::string_view text, const std::vector<Word>& words, uint32_t first, uint32_t last);

}  // namespace wirecopy

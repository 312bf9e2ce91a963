// Names of sources in an article, before it is known whether they are credits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/attribute/sources.h"
#include "wirecopy/base/span.h"

namespace wirecopy {

struct Mention {
  Span words;  // numbers of words, with the noun and modifiers around a name ("kantor berita X")
  SourceType type = SourceType::kAgency;
  bool is_short = false;  // an abbreviation that needs a cue right beside it
  std::string source;
};

// By the table of sources, and by media nouns with a capitalised name or a modifier beside them. In order, disjoint.
std::vector<Mention> FindMentions(std::string_view text, const std::vector<Word>& words,
                                  const AttributionTables& tables);

// Whether word `at` begins with a capital letter (scripts without case: true).
bool IsCapitalised(std::string_view text, const Word& word);

// Whether words `first` and `last` stand in one sentence of one line.
bool InOneSentence(std::string_view text, const std::vector<Word>& words, uint32_t first, uint32_t last);

}  // namespace wirecopy

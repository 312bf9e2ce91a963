// Names of sources in an article, before it is known whether they are credits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/attribute/credit_words.h"
#include "wirecopy/attribute/sources.h"
#include "wirecopy/base/span.h"

namespace wirecopy {

struct Mention {
  Span words;  // numbers of words, with the noun and modifiers around a name ("kantor berita X")
  SourceType type = SourceType::kAgency;
  bool is_short = false;  // an abbreviation that needs a cue right beside it
  std::string source;
  bool is_weak = false;       // a short form that its place alone makes a source, or a cue of `language`
  bool is_small = false;      // a short form in small letters, as desks sign: (ap), m/ap
  std::string language = {};  // of a weak form
};

// By the table of sources, and by media nouns with a capitalised name or a modifier beside them. In order, disjoint.
// `words` are divided at apostrophes. A short form that the article itself explains as something else is none of them.
std::vector<Mention> FindMentions(std::string_view text, const std::vector<Word>& words,
                                  const AttributionTables& tables);

}  // namespace wirecopy

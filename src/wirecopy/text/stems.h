// Stems: words that differ only in their endings, or in Malay prefixes, as one term.
#pragma once

#include <string>
#include <string_view>

namespace wirecopy {

// How a language's words are cut. The light treatment needs no list and serves all languages.
enum class Stemming : unsigned char { kLight, kMalay };

// By a BCP 47 tag: Malay and Indonesian have a stripper of their own.
Stemming StemmingFor(std::string_view language);

// `word` in its normal form (NormalizeWord). Never empty for a word that is not. A stem is a key, not a word: equal
// stems say that two words are probably forms of one.
std::string_view Stem(std::string_view word, Stemming stemming);

}  // namespace wirecopy

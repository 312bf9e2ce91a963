#include "wirecopy/attribute/abbreviations.h"

#include <string>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/attribute/credit_words.h"

namespace wirecopy {
namespace {

// What the text says the first word spelled `name` means.
std::string Meaning(const std::string& text, const std::string& name) {
  const std::vector<Word> words = SplitAtApostrophes(text, testing::WordsOf(text));
  for (uint32_t at = 0; at < words.size(); ++at) {
    if (text.substr(words[at].begin, words[at].end - words[at].begin) != name) continue;
    const Span found = ExplainedBy(text, words, at);
    return found.empty() ? ""
                         : text.substr(words[found.begin].begin, words[found.end - 1].end - words[found.begin].begin);
  }
  return "no such word";
}

TEST_CASE("An abbreviation in brackets is explained by the words before it") {
  CHECK(Meaning("the Australian Federal Police (AFP) said", "AFP") == "Australian Federal Police");
  CHECK(Meaning("a Agência Nacional do Petróleo (ANP) disse", "ANP") == "Agência Nacional do Petróleo");
  CHECK(Meaning("Pakistan Tehreek-e-Insaf (PTI) won", "PTI") == "Pakistan Tehreek-e-Insaf");
  CHECK(Meaning("l'Autorità nazionale palestinese (ANP) ha detto", "ANP") == "Autorità nazionale palestinese");
}

TEST_CASE("Or by those behind it") {
  CHECK(Meaning("the AFP (Australian Federal Police) said", "AFP") == "Australian Federal Police");
  CHECK(Meaning("AP, Acción Popular, votará", "AP") == "Acción Popular");
}

TEST_CASE("A dateline explains nothing, nor do words with other initials") {
  CHECK(Meaning("ALIQUIPPA, Pa. (AP) - Two people were hurt", "AP").empty());
  CHECK(Meaning("ANN PARBOR (AP) — Two people were hurt", "AP").empty());
  CHECK(Meaning("the ferry went down (AFP)", "AFP").empty());
  CHECK(Meaning("(AP)", "AP").empty());
  CHECK(Meaning("a a a a a a a a a a a a a a b (AB)", "AB") == "a b");
}

}  // namespace
}  // namespace wirecopy

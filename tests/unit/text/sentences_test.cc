#include "wirecopy/text/sentences.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

using Strings = std::vector<std::string>;

Strings Split(std::string_view text) {
  Strings sentences;
  for (const Span span : Sentences(text)) sentences.emplace_back(text.substr(span.begin, span.size()));
  return sentences;
}

TEST_CASE("A sentence ends with its mark and the quotation marks behind it") {
  CHECK(Split("The dam broke. \"Run!\" she said. Did they?  Yes…") ==
        Strings{"The dam broke.", "\"Run!\" she said.", "Did they?", "Yes…"});
  CHECK(Split("Ia berkata, “Air sudah naik.” Warga mengungsi.") ==
        Strings{"Ia berkata, “Air sudah naik.”", "Warga mengungsi."});
}

TEST_CASE("Initials, abbreviations and numbers do not end a sentence") {
  CHECK(Split("Gov. J. Marlo met Dr. Sund in the U.S. Senate. It took 3.5 hours.") ==
        Strings{"Gov. J. Marlo met Dr. Sund in the U.S. Senate.", "It took 3.5 hours."});
  CHECK(Split("They wait, e.g. in tents.") == Strings{"They wait, e.g. in tents."});
}

TEST_CASE("A line that was wrapped goes on, a heading, a blank line and a finished line end") {
  CHECK(Split("The river rose\nby a metre.\nThen it fell.") == Strings{"The river rose\nby a metre.", "Then it fell."});
  CHECK(Split("Flood in Nortown\nThe river rose.") == Strings{"Flood in Nortown", "The river rose."});
  CHECK(Split("one\n\ntwo") == Strings{"one", "two"});
}

TEST_CASE("Scripts without spaces have marks of their own") {
  CHECK(Split("川が氾濫した。住民は避難した。") == Strings{"川が氾濫した。", "住民は避難した。"});
  CHECK(Split("बाँध टूट गया। लोग भागे।") == Strings{"बाँध टूट गया।", "लोग भागे।"});
}

TEST_CASE("Nothing makes no sentence") {
  CHECK(Split("").empty());
  CHECK(Split(" \n\n ").empty());
}

}  // namespace
}  // namespace wirecopy

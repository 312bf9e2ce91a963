#include "wirecopy/text/quotes.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

using Strings = std::vector<std::string>;

Strings Quotes(std::string_view text) {
  Strings quotes;
  for (const Span quote : QuotedSpans(text)) quotes.emplace_back(text.substr(quote.begin, quote.size()));
  return quotes;
}

TEST_CASE("Speech stands between marks of every style") {
  CHECK(Quotes("He said \"yes we can\" and left.") == Strings{"yes we can"});
  CHECK(Quotes("He said “yes we can” and left.") == Strings{"yes we can"});
  CHECK(Quotes("Er sagte „ja, wir können“ und ging.") == Strings{"ja, wir können"});
  CHECK(Quotes("Il a dit « oui, bien » et partit.") == Strings{" oui, bien "});
  CHECK(Quotes("Он сказал «да» и ушёл.") == Strings{"да"});
  CHECK(Quotes("首相は「はい」と述べた。") == Strings{"はい"});
  CHECK(Quotes("書名『日本』を読む。") == Strings{"日本"});
  CHECK(Quotes("他说“是的”，然后离开。") == Strings{"是的"});
  CHECK(Quotes("他说＂yes＂。") == Strings{"yes"});
}

TEST_CASE("German speech between angle marks that point inwards is what stands between them") {
  CHECK(Quotes("Er sagte »ja, wir können« und ging.") == Strings{"ja, wir können"});
  CHECK(Quotes("»Nein«, sagte er.") == Strings{"Nein"});
}

TEST_CASE("Places are bytes, with the marks left out") {
  CHECK(QuotedSpans("é “日本” x") == std::vector<Span>{{6, 12}});
}

TEST_CASE("Several quotations of a paragraph come in order") {
  CHECK(Quotes("\"One,\" he said. \"Two!\" And \"three\".") == Strings{"One,", "Two!", "three"});
  CHECK(Quotes("“One,” he said. “Two?” And “three”.") == Strings{"One,", "Two?", "three"});
  CHECK(Quotes("„Eins“, sagte er, „zwei.“") == Strings{"Eins", "zwei."});
}

TEST_CASE("Marks may touch punctuation and brackets on either side") {
  CHECK(Quotes("He said:\"Go!\"") == Strings{"Go!"});
  CHECK(Quotes("(\"Go\")") == Strings{"Go"});
  CHECK(Quotes("\"...and then,\" he said") == Strings{"...and then,"});
  CHECK(Quotes("\"(Yes)\" he said") == Strings{"(Yes)"});
  CHECK(Quotes("\"I was—\" he began") == Strings{"I was—"});
  CHECK(Quotes("“…and”, he said") == Strings{"…and"});
  CHECK(Quotes("the \"deal\"; the \"pact\".") == Strings{"deal", "pact"});
}

TEST_CASE("Inner marks of single style end no quotation") {
  CHECK(Quotes("“‘Yes,’ he told me, and that’s that.”") == Strings{"‘Yes,’ he told me, and that’s that."});
  CHECK(Quotes("\"It's the dogs' day\" he said") == Strings{"It's the dogs' day"});
}

TEST_CASE("Apostrophes and single marks are no quotation") {
  for (const char* text :
       {"It's the dogs' day", "l’AFP n’a pas dit", "‘so-called’ experts", "'so-called' experts", "rock 'n' roll"}) {
    INFO(text);
    CHECK(QuotedSpans(text).empty());
  }
}

TEST_CASE("A closing mark alone closes a quotation that began with the paragraph") {
  CHECK(Quotes("We will go on,” he said.") == Strings{"We will go on,"});
  CHECK(Quotes("We will go on,\" he said.") == Strings{"We will go on,"});
  CHECK(Quotes("First.\nWe will,” he said. “Next” one.") == Strings{"We will,", "Next"});
  CHECK(Quotes("“One” two” three") == Strings{"One"});
}

TEST_CASE("A quotation without closing mark ends with its paragraph") {
  CHECK(Quotes("He said: “We go on.\nThe minister left.") == Strings{"We go on."});
  CHECK(Quotes("He said: \"We go on.  \n\nThe minister left.") == Strings{"We go on."});
  CHECK(Quotes("“One\n“Two\n“Three,” he said.") == Strings{"One", "Two", "Three,"});
  CHECK(Quotes("„Kein Ende") == Strings{"Kein Ende"});
}

TEST_CASE("Nothing between marks is no quotation") {
  for (const char* text : {"", "\n\n", "No speech at all.", "“”", "\"\"", "«»", "„", "“"}) {
    INFO(text);
    CHECK(QuotedSpans(text).empty());
  }
}

TEST_CASE("An embedded post is speech of the name that signs it") {
  for (const char* dash : {"—", "–", "--"}) {
    INFO(dash);
    const std::string post = "The talks went well, we will meet again soon!";
    const std::string text =
        "He wrote after the talks:\n" + post + "\n" + dash + " Ada Marlo (@adamarlo) July 15\nShe did not answer.";
    CHECK(Quotes(text) == Strings{post});
  }
  CHECK(Quotes("It was \"great\" to see you!\n— Ada (@ada)") == Strings{"It was \"great\" to see you!"});
  CHECK(Quotes("First post.\n\n— Ada (@ada)\nSecond post.\n— Bo (@bo)") == Strings{"First post.", "Second post."});
}

TEST_CASE("A line that names an account, or begins with a dash, signs no post") {
  CHECK(Quotes("The talks went well.\nAda Marlo (@adamarlo) wrote it.").empty());
  CHECK(Quotes("The talks went well.\n— and that was all.").empty());
  CHECK(Quotes("The talks went well.\n— " + std::string(90, 'x') + " (@ada)").empty());
  CHECK(Quotes("— Ada (@ada)").empty());
}

TEST_CASE("On random texts quotations are in order, inside one paragraph, and hold no line end") {
  std::mt19937 random(51);
  const std::string_view letters[] = {"a", "b ", " ", "é",  "日", "\n", "\"", "“", "”",
                                      "„", "«",  "»", "「", "」", "'",  ".",  ",", "("};
  size_t found = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    std::string text;
    for (size_t size = random() % 30; size > 0; --size) text += letters[random() % std::size(letters)];
    uint32_t end = 0;
    bool good = true;
    for (const Span quote : QuotedSpans(text)) {
      good = good && quote.begin >= end && quote.begin < quote.end && quote.end <= text.size() &&
             text.substr(quote.begin, quote.size()).find('\n') == std::string::npos;
      for (const uint32_t border : {quote.begin, quote.end}) {
        good = good && (border == text.size() || (static_cast<unsigned char>(text[border]) & 0xC0) != 0x80);
      }
      end = quote.end;
      ++found;
    }
    if (!good) {
      INFO(text);
      REQUIRE(good);
    }
  }
  CHECK(found > 1000);  // or the texts above hold nothing to test
}

}  // namespace
}  // namespace wirecopy

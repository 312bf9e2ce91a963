#include "wirecopy/attribute/facts.h"

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

struct Found {
  std::vector<std::string> names, dates, quantities;
};

Found Find(const std::string& text, std::string_view language) {
  const std::vector<Word> words = testing::WordsOf(text);
  const Facts facts = FindFacts(text, words, std::vector<uint8_t>(words.size(), 1), FactWords(language));
  Found found;
  const auto shown = [&](Span span) {
    return text.substr(words[span.begin].begin, words[span.end - 1].end - words[span.begin].begin);
  };
  for (const uint32_t name : facts.names) found.names.push_back(shown({name, name + 1}));
  for (const PrintedDate& date : facts.dates) {
    found.dates.push_back(std::to_string(date.year) + "-" + std::to_string(date.month) + "-" +
                          std::to_string(date.day) + " " + shown(date.words));
  }
  for (const Quantity& quantity : facts.quantities) {
    found.quantities.push_back(std::to_string(quantity.value) + " " + shown({quantity.unit, quantity.unit + 1}));
  }
  return found;
}

using Texts = std::vector<std::string>;

TEST_CASE("a name has a capital letter inside a sentence, and is one at the begin of another then") {
  CHECK(Find("Ships left. Yesterday Marina Oldfield spoke in Tarn. Tarn is old, Oldfield said.", "en").names ==
        Texts{"Marina", "Oldfield", "Tarn", "Tarn", "Oldfield"});
  CHECK(Find("\"We stay,\" said Kim Jong-un. We do.", "en").names == Texts{"Kim", "Jong"});
}

TEST_CASE("dates in the orders of several languages") {
  CHECK(Find("on September 13, 2023 and May 4 as well", "en").dates ==
        Texts{"2023-9-13 September 13, 2023", "0-5-4 May 4"});
  CHECK(Find("pada 13 September 2023, lalu (14/9) dan 2 Mei", "id").dates ==
        Texts{"2023-9-13 13 September 2023", "0-9-14 14/9", "0-5-2 2 Mei"});
  CHECK(Find("am 3. Oktober 1990 in Bonn", "de").dates == Texts{"1990-10-3 3. Oktober 1990"});
  CHECK(Find("on 9/13/2023 and 25/12/2023", "en").dates == Texts{"2023-9-13 9/13/2023", "2023-12-25 25/12/2023"});
  CHECK(Find("it may 40 times, 13/14 of it", "en").dates.empty());
}

TEST_CASE("a weekday that is wrong for its date makes the date a misprint") {
  CHECK(Find("pada Rabu (13/9/2023)", "id").dates.size() == 1);
  CHECK(Find("pada Rabu (13/6/2023)", "id").dates.empty());
  CHECK(Find("pada Rabu (13/6)", "id").dates.size() == 1);
}

TEST_CASE("numbers with what they count, in figures and in words") {
  CHECK(Find("five hours and 1,100 tonnes", "en").quantities == Texts{"5 hours", "1100 tonnes"});
  CHECK(Find("selama dua jam, 40 detik", "id").quantities == Texts{"2 jam", "40 detik"});
  CHECK(Find("on May 4 people came; 12 Smith", "en").quantities.empty());
}

TEST_CASE("dates without a year may be any") {
  CHECK(MayBeOneDay({2023, 9, 13, {}}, {0, 9, 13, {}}));
  CHECK_FALSE(MayBeOneDay({2023, 9, 13, {}}, {2024, 9, 13, {}}));
  CHECK_FALSE(MayBeOneDay({0, 9, 13, {}}, {0, 9, 12, {}}));
}

TEST_CASE("a language that ICU does not know has names and figures") {
  const Found found = Find("we saw Tarn with 40 ships", "und");
  CHECK(found.names == Texts{"Tarn"});
  CHECK(found.quantities == Texts{"40 ships"});
}

}  // namespace
}  // namespace wirecopy

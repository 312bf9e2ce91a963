#include "wirecopy/lexicon/roots.h"

#include <set>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

using Words = std::vector<std::string>;

Words Malay(const std::string& word, const std::set<std::string>& known) {
  return RootFinder("id").Roots(word, [&](const std::string& root) { return known.contains(root); });
}

TEST_CASE("Indonesian affixes come off where a word of the dictionary is left") {
  const std::set<std::string> known = {"serang", "tulis", "kirim", "pukul", "ajar", "baca", "baik", "jalan", "umum"};
  CHECK(Malay("menyerang", known) == Words{"menyerang", "serang"});
  CHECK(Malay("penyerangan", known) == Words{"penyerangan", "serang"});
  CHECK(Malay("menuliskannya", known) == Words{"menuliskannya", "tulis"});
  CHECK(Malay("pengiriman", known) == Words{"pengiriman", "kirim"});
  CHECK(Malay("memukul", known) == Words{"memukul", "pukul"});
  CHECK(Malay("pelajaran", known) == Words{"pelajaran", "ajar"});
  CHECK(Malay("membaca", known) == Words{"membaca", "baca"});
  CHECK(Malay("memperbaiki", known) == Words{"memperbaiki", "baik"});
  CHECK(Malay("berjalanlah", known) == Words{"berjalanlah", "jalan"});
  CHECK(Malay("diumumkan", known) == Words{"diumumkan", "umum"});
}

TEST_CASE("a strip that leaves no word of the dictionary is no root") {
  CHECK(Malay("menyerang", {}) == Words{"menyerang"});
  CHECK(Malay("di", {"di"}) == Words{"di"});
  CHECK(Malay("beri", {"ber", "ri"}) == Words{"beri", "ber"});
}

TEST_CASE("every root counts where a word can be divided in two ways") {
  CHECK(Malay("beruang", {"beruang", "uang", "ruang"}) == Words{"beruang", "uang", "ruang"});
}

TEST_CASE("Snowball's stem is a root, whatever is in the dictionary") {
  const auto none = [](const std::string&) { return false; };
  CHECK(RootFinder("en").Roots("studies", none) == Words{"studies", "studi"});
  CHECK(RootFinder("en").Roots("study", none) == Words{"study", "studi"});
  CHECK(RootFinder("de").Roots("häusern", none) == Words{"häusern", "haus"});
  CHECK(RootFinder("es").Roots("casas", none) == Words{"casas", "cas"});
  CHECK(RootFinder("en").Roots("cat", none) == Words{"cat"});
}

TEST_CASE("a language without a stemmer has words alone") {
  CHECK(RootFinder("xx").Roots("words", [](const std::string&) { return true; }) == Words{"words"});
}

}  // namespace
}  // namespace wirecopy

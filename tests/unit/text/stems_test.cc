#include "wirecopy/text/stems.h"

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

TEST_CASE("Malay and Indonesian have a stripper, other languages do not") {
  CHECK(StemmingFor("id") == Stemming::kMalay);
  CHECK(StemmingFor("ms-MY") == Stemming::kMalay);
  CHECK(StemmingFor("en") == Stemming::kLight);
  CHECK(StemmingFor("und") == Stemming::kLight);
}

TEST_CASE("The light treatment joins words with the same first letters, counted as characters") {
  CHECK(Stem("evacuated", Stemming::kLight) == Stem("evacuation", Stemming::kLight));
  CHECK(Stem("flood", Stemming::kLight) != Stem("floor", Stemming::kLight));
  CHECK(Stem("наводнение", Stemming::kLight) == "наводн");
}

TEST_CASE("Forms of one Malay word have one stem") {
  const auto same = [](std::string_view x, std::string_view y) {
    INFO(x << " " << y << ": " << Stem(x, Stemming::kMalay) << " " << Stem(y, Stemming::kMalay));
    CHECK(Stem(x, Stemming::kMalay) == Stem(y, Stemming::kMalay));
  };
  same("melukiskan", "dilukiskan");
  same("bangunan", "membangun");
  same("rumahnya", "rumah");
  same("mengirim", "dikirim");  // the nasal swallowed the k
  same("penulisan", "tulis");
  same("bermalam", "malam");
  CHECK(Stem("banjir", Stemming::kMalay) != Stem("bandara", Stemming::kMalay));
}

TEST_CASE("Short words are left alone") {
  CHECK(Stem("di", Stemming::kMalay) == "di");
  CHECK(Stem("ada", Stemming::kMalay) == "ada");
  CHECK(Stem("", Stemming::kLight).empty());
}

}  // namespace
}  // namespace wirecopy

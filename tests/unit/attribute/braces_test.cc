#include "wirecopy/attribute/braces.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

using Strings = std::vector<std::string>;

TEST_CASE("Braces stand for each of their choices, in every combination") {
  CHECK(ExpandBraces("inform{ó,a}") == Strings{"informó", "informa"});
  CHECK(ExpandBraces("Интерфакс{,а,у}") == Strings{"Интерфакс", "Интерфакса", "Интерфаксу"});
  CHECK(ExpandBraces("{a,b} {c,d}") == Strings{"a c", "a d", "b c", "b d"});
  CHECK(ExpandBraces("plain") == Strings{"plain"});
  CHECK(ExpandBraces("") == Strings{""});
}

TEST_CASE("A choice may hold braces itself") {
  CHECK(ExpandBraces("{citad{o,a} por,según}") == Strings{"citado por", "citada por", "según"});
}

TEST_CASE("Braces without a partner stand for themselves") {
  CHECK(ExpandBraces("a{b,c") == Strings{"a{b,c"});
  CHECK(ExpandBraces("a}b") == Strings{"a}b"});
}

TEST_CASE("The number of combinations has a limit") {
  std::string cell;
  for (int i = 0; i < 20; ++i) cell += "{a,b}";
  CHECK(ExpandBraces(cell).size() == 4096);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/lexicon/cognates.h"

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

int DistanceOf(std::string_view source, std::string_view target) {
  const std::string_view sources[] = {source}, targets[] = {target};
  const std::vector<Cognate> found = FindCognates(sources, targets);
  return found.empty() ? -1 : found[0].distance;
}

TEST_CASE("spelling habits do not part cognates") {
  CHECK(DistanceOf("cosmodrome", "kosmodrom") == 0);
  CHECK(DistanceOf("television", "televisi") == 0);
  CHECK(DistanceOf("university", "universitas") == 0);
  CHECK(DistanceOf("nation", "nación") == 0);
  CHECK(DistanceOf("khartoum", "khartum") == 1);
  CHECK(DistanceOf("putin", "путин") == 0);
}

TEST_CASE("few edits in long words only, and never in the first letters") {
  CHECK(DistanceOf("mark", "mars") == -1);
  CHECK(DistanceOf("parliament", "parlemen") == 2);
  CHECK(DistanceOf("banker", "tanker") == -1);
  CHECK(DistanceOf("1994", "1995") == -1);
  CHECK(DistanceOf("cat", "kat") == -1);  // too short to tell
}

TEST_CASE("every pair of two lists that is alike is found, in order") {
  const std::string_view sources[] = {"minister", "president", "general"},
                         targets[] = {"general", "presiden", "menteri"};
  const std::vector<Cognate> found = FindCognates(sources, targets);
  REQUIRE(found.size() == 2);
  CHECK((found[0].source == 1 && found[0].target == 1));
  CHECK((found[1].source == 2 && found[1].target == 0));
}

}  // namespace
}  // namespace wirecopy

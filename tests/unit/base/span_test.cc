#include "wirecopy/base/span.h"

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

TEST_CASE("Union joins spans that touch or overlap and drops empty ones") {
  CHECK(Union({{5, 9}, {1, 3}, {3, 4}, {7, 12}, {20, 20}}) == std::vector<Span>{{1, 4}, {5, 12}});
}

TEST_CASE("Intersection of spans that only touch is empty") {
  CHECK(Intersection({0, 5}, {5, 9}).empty());
  CHECK(Intersection({0, 6}, {5, 9}) == Span{5, 6});
}

}  // namespace
}  // namespace wirecopy

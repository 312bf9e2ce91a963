#include "wirecopy/signature/packed.h"

#include <random>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/targets.h"

namespace wirecopy {
namespace {

TEST_CASE("Every set of instructions counts the equal values of packed signatures, for every number of them") {
  testing::OnEveryTarget([&] {
    std::mt19937 random(3);
    for (int values = 1; values <= 600; ++values) {
      // One value more: what lies behind does not count. Values differ in the low or the high byte alone.
      std::vector<uint16_t> a(static_cast<size_t>(values) + 1), b(a.size());
      for (size_t i = 0; i < a.size(); ++i) {
        a[i] = static_cast<uint16_t>(random());
        const auto kind = random() % 4;
        b[i] = static_cast<uint16_t>(a[i] ^ (kind == 0 ? 1u : kind == 1 ? 0x8000u : 0u));
      }
      a.back() = b.back();
      int expected = 0;
      for (size_t i = 0; i + 1 < a.size(); ++i) expected += a[i] == b[i] ? 1 : 0;
      INFO(values << " values");
      REQUIRE(CountEqual(a.data(), b.data(), values) == expected);
      REQUIRE(CountEqual(a.data(), a.data(), values) == values);
      REQUIRE(CountEqual(a.data() + 1, b.data() + 1, values - 1) == expected - (a[0] == b[0] ? 1 : 0));  // not aligned
    }
  });
}

TEST_CASE("A packed signature is the low halves of its values") {
  const std::vector<uint32_t> signature = {0, 1, 0xffff, 0x10000, 0x1234abcd, ~uint32_t{0}};
  std::vector<uint16_t> packed(signature.size());
  PackSignature(signature, packed);
  CHECK(packed == std::vector<uint16_t>{0, 1, 0xffff, 0, 0xabcd, 0xffff});
}

}  // namespace
}  // namespace wirecopy

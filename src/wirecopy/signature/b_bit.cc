#include "wirecopy/signature/b_bit.h"

#include <cmath>

#include "wirecopy/base/check.h"

namespace wirecopy {

double JaccardFromEqualShare(double equal_share, int bits) {
  WIRECOPY_CHECK(bits >= 1 && bits <= 32);
  const double chance = std::ldexp(1.0, -bits);
  return (equal_share - chance) / (1 - chance);
}

void CutToBits(std::span<uint32_t> values, int bits) {
  WIRECOPY_CHECK(bits >= 1 && bits <= 32);
  const uint32_t kept = ~uint32_t{0} >> (32 - bits);
  for (uint32_t& value : values) value &= kept;
}

}  // namespace wirecopy

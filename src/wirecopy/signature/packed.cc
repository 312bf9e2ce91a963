#include "wirecopy/signature/packed.h"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "wirecopy/signature/packed.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace wirecopy {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

int CountEqualValues(const uint16_t* a, const uint16_t* b, int values) {
  const hn::ScalableTag<uint16_t> d;
  const auto lanes = static_cast<int>(hn::Lanes(d));
  // A lane counts at most values / lanes, far below 2^16.
  auto negated = hn::Zero(d);
  int i = 0;
  for (; i + lanes <= values; i += lanes) {
    negated = hn::Add(negated, hn::VecFromMask(d, hn::Eq(hn::LoadU(d, a + i), hn::LoadU(d, b + i))));
  }
  alignas(64) uint16_t counts[hn::MaxLanes(d)];
  hn::StoreU(hn::Sub(hn::Zero(d), negated), d, counts);
  int equal = 0;
  for (int lane = 0; lane < lanes; ++lane) equal += counts[lane];
  for (; i < values; ++i) equal += a[i] == b[i];
  return equal;
}

}  // namespace HWY_NAMESPACE
}  // namespace wirecopy
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wirecopy {
namespace {
HWY_EXPORT(CountEqualValues);
}  // namespace

void PackSignature(std::span<const uint32_t> signature, std::span<uint16_t> packed) {
  for (size_t i = 0; i < signature.size(); ++i) packed[i] = static_cast<uint16_t>(signature[i]);
}

int CountEqual(const uint16_t* a, const uint16_t* b, int values) {
  return HWY_DYNAMIC_DISPATCH(CountEqualValues)(a, b, values);
}

}  // namespace wirecopy
#endif  // HWY_ONCE

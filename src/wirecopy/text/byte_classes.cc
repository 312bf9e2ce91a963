// Comparisons of whole vectors, their results packed to bits (Lemire, Langdale 2019, "Parsing gigabytes of JSON per
// second", section 3, do the same for JSON). Highway compiles the kernel once for each set of instructions and chooses
// at run time.
#include "wirecopy/text/byte_classes.h"

#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "wirecopy/text/byte_classes.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace wirecopy {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kBlock = 64;
using Bytes = hn::CappedTag<uint8_t, kBlock>;

// The bits of a mask of at most 64 lanes.
template <class Mask>
uint64_t Bits(Bytes d, Mask mask) {
  uint8_t stored[8] = {};
  hn::StoreMaskBits(d, mask, stored);
  uint64_t bits = 0;
  std::memcpy(&bits, stored, sizeof(bits));
  return bits;
}

// `count` whole blocks.
void ClassifyBlocks(const uint8_t* bytes, size_t count, ByteClasses* blocks) {
  const Bytes d;
  const size_t lanes = hn::Lanes(d);
  const auto case_bit = hn::Set(d, uint8_t{0x20}), a = hn::Set(d, uint8_t{'a'}), z_from_a = hn::Set(d, uint8_t{25});
  const auto zero = hn::Set(d, uint8_t{'0'}), nine_from_zero = hn::Set(d, uint8_t{9});
  const auto ascii_end = hn::Set(d, uint8_t{0x80}), apostrophe = hn::Set(d, uint8_t{'\''});
  const auto comma = hn::Set(d, uint8_t{','}), stop = hn::Set(d, uint8_t{'.'});
  for (size_t block = 0; block < count; ++block) {
    ByteClasses classes;
    for (size_t at = 0; at < kBlock; at += lanes) {
      const auto v = hn::LoadU(d, bytes + block * kBlock + at);
      const auto letter = hn::Sub(hn::Or(v, case_bit), a), digit = hn::Sub(v, zero);
      classes.letters |= Bits(d, hn::Eq(hn::Min(letter, z_from_a), letter)) << at;
      classes.digits |= Bits(d, hn::Eq(hn::Min(digit, nine_from_zero), digit)) << at;
      classes.high |= Bits(d, hn::Eq(hn::And(v, ascii_end), ascii_end)) << at;
      classes.apostrophes |= Bits(d, hn::Eq(v, apostrophe)) << at;
      classes.separators |= Bits(d, hn::Or(hn::Eq(v, comma), hn::Eq(v, stop))) << at;
    }
    blocks[block] = classes;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace wirecopy
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wirecopy {
namespace {
HWY_EXPORT(ClassifyBlocks);
}  // namespace

void ClassifyBytes(std::string_view text, std::vector<ByteClasses>* blocks) {
  constexpr size_t kBlock = 64;
  const size_t whole = text.size() / kBlock, rest = text.size() % kBlock;
  blocks->resize(whole + (rest > 0));
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto classify = HWY_DYNAMIC_DISPATCH(ClassifyBlocks);
  classify(bytes, whole, blocks->data());
  if (rest == 0) return;
  uint8_t last[kBlock] = {};
  std::memcpy(last, bytes + whole * kBlock, rest);
  classify(last, 1, blocks->data() + whole);
}

}  // namespace wirecopy
#endif  // HWY_ONCE

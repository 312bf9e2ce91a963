// Problem: a branch a byte, and one a word, costs more than all else that happens to a text. Idea: classify 64 bytes at
// a time by comparisons of whole vectors, packed to a bit a byte (as Langdale and Lemire 2019, "Parsing gigabytes of
// JSON per second", do for JSON); runs begin and end where the bits change; an addition carries a mark from anywhere in
// a run to its end. All places are written before any word is hashed, and a word is hashed without a branch: its
// letters are those of the text with one bit set, cut by a mask of its length. Cost: 0.5 ns a byte with AVX2.
//
// Highway compiles the file once for each set of instructions and chooses at run time.
#include "wirecopy/text/ascii_words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "wirecopy/text/ascii_words.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace wirecopy {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kBlock = 64;
constexpr size_t kShort = 16;  // bytes of a word: two loads
using Bytes = hn::CappedTag<uint8_t, kBlock>;

// Bit i is about byte i of a block.
struct Classes {
  uint64_t letters = 0, digits = 0, high = 0, apostrophes = 0, separators = 0;
};

// A vector's worth of bits. Of that very size, so that the load finds what was stored a moment ago.
using LaneBits =
    std::conditional_t<hn::MaxLanes(Bytes()) == 64, uint64_t,
                       std::conditional_t<hn::MaxLanes(Bytes()) == 32, uint32_t,
                                          std::conditional_t<hn::MaxLanes(Bytes()) == 16, uint16_t, uint8_t>>>;

template <class Mask>
HWY_INLINE uint64_t Bits(Bytes d, Mask mask) {
  uint8_t stored[8] = {};
  hn::StoreMaskBits(d, mask, stored);
  LaneBits bits = 0;
  std::memcpy(&bits, stored, sizeof(bits));
  return bits;
}

HWY_INLINE Classes Classify(const uint8_t* bytes) {
  const Bytes d;
  const auto case_bit = hn::Set(d, uint8_t{0x20}), a = hn::Set(d, uint8_t{'a'}), z_from_a = hn::Set(d, uint8_t{25});
  const auto zero = hn::Set(d, uint8_t{'0'}), nine_from_zero = hn::Set(d, uint8_t{9});
  const auto ascii_end = hn::Set(d, uint8_t{0x80}), apostrophe = hn::Set(d, uint8_t{'\''});
  const auto comma = hn::Set(d, uint8_t{','}), stop = hn::Set(d, uint8_t{'.'});
  Classes classes;
  for (size_t at = 0; at < kBlock; at += hn::Lanes(d)) {
    const auto v = hn::LoadU(d, bytes + at);
    const auto letter = hn::Sub(hn::Or(v, case_bit), a), digit = hn::Sub(v, zero);
    classes.letters |= Bits(d, hn::Eq(hn::Min(letter, z_from_a), letter)) << at;
    classes.digits |= Bits(d, hn::Eq(hn::Min(digit, nine_from_zero), digit)) << at;
    classes.high |= Bits(d, hn::Eq(hn::And(v, ascii_end), ascii_end)) << at;
    classes.apostrophes |= Bits(d, hn::Eq(v, apostrophe)) << at;
    classes.separators |= Bits(d, hn::Or(hn::Eq(v, comma), hn::Eq(v, stop))) << at;
  }
  return classes;
}

HWY_INLINE uint64_t Before(uint64_t bits, uint64_t previous) { return bits << 1 | previous >> 63; }
HWY_INLINE uint64_t Behind(uint64_t bits, uint64_t next) { return bits >> 1 | next << 63; }

// The bytes whose run is no plain word.
HWY_INLINE uint64_t Special(const Classes& previous, const Classes& block, const Classes& next) {
  const uint64_t joints = block.apostrophes | block.separators;
  const uint64_t near_high = Before(block.high, previous.high) | Behind(block.high, next.high);
  return block.high | (joints & near_high) |
         (block.apostrophes & Before(block.letters, previous.letters) & Behind(block.letters, next.letters)) |
         (block.separators & Before(block.digits, previous.digits) & Behind(block.digits, next.digits));
}

// The places of the bits of each byte, lowest first.
constexpr auto kPlacesOfByte = [] {
  std::array<std::array<uint8_t, 8>, 256> places{};
  for (size_t byte = 0; byte < places.size(); ++byte) {
    size_t found = 0;
    for (uint8_t bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1) != 0) places[byte][found++] = bit;
    }
  }
  return places;
}();

// Writes `base` plus the place of every bit of `bits` to `out`, and up to 8 more in vain: a loop over the bits would
// guess wrongly where each block's end. Returns the end.
HWY_INLINE uint32_t* Places(uint64_t bits, uint32_t base, uint32_t* out) {
  const hn::CappedTag<uint32_t, 8> d;
  const hn::Rebind<uint8_t, decltype(d)> d_places;
  for (uint32_t at = 0; at < 64; at += 8, bits >>= 8) {
    const std::array<uint8_t, 8>& places = kPlacesOfByte[bits & 0xff];
    const auto from = hn::Set(d, base + at);
    for (size_t i = 0; i < places.size(); i += hn::Lanes(d)) {
      hn::StoreU(hn::Add(hn::PromoteTo(d, hn::LoadU(d_places, places.data() + i)), from), d, out + i);
    }
    out += hwy::PopCount(bits & 0xff);
  }
  return out;
}

// Where runs begin and end, in turn; `positions` has room for one a byte and kBlock more. Returns how many runs.
size_t FindRuns(const uint8_t* text, size_t size, uint32_t* positions, std::vector<uint32_t>* special_runs) {
  special_runs->clear();
  uint8_t padded[kBlock] = {};
  std::memcpy(padded, text + size / kBlock * kBlock, size % kBlock);
  const auto block_at = [&](size_t at) {
    return at >= size ? Classes{} : Classify(at + kBlock <= size ? text + at : padded);
  };
  uint32_t* out = positions;
  Classes previous, block = block_at(0);
  uint64_t run_before = 0, carry = 0;
  // One block more than the text has: a run may end with the text.
  for (size_t at = 0; at <= size; at += kBlock) {
    const Classes next = block_at(at + kBlock);
    const uint64_t special = Special(previous, block, next);
    const uint64_t run = block.letters | block.digits | special;
    const uint64_t shifted = Before(run, run_before);
    const uint64_t edges = run ^ shifted;
    // A special byte carries out of its run, whose end is then a 1 where the run has a 0.
    const uint64_t with_special = run + special, sum = with_special + carry;
    carry = (with_special < run) | (sum < with_special);
    for (uint64_t marked = edges & ~run & sum; marked != 0; marked &= marked - 1) {
      const uint64_t below = (marked & (~marked + 1)) - 1;
      const auto before = static_cast<size_t>(out - positions) + hwy::PopCount(edges & below);
      special_runs->push_back(static_cast<uint32_t>(before / 2));
    }
    out = Places(edges, static_cast<uint32_t>(at), out);
    previous = block;
    block = next;
    run_before = run;
  }
  return static_cast<size_t>(out - positions) / 2;
}

HWY_INLINE uint64_t Load(const uint8_t* at) {
  uint64_t value = 0;
  std::memcpy(&value, at, sizeof(value));
  return value;
}

// The bytes of a word of each length, in two numbers.
constexpr auto kMasks = [] {
  std::array<std::array<uint64_t, 2>, kShort + 1> masks{};
  const auto low_bytes = [](size_t bytes) { return bytes >= 8 ? ~uint64_t{0} : (uint64_t{1} << 8 * bytes) - 1; };
  for (size_t size = 0; size <= kShort; ++size) masks[size] = {low_bytes(size), size <= 8 ? 0 : low_bytes(size - 8)};
  return masks;
}();

// Hashes every run as if it were a plain word of at most 16 bytes; names those that are longer.
void HashRuns(const uint8_t* text, size_t size, const uint32_t* positions, std::vector<Word>* runs,
              std::vector<uint32_t>* long_runs) {
  constexpr uint64_t kCaseBits = 0x2020202020202020ull;
  long_runs->clear();
  const auto hash = [&](size_t i, const uint8_t* bytes, size_t bytes_from) {
    const uint32_t begin = positions[2 * i], end = positions[2 * i + 1];
    const size_t length = end - begin;
    if (HWY_UNLIKELY(length > kShort)) long_runs->push_back(static_cast<uint32_t>(i));
    const auto& mask = kMasks[std::min(length, kShort)];
    const uint8_t* const from = bytes + (begin - bytes_from);
    (*runs)[i] = {HashShortWord((Load(from) | kCaseBits) & mask[0], (Load(from + 8) | kCaseBits) & mask[1]), begin,
                  end};
  };
  const size_t tail_from = size < kShort ? 0 : size - kShort;  // whole loads from behind it would leave the text
  size_t inner = runs->size();
  while (inner > 0 && positions[2 * (inner - 1)] > tail_from) --inner;
  for (size_t i = 0; i < inner; ++i) hash(i, text, 0);
  uint8_t tail[2 * kShort] = {};
  std::memcpy(tail, text + tail_from, size - tail_from);
  for (size_t i = inner; i < runs->size(); ++i) hash(i, tail, tail_from);
}

void FindWords(const uint8_t* text, size_t size, std::vector<Word>* runs, AsciiWords* found) {
  const size_t most = size + 2 * kBlock;
  if (found->positions.size() < most) found->positions.resize(most);
  runs->resize(FindRuns(text, size, found->positions.data(), &found->special));
  if (size >= kShort) {
    HashRuns(text, size, found->positions.data(), runs, &found->long_runs);
  } else {
    uint8_t padded[2 * kShort] = {};
    std::memcpy(padded, text, size);
    HashRuns(padded, 2 * kShort, found->positions.data(), runs, &found->long_runs);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace wirecopy
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wirecopy {
namespace {
HWY_EXPORT(FindWords);
}  // namespace

void FindAsciiWords(std::string_view text, std::vector<Word>* runs, AsciiWords* found) {
  HWY_DYNAMIC_DISPATCH(FindWords)(reinterpret_cast<const uint8_t*>(text.data()), text.size(), runs, found);
}

}  // namespace wirecopy
#endif  // HWY_ONCE

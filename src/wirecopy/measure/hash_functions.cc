// Where a library of Debian has a function, that is what is measured: XXH3, XXH64 and XXH32 (libxxhash), absl::Hash,
// wyhash (libwyhash-dev), MurmurHash3 (libmurmurhash), FarmHash, which replaced CityHash (libfarmhash; CityHash itself
// is not in Debian 12), SipHash-2-4 (libsodium), std::hash (libstdc++). Two are so short that they stand here:
//
// - FNV-1a (Fowler, Noll, Vo 1991; draft-eastlake-fnv): xor a byte, multiply by 2^40 + 0x1b3. One multiplication a
// byte,
//   each waiting for the one before.
// - CRC-32C (Castagnoli, Braeuer, Herrmann 1993; RFC 3720, B.4): the remainder of the key as a polynomial, by the
//   instruction that SSE 4.2 has for it. It is linear: two keys that differ in one bit differ in the same bits of the
//   result whatever else they hold, which is what makes it a checksum and no hash function.
#include "wirecopy/measure/hash_functions.h"

#include <farmhash.h>
#include <murmurhash.h>
#include <sodium/crypto_shorthash_siphash24.h>
#include <wyhash/wyhash.h>
#include <xxhash.h>

#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "wirecopy/base/hash.h"

#ifdef __x86_64__
#include <nmmintrin.h>
#endif

namespace wirecopy {
namespace {

uint64_t Xxh3(const char* bytes, size_t size) { return XXH3_64bits(bytes, size); }
uint64_t Xxh3Low128(const char* bytes, size_t size) { return XXH3_128bits(bytes, size).low64; }
uint64_t Xxh64(const char* bytes, size_t size) { return XXH64(bytes, size, 0); }
uint64_t Xxh32(const char* bytes, size_t size) { return XXH32(bytes, size, 0); }
uint64_t WyHash(const char* bytes, size_t size) { return wyhash(bytes, size, 0, _wyp); }
uint64_t FarmHash(const char* bytes, size_t size) { return util::Fingerprint64(bytes, size); }
uint64_t AbslHash(const char* bytes, size_t size) {
  return absl::Hash<absl::string_view>()(absl::string_view(bytes, size));
}
uint64_t StdHash(const char* bytes, size_t size) {
  return std::hash<std::string_view>()(std::string_view(bytes, size));
}

uint64_t MurmurHash3(const char* bytes, size_t size) {
  uint64_t out[2];
  lmmh_x64_128(bytes, static_cast<unsigned>(size), 0, out);
  return out[0];
}

uint64_t SipHash(const char* bytes, size_t size) {
  // The key of the paper's test vectors (Aumasson, Bernstein 2012): a measurement needs no secret.
  static constexpr unsigned char kKey[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  unsigned char out[8];
  crypto_shorthash_siphash24(out, reinterpret_cast<const unsigned char*>(bytes), size, kKey);
  uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = value << 8 | out[i];
  return value;
}

uint64_t Fnv1a(const char* bytes, size_t size) {
  uint64_t hash = 0xcbf29ce484222325ull;
  for (size_t i = 0; i < size; ++i) hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3ull;
  return hash;
}

#ifdef __x86_64__
__attribute__((target("sse4.2"))) uint64_t Crc32c(const char* bytes, size_t size) {
  uint64_t crc = 0xffffffffu;
  for (; size >= 8; bytes += 8, size -= 8) {
    uint64_t word;
    std::memcpy(&word, bytes, 8);
    crc = _mm_crc32_u64(crc, word);
  }
  auto low = static_cast<uint32_t>(crc);
  for (; size > 0; ++bytes, --size) low = _mm_crc32_u8(low, static_cast<unsigned char>(*bytes));
  return low ^ 0xffffffffu;
}
#endif

template <uint64_t (*kHash)(const char*, size_t)>
uint64_t HashAll(std::span<const std::string_view> keys) {
  uint64_t sum = 0;
  for (const std::string_view key : keys) sum += kHash(key.data(), key.size());
  return sum;
}

template <uint64_t (*kHash)(const char*, size_t)>
HashFunction Row(std::string_view name, int bits, std::string_view source, bool same_everywhere = true) {
  return {name, bits, source, same_everywhere, kHash, &HashAll<kHash>};
}

std::vector<HashFunction> AllFunctions() {
  std::vector<HashFunction> all = {
      Row<Xxh3>("xxh3-64", 64, "libxxhash"),
      Row<Xxh3Low128>("xxh3-128", 128, "libxxhash"),
      Row<Xxh64>("xxh64", 64, "libxxhash"),
      Row<Xxh32>("xxh32", 32, "libxxhash"),
      Row<WyHash>("wyhash", 64, "libwyhash-dev"),
      Row<AbslHash>("absl-hash", 64, "libabsl", false),
      Row<MurmurHash3>("murmur3-128", 128, "libmurmurhash"),
      Row<FarmHash>("farmhash-64", 64, "libfarmhash"),
      Row<SipHash>("siphash-2-4", 64, "libsodium"),
      Row<StdHash>("std-hash", 64, "libstdc++", false),
      Row<Fnv1a>("fnv-1a-64", 64, "wirecopy"),
  };
#ifdef __x86_64__
  if (__builtin_cpu_supports("sse4.2")) all.push_back(Row<Crc32c>("crc32c", 32, "wirecopy, SSE 4.2"));
#endif
  return all;
}

}  // namespace

std::span<const HashFunction> HashFunctions() {
  static const std::vector<HashFunction> all = AllFunctions();
  return all;
}

absl::Status CheckHashFunction(const HashFunction& function) {
  constexpr size_t kLongest = 300, kPlaces = 16, kMargin = 16;
  std::string key(kLongest, '\0');
  for (size_t i = 0; i < key.size(); ++i) key[i] = static_cast<char>(Mix(i));
  for (size_t size = 0; size <= kLongest; ++size) {
    const uint64_t expected = function({key.data(), size});
    for (size_t place = 0; place < kPlaces; ++place) {
      std::string around(kMargin + place, static_cast<char>(0x55 + place));
      around.append(key, 0, size).append(kMargin, static_cast<char>(0xaa + place));
      const std::string_view copy = std::string_view(around).substr(kMargin + place, size);
      const std::string_view keys[] = {copy};
      if (function(copy) == expected && function.hash_all(std::span(keys)) == expected) continue;
      return absl::InternalError(absl::StrCat(std::string(function.name), ": the hash of ", size,
                                              " bytes depends on where they stand in memory"));
    }
  }
  return absl::OkStatus();
}

}  // namespace wirecopy

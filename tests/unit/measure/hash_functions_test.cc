#include "wirecopy/measure/hash_functions.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

const HashFunction* Find(std::string_view name) {
  for (const HashFunction& function : HashFunctions()) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

uint64_t Hash(std::string_view name, std::string_view key) {
  const HashFunction* function = Find(name);
  REQUIRE(function != nullptr);
  return (*function)(key);
}

TEST_CASE("Each function gives its published test vectors") {
  CHECK(Hash("xxh3-64", "") == 0x2d06800538d394c2ull);
  CHECK(Hash("xxh3-128", "") == 0x6001c324468d497full);  // the low half of 99aa06d3014798d86001c324468d497f
  CHECK(Hash("xxh64", "") == 0xef46db3751d8e999ull);
  CHECK(Hash("xxh32", "") == 0x02cc5d05u);
  CHECK(Hash("wyhash", "") == 0x42bc986dc5eec4d3ull);
  CHECK(Hash("murmur3-128", "") == 0);
  CHECK(Hash("murmur3-128", "The quick brown fox jumps over the lazy dog") == 0xe34bbc7bbc071b6cull);
  CHECK(Hash("farmhash-64", "") == 0x9ae16a3b2f90404full);
  CHECK(Hash("farmhash-64", "a") == 0xb3454265b6df75e3ull);
  CHECK(Hash("farmhash-64", "abc") == 0x24a5b3a074e7f369ull);
  CHECK(Hash("fnv-1a-64", "") == 0xcbf29ce484222325ull);
  CHECK(Hash("fnv-1a-64", "a") == 0xaf63dc4c8601ec8cull);
  CHECK(Hash("fnv-1a-64", "foobar") == 0x85944171f73967e8ull);
  std::string counting;  // Aumasson, Bernstein 2012, appendix A: bytes 00 01 ... 0e
  for (char byte = 0; byte < 15; ++byte) counting += byte;
  CHECK(Hash("siphash-2-4", counting) == 0xa129ca6149be45e5ull);
}

TEST_CASE("CRC-32C gives the vectors of RFC 3720 where the processor has its instruction") {
  if (Find("crc32c") == nullptr) {
    WARN("this processor has no CRC-32C instruction: not tested");
    return;
  }
  CHECK(Hash("crc32c", "123456789") == 0xe3069283u);
  CHECK(Hash("crc32c", std::string(32, '\0')) == 0x8a9136aau);
  CHECK(Hash("crc32c", std::string(32, '\xff')) == 0x62a8ab43u);
}

TEST_CASE("XXH3 of the table is the hash that the project uses") {
  for (const char* key : {"", "a", "wire copy", "a key that is longer than sixteen bytes, and than thirty-two"}) {
    CHECK(Hash("xxh3-64", key) == HashBytes(key));
  }
}

TEST_CASE("Every function of the table keeps the contract and has a name of its own") {
  std::set<std::string_view> names;
  for (const HashFunction& function : HashFunctions()) {
    INFO(function.name);
    CHECK(names.insert(function.name).second);
    CHECK(CheckHashFunction(function).ok());
    CHECK(!function.source.empty());
    CHECK((function.bits == 32 || function.bits == 64 || function.bits == 128));
    if (function.bits == 32) CHECK(function("any key") >> 32 == 0);
  }
  CHECK(names.size() >= 11);
}

uint64_t ByAddress(const char* bytes, size_t) { return reinterpret_cast<uintptr_t>(bytes) & 7; }
uint64_t ReadsOneMore(const char* bytes, size_t size) { return HashBytes({bytes, size + (size == 33 ? 1 : 0)}); }
uint64_t SumOf(std::span<const std::string_view> keys) {
  uint64_t sum = 0;
  for (const std::string_view key : keys) sum += HashBytes(key);
  return sum;
}
uint64_t Nothing(std::span<const std::string_view>) { return 0; }

TEST_CASE("A function that looks at anything but the key is found out, with its name") {
  using Function = uint64_t (*)(const char*, size_t);
  for (const Function function : {Function(ByAddress), Function(ReadsOneMore)}) {
    const absl::Status status = CheckHashFunction({"crooked", 64, "test", true, function, &SumOf});
    CHECK_THAT(std::string(status.message()), Catch::Contains("crooked"));
  }
  const auto good = [](const char* bytes, size_t size) { return HashBytes({bytes, size}); };
  CHECK(CheckHashFunction({"straight", 64, "test", true, good, &SumOf}).ok());
  CHECK(!CheckHashFunction({"the loop leaves it out", 64, "test", true, good, &Nothing}).ok());
}

}  // namespace
}  // namespace wirecopy

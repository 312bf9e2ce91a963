#include "wirecopy/base/external_sort.h"

#include <algorithm>
#include <random>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

std::vector<uint64_t> Sorted(const std::vector<uint64_t>& numbers, size_t in_memory) {
  const auto file = TempFile::Make();
  REQUIRE(file.ok());
  ExternalSort sort(file->get(), in_memory);
  for (const uint64_t number : numbers) REQUIRE(sort.Add(number).ok());
  std::vector<uint64_t> visited;
  const absl::Status status = sort.Visit([&](uint64_t number) {
    visited.push_back(number);
    return absl::OkStatus();
  });
  REQUIRE(status.ok());
  return visited;
}

TEST_CASE("Numbers come back sorted, equal ones too, however many are held in memory") {
  std::mt19937_64 random(3);
  for (const size_t count : {0, 1, 511, 512, 513, 1024, 20'000}) {
    std::vector<uint64_t> numbers(count);
    for (uint64_t& number : numbers) number = random() % 2 == 0 ? random() % 50 : random();
    const std::vector<uint64_t> given = numbers;
    std::sort(numbers.begin(), numbers.end());
    for (const size_t in_memory : {1, 700, 100'000}) CHECK(Sorted(given, in_memory) == numbers);
  }
}

TEST_CASE("A visit ends with the first error") {
  const auto file = TempFile::Make();
  REQUIRE(file.ok());
  ExternalSort sort(file->get(), 1);
  for (uint64_t number = 0; number < 2000; ++number) REQUIRE(sort.Add(number).ok());
  uint64_t visited = 0;
  const absl::Status status =
      sort.Visit([&](uint64_t) { return ++visited == 700 ? absl::CancelledError("enough") : absl::OkStatus(); });
  CHECK(absl::IsCancelled(status));
  CHECK(visited == 700);
}

TEST_CASE("What a temporary file was given it gives back, and no more") {
  const auto file = TempFile::Make();
  REQUIRE(file.ok());
  const std::vector<uint32_t> first = {1, 2, 3}, second = {4, 5};
  CHECK(*(*file)->Append(std::span<const uint32_t>(first)) == 0);
  CHECK(*(*file)->Append(std::span<const uint32_t>(second)) == 12);
  std::vector<uint32_t> read(3);
  CHECK((*file)->Read(8, std::span(read)).ok());
  CHECK(read == std::vector<uint32_t>{3, 4, 5});
  CHECK_FALSE((*file)->Read(12, std::span(read)).ok());
}

}  // namespace
}  // namespace wirecopy

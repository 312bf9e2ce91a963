#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {
namespace {

using Hashes = std::vector<uint64_t>;

std::unique_ptr<SignatureScheme> Scheme(int values) {
  auto scheme = MakeKMinsScheme(values);
  REQUIRE(scheme.ok());
  return *std::move(scheme);
}

std::vector<uint32_t> Sign(const SignatureScheme& scheme, std::span<const uint64_t> hashes) {
  std::vector<uint32_t> signature(static_cast<size_t>(scheme.id().values));
  scheme.Sign(hashes, signature);
  return signature;
}

double Estimate(const SignatureScheme& scheme, std::span<const uint64_t> a, std::span<const uint64_t> b) {
  const absl::StatusOr<double> estimate = EstimateJaccard(scheme.id(), Sign(scheme, a), scheme.id(), Sign(scheme, b));
  return estimate.value();
}

// Two sets of `size` elements are the first and the last `size` of a common row of this many, so that their resemblance
// is as near to `jaccard` as whole elements allow.
size_t UnionSize(size_t size, double jaccard) {
  const double shared = 2 * static_cast<double>(size) * jaccard / (1 + jaccard);
  return 2 * size - static_cast<size_t>(std::lround(shared));
}

struct Errors {
  double mean = 0;         // of estimate - J, in standard deviations of the mean
  double mean_square = 0;  // as a share of J(1-J)/k
};

// `row(n)` makes n distinct hashes.
template <typename Row>
Errors Measure(const SignatureScheme& scheme, size_t size, double jaccard, int trials, const Row& row) {
  const size_t either = UnionSize(size, jaccard);
  const double exact = static_cast<double>(2 * size - either) / static_cast<double>(either);
  const double variance = exact * (1 - exact) / scheme.id().values;
  double sum = 0, squares = 0;
  for (int i = 0; i < trials; ++i) {
    const Hashes all = row(either);
    const double error = Estimate(scheme, std::span(all).first(size), std::span(all).last(size)) - exact;
    sum += error;
    squares += error * error;
  }
  return {sum / trials / std::sqrt(variance / trials), squares / trials / variance};
}

// Values so few that the largest sets stay cheap: the expected error is told in terms of their number.
int ValuesFor(size_t size) { return size > 1000 ? 8 : 64; }

// The mean of 1,300 squares of a normal variable has a standard deviation of sqrt(2 / 1300) = 0.039: a fifth away is
// more than five of them.
constexpr int kTrials = 1300;

TEST_CASE("The estimate is unbiased and as exact as k independent minima allow, for random hashes") {
  std::mt19937_64 random(81);
  for (const size_t size : {50, 300, 3000}) {
    const auto scheme = Scheme(ValuesFor(size));
    for (const double jaccard : {0.2, 0.5, 0.8}) {
      const Errors errors = Measure(*scheme, size, jaccard, kTrials, [&](size_t n) {
        Hashes row(n);
        for (uint64_t& hash : row) hash = random();
        return row;
      });
      INFO(size << " hashes, resemblance " << jaccard);
      CHECK(std::abs(errors.mean) < 5);
      CHECK(errors.mean_square > 0.8);
      CHECK(errors.mean_square < 1.25);
    }
  }
}

TEST_CASE("The estimate is unbiased and as exact for mixed numbers in a row") {
  for (const size_t size : {50, 300}) {
    const auto scheme = Scheme(ValuesFor(size));
    for (const double jaccard : {0.2, 0.5, 0.8}) {
      uint64_t next = 0;
      const Errors errors = Measure(*scheme, size, jaccard, kTrials, [&](size_t n) {
        Hashes row(n);
        for (uint64_t& hash : row) hash = Mix(next++);
        return row;
      });
      INFO(size << " hashes, resemblance " << jaccard);
      CHECK(std::abs(errors.mean) < 5);
      CHECK(errors.mean_square > 0.8);
      CHECK(errors.mean_square < 1.25);
    }
  }
}

TEST_CASE("A signature does not depend on the order and the repetitions of the hashes") {
  std::mt19937_64 random(82);
  const auto scheme = Scheme(100);
  Hashes hashes(200);
  for (uint64_t& hash : hashes) hash = random();
  const std::vector<uint32_t> signature = Sign(*scheme, hashes);
  std::sort(hashes.begin(), hashes.end());
  CHECK(Sign(*scheme, hashes) == signature);
  hashes.insert(hashes.end(), hashes.begin(), hashes.begin() + 150);
  std::shuffle(hashes.begin(), hashes.end(), random);
  CHECK(Sign(*scheme, hashes) == signature);
}

TEST_CASE("Equal sets agree in every value, sets without a common hash in almost none") {
  std::mt19937_64 random(83);
  const auto scheme = Scheme(256);
  Hashes a(500), b(500);
  for (uint64_t& hash : a) hash = random();
  for (uint64_t& hash : b) hash = random();
  CHECK(Estimate(*scheme, a, a) == 1);
  CHECK(Estimate(*scheme, a, b) < 0.01);
}

TEST_CASE("Hashes that differ in one bit alone are different elements") {
  const auto scheme = Scheme(64);
  for (int bit = 0; bit < 64; ++bit) {
    const Hashes a = {0x0123456789abcdef}, b = {0x0123456789abcdef ^ (uint64_t{1} << bit)};
    INFO(bit);
    CHECK(Estimate(*scheme, a, b) < 0.1);
  }
}

TEST_CASE("A set of one hash has a signature, also where the hash is zero or all ones") {
  const auto scheme = Scheme(16);
  for (const uint64_t hash : {uint64_t{0}, ~uint64_t{0}}) CHECK(Estimate(*scheme, Hashes{hash}, Hashes{hash}) == 1);
  CHECK(Estimate(*scheme, Hashes{0}, Hashes{~uint64_t{0}}) < 0.5);
}

TEST_CASE("The values of the scheme's first version never change") {
  const auto scheme = Scheme(8);
  REQUIRE(scheme->id() == SchemeId{"k-mins-32", 1, 8});
  Hashes hashes;
  for (uint64_t i = 0; i < 10; ++i) hashes.push_back(Mix(i));
  const std::vector<uint32_t> signature = Sign(*scheme, hashes);
  // Worked out apart from this code, from the description in k_mins.cc: a change needs a new version.
  CHECK(std::vector<uint32_t>(signature.begin(), signature.begin() + 4) ==
        std::vector<uint32_t>{0x0bc5b79f, 0x0c4f472f, 0x03d502cd, 0x1e7912f5});
}

TEST_CASE("Two schemes of as many values sign alike") {
  const Hashes hashes = {1, 2, 3, 1'000'000};
  CHECK(Sign(*Scheme(40), hashes) == Sign(*Scheme(40), hashes));
}

TEST_CASE("The estimate is the share of equal values") {
  const SchemeId id{"k-mins-32", 1, 4};
  const std::vector<uint32_t> a = {1, 2, 3, 4}, b = {1, 5, 3, 3};
  CHECK(EstimateJaccard(id, a, id, b).value() == 0.5);
  CHECK(EstimateJaccard(id, a, id, a).value() == 1);
}

TEST_CASE("Signatures of unlike schemes are refused with both names") {
  const SchemeId id{"k-mins-32", 1, 4};
  const std::vector<uint32_t> four = {1, 2, 3, 4}, three = {1, 2, 3};
  for (const auto& [other, values] :
       {std::pair(SchemeId{"k-mins-32", 2, 4}, four), std::pair(SchemeId{"other", 1, 4}, four),
        std::pair(SchemeId{"k-mins-32", 1, 3}, three)}) {
    const absl::Status status = EstimateJaccard(id, four, other, values).status();
    CHECK(absl::IsInvalidArgument(status));
    CHECK_THAT(std::string(status.message()), Catch::Contains(ToString(id)) && Catch::Contains(ToString(other)));
  }
}

TEST_CASE("The name of a scheme tells its version and values apart") {
  const std::string name = ToString({"k-mins-32", 1, 128});
  CHECK_THAT(name, Catch::Contains("k-mins-32") && Catch::Contains("128"));
  CHECK(name != ToString({"k-mins-32", 2, 128}));
  CHECK(name != ToString({"k-mins-32", 1, 12}));
}

TEST_CASE("A scheme has from 1 to 4,096 values") {
  for (const int values : {1, 2, 128, 4096}) CHECK(Scheme(values)->id().values == values);
  for (const int values : {0, -1, 4097, 1 << 30}) {
    INFO(values);
    CHECK(absl::IsInvalidArgument(MakeKMinsScheme(values).status()));
  }
}

}  // namespace
}  // namespace wirecopy

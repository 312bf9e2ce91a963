// What must hold for every scheme of the table.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/b_bit.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {
namespace {

using Hashes = std::vector<uint64_t>;
using Signature = std::vector<uint32_t>;

std::unique_ptr<SignatureScheme> Make(std::string_view name, int values) {
  auto scheme = MakeScheme(name, values);
  REQUIRE(scheme.ok());
  return *std::move(scheme);
}

Signature Sign(const SignatureScheme& scheme, std::span<const uint64_t> hashes) {
  Signature signature(static_cast<size_t>(scheme.id().values));
  scheme.Sign(hashes, signature);
  return signature;
}

double EqualShare(const Signature& a, const Signature& b) {
  size_t equal = 0;
  for (size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i];
  return static_cast<double>(equal) / static_cast<double>(a.size());
}

Hashes RandomHashes(size_t size, std::mt19937_64* random) {
  Hashes hashes(size);
  for (uint64_t& hash : hashes) hash = (*random)();
  return hashes;
}

// Collects errors of an estimate of `exact`, in units of the standard deviation of k independent minima.
class Errors {
 public:
  Errors(double exact, size_t values) : exact_(exact), unit_(std::sqrt(exact * (1 - exact) / double(values))) {}
  void Add(double estimate) {
    const double error = (estimate - exact_) / unit_;
    sum_ += error;
    squares_ += error * error;
    ++count_;
  }
  double MeanSquare() const { return squares_ / count_; }
  double MeanInStandardErrors() const { return sum_ / std::sqrt(squares_); }

 private:
  double exact_, unit_;
  double sum_ = 0, squares_ = 0, count_ = 0;
};

// The mean square error, as a share of J(1-J)/k, that a scheme of 128 values keeps within. The mean of 1,300 squares of
// a normal variable has a standard deviation of 0.039.
struct Band {
  double low, high;
};
using BandOf = Band (*)(const std::string& name, size_t size);

Band LooseBand(const std::string& name, size_t size) {
  const Band independent = {size < 1000 ? 0.8 : 0.7, size < 1000 ? 1.2 : 1.3};
  const std::map<std::string, std::map<size_t, Band>> bands = {
      {"fast-similarity", {{50, {0.3, 0.75}}, {300, {0.55, 0.85}}, {3000, independent}}},
      {"superminhash", {{50, {0.3, 0.75}}, {300, {0.55, 0.85}}, {3000, independent}}},
      {"oph-optimal", {{50, {0.9, 3.5}}, {300, {0.6, 0.95}}, {3000, independent}}},
      {"oph-fast", {{50, {0.7, 1.4}}, {300, {0.6, 0.95}}, {3000, independent}}},
      {"c-minhash", {{50, {0.7, 1.2}}, {300, {0.7, 1.2}}, {3000, independent}}}};
  const auto found = bands.find(name);
  return found == bands.end() ? independent : found->second.at(size);
}

Band StrictBand(const std::string&, size_t size) { return {0.3, size < 1000 ? 0.75 : 1.05}; }

void CheckEstimates(std::span<const std::string_view> names, int trials, BandOf band_of, uint64_t seed) {
  constexpr size_t kValues = 128;
  std::mt19937_64 random(seed);
  for (const size_t size : {50, 300, 3000}) {
    for (const double jaccard : {0.2, 0.5, 0.8}) {
      // Two sets of `size` elements: the first and the last of a row of this many.
      const auto shared = static_cast<size_t>(std::lround(2 * double(size) * jaccard / (1 + jaccard)));
      const size_t either = 2 * size - shared;
      const double exact = double(shared) / double(either);
      std::vector<std::unique_ptr<SignatureScheme>> schemes;
      for (const std::string_view name : names) schemes.push_back(Make(name, kValues));
      std::vector<Errors> whole(names.size(), Errors(exact, kValues)), cut = whole;
      for (int trial = 0; trial < (size < 1000 ? trials : trials * 2 / 5); ++trial) {
        const Hashes all = RandomHashes(either, &random);
        for (size_t i = 0; i < schemes.size(); ++i) {
          Signature a = Sign(*schemes[i], std::span(all).first(size));
          Signature b = Sign(*schemes[i], std::span(all).last(size));
          whole[i].Add(EqualShare(a, b));
          CutToBits(a, 8);
          CutToBits(b, 8);
          cut[i].Add(JaccardFromEqualShare(EqualShare(a, b), 8));
        }
      }
      for (size_t i = 0; i < names.size(); ++i) {
        const Band band = band_of(std::string(names[i]), size);
        // Chance matches of 8 bits add so much (b_bit.h).
        const double added = 1 / (255 * exact);
        INFO(names[i] << ", " << size << " hashes, resemblance " << exact);
        CHECK(std::abs(whole[i].MeanInStandardErrors()) < 5);
        CHECK(whole[i].MeanSquare() > band.low);
        CHECK(whole[i].MeanSquare() < band.high);
        CHECK(std::abs(cut[i].MeanInStandardErrors()) < 5);
        CHECK(cut[i].MeanSquare() > band.low);
        CHECK(cut[i].MeanSquare() < band.high + added);
      }
    }
  }
}

TEST_CASE("Every scheme estimates without bias and as exactly as it promises, whole and cut to 8 bits") {
  CheckEstimates(SchemeNames(), 1300, &LooseBand, 101);
}

TEST_CASE("The fast similarity sketch is better than independent minima in small sets and never worse") {
  const std::vector<std::string_view> names = {"fast-similarity"};
  CheckEstimates(names, 10000, &StrictBand, 102);
}

TEST_CASE("The low 8 bits of the values of every scheme are uniform") {
  std::mt19937_64 random(103);
  for (const std::string_view name : SchemeNames()) {
    const auto scheme = Make(name, 128);
    std::vector<double> seen(256);
    constexpr int kSets = 400;
    for (int i = 0; i < kSets; ++i) {
      for (const uint32_t value : Sign(*scheme, RandomHashes(2000, &random))) ++seen[value % 256];
    }
    const double expected = kSets * 128 / 256.0;
    double chi_square = 0;
    for (const double count : seen) chi_square += (count - expected) * (count - expected) / expected;
    INFO(name);
    CHECK(chi_square < 255 + 6 * std::sqrt(2 * 255.0));
  }
}

TEST_CASE("A signature of any scheme does not depend on the order and the repetitions of the hashes") {
  std::mt19937_64 random(104);
  for (const std::string_view name : SchemeNames()) {
    for (const int values : {1, 100, 128, 1000}) {
      const auto scheme = Make(name, values);
      for (const size_t size : {1, 2, 30, 200, 1000}) {
        Hashes hashes = RandomHashes(size, &random);
        const Signature signature = Sign(*scheme, hashes);
        INFO(name << ", " << size << " hashes, " << values << " values");
        std::sort(hashes.begin(), hashes.end());
        CHECK(Sign(*scheme, hashes) == signature);
        hashes.insert(hashes.end(), hashes.begin(), hashes.begin() + static_cast<int64_t>(size + 1) / 2);
        std::shuffle(hashes.begin(), hashes.end(), random);
        CHECK(Sign(*scheme, hashes) == signature);
      }
    }
  }
}

TEST_CASE("To every scheme, hashes that differ in one bit alone are different elements") {
  for (const std::string_view name : SchemeNames()) {
    const auto scheme = Make(name, 64);
    for (int bit = 0; bit < 64; ++bit) {
      const Hashes a = {0x0123456789abcdef}, b = {0x0123456789abcdef ^ (uint64_t{1} << bit)};
      INFO(name << ", bit " << bit);
      CHECK(EqualShare(Sign(*scheme, a), Sign(*scheme, b)) < 0.1);
    }
  }
}

TEST_CASE("To every scheme, numbers in a row are as good as hashes") {
  for (const std::string_view name : SchemeNames()) {
    // A single linear hash is allowed to fail here: the hashes of texts are mixed.
    if (name == "k-mins-32") continue;
    const auto scheme = Make(name, 128);
    Errors errors(0.5, 128);
    for (uint64_t trial = 0; trial < 400; ++trial) {
      Hashes all(300);
      for (size_t i = 0; i < all.size(); ++i) all[i] = trial * 1000 + i;
      errors.Add(EqualShare(Sign(*scheme, std::span(all).first(225)), Sign(*scheme, std::span(all).last(225))));
    }
    INFO(name);
    CHECK(std::abs(errors.MeanInStandardErrors()) < 5);
    CHECK(errors.MeanSquare() < 1.45);
  }
}

TEST_CASE("Every scheme has from 1 to 4,096 values, and one hash fills them") {
  for (const std::string_view name : SchemeNames()) {
    for (const int values : {1, 2, 3, 127, 128, 129, 4096}) {
      INFO(name << ", " << values << " values");
      const auto scheme = Make(name, values);
      CHECK(scheme->id() == SchemeId{std::string(name), 1, values});
      for (const uint64_t hash : {uint64_t{0}, uint64_t{1}, ~uint64_t{0}}) {
        CHECK(EqualShare(Sign(*scheme, Hashes{hash}), Sign(*scheme, Hashes{hash})) == 1);
      }
      if (values >= 127) CHECK(EqualShare(Sign(*scheme, Hashes{0}), Sign(*scheme, Hashes{~uint64_t{0}})) < 0.05);
    }
    for (const int values : {0, -1, 4097, 1 << 30}) CHECK(absl::IsInvalidArgument(MakeScheme(name, values).status()));
  }
}

TEST_CASE("An unknown scheme is refused with the names of those that there are") {
  const absl::Status status = MakeScheme("k-mins", 128).status();
  CHECK(absl::IsInvalidArgument(status));
  for (const std::string_view name : SchemeNames()) {
    CHECK_THAT(std::string(status.message()), Catch::Contains(std::string(name)));
  }
}

TEST_CASE("The values of version 1 of every scheme never change") {
  const std::map<std::string, Signature> golden = {
      {"fast-similarity", {0xe4b901c9, 0xa388e8f7, 0x6eda3d62, 0x5ab83c81}},
      {"k-mins-32", {0x0bc5b79f, 0x0c4f472f, 0x03d502cd, 0x1e7912f5}},
      {"k-mins-64", {0x05ca3538, 0x7cc9e42c, 0xa5dc659e, 0xae197953}},
      {"oph-optimal", {0xe4b901c9, 0xa388e8f7, 0xa388e8f7, 0x5ab83c81}},
      {"oph-fast", {0xe4b901c9, 0xa388e8f7, 0x265a10af, 0x5ab83c81}},
      {"superminhash", {0x7cbe3cda, 0x667f227c, 0x1971649f, 0x621bf7cb}},
      {"c-minhash", {0x88e8fc52, 0x20da9a72, 0x7db8d0bc, 0xc38f4e92}}};
  Hashes hashes;
  for (uint64_t i = 0; i < 10; ++i) hashes.push_back(Mix(i));
  for (const std::string_view name : SchemeNames()) {
    Signature signature = Sign(*Make(name, 8), hashes);
    signature.resize(4);
    INFO(name);
    CHECK(signature == golden.at(std::string(name)));
  }
}

TEST_CASE("A share of equal b-bit values stands for a resemblance") {
  CHECK(JaccardFromEqualShare(1, 1) == 1);
  CHECK(JaccardFromEqualShare(0.5, 1) == 0);
  CHECK(JaccardFromEqualShare(0.75, 1) == 0.5);
  CHECK(std::abs(JaccardFromEqualShare(1.0 / 256, 8)) < 1e-12);
  CHECK(std::abs(JaccardFromEqualShare(0.3, 32) - 0.3) < 1e-9);
}

TEST_CASE("A value is cut to its lowest bits") {
  Signature values = {0xffffffff, 0x12345678};
  CutToBits(values, 32);
  CHECK(values == Signature{0xffffffff, 0x12345678});
  CutToBits(values, 16);
  CHECK(values == Signature{0xffff, 0x5678});
  CutToBits(values, 1);
  CHECK(values == Signature{1, 0});
}

}  // namespace
}  // namespace wirecopy

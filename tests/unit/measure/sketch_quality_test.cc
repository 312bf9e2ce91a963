#include "wirecopy/measure/sketch_quality.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/measure/band_recall.h"
#include "wirecopy/measure/self_check.h"

namespace wirecopy {
namespace {

// The high half of a product by 32-bit constants rises with the element: all values choose nearly the same one. Without
// bias, and yet useless.
class MultiplyShift : public SignatureScheme {
 public:
  explicit MultiplyShift(int values) : values_(values) {}
  SchemeId id() const override { return {"broken-multiply-shift", 1, values_}; }
  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    for (size_t i = 0; i < signature.size(); ++i) {
      const uint64_t factor = (Mix(i) >> 32) | 1;
      signature[i] = ~uint32_t{0};
      for (const uint64_t hash : hashes) {
        signature[i] = std::min(signature[i], static_cast<uint32_t>(factor * (hash >> 32) >> 32));
      }
    }
  }

 private:
  int values_;
};

// Agrees in one value of ten whatever the sets are.
class Biased : public SignatureScheme {
 public:
  explicit Biased(int values) : values_(values), good_(MakeKMinsScheme(values).value()) {}
  SchemeId id() const override { return {"biased", 1, values_}; }
  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    good_->Sign(hashes, signature);
    for (size_t i = 0; i < signature.size(); i += 10) signature[i] = 1;
  }

 private:
  int values_;
  std::unique_ptr<SignatureScheme> good_;
};

std::unique_ptr<SignatureScheme> Good(int values) { return MakeKMinsScheme(values).value(); }

TEST_CASE("Independent minima have the error of the theory at 32, 16 and 8 bits") {
  const auto scheme = Good(64);
  const SketchMeasurement found = MeasureSketch(*scheme, {100, 0.5, 2000}, {16, 4}, 5);
  REQUIRE(found.errors.size() == 3);
  for (const SketchErrors& errors : found.errors) {
    INFO(errors.bits << " bits");
    CHECK(errors.jaccard == Approx(67.0 / 133));
    CHECK(errors.relative_mse.value == Approx(1).margin(0.2));
    CHECK(errors.relative_mse.low < errors.relative_mse.value);
    CHECK(errors.relative_mse.high > errors.relative_mse.value);
    CHECK(std::abs(errors.bias.value) < 0.01);
    CHECK(errors.bytes() == 64 * errors.bits / 8);
  }
  CHECK(found.meeting.predicted == Approx(MeetingProbability({16, 4}, 67.0 / 133)));
  CHECK(found.meeting.measured.value == Approx(found.meeting.predicted).margin(0.06));
}

TEST_CASE("The self-check passes every scheme of the registry") {
  auto schemes = MakeAllSchemes(64);
  REQUIRE(schemes.ok());
  CHECK(schemes->size() == SchemeNames().size());
  const SelfCheckReport report = SelfCheck(*schemes, 0.1, 3, Executor(2));
  CHECK(report.rows.size() == schemes->size() * 9 * 3);
  for (const std::string& failure : report.Failures()) FAIL_CHECK(failure);
  CHECK(report.passed());
}

TEST_CASE("The self-check names a scheme whose values fall together") {
  std::vector<std::unique_ptr<SignatureScheme>> schemes;
  schemes.push_back(Good(64));
  schemes.push_back(std::make_unique<MultiplyShift>(64));
  const SelfCheckReport report = SelfCheck(schemes, 0.1, 3, Executor(2));
  CHECK(!report.passed());
  REQUIRE(!report.Failures().empty());
  for (const std::string& failure : report.Failures()) CHECK_THAT(failure, Catch::StartsWith("broken-multiply-shift"));
}

TEST_CASE("The self-check names a scheme with a bias") {
  std::vector<std::unique_ptr<SignatureScheme>> schemes;
  schemes.push_back(std::make_unique<Biased>(64));
  const SelfCheckReport report = SelfCheck(schemes, 0.1, 3, Executor(2));
  CHECK(!report.passed());
  CHECK(std::any_of(report.rows.begin(), report.rows.end(), [](const CheckedErrors& row) { return !row.bias_passed; }));
  CHECK_THAT(report.Failures().front(), Catch::StartsWith("biased"));
}

TEST_CASE("The self-check does not depend on the number of threads") {
  std::vector<std::unique_ptr<SignatureScheme>> schemes;
  schemes.push_back(Good(16));
  const SelfCheckReport one = SelfCheck(schemes, 0.05, 9, Executor(1)), two = SelfCheck(schemes, 0.05, 9, Executor(2));
  REQUIRE(one.rows.size() == two.rows.size());
  for (size_t i = 0; i < one.rows.size(); ++i) {
    CHECK(one.rows[i].errors.bias.value == two.rows[i].errors.bias.value);
    CHECK(one.rows[i].errors.relative_mse.value == two.rows[i].errors.relative_mse.value);
  }
}

std::vector<uint64_t> Row(uint64_t begin, uint64_t end) {
  std::vector<uint64_t> set;
  for (uint64_t i = begin; i < end; ++i) set.push_back(Mix(i));
  std::sort(set.begin(), set.end());
  return set;
}

TEST_CASE("Pairs are compared exactly, and the threshold belongs to them") {
  const HashSets sets = {Row(0, 30), Row(10, 40), Row(0, 30), Row(100, 130), {}};
  const std::vector<ResemblingPair> pairs = ComparePairs(sets, 0.5, Executor(2));
  REQUIRE(pairs.size() == 3);
  CHECK((pairs[0].a == 0 && pairs[0].b == 1 && pairs[0].jaccard == 0.5));
  CHECK((pairs[1].a == 0 && pairs[1].b == 2 && pairs[1].jaccard == 1));
  CHECK((pairs[2].a == 1 && pairs[2].b == 2));
  CHECK(ComparePairs(sets, 0.51, Executor(1)).size() == 1);
}

TEST_CASE("Recall counts the resembling pairs that share a bucket") {
  const HashSets sets = {Row(0, 300), Row(0, 300), Row(500, 800), Row(2000, 2300), {}};
  const std::vector<ResemblingPair> pairs = {{0, 1, 1.0}, {2, 3, 0.0}};
  const BandRecall found = MeasureBandRecall(*Good(64), {16, 4}, sets, pairs, Executor(1));
  CHECK(found.articles == 5);
  CHECK(found.pairs == 2);
  CHECK(found.found == 1);
  CHECK(found.candidates == 1);
  CHECK(found.recall.value == 0.5);
  CHECK(found.expected == Approx(0.5));
}

}  // namespace
}  // namespace wirecopy

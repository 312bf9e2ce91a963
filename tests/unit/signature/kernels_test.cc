// Every instruction set that this machine has signs like plain code.
#include <hwy/targets.h>

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/reference_signatures.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {
namespace {

// Until it goes out of scope, kernels run on this target.
class OnTarget {
 public:
  explicit OnTarget(int64_t target) { Set(target); }
  ~OnTarget() { Set(0); }
  OnTarget(const OnTarget&) = delete;
  OnTarget& operator=(const OnTarget&) = delete;

 private:
  static void Set(int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }
};

std::vector<uint64_t> RandomHashes(size_t size, std::mt19937_64* random) {
  std::vector<uint64_t> hashes(size);
  for (uint64_t& hash : hashes) hash = (*random)();
  return hashes;
}

// As many checks as sizes would be slow; the first that differs is told.
std::string FirstDifference(const reference::Scheme& scheme, std::span<const size_t> sizes,
                            std::span<const size_t> values) {
  std::mt19937_64 random(91);
  const std::vector<int64_t> targets = hwy::SupportedAndGeneratedTargets();
  std::vector<std::unique_ptr<SignatureScheme>> signers;
  for (const size_t count : values) signers.push_back(MakeScheme(scheme.name, static_cast<int>(count)).value());
  for (size_t i = 0; i < sizes.size(); ++i) {
    const std::vector<uint64_t> hashes = RandomHashes(sizes[i], &random);
    const size_t count = values[i % values.size()];
    const std::vector<uint32_t> expected = scheme.sign(hashes, count);
    for (const int64_t target : targets) {
      const OnTarget on(target);
      std::vector<uint32_t> signature(count);
      signers[i % values.size()]->Sign(hashes, signature);
      if (signature != expected) {
        return std::string(hwy::TargetName(target)) + ": " + std::to_string(sizes[i]) + " hashes, " +
               std::to_string(count) + " values";
      }
    }
  }
  return "";
}

TEST_CASE("More than one instruction set is tried where the machine has more than one") {
#if defined(__x86_64__) || defined(__aarch64__)
  CHECK(hwy::SupportedAndGeneratedTargets().size() > 1);
#endif
}

TEST_CASE("On every instruction set, sets of every size up to 2,000 are signed as plain code does") {
  std::vector<size_t> sizes(2000);
  for (size_t i = 0; i < sizes.size(); ++i) sizes[i] = i + 1;
  const std::vector<size_t> values = {1, 16, 37, 5, 33, 64, 3};
  for (const reference::Scheme& scheme : reference::kSchemes) {
    INFO(scheme.name);
    CHECK(FirstDifference(scheme, sizes, values) == "");
  }
}

TEST_CASE("On every instruction set, signatures of many lengths are made as plain code does") {
  const std::vector<size_t> values = {2, 31, 32, 63, 65, 100, 127, 128, 129, 255, 256, 257, 512, 513, 1000, 4095, 4096};
  for (const size_t size : {1, 2, 15, 16, 17, 50, 340}) {
    const std::vector<size_t> sizes(values.size(), size);
    for (const reference::Scheme& scheme : reference::kSchemes) {
      INFO(scheme.name << ", " << size << " hashes");
      CHECK(FirstDifference(scheme, sizes, values) == "");
    }
  }
}

TEST_CASE("On every instruction set, the fast similarity sketch of 128 values is that of plain code") {
  std::vector<size_t> sizes(2000);
  for (size_t i = 0; i < sizes.size(); ++i) sizes[i] = i + 1;
  const std::vector<size_t> values = {128};
  CHECK(FirstDifference(reference::kSchemes[3], sizes, values) == "");
}

}  // namespace
}  // namespace wirecopy

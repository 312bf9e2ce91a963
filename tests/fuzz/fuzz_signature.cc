// Any set of hashes and any number of values: every instruction set of the machine signs as plain code does, and every
// scheme takes the set in any order.
#include <hwy/targets.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "tests/support/reference_signatures.h"
#include "wirecopy/base/check.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {
namespace {

const SignatureScheme& Scheme(std::string_view name, int values) {
  static auto* const kMade = new std::map<std::pair<std::string_view, int>, std::unique_ptr<SignatureScheme>>;
  std::unique_ptr<SignatureScheme>& scheme = (*kMade)[{name, values}];
  if (scheme == nullptr) scheme = MakeScheme(name, values).value();
  return *scheme;
}

void UseTarget(int64_t target) {
  hwy::SetSupportedTargetsForTest(target);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

void CheckSet(std::vector<uint64_t> hashes, int values) {
  std::vector<uint32_t> signature(static_cast<size_t>(values)), again = signature;
  for (const reference::Scheme& scheme : reference::kSchemes) {
    const std::vector<uint32_t> expected = scheme.sign(hashes, signature.size());
    for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
      UseTarget(target);
      Scheme(scheme.name, values).Sign(hashes, signature);
      WIRECOPY_CHECK(signature == expected);
      UseTarget(0);
    }
  }
  std::vector<uint64_t> reversed(hashes.rbegin(), hashes.rend());
  for (const std::string_view name : SchemeNames()) {
    Scheme(name, values).Sign(hashes, signature);
    Scheme(name, values).Sign(reversed, again);
    WIRECOPY_CHECK(signature == again);
  }
}

}  // namespace
}  // namespace wirecopy

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  uint16_t values = 0;
  if (size < sizeof(values) + sizeof(uint64_t)) return 0;
  std::memcpy(&values, data, sizeof(values));
  std::vector<uint64_t> hashes((size - sizeof(values)) / sizeof(uint64_t));
  std::memcpy(hashes.data(), data + sizeof(values), hashes.size() * sizeof(uint64_t));
  // Mostly short signatures, which are quick; up to 512 also meets sets of bins that fit no register.
  wirecopy::CheckSet(std::move(hashes), values % 512 + 1);
  return 0;
}

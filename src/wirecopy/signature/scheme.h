// Signatures: a fixed number of values that stand for a set of hashes, such that the share of equal values estimates
// the sets' Jaccard resemblance. This layer takes hashes and knows no text.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace wirecopy {

// Stored beside every signature; signatures of unlike schemes never compare.
struct SchemeId {
  std::string name;
  int version = 0;
  int values = 0;
  friend bool operator==(const SchemeId&, const SchemeId&) = default;
};
std::string ToString(const SchemeId& id);

class SignatureScheme {
 public:
  virtual ~SignatureScheme() = default;
  virtual SchemeId id() const = 0;
  // Fills `signature`, of id().values values. The hashes are a set: order does not matter, and neither do repetitions.
  // An empty set has no signature: it must not be given.
  virtual void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const = 0;
};

// Chosen by what it costs and errs (docs/adr/0010-signature-scheme.md).
inline constexpr std::string_view kDefaultScheme = "fast-similarity";

// The names of all schemes.
std::span<const std::string_view> SchemeNames();

// `values` from 1 to 4096. InvalidArgument for other numbers of them and for names that are no scheme's.
absl::StatusOr<std::unique_ptr<SignatureScheme>> MakeScheme(std::string_view name, int values);

// "k-mins-32": k independent minima.
absl::StatusOr<std::unique_ptr<SignatureScheme>> MakeKMinsScheme(int values);

// The share of equal values: for k minima an unbiased estimate of the Jaccard resemblance with variance J(1-J)/k.
// InvalidArgument when the schemes differ.
absl::StatusOr<double> EstimateJaccard(const SchemeId& scheme_a, std::span<const uint32_t> a, const SchemeId& scheme_b,
                                       std::span<const uint32_t> b);

}  // namespace wirecopy

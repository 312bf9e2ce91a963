#include "wirecopy/signature/scheme.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/check.h"
#include "wirecopy/signature/schemes.h"

namespace wirecopy {
namespace {

struct Row {
  std::string_view name;
  std::unique_ptr<SignatureScheme> (*make)(int values);
};

constexpr std::array kSchemes = {
    Row{"fast-similarity", &NewFastSimilarity},
    Row{"k-mins-32", &NewKMins32},
    Row{"k-mins-64", &NewKMins64},
    Row{"oph-optimal", &NewOphOptimal},
    Row{"oph-fast", &NewOphFast},
    Row{"superminhash", &NewSuperMinHash},
    Row{"c-minhash", &NewCMinHash},
};

constexpr auto kNames = [] {
  std::array<std::string_view, kSchemes.size()> names;
  for (size_t i = 0; i < names.size(); ++i) names[i] = kSchemes[i].name;
  return names;
}();

}  // namespace

std::string ToString(const SchemeId& id) { return absl::StrCat(id.name, "/", id.version, ":", id.values); }

std::span<const std::string_view> SchemeNames() { return kNames; }

absl::StatusOr<std::unique_ptr<SignatureScheme>> MakeScheme(std::string_view name, int values) {
  if (values < 1 || values > kMostValues) {
    return absl::InvalidArgumentError(absl::StrCat("a signature has 1 to ", kMostValues, " values, not ", values));
  }
  for (const Row& row : kSchemes) {
    if (row.name == name) return row.make(values);
  }
  std::string known;
  for (const Row& row : kSchemes) absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(row.name));
  return absl::InvalidArgumentError(absl::StrCat("no signature scheme `", std::string(name), "`; there are: ", known));
}

absl::StatusOr<std::unique_ptr<SignatureScheme>> MakeKMinsScheme(int values) { return MakeScheme("k-mins-32", values); }

absl::StatusOr<double> EstimateJaccard(const SchemeId& scheme_a, std::span<const uint32_t> a, const SchemeId& scheme_b,
                                       std::span<const uint32_t> b) {
  if (!(scheme_a == scheme_b)) {
    return absl::InvalidArgumentError(
        absl::StrCat("signatures of unlike schemes: ", ToString(scheme_a), " and ", ToString(scheme_b)));
  }
  WIRECOPY_CHECK(a.size() == b.size() && a.size() == static_cast<size_t>(scheme_a.values));
  size_t equal = 0;
  for (size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i];
  return static_cast<double>(equal) / static_cast<double>(a.size());
}

}  // namespace wirecopy

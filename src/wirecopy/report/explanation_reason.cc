#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/report/explanation.h"

namespace wirecopy {
namespace {

// A count as it is, a share with three decimals.
std::string Number(double value, double least) {
  const bool count = std::floor(value) == value && std::floor(least) == least && least > 1;
  return count ? absl::StrFormat("%.0f", value) : absl::StrFormat("%.3f", value);
}

// The last two cuts ask for least: what is lacking there.
std::string Lacks(const Explanation& e) {
  const auto& cuts = e.judgement.cuts;
  return absl::StrCat(BarText(cuts[3].bars[0]), ", ", BarText(cuts[4].bars[0]));
}

}  // namespace

std::string BarText(const Bar& bar) {
  return absl::StrCat(std::string(bar.what), " ", Number(bar.value, bar.least), " of at least ",
                      Number(bar.least, bar.least));
}

std::string OutcomeReason(const Explanation& e) {
  const std::string overlap(ToString(e.shared.overlap));
  switch (e.outcome) {
    case Outcome::kShared:
      return absl::StrCat("Reported as ", overlap, e.candidate ? "" : ", found by its sentences");
    case Outcome::kReworded:
      return "Reported for reworded passages alone: overlap none";
    case Outcome::kRetold:
      return absl::StrCat("Reported as ", std::string(ToString(e.shared.relation)), ": they share no text, but ",
                          e.quote_pairs.size(), " utterances and ", e.shared_facts.size(), " names, days and numbers");
    case Outcome::kTooLittle:
      return absl::StrCat("Not reported: too little in common: ", Lacks(e));
    case Outcome::kFurniture:
      return "Not reported: they have nothing in common but boilerplate";
    case Outcome::kNoPassage:
      return "Not reported: the alignment found no passage";
    case Outcome::kNotCompared:
      break;
  }
  const std::string never = "Not reported: neither bands nor fingerprints nor letters made a candidate of the two";
  if (e.shared.overlap != Overlap::kNone) {
    return absl::StrCat(never, "; compared all the same they would be reported as ", overlap,
                        e.same_duplicates || e.same_story ? ", and their group holds both" : "");
  }
  if (!e.shared.passages.empty()) {
    return absl::StrCat(never, "; compared all the same they have too little in common: ", Lacks(e));
  }
  return absl::StrCat(never, "; they have ", e.judgement.furniture.empty() ? "no passage" : "only boilerplate",
                      " in common");
}

}  // namespace wirecopy

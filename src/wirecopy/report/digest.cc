#include "wirecopy/report/digest.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace wirecopy {

std::string DigestNumber(double value) {
  if (value != std::floor(value)) return absl::StrFormat(value < 1 ? "%.2f" : "%.1f", value);
  std::string digits = absl::StrFormat("%.0f", value);
  for (size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
  return digits;
}

std::string_view TitleOf(const NightCluster& cluster) {
  for (const NightMember& member : cluster.members) {
    if (member.kept && !member.title.empty()) return member.title;
  }
  for (const NightMember& member : cluster.members) {
    if (!member.title.empty()) return member.title;
  }
  return cluster.id;
}

std::string CreditOf(const NightMember& member) {
  if (member.is_agency) return "agency";
  switch (member.credit) {
    case CreditState::kNone:
    case CreditState::kUnknown:
      return "no credit found";
    case CreditState::kPhotoOnly:
      return absl::StrCat("photo credit ", member.source);
    case CreditState::kPartial:
      return absl::StrCat("credits ", member.source, " in part");
    case CreditState::kInText:
      return absl::StrCat("names ", member.source, " in the text");
    case CreditState::kFull:
    case CreditState::kMetadata:
      break;
  }
  return absl::StrCat("credits ", member.source);
}

bool IsWebAddress(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

std::string AlarmText(const DriftAlarm& alarm) {
  return absl::StrCat(std::string(alarm.measure), " ", DigestNumber(alarm.tonight), ", usually ",
                      DigestNumber(alarm.usual));
}

}  // namespace wirecopy

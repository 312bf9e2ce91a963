// The digest of a night, for a browser and for a mail.
#pragma once

#include <string>

#include "wirecopy/night/night_report.h"

namespace wirecopy {

inline constexpr size_t kDigestClusters = 50;  // of a list; the number of the others is said
inline constexpr size_t kDigestMembers = 12;   // of a cluster; likewise

// One file without script or anything from outside.
std::string DigestHtml(const NightReport& report);
std::string DigestMarkdown(const NightReport& report);

// What the lists have in common. Numbers as people write them: 12,345 and 0.31.
std::string DigestNumber(double value);
// That of most words which titles of other members have; else of the kept article, or of the first that has one.
std::string_view TitleOf(const NightCluster& cluster);
std::string CreditOf(const NightMember& member);  // "credits AP", "no credit found", "agency"
bool IsWebAddress(std::string_view url);          // http or https
std::string AlarmText(const DriftAlarm& alarm);   // without the outlet

}  // namespace wirecopy

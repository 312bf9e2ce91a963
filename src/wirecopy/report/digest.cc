#include "wirecopy/report/digest.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

std::string DigestNumber(double value) {
  if (value != std::floor(value)) return value < 1 ? absl::StrFormat("%.2f", value) : absl::StrFormat("%.1f", value);
  std::string digits = absl::StrFormat("%.0f", value);
  for (size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
  return digits;
}

// What a scraper takes for a title may be the name of a section. The title of most words that others have too is
// hardly one.
std::string_view TitleOf(const NightCluster& cluster) {
  constexpr double kFewWords = 3;  // a title of few words says little, whoever has them
  WordSplitter splitter;
  std::vector<std::vector<uint64_t>> words;        // of each title, the different ones
  absl::flat_hash_map<uint64_t, uint32_t> titles;  // with a word
  for (const NightMember& member : cluster.members) {
    std::vector<uint64_t>& hashes = words.emplace_back();
    for (const Word& word : splitter.Split(member.title)) hashes.push_back(word.hash);
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    for (const uint64_t hash : hashes) ++titles[hash];
  }
  std::string_view best = cluster.id;
  std::pair<double, bool> most = {-1, false};
  for (size_t i = 0; i < words.size(); ++i) {
    const NightMember& member = cluster.members[i];
    if (member.title.empty()) continue;
    double shared = 0;
    for (const uint64_t hash : words[i]) shared += titles[hash] - 1;
    const std::pair score(shared / (static_cast<double>(words[i].size()) + kFewWords), member.kept);
    if (score > most) most = score, best = member.title;
  }
  return best;
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

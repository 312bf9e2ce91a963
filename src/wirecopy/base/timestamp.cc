#include "wirecopy/base/timestamp.h"

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace wirecopy {
namespace {

constexpr int64_t kDaySeconds = 24 * 60 * 60;

struct Form {
  const char* format;
  Timestamp::Precision precision;
};

constexpr Form kForms[] = {
    {"%Y-%m-%d%ET%H:%M:%E*S%Ez", Timestamp::Precision::kSecond},
    {"%Y-%m-%d", Timestamp::Precision::kDay},
    {"%Y-%m-%d %H:%M:%E*S", Timestamp::Precision::kSecond},
    {"%Y-%m-%d%ET%H:%M:%E*S", Timestamp::Precision::kSecond},
    {"%Y-%m-%d %H:%M:%E*S%Ez", Timestamp::Precision::kSecond},
    {"%d-%b-%Y %H:%M:%E*S", Timestamp::Precision::kSecond},
    {"%a, %d %b %Y %H:%M:%S %z", Timestamp::Precision::kSecond},
    {"%a, %d %b %Y %H:%M %z", Timestamp::Precision::kSecond},
    {"%d %b %Y %H:%M:%S %z", Timestamp::Precision::kSecond},
    {"%Y-%m-%d%ET%H:%M%Ez", Timestamp::Precision::kSecond},
    {"%Y-%m-%d%ET%H:%M", Timestamp::Precision::kSecond},
    {"%Y-%m-%d %H:%M", Timestamp::Precision::kSecond},
    {"%E4Y%m%d%ET%H%M%SZ", Timestamp::Precision::kSecond},
};

// Names of zones that feeds end a time with (RFC 822), as offsets.
struct Zone {
  std::string_view name, offset;
};
constexpr Zone kZones[] = {{" GMT", " +0000"}, {" UTC", " +0000"}, {" UT", " +0000"},  {" Z", " +0000"},
                           {" EST", " -0500"}, {" EDT", " -0400"}, {" CST", " -0600"}, {" CDT", " -0500"},
                           {" MST", " -0700"}, {" MDT", " -0600"}, {" PST", " -0800"}, {" PDT", " -0700"}};

std::string WithOffset(std::string_view text) {
  std::string changed(text);
  for (const Zone& zone : kZones) {
    if (text.ends_with(zone.name))
      return changed.replace(text.size() - zone.name.size(), std::string::npos, zone.offset);
  }
  return changed;
}

// Rounded down, also before 1970.
int64_t DayOf(int64_t seconds) { return seconds / kDaySeconds - (seconds % kDaySeconds < 0 ? 1 : 0); }

}  // namespace

Timestamp ParseTimestamp(std::string_view text) {
  if (text.empty()) return {};
  const std::string given = WithOffset(text);
  for (const Form& form : kForms) {
    absl::Time time;
    if (!absl::ParseTime(form.format, given, &time, nullptr)) continue;
    if (time == absl::InfiniteFuture() || time == absl::InfinitePast()) return {};  // spelled out, it parses as well
    return {absl::ToUnixSeconds(time), form.precision};
  }
  return {};
}

std::string MoveDay(std::string_view day, int days) {
  absl::CivilDay civil;
  if (day.size() != 10 || !absl::ParseCivilTime(absl::string_view(day.data(), day.size()), &civil)) return {};
  return absl::FormatCivilTime(civil + days);
}

int ProvenOrder(Timestamp x, Timestamp y) {
  using Precision = Timestamp::Precision;
  if (x.precision == Precision::kNone || y.precision == Precision::kNone) return 0;
  if (x.precision == Precision::kDay || y.precision == Precision::kDay) {
    // A date alone says nothing about the hour: only unlike days have an order.
    const int64_t day_x = DayOf(x.seconds), day_y = DayOf(y.seconds);
    return day_x < day_y ? -1 : day_x > day_y ? 1 : 0;
  }
  return x.seconds < y.seconds ? -1 : x.seconds > y.seconds ? 1 : 0;
}

}  // namespace wirecopy

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
    {"%a, %d %b %Y %H:%M:%S GMT", Timestamp::Precision::kSecond},
};

// Rounded down, also before 1970.
int64_t DayOf(int64_t seconds) { return seconds / kDaySeconds - (seconds % kDaySeconds < 0 ? 1 : 0); }

}  // namespace

Timestamp ParseTimestamp(std::string_view text) {
  const absl::string_view given(text.data(), text.size());
  if (given.empty()) return {};
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

// Publication times as feeds give them: some to the second, some a date alone, some none. The precision is kept,
// because an order between two articles may be claimed only where both times are fine enough to tell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wirecopy {

struct Timestamp {
  enum class Precision : uint8_t { kNone, kDay, kSecond };
  int64_t seconds = 0;  // since 1970-01-01 UTC; for kDay, of the day's begin
  Precision precision = Precision::kNone;
};

// RFC 3339, a date alone, `YYYY-MM-DD HH:MM:SS` and a few forms of old archives; a time without zone is read as UTC.
// Anything else has precision kNone.
Timestamp ParseTimestamp(std::string_view text);

// `day` (YYYY-MM-DD) moved by so many days, in the same form; empty when it is no day.
std::string MoveDay(std::string_view day, int days);

// The order that two times prove: -1 x earlier, +1 y earlier, 0 not to be told (a tie, or a date against a time of
// that day, or none).
int ProvenOrder(Timestamp x, Timestamp y);

}  // namespace wirecopy

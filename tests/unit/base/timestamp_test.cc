#include "wirecopy/base/timestamp.h"

#include <string>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

using Precision = Timestamp::Precision;

constexpr int64_t kNoon = 1'577'966'400;  // 2020-01-02T12:00:00Z: 18,263 days of 86,400 seconds and a half

void CheckSecond(const std::string& text, int64_t seconds) {
  INFO(text);
  const Timestamp time = ParseTimestamp(text);
  CHECK(time.precision == Precision::kSecond);
  CHECK(time.seconds == seconds);
}

int Order(const std::string& x, const std::string& y) { return ProvenOrder(ParseTimestamp(x), ParseTimestamp(y)); }

TEST_CASE("Times of RFC 3339 are read to the second, with their zone") {
  CheckSecond("2020-01-02T12:00:00Z", kNoon);
  CheckSecond("2020-01-02t12:00:00z", kNoon);
  CheckSecond("2020-01-02T12:00:00+00:00", kNoon);
  CheckSecond("2020-01-02T19:00:00+07:00", kNoon);
  CheckSecond("2020-01-02T17:30:00+05:30", kNoon);
  CheckSecond("2020-01-01T22:00:00-14:00", kNoon);
  CheckSecond("2020-01-02T12:00:00.75Z", kNoon);
  CheckSecond("2020-01-02T12:00:00.123456789+00:00", kNoon);
  CheckSecond("2020-01-02 12:00:00+00:00", kNoon);
}

TEST_CASE("A time without zone is read as UTC") {
  CheckSecond("2020-01-02 12:00:00", kNoon);
  CheckSecond("2020-01-02T12:00:00", kNoon);
  CheckSecond("2020-01-02 12:00:00.5", kNoon);
}

TEST_CASE("The forms of old archives and of RSS are read") {
  CheckSecond("26-FEB-1987 15:01:01.79", 541'350'061);  // Reuters-21578
  CheckSecond("26-Feb-1987 15:01:01", 541'350'061);
  CheckSecond("Thu, 02 Jan 2020 13:00:00 +0100", kNoon);
}

TEST_CASE("Times before 1970 and after 2038 are read") {
  CheckSecond("1969-12-31T23:59:59Z", -1);
  CheckSecond("2106-02-07T06:28:16Z", int64_t{1} << 32);
  CheckSecond("2020-02-29T00:00:00Z", 1'582'934'400);
}

TEST_CASE("A date alone has the precision of a day and means the day's begin") {
  const Timestamp day = ParseTimestamp("2020-01-02");
  CHECK(day.precision == Precision::kDay);
  CHECK(day.seconds == kNoon - 12 * 3600);
}

TEST_CASE("A midnight that was given has the precision of a second") {
  const Timestamp midnight = ParseTimestamp("2020-01-02T00:00:00Z");
  CHECK(midnight.precision == Precision::kSecond);
  CHECK(midnight.seconds == kNoon - 12 * 3600);
}

TEST_CASE("Anything else is no time") {
  for (const char* text :
       {"", " ", "yesterday", "now", "2020", "20200102", "1577934245", "2020-13-01", "2020-02-30", "2019-02-29",
        "2020-01-02T25:00:00Z", "2020-01-02T12:61:00Z", "2020-01-02 12:00:00 at noon", "2020-01-02x", "T12:00:00Z"}) {
    INFO(text);
    CHECK(ParseTimestamp(text).precision == Precision::kNone);
  }
}

TEST_CASE("The names of endless times, which the parser below knows, are no publication times") {
  CHECK(ParseTimestamp("infinite-future").precision == Precision::kNone);
  CHECK(ParseTimestamp("infinite-past").precision == Precision::kNone);
}

TEST_CASE("A day is moved over months and leap days") {
  CHECK(MoveDay("2026-03-01", -1) == "2026-02-28");
  CHECK(MoveDay("2028-03-01", -1) == "2028-02-29");
  CHECK(MoveDay("2026-12-31", 1) == "2027-01-01");
  CHECK(MoveDay("2026-01-31", 0) == "2026-01-31");
  for (const char* none : {"", "2026-1-1", "2026-01-01T", "yesterday!", "2026/01/01"}) CHECK(MoveDay(none, 0).empty());
}

TEST_CASE("An order is proven exactly where both times are fine enough to tell") {
  struct Case {
    const char* x;
    const char* y;
    int order;
  };
  constexpr Case kCases[] = {
      {"2020-01-02T12:00:00Z", "2020-01-02T12:00:01Z", -1},      // to the second
      {"2020-01-02T12:00:00Z", "2020-01-02T12:00:00Z", 0},       // a tie
      {"2020-01-02T12:00:00Z", "2020-01-02T19:00:00+07:00", 0},  // a tie in another zone
      {"2020-01-02T12:00:00Z", "2020-01-02T18:59:59+07:00", 1},
      {"2020-01-02", "2020-01-03", -1},            // dates of unlike days
      {"2020-01-02", "2020-01-02", 0},             // of one day
      {"2020-01-02", "2020-01-02T00:00:00Z", 0},   // a date against a time of that day: its begin, ...
      {"2020-01-02", "2020-01-02T12:00:00Z", 0},   // ... its middle ...
      {"2020-01-02", "2020-01-02T23:59:59Z", 0},   // ... and its end
      {"2020-01-02", "2020-01-03T00:00:00Z", -1},  // a date against a time of the next day
      {"2020-01-02", "2020-01-01T23:59:59Z", 1},   // and of the day before
      {"", "2020-01-02", 0},                       // none against anything
      {"", "2020-01-02T12:00:00Z", 0},
      {"", "", 0},
      {"soon", "2020-01-02T12:00:00Z", 0},
      {"1960-05-05T10:00:00Z", "1960-05-05T09:00:00Z", 1},
  };
  for (const Case& c : kCases) {
    INFO(c.x << " against " << c.y);
    CHECK(Order(c.x, c.y) == c.order);
    CHECK(Order(c.y, c.x) == -c.order);
  }
}

TEST_CASE("A date before 1970 is ordered against a time like any other date") {
  CHECK(Order("1969-12-31", "1969-12-31T12:00:00Z") == 0);
  CHECK(Order("1960-05-05", "1960-05-05T00:00:01Z") == 0);
  CHECK(Order("1960-05-05", "1960-05-04T12:00:00Z") == 1);
  CHECK(Order("1970-01-01", "1969-12-31T12:00:00Z") == 1);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/attribute/line_forms.h"

#include <string>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

TEST_CASE("A line looks like prose by a sentence's length or a sentence's end") {
  CHECK(LooksLikeProse("one two three four five six seven eight", 8));
  CHECK_FALSE(LooksLikeProse("one two three four five six seven", 7));
  CHECK(LooksLikeProse("It fell down.", 3));
  CHECK(LooksLikeProse("„Es fiel um.”", 3));
  CHECK_FALSE(LooksLikeProse("Fell down.", 2));
  CHECK_FALSE(LooksLikeProse("", 0));
}

TEST_CASE("A sentence ends with the marks of its script") {
  for (const std::string line : {"It fell.", "Did it?", "It did!", "“It fell.”", "\"It fell\"", "And then…",
                                 "港は閉鎖された。", "「港」", "هل سقطت؟"}) {
    INFO(line);
    CHECK(EndsSentence(line));
  }
  for (const std::string line : {"Cranes fall", "Cranes, ferries", "2024", ""}) {
    INFO(line);
    CHECK_FALSE(EndsSentence(line));
  }
}

TEST_CASE("A small letter at the begin is told in any script that has them") {
  CHECK(BeginsSmall("under water"));
  CHECK(BeginsSmall("élan"));
  CHECK(BeginsSmall("паром"));
  CHECK_FALSE(BeginsSmall("Élan"));
  CHECK_FALSE(BeginsSmall("港"));
  CHECK_FALSE(BeginsSmall("2 cranes"));
  CHECK_FALSE(BeginsSmall(""));
}

TEST_CASE("A byline is short and no sentence") {
  CHECK(IsByline("Editor: Sari Ångström", 3));
  CHECK_FALSE(IsByline("Editor Sari came and went.", 5));
  CHECK_FALSE(IsByline("Editor Sari Ångström and eight others of the old paper", 10));
}

TEST_CASE("A line that is only a date or a time is told from a sentence with one") {
  CHECK(IsDateLine("14 September 2023, 16:22 WIB", 6));
  CHECK(IsDateLine("16:22", 2));
  CHECK(IsDateLine("Rabu, 13/09/2023 08.15", 6));
  CHECK_FALSE(IsDateLine("It fell on 14 September 2023.", 6));
  CHECK_FALSE(IsDateLine("Cranes fall again in the old harbour in 2024, mayor says", 11));
  CHECK_FALSE(IsDateLine("Chapter 3", 2));
  CHECK_FALSE(IsDateLine("", 0));
}

TEST_CASE("A name behind a slash at the end is a photographer's") {
  CHECK(EndsWithSlashedName("Two cranes in the square./Jane Roe"));
  CHECK(EndsWithSlashedName("Two cranes in the square. / Jane Roe /"));
  CHECK(EndsWithSlashedName("Dua derek (kiri)/Budi"));
  CHECK_FALSE(EndsWithSlashedName("Two cranes and/or a ferry fell"));
  CHECK_FALSE(EndsWithSlashedName("Two cranes fell./jane"));
  CHECK_FALSE(EndsWithSlashedName(""));
}

// The dateline that the line begins with.
std::string Dateline(const std::string& line) { return line.substr(0, DatelineBytes(line).value_or(0)); }

TEST_CASE("A dateline reaches to behind its dash") {
  CHECK(Dateline("HARBOR BAY (AP) — Two cranes fell.") == "HARBOR BAY (AP) —");
  CHECK(Dateline("NØRREHAVN - Two cranes fell.") == "NØRREHAVN -");
  CHECK(Dateline("Sediksi.com – Dua derek roboh.") == "Sediksi.com –");
  CHECK(Dateline("SEOUL, KOMPAS.TV - Dua derek roboh.") == "SEOUL, KOMPAS.TV -");
  CHECK(Dateline("JAKARTA--Dua derek roboh.") == "JAKARTA--");
}

TEST_CASE("No dateline without a place before the dash and a sentence behind it") {
  for (const std::string line : {"Two cranes fell.", "The mayor of the town — a pilot — left.",
                                 "Trump — who waited — left.", "harbour — Two cranes fell.", "HARBOR BAY —",
                                 "— Two cranes fell.", "It fell. It rose — Nobody knew why it did so.", ""}) {
    INFO(line);
    CHECK_FALSE(DatelineBytes(line).has_value());
  }
  const std::string late = "HARBOR BAY, " + std::string(100, 'X') + " — Two cranes fell.";
  CHECK_FALSE(DatelineBytes(late).has_value());
}

TEST_CASE("An end mark is counted in bytes, initials told from stars") {
  const auto mark = [](const std::string& line) { return FindEndMark(line).value_or(EndMark()); };
  CHECK(mark("It fell. ***").bytes == 3);
  CHECK(mark("It fell. #####").bytes == 5);
  CHECK(mark("It fell. - 30 -").bytes == 6);
  CHECK_FALSE(mark("It fell. ***").initials);
  CHECK(mark("Cafés fell. [abc/DE]").bytes == 8);
  CHECK(mark("It fell. [abc/DE]").initials);
  CHECK(mark("It fell. (ab/cd)").initials);
  CHECK_FALSE(FindEndMark("It fell. (ab)").has_value());
  CHECK_FALSE(FindEndMark("It fell. (AP)").has_value());
  CHECK_FALSE(FindEndMark("*** It fell.").has_value());
  CHECK_FALSE(FindEndMark("").has_value());
}

}  // namespace
}  // namespace wirecopy

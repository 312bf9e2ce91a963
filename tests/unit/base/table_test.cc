#include "wirecopy/base/table.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

Table Parsed(absl::StatusOr<Table> table) {
  INFO(table.status().ToString());
  REQUIRE(table.ok());
  return *std::move(table);
}

std::string ErrorOf(const absl::Status& status) {
  REQUIRE_FALSE(status.ok());
  return std::string(status.message());
}

TEST_CASE("Tab-separated lines that are blank or begin with a hash are left out, also before the header") {
  const Table table = Parsed(ParseTsv("# about\n\nname\tkind\n# more\nAP\tagency\n\nAFP\t#1\n", "t.tsv"));
  CHECK(table.header == Row{"name", "kind"});
  CHECK(table.rows == Rows{{"AP", "agency"}, {"AFP", "#1"}});
}

TEST_CASE("Tab-separated cells keep spaces, commas and quotation marks, and lines may end with CRLF or with the file") {
  const Table table = Parsed(ParseTsv("a\tb\r\n \"x\", y \tz\r\np\tq", "t.tsv"));
  CHECK(table.header == Row{"a", "b"});
  CHECK(table.rows == Rows{{" \"x\", y ", "z"}, {"p", "q"}});
}

TEST_CASE("Cells missing at a row's end are empty") {
  CHECK(Parsed(ParseTsv("a\tb\tc\n1\n2\t3\n", "t.tsv")).rows == Rows{{"1", "", ""}, {"2", "3", ""}});
  CHECK(Parsed(ParseCsv("a,b,c\n1\n2,3\n", "t.csv")).rows == Rows{{"1", "", ""}, {"2", "3", ""}});
}

TEST_CASE("A row with more cells than the header is an error that names the file and the line") {
  const std::string tsv = ErrorOf(ParseTsv("# c\na\tb\n1\t2\n1\t2\t3\n", "rules.tsv").status());
  CHECK_THAT(tsv, Catch::Contains("rules.tsv"));
  CHECK_THAT(tsv, Catch::Contains("line 4"));
  const std::string csv = ErrorOf(ParseCsv("a,b\n1,2\n1,2,3\n", "rules.csv").status());
  CHECK_THAT(csv, Catch::Contains("rules.csv"));
  CHECK_THAT(csv, Catch::Contains("line 3"));
  CHECK_THAT(ErrorOf(ParseCsv("a,b\n1,2,3", "rules.csv").status()), Catch::Contains("line 2"));
}

TEST_CASE("A line of a comma-separated table is counted as an editor counts it, also after cells of several lines") {
  CHECK_THAT(ErrorOf(ParseCsv("a,b\n\"one\ntwo\nthree\",2\n1,2,3\n", "t.csv").status()), Catch::Contains("line 5"));
}

TEST_CASE("Comma-separated cells in quotes hold commas, line ends and doubled quotation marks") {
  const Table table = Parsed(
      ParseCsv("name,note\r\n\"Smith, J.\",\"said \"\"no\"\"\"\r\n\"two\nlines\",\"a\r\nb\"\r\n,\"\"\r\n", "t.csv"));
  CHECK(table.header == Row{"name", "note"});
  CHECK(table.rows == Rows{{"Smith, J.", "said \"no\""}, {"two\nlines", "a\r\nb"}, {"", ""}});
}

TEST_CASE("A comma-separated table needs no line end after the last row and skips blank lines") {
  CHECK(Parsed(ParseCsv("a,b\n\n1,2\n\n3,4", "t.csv")).rows == Rows{{"1", "2"}, {"3", "4"}});
}

TEST_CASE("Empty content is a table without header and rows") {
  for (const std::string_view content : {"", "\n\n"}) {
    CHECK(Parsed(ParseTsv(content, "t")).header.empty());
    CHECK(Parsed(ParseCsv(content, "t")).header.empty());
    CHECK(Parsed(ParseCsv(content, "t")).rows.empty());
  }
}

TEST_CASE("A quotation mark that is never closed is an error that names the file") {
  CHECK_THAT(ErrorOf(ParseCsv("a,b\n\"1,2\n3,4\n", "t.csv").status()), Catch::Contains("t.csv"));
}

TEST_CASE("A column is found by its exact name, and a missing one is named together with the file") {
  const Table table = Parsed(ParseTsv("outlet\tkind\n", "outlets.tsv"));
  CHECK(table.Column("outlet").value() == 0);
  CHECK(table.Column("kind").value() == 1);
  for (const char* missing : {"Kind", "kin", ""}) CHECK_FALSE(table.Column(missing).ok());
  const std::string message = ErrorOf(table.Column("owner").status());
  CHECK_THAT(message, Catch::Contains("outlets.tsv"));
  CHECK_THAT(message, Catch::Contains("owner"));
}

TEST_CASE("A cell is put in quotes only where it must be") {
  CHECK(CsvCell("") == "");
  CHECK(CsvCell("plain text; it's 5 | 6") == "plain text; it's 5 | 6");
  CHECK(CsvCell("a,b") == "\"a,b\"");
  CHECK(CsvCell("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(CsvCell("two\nlines") == "\"two\nlines\"");
  CHECK(CsvCell("two\rlines") == "\"two\rlines\"");
}

TEST_CASE("A cell that a spreadsheet would take for a formula begins with an apostrophe") {
  CHECK(CsvCell("=SUM(A1)") == "'=SUM(A1)");
  CHECK(CsvCell("+1") == "'+1");
  CHECK(CsvCell("-1") == "'-1");
  CHECK(CsvCell("@name") == "'@name");
  CHECK(CsvCell("=A1,\"B\"") == "\"'=A1,\"\"B\"\"\"");
  CHECK(CsvCell("a=b") == "a=b");
  CHECK(CsvCell("'=x") == "'=x");
}

TEST_CASE("Any cell written to a comma-separated table is read back as it was, but for the formula guard") {
  std::mt19937 random(1);
  constexpr std::string_view kLetters = "a,\"\n\r=+-@' |\xc3\xa9";
  for (int trial = 0; trial < 2000; ++trial) {
    std::string cells[2];
    for (std::string& cell : cells) {
      const size_t size = random() % 7;
      while (cell.size() < size) cell += kLetters[random() % kLetters.size()];
      if (cell.starts_with('\r')) cell[0] = 'b';  // the header of the table does not speak of these
    }
    const std::string csv = "x,y\n" + CsvCell(cells[0]) + "," + CsvCell(cells[1]) + "\n";
    const absl::StatusOr<Table> table = ParseCsv(csv, "t.csv");
    Row expected;
    for (const std::string& cell : cells) {
      const bool formula = !cell.empty() && std::string_view("=+-@").find(cell[0]) != std::string_view::npos;
      expected.push_back(formula ? "'" + cell : cell);
    }
    if (!table.ok() || table->rows != Rows{expected}) {
      INFO(csv);
      REQUIRE(table.ok());
      REQUIRE(table->rows == Rows{expected});
    }
  }
}

TEST_CASE("A list in a cell is split at bars, and its empty parts are left out") {
  CHECK(SplitList("a|b c|d") == Row{"a", "b c", "d"});
  CHECK(SplitList("|a||b|") == Row{"a", "b"});
  CHECK(SplitList("").empty());
}

TEST_CASE("A file is read whole, byte for byte") {
  const testing::TempFolder folder;
  const std::string content("a\0b\r\n\xff\n", 7);
  const absl::StatusOr<std::string> read = ReadFile(folder.Write("x.bin", content));
  REQUIRE(read.ok());
  CHECK(*read == content);
}

TEST_CASE("Reading a file that is missing tells its name and the reason") {
  const testing::TempFolder folder;
  const absl::Status status = ReadFile(folder / "none.tsv").status();
  CHECK(absl::IsNotFound(status));
  CHECK_THAT(ErrorOf(status), Catch::Contains("none.tsv") && Catch::Contains("No such file"));
}

TEST_CASE("Reading a folder as a file is an error and not an exception") {
  const testing::TempFolder folder;
  absl::StatusOr<std::string> read = std::string();
  CHECK_NOTHROW(read = ReadFile(folder.path().string()));
  CHECK_FALSE(read.ok());
}

}  // namespace
}  // namespace wirecopy

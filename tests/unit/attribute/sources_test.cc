#include "wirecopy/attribute/sources.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/attribute/mentions.h"

namespace wirecopy {
namespace {

using Catch::Matchers::Contains;
using testing::TempFolder;
using testing::WordsOf;

std::vector<std::pair<uint32_t, uint32_t>> MatchesAt(const PhraseTable& table, const std::string& text, size_t at) {
  const std::vector<Word> words = WordsOf(text);
  std::vector<PhraseTable::Match> matches;
  table.MatchesAt(words, at, &matches);
  std::vector<std::pair<uint32_t, uint32_t>> found;
  for (const auto& match : matches) found.emplace_back(match.id, match.words);
  return found;
}

using Found = std::vector<std::pair<uint32_t, uint32_t>>;

TEST_CASE("A phrase table gives all phrases that begin at a word, the longest first") {
  PhraseTable table;
  table.Add("river", 1);
  table.Add("river bank guard", 2);
  table.Add("river bank", 3);
  table.Add("bank", 4);
  CHECK(MatchesAt(table, "the river bank guard slept", 1) == Found{{2, 3}, {3, 2}, {1, 1}});
  CHECK(MatchesAt(table, "the river bank guard slept", 2) == Found{{4, 1}});
  CHECK(MatchesAt(table, "the river bank guard slept", 0).empty());
}

TEST_CASE("A phrase that reaches beyond the last word does not match") {
  PhraseTable table;
  table.Add("river bank guard", 1);
  CHECK(MatchesAt(table, "a river bank", 1).empty());
  CHECK(MatchesAt(table, "a river bank guard", 1) == Found{{1, 3}});
}

TEST_CASE("Phrases match whatever the case and punctuation, and every id of equal phrases is given") {
  PhraseTable table;
  table.Add("Río Négro", 1);
  table.Add("río négro", 2);
  const Found found = MatchesAt(table, "RÍO - NÉGRO", 0);
  CHECK(found.size() == 2);
  CHECK(MatchesAt(table, "rio negro", 0).empty());
}

TEST_CASE("A phrase without words is left out") {
  PhraseTable table;
  table.Add("-- !", 1);
  table.Add("", 2);
  CHECK(MatchesAt(table, "one two", 0).empty());
}

// Canonical names and kinds of the sources that a text names.
std::vector<std::string> Names(const std::string& text, const AttributionTables& tables) {
  std::vector<std::string> names;
  for (const Mention& mention : FindMentions(text, WordsOf(text), tables)) names.push_back(mention.source);
  return names;
}

TEST_CASE("The user's table of sources extends the built-in one") {
  const TempFolder folder;
  const std::string path = folder.Write("sources.tsv",
                                        "# mine\ncanonical\ttype\tforms\tshort_forms\n"
                                        "Quayside Wire\tagency\tQuayside Wire|Quayside Morning Wire\tQW\n"
                                        "Reuters\tagency\tReutersplus\t\n");
  const absl::StatusOr<AttributionTables> tables = AttributionTables::Load({path, "", ""});
  REQUIRE(tables.ok());
  const std::string text = "Editors of Quayside Morning Wire met those of Reuters, Reutersplus and Xinhua.";
  CHECK(Names(text, *tables) == std::vector<std::string>{"Quayside Wire", "Reuters", "Reuters", "Xinhua"});
  CHECK(Names(text, AttributionTables::Load({}).value()) == std::vector<std::string>{"Reuters", "Xinhua"});
}

TEST_CASE("The user's cues and furniture extend the built-in ones") {
  const TempFolder folder;
  const std::string cues = folder.Write("cues.tsv",
                                        "language\tkind\tposition\tgap\tphrase\n"
                                        "en\tpartial\tline\t7\tknitted together from\n");
  const std::string furniture = folder.Write("furniture.tsv",
                                             "language\tkind\tmatch\tphrase\n"
                                             "en\tpromo\tcontains\tkettle club\n");
  const absl::StatusOr<AttributionTables> tables = AttributionTables::Load({"", cues, furniture});
  REQUIRE(tables.ok());
  const AttributionTables built_in = AttributionTables::Load({}).value();
  REQUIRE(tables->cues.size() == built_in.cues.size() + 1);
  CHECK(tables->cues.back().kind == CreditKind::kCreditLine);
  CHECK(tables->cues.back().partial);
  CHECK(tables->cues.back().position == Cue::Position::kLine);
  CHECK(tables->cues.back().gap == 7);
  REQUIRE(tables->furniture.size() == built_in.furniture.size() + 1);
  CHECK(tables->furniture.back().kind == "promo");
  CHECK(tables->furniture.back().where == FurnitureRule::Where::kContains);
  const Found found = MatchesAt(tables->furniture_phrases, "our Kettle Club meets", 1);
  CHECK(found == Found{{static_cast<uint32_t>(built_in.furniture.size()), 2}});
}

TEST_CASE("An error in a user's table names the file, the row and what is wrong") {
  const TempFolder folder;
  const std::string sources = "canonical\ttype\tforms\tshort_forms\n", cues = "language\tkind\tposition\tgap\tphrase\n";
  const std::string furniture = "language\tkind\tmatch\tphrase\n";
  // Whether the content is refused as file number `file` with a message that holds the path and both parts.
  const auto refused = [&](int file, const std::string& content, const std::string& row, const std::string& wrong) {
    const std::string path = folder.Write("table.tsv", content);
    const AttributionFiles files{file == 0 ? path : "", file == 1 ? path : "", file == 2 ? path : ""};
    const absl::StatusOr<AttributionTables> tables = AttributionTables::Load(files);
    const std::string message(tables.status().message());
    INFO(message);
    const auto holds = [&](const std::string& part) { return message.find(part) != std::string::npos; };
    return !tables.ok() && holds(path) && holds(row) && holds(wrong);
  };
  CHECK(refused(0, sources + "Quayside Wire\tguild\tQuayside Wire\t\n", "Quayside Wire", "type"));
  CHECK(refused(0, "canonical\ttype\tforms\nX\tagency\tX\n", "short_forms", "column"));
  CHECK(refused(0, sources + "X\tagency\tX\tX\tX\n", "line 2", "cells"));
  CHECK(refused(1, cues + "en\tshout\tbefore\t1\thollered by\n", "hollered by", "kind"));
  CHECK(refused(1, cues + "en\tpartial\tbeside\t1\thollered by\n", "hollered by", "position"));
  CHECK(refused(1, cues + "en\tpartial\tbefore\tfew\thollered by\n", "hollered by", "gap"));
  CHECK(refused(2, furniture + "en\tpromo\tends\tkettle club\n", "kettle club", "match"));
  CHECK(refused(2, "", "", "column"));
}

TEST_CASE("A table that cannot be read is an error that names it") {
  const TempFolder folder;
  const std::string missing = folder / "missing.tsv";
  for (const AttributionFiles& files :
       {AttributionFiles{missing, "", ""}, AttributionFiles{"", missing, ""}, AttributionFiles{"", "", missing}}) {
    const absl::StatusOr<AttributionTables> tables = AttributionTables::Load(files);
    REQUIRE_FALSE(tables.ok());
    CHECK_THAT(std::string(tables.status().message()), Contains(missing));
  }
}

TEST_CASE("Kinds of credits have the names of the contract") {
  CHECK(ToString(CreditKind::kCreditLine) == "credit-line");
  CHECK(ToString(CreditKind::kAttributionInText) == "attribution-in-text");
  CHECK(ToString(CreditKind::kPhotoCredit) == "photo-credit");
  CHECK(ToString(CreditKind::kQuotedMedium) == "quoted-medium");
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/lexicon/dictd.h"

#include <filesystem>

#include "tests/support/catch.h"
#include "tests/support/dictd.h"

namespace wirecopy {
namespace {

using testing::TempFolder;
using testing::WriteDictd;

std::vector<std::string> Parsed(std::string_view article) {
  std::vector<PhrasePair> pairs;
  ParseArticle(article, &pairs);
  std::vector<std::string> shown;
  for (const PhrasePair& pair : pairs) shown.push_back(pair.source + " = " + pair.target);
  return shown;
}

TEST_CASE("numbered senses with glosses between them") {
  CHECK(Parsed("shore //ʃɔː// /[ʃɔɹ]/ <n>\n1. pesisir 2.\nland beside water\n 3.\nland as opposed to sea\n"
               "2. tepi, pinggir\nany edge\n") ==
        std::vector<std::string>{"shore = pesisir", "shore = tepi", "shore = pinggir"});
}

TEST_CASE("one sense without a number, its gloss below") {
  CHECK(Parsed("harbour mouth /hˈɑːbə/ <n>\nmuara pelabuhan 2.\nwhere ships come in\n") ==
        std::vector<std::string>{"harbour mouth = muara pelabuhan"});
}

TEST_CASE("gender, field, examples, notes and references are left out") {
  CHECK(Parsed("lock keeper /lˈɒk/\n [Br.] Schleusenwärter <masc>, Schleuser <masc> [naut.]\n"
               "      \"two lock keepers\"  - zwei Wärter\n         Note: veraltet\n see: {lock}, {keeper}\n") ==
        std::vector<std::string>{"lock keeper = Schleusenwärter", "lock keeper = Schleuser"});
}

TEST_CASE("optional words, abbreviations and affixes") {
  CHECK(Parsed("modular (wooden) bridge /m/\netw. überbrücken\n") ==
        std::vector<std::string>{"modular bridge = überbrücken"});
  CHECK(Parsed("ish //ɪʃ// <suffix>\nan\n").empty());
  CHECK(Parsed("less /l/ <adj>\n-an, tanpa\n") == std::vector<std::string>{"less = tanpa"});
}

TEST_CASE("a gloss that only looks like a sense is out of turn") {
  CHECK(Parsed("dozen /d/ <n>\nlusin\n12. of a kind\n") == std::vector<std::string>{"dozen = lusin"});
}

TEST_CASE("an article without translations gives nothing") {
  CHECK(Parsed("alone /a/\n").empty());
  CHECK(Parsed("").empty());
}

TEST_CASE("index and dictzip text make a dictionary") {
  const TempFolder folder;
  const std::string index = WriteDictd(folder, "tiny-eng-ind",
                                       {{"00databaseshort", "00-database-short\nTiny ver. 1\n"},
                                        {"shore", "shore /ʃ/ <n>\ntepi\n"},
                                        {"sail", "Sail /s/\nlayar\n"}});
  const absl::StatusOr<Dictionary> dictionary = ReadDictd(index);
  REQUIRE(dictionary.ok());
  CHECK(dictionary->origin == index + ": Tiny ver. 1");
  REQUIRE(dictionary->pairs.size() == 2);
  CHECK(dictionary->pairs[1].source == "Sail");
  CHECK(dictionary->pairs[1].target == "layar");
}

TEST_CASE("what is wrong with a dictionary is told with its place") {
  const TempFolder folder;
  const std::string index = WriteDictd(folder, "x", {{"shore", "shore\ntepi\n"}});
  const auto why = [&] { return std::string(ReadDictd(index).status().message()); };
  folder.Write("x.index", "shore\tA\tL\nsail\tL\tB\n");
  CHECK(why() == index + ": line 2: an article of 1 bytes at 11 ends behind the end of " + (folder / "x.dict.dz") +
                     " (11 bytes)");
  folder.Write("x.index", "shore\tA\n");
  CHECK(why() == index + ": line 1: not a headword, an offset and a length with tabs between them");
  folder.Write("x.index", "shore\tA\t!\n");
  CHECK(why() == index + ": line 1: offset or length is no number in base 64");
  folder.Write("x.index", "shore\tA\tK\n");
  folder.Write("x.dict.dz", testing::StoredGzip("shore\n\xff\xfe\n\n"));
  CHECK(why() == (folder / "x.dict.dz") + ": the article at byte 0 is not UTF-8 (" + index + ": line 1)");
  std::filesystem::remove(folder / "x.dict.dz");
  CHECK(why() == (folder / "x.dict.dz") + ": No such file or directory");
}

TEST_CASE("a text that breaks off is told with the byte behind which nothing could be read") {
  const TempFolder folder;
  const std::string index = WriteDictd(folder, "x", {{"shore", "shore\ntepi laut yang landai\n"}});
  const std::string whole = testing::StoredGzip("shore\ntepi laut yang landai\n");
  folder.Write("x.dict.dz", whole.substr(0, whole.size() - 12));
  const std::string why(ReadDictd(index).status().message());
  CHECK(why.find(folder / "x.dict.dz") == 0);
  CHECK(why.find("truncated") != std::string::npos);
  CHECK(why.find("behind byte ") != std::string::npos);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/lexicon/lexicon.h"

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/lexicon/builder.h"

namespace wirecopy {
namespace {

using testing::TempFolder;

LexiconTables Tables() {
  return BuildLexicon({"en", "id"}, {{"one",
                                      {{"Attack", "serang"},
                                       {"attack", "gempur"},
                                       {"house", "rumah"},
                                       {"office", "kantor"},
                                       {"home office", "rumah kantor"},
                                       {"cease-fire", "gencatan senjata"},
                                       {"weapon", "senjata"}}},
                                     {"two", {{"attack", "serang"}, {"Monday", "Senin"}}}});
}

std::string Shown(const std::vector<Lexicon::Entry>& entries) {
  std::string shown;
  for (const Lexicon::Entry& entry : entries) {
    shown.append(shown.empty() ? "" : " ").append(entry.word).append(entry.strong ? "" : "?");
  }
  return shown;
}

TEST_CASE("any form of a word finds its translations, both ways") {
  const Lexicon lexicon(Tables());
  CHECK(Shown(lexicon.Forward("attack")) == "gempur serang");
  CHECK(Shown(lexicon.Forward("attacked")) == "gempur serang");
  CHECK(Shown(lexicon.Backward("penyerangan")) == "attack");
  CHECK(Shown(lexicon.Forward("monday")) == "senin");
  CHECK(Shown(lexicon.Forward("nothing")).empty());
  CHECK(lexicon.TargetRoots("menyerang") == std::vector<std::string>{"menyerang", "serang"});
  CHECK(lexicon.SourceRoots("houses") == std::vector<std::string>{"houses", "hous"});
}

TEST_CASE("words of a phrase are weakly related where no entry explains them") {
  const Lexicon lexicon(Tables());
  CHECK(Shown(lexicon.Forward("cease")) == "gencatan? senjata?");
  CHECK(Shown(lexicon.Forward("fire")) == "gencatan? senjata?");
  // office and kantor explain each other, so home is left for rumah alone.
  CHECK(Shown(lexicon.Forward("office")) == "kantor");
  CHECK(Shown(lexicon.Forward("home")) == "rumah?");
  CHECK(Shown(lexicon.Backward("rumah")) == "home? house");
}

TEST_CASE("a word that stands in many phrases goes with none of them") {
  Dictionary dictionary{"many", {}};
  for (uint32_t i = 0; i < 21; ++i) {
    dictionary.pairs.push_back({"house " + testing::WordOf(2 * i), "rumah " + testing::WordOf(2 * i + 1)});
  }
  const Lexicon lexicon(BuildLexicon({"en", "xx"}, {dictionary}));
  CHECK(Shown(lexicon.Forward("house")).empty());
  CHECK(Shown(lexicon.Forward("wa")) == "wb?");
}

TEST_CASE("an explanation is no translation") {
  const Lexicon lexicon(BuildLexicon({"en", "id"}, {{"x", {{"pond", "air dangkal yang tenang"}}}}));
  CHECK(lexicon.Forward("pond").empty());
}

TEST_CASE("a file holds all of a lexicon") {
  const TempFolder folder;
  const LexiconTables tables = Tables();
  const absl::StatusOr<Lexicon> read = Lexicon::Open(folder.Write("x.lexicon", EncodeLexicon(tables)));
  REQUIRE(read.ok());
  CHECK(read->source_language() == "en");
  CHECK(read->target_language() == "id");
  CHECK(read->origin() == "one\ntwo\n");
  CHECK(read->source_words() == tables.source.size());
  CHECK(read->relations() == Lexicon(tables).relations());
  CHECK(Shown(read->Forward("cease")) == "gencatan? senjata?");
  CHECK(Shown(read->Backward("serangan")) == "attack");
}

TEST_CASE("a damaged lexicon is told from a whole one, whichever bit is wrong") {
  const std::string whole = EncodeLexicon(Tables());
  REQUIRE(DecodeLexicon(whole).ok());
  for (size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(DecodeLexicon(whole.substr(0, size)).ok());
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1 << at % 7);
    CHECK_FALSE(DecodeLexicon(damaged).ok());
  }
}

TEST_CASE("bytes that no builder wrote are refused even under a right checksum") {
  // The header and empty texts, then what is to be refused.
  const auto why = [](std::string_view rest) {
    std::string bytes = EncodeLexicon({}).substr(0, 15);
    bytes.append(rest);
    const uint64_t checksum = HashBytes(bytes);
    for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<char>(checksum >> 8 * i & 0xff));
    return std::string(DecodeLexicon(bytes).status().message());
  };
  using namespace std::string_view_literals;
  CHECK(why("\2\0\1b\0\1a\0"sv) == "byte 22: the words are not in order");
  CHECK(why("\1\3\1a\0"sv) == "byte 17: a word has more in common with the one before it than that has letters");
  CHECK(why("\1\0\1a\1\0\1b\1\4"sv) == "byte 25: a relation leads to no word");
  CHECK(why("\1\0\x7f"sv) == "byte 18: a text is longer than the file");
  CHECK(why("\x80"sv) == "byte 16: a number has no end");
  CHECK(why("\0\0\0"sv) == "byte 17: more follows than belongs to it");
}

TEST_CASE("errors name the file") {
  const TempFolder folder;
  const std::string path = folder.Write("x.lexicon", "something else");
  CHECK(Lexicon::Open(path).status().message() == path + ": not a lexicon of wirecopy");
  CHECK(Lexicon::Open(folder / "none").status().message() == (folder / "none") + ": No such file or directory");
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/attribute/credits.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/attribute/credit_verdict.h"
#include "wirecopy/attribute/mentions.h"

namespace wirecopy {
namespace {

using testing::TempFolder;
using testing::WordsOf;
using Strings = std::vector<std::string>;

const AttributionTables& Tables() {
  static const AttributionTables tables = AttributionTables::Load({}).value();
  return tables;
}

// What the layers before it make of a text, and its credits.
struct Read {
  explicit Read(const std::string& text, const AttributionTables& tables = Tables())
      : words(WordsOf(text)),
        layout(FindLayout({text, &words, "", nullptr}, tables)),
        credits(FindCredits({text, &words, &layout}, tables)) {}

  std::vector<Word> words;
  Layout layout;
  std::vector<Credit> credits;
};

// "kind | source | words of the text", with "partial " before it.
Strings Credits(const std::string& text) {
  Strings found;
  for (const Credit& credit : Read(text).credits) {
    found.push_back((credit.partial ? "partial " : "") + std::string(ToString(credit.kind)) + " | " + credit.source +
                    " | " + text.substr(credit.bytes.begin, credit.bytes.size()));
  }
  return found;
}

// Marks of more than one byte stand before every credit, so that bytes and code points part ways.
const std::string kBefore =
    "The café quarter of Nørrehavn – “the old ropewalk”, as people call it – lay under water for a third day on "
    "Friday.\n"
    "Two cranes came down in the night, and the ferries stayed at their berths until the wind had turned.\n";
const std::string kBehind =
    "The mayor thanked the crews who had worked through the night.\n"
    "Schools in the lower town will open again on Monday, the council decided.\n";
const std::string kSebelum =
    "Warga kampung nelayan – “kampung bawah” – masih membersihkan rumah mereka setelah banjir surut pada Jumat pagi.\n"
    "Dua perahu hanyut pada malam hari, dan feri tidak berlayar sampai angin reda.\n";
const std::string kSesudah = "Wali kota berterima kasih kepada semua petugas yang bekerja sepanjang malam.\n";

TEST_CASE("A line that begins with a credit cue is a credit line, cue and name") {
  CHECK(Credits(kBefore + kBehind + "Source: Associated Press") ==
        Strings{"credit-line | Associated Press | Source: Associated Press"});
  CHECK(Credits(kSebelum + kSesudah + "Sumber : Associated Press") ==
        Strings{"credit-line | Associated Press | Sumber : Associated Press"});
  CHECK(Credits(kSebelum + kSesudah + "Sumber: ANTARA\n") == Strings{"credit-line | ANTARA | Sumber: ANTARA"});
  CHECK(Credits("By Jane Roe, Associated Press\n" + kBefore + kBehind) ==
        Strings{"credit-line | Associated Press | By Jane Roe, Associated Press"});
}

TEST_CASE("A source line credits whoever it names, known or not") {
  const std::string text = kSebelum + kSesudah + "Sumber : Warta Dermaga";
  CHECK(Credits(text) == Strings{"credit-line | Warta Dermaga | Sumber : Warta Dermaga"});
  CHECK(Read(text).credits.at(0).type == SourceType::kUnnamed);
}

TEST_CASE("The colon of a time is not that of a source line") {
  const std::string by = "Originally published by Warta Dermaga on March 3";
  CHECK(Credits(kBefore + kBehind + by + ", 3:27 PM").empty());
  CHECK(Credits(kBefore + kBehind + by + ", 15:27:09").empty());
  CHECK(Credits(kSebelum + kSesudah + "Sumber 1: Warta Dermaga") ==
        Strings{"credit-line | Warta Dermaga | Sumber 1: Warta Dermaga"});
  CHECK(Credits(kSebelum + kSesudah + "Sumber 15:27: Warta Dermaga") ==
        Strings{"credit-line | Warta Dermaga | Sumber 15:27: Warta Dermaga"});
}

TEST_CASE("An agency alone in brackets is a credit line") {
  CHECK(Credits(kBefore + "The ferries sail again today, the harbour master wrote. (Reuters)") ==
        Strings{"credit-line | Reuters | Reuters"});
  CHECK(Credits(kBefore + "The ferries sail again today, the harbour master wrote. [AFP]") ==
        Strings{"credit-line | Agence France-Presse | AFP"});
  CHECK(Credits(kBefore + "The ferries sail again today, the harbour master wrote. (Reuters, AFP)") ==
        Strings{"credit-line | Reuters | Reuters", "credit-line | Agence France-Presse | AFP"});
}

TEST_CASE("An agency on a line of its own is a credit line") {
  CHECK(Credits(kBefore + kBehind + "Reuters\n") == Strings{"credit-line | Reuters | Reuters"});
}

TEST_CASE("A byline that a scraper has glued to the agency below it is a credit line") {
  CHECK(Credits("Jon Lemmer, Jill Corvin and Vlad IsakovAssociated Press\n" + kBefore + kBehind) ==
        Strings{"credit-line | Associated Press | Associated Press"});
  CHECK(Credits("Jill CorvinAssociated Press\nJon LemmerAssociated Press\n" + kBefore + kBehind) ==
        Strings{"credit-line | Associated Press | Associated Press",
                "credit-line | Associated Press | Associated Press"});
  CHECK(Credits(kBefore + "The shop sells a SuperReuters lamp.\n" + kBehind).empty());
  CHECK(Credits(kBefore + "A band called YoungAssociated played at the quay.\n" + kBehind).empty());
}

TEST_CASE("An agency in the brackets of a dateline is a credit line") {
  CHECK(Credits("HARBOR BAY (AP) — The café quarter lay under water for a third day.\n" + kBehind) ==
        Strings{"credit-line | Associated Press | AP"});
  CHECK(Credits("NØRREHAVN, March 3 (Reuters) - The café quarter lay under water for a third day.\n" + kBehind) ==
        Strings{"credit-line | Reuters | Reuters"});
  CHECK(Credits("Jakarta (ANTARA) - Warga masih membersihkan rumah mereka setelah banjir surut.\n" + kSesudah) ==
        Strings{"credit-line | ANTARA | ANTARA"});
}

TEST_CASE("An agency in a dateline without brackets is a credit line") {
  CHECK(Credits("NØRREHAVN, March 3, Reuters – The café quarter lay under water for a third day.\n" + kBehind) ==
        Strings{"credit-line | Reuters | Reuters"});
  CHECK(Credits("JAKARTA, ANTARA - Warga masih membersihkan rumah mereka setelah banjir surut.\n" + kSesudah) ==
        Strings{"credit-line | ANTARA | ANTARA"});
}

TEST_CASE("A line that names an agency for a part of the text is a partial credit line") {
  CHECK(Credits(kBefore + kBehind + "With files from Reuters") ==
        Strings{"partial credit-line | Reuters | With files from Reuters"});
  CHECK(Credits(kBefore + kBehind + "Additional reporting by Agence France-Presse") ==
        Strings{"partial credit-line | Agence France-Presse | Additional reporting by Agence France-Presse"});
  CHECK(Credits(kSebelum + kSesudah + "Dengan laporan dari Bernama") ==
        Strings{"partial credit-line | Bernama | Dengan laporan dari Bernama"});
}

TEST_CASE("A cue beside a name in a sentence is an attribution, cue and name") {
  const auto english = [](const std::string& sentence) { return Credits(kBefore + sentence + "\n" + kBehind); };
  CHECK(english("The bridge will stay closed until spring, according to Reuters.") ==
        Strings{"attribution-in-text | Reuters | according to Reuters"});
  CHECK(english("The owners of the yard had been warned twice, Reuters reported on Friday.") ==
        Strings{"attribution-in-text | Reuters | Reuters reported"});
  CHECK(english("“We heard the cranes before we saw them,” the pilot Ånes told AFP on the quay.") ==
        Strings{"attribution-in-text | Agence France-Presse | told AFP"});
  CHECK(english("The pilot told the AP that the tide had come an hour early.") ==
        Strings{"attribution-in-text | Associated Press | told the AP"});
  CHECK(english("The yard had been sold in May, as reported by Kyodo News.") ==
        Strings{"attribution-in-text | Kyodo | as reported by Kyodo News"});
}

TEST_CASE("Indonesian cues beside a name are attributions") {
  const auto indonesian = [](const std::string& sentence) { return Credits(kSebelum + sentence + "\n" + kSesudah); };
  CHECK(indonesian("Melansir Reuters, jembatan itu ditutup sampai musim semi.") ==
        Strings{"attribution-in-text | Reuters | Melansir Reuters"});
  CHECK(indonesian("Jembatan itu ditutup sampai musim semi, seperti dilansir dari Associated Press pada Jumat.") ==
        Strings{"attribution-in-text | Associated Press | dilansir dari Associated Press"});
  CHECK(indonesian("Jembatan itu ditutup sampai musim semi menurut AFP.") ==
        Strings{"attribution-in-text | Agence France-Presse | menurut AFP"});
  CHECK(indonesian("Pada malam itu Reuters melaporkan dua derek roboh di pelabuhan.") ==
        Strings{"attribution-in-text | Reuters | Reuters melaporkan"});
  CHECK(indonesian("Dua derek roboh di pelabuhan, dilansir dari kantor berita Antara pada Sabtu.") ==
        Strings{"attribution-in-text | ANTARA | dilansir dari kantor berita Antara"});
  CHECK(indonesian("Mengutip dari Kantor Berita Yonhap, dua derek roboh di pelabuhan itu.") ==
        Strings{"attribution-in-text | Yonhap | Mengutip dari Kantor Berita Yonhap"});
}

TEST_CASE("Two sources of one sentence are two credits by place") {
  CHECK(Credits(kSebelum + "Melansir Bernama, AFP melaporkan dua derek roboh di pelabuhan itu.\n" + kSesudah) ==
        Strings{"attribution-in-text | Bernama | Melansir Bernama",
                "attribution-in-text | Agence France-Presse | AFP melaporkan"});
}

TEST_CASE("A medium that somebody spoke to is a quoted medium, whether a table knows it or not") {
  CHECK(Credits(kSebelum + "“Kami aman,” kata nakhoda itu kepada TV negara pada Jumat malam.\n" + kSesudah) ==
        Strings{"quoted-medium | TV negara | kepada TV negara"});
  CHECK(Credits(kBefore + "“We are safe,” the captain said in an interview with Radio Upland.\n" + kBehind) ==
        Strings{"quoted-medium | Radio Upland | in an interview with Radio Upland"});
  CHECK(Credits(kSebelum + "“Kami aman,” kata nakhoda itu kepada stasiun TV Selat Biru pada Jumat malam.\n" +
                kSesudah) == Strings{"quoted-medium | stasiun TV Selat Biru | kepada stasiun TV Selat Biru"});
}

TEST_CASE("A medium of no table that somebody told something is a quoted medium") {
  CHECK(Credits(kBefore + "“We are safe,” the captain told state TV late on Friday.\n" + kBehind) ==
        Strings{"quoted-medium | state TV | told state TV"});
}

TEST_CASE("A caption's credit is a photo credit, with the bracket that it stands in") {
  CHECK(Credits(kSebelum + "Dua derek roboh di dermaga Nørrehavn. (Foto: Budi Ångstad/Reuters)\n" + kSesudah) ==
        Strings{"photo-credit | Reuters | (Foto: Budi Ångstad/Reuters)"});
  CHECK(Credits(kBefore + "Two fallen cranes on the quay of Nørrehavn on Friday. (AP Photo/Jane Roe)\n" + kBehind) ==
        Strings{"photo-credit | Associated Press | (AP Photo/Jane Roe)"});
  CHECK(Credits(kBefore + "Two fallen cranes on the quay of Nørrehavn on Friday. (Photo: Jane Roe/AFP)\n" + kBehind) ==
        Strings{"photo-credit | Agence France-Presse | (Photo: Jane Roe/AFP)"});
}

TEST_CASE("A photo credit in running text stays a photo credit") {
  const Strings found =
      Credits(kBefore + "The picture, AP Photo/Jane Roe, was taken from the lighthouse on Friday.\n" + kBehind);
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_with("photo-credit | Associated Press | AP"));
}

TEST_CASE("The small word antara, between, is no agency") {
  CHECK(Credits(kSebelum + "Hubungan antara kedua kota itu membaik, kata antara lain wali kota.\n" + kSesudah).empty());
  CHECK(Credits(kSebelum + "Antara lain, pemerintah akan memperbaiki dua jembatan dan satu dermaga.\n" + kSesudah)
            .empty());
  CHECK(Credits(kSebelum + "Antara kedua kota itu terdapat jembatan sepanjang dua kilometer.\n" + kSesudah).empty());
}

TEST_CASE("A station's call sign in a dateline is no agency") {
  CHECK(Credits("BRIARTON, Mo. (KQZV) — Two people were arrested after a fire at a boat yard.\n" + kBehind).empty());
}

TEST_CASE("Short forms that mean something else give nothing without a cue beside them") {
  const auto in_prose = [](const std::string& sentence) { return Credits(kBefore + sentence + "\n" + kBehind); };
  CHECK(in_prose("The river rose in Kurnool, AP, and in three districts of the neighbouring state.").empty());
  CHECK(in_prose("The AP government has promised rice to every household on the delta.").empty());
  CHECK(in_prose("The AFP, the federal police, said officers had asked for her arrest over a stolen boat.").empty());
  CHECK(in_prose("Detectives of the AFP searched the yard and took two computers away.").empty());
  CHECK(in_prose("Her lawyer, according to people who know the AFP well, will ask for bail.").empty());
}

TEST_CASE("An agency that is only spoken about is no credit") {
  const auto in_prose = [](const std::string& sentence) { return Credits(kBefore + sentence + "\n" + kBehind); };
  CHECK(in_prose("Reuters employs thousands of people and has an office in the harbour district.").empty());
  CHECK(in_prose("The pilot studied the tables of the Reuters library before he sailed.").empty());
  CHECK(in_prose("Nobody knew it yet, the captain reported. Reuters has an office near the quay.").empty());
  CHECK(in_prose("The crane fell, according to the crew. Reuters has an office near the quay.").empty());
}

TEST_CASE("A poll that an agency took together with somebody is no photo credit") {
  CHECK(Credits(kBefore + "A Reuters/Ipsos poll showed that most people of the quarter slept badly.\n" + kBehind)
            .empty());
}

TEST_CASE("Links, promotions and headlines that name an agency give nothing") {
  CHECK(Credits(kBefore + "Read also: Reuters reported a loss of two hundred jobs\n" + kBehind).empty());
  CHECK(Credits(kSebelum + "Baca Juga: Melansir Reuters, Ini Tujuh Pulau Tercantik\n" + kSesudah).empty());
  CHECK(Credits(kBefore + kBehind + "Sign up for our newsletter with stories by Reuters\n").empty());
  CHECK(Credits(kBefore + kBehind + "Tags: storm, Reuters, harbour\n").empty());
  CHECK(Credits("Reuters said to plan new offices in Nørrehavn\n" + kBefore + kBehind).empty());
}

TEST_CASE("A sentence that begins with the word By is no credit line") {
  CHECK(Credits(kBefore + "By Monday, Reuters staff had left the harbour.\n" + kBehind).empty());
}

TEST_CASE("Credits come by place, with types") {
  const std::string text = "HARBOR BAY (AP) — The quarter lay under water for a third day.\n" + kBefore +
                           "“We saw nothing,” the Kremlin said, as CNN reported.\n" + kBehind +
                           "With files from Reuters\n";
  const std::vector<Credit> credits = Read(text).credits;
  for (size_t i = 1; i < credits.size(); ++i) CHECK(credits[i - 1].bytes < credits[i].bytes);
  const auto type_of = [&](const std::string& source) {
    for (const Credit& credit : credits) {
      if (credit.source == source) return credit.type;
    }
    return SourceType::kUnnamed;
  };
  CHECK(type_of("Associated Press") == SourceType::kAgency);
  CHECK(type_of("CNN") == SourceType::kBroadcaster);
  CHECK(type_of("Kremlin") == SourceType::kGovernment);
  CHECK(type_of("Reuters") == SourceType::kAgency);
}

TEST_CASE("A text without words or without names has no credit") {
  CHECK(Credits("").empty());
  CHECK(Credits("— … !").empty());
  CHECK(Credits(kBefore + kBehind).empty());
}

// Names, cues, marks and line ends in any order.
std::string RandomSoup(std::mt19937& random) {
  static const Strings pieces = {"AP",
                                 "Reuters",
                                 "REUTERS",
                                 "kantor berita",
                                 "Antara",
                                 "TV negara",
                                 "state TV",
                                 "新華社",
                                 "ТАСС",
                                 "Kremlin",
                                 "CNN",
                                 "told",
                                 "according to",
                                 "menurut",
                                 "kepada",
                                 "dilansir dari",
                                 "said",
                                 "melaporkan",
                                 "Photo",
                                 "Foto:",
                                 "By",
                                 "Source:",
                                 "Sumber :",
                                 "With files from",
                                 "(",
                                 ")",
                                 "/",
                                 "[",
                                 "]",
                                 "【",
                                 "】",
                                 "（",
                                 "）",
                                 ".",
                                 ",",
                                 "—",
                                 "“",
                                 "”",
                                 "\n",
                                 "\n\n",
                                 "é",
                                 "Jane Roe",
                                 "Ünal",
                                 "under water for a third day on Friday.",
                                 "Two cranes came down in the night, and nobody slept.",
                                 "2024",
                                 "\u00a0",
                                 "© All rights reserved."};
  std::string text;
  for (size_t count = random() % 30; count > 0; --count) {
    text += pieces[random() % pieces.size()];
    if (random() % 3 != 0) text += ' ';
  }
  return text;
}

TEST_CASE("Credits of any text lie inside it, at the borders of characters, in order, and the verdict is one of them") {
  std::mt19937 random(1);
  size_t seen = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::string text = RandomSoup(random);
    const Read read(text);
    INFO(text);
    const auto border = [&](uint32_t at) {
      return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    };
    for (const Credit& credit : read.credits) {
      REQUIRE(credit.bytes.begin < credit.bytes.end);
      REQUIRE(credit.bytes.end <= text.size());
      REQUIRE((border(credit.bytes.begin) && border(credit.bytes.end)));
      REQUIRE_FALSE(credit.source.empty());
    }
    REQUIRE(std::is_sorted(read.credits.begin(), read.credits.end(),
                           [](const Credit& x, const Credit& y) { return x.bytes < y.bytes; }));
    const CreditVerdict verdict = JudgeCredits(read.credits, {}, read.layout, Tables());
    const bool named = verdict.state != CreditState::kNone && verdict.state != CreditState::kUnknown;
    REQUIRE(named == verdict.best.has_value());
    REQUIRE(named == std::any_of(read.credits.begin(), read.credits.end(),
                                 [](const Credit& c) { return c.type == SourceType::kAgency; }));
    if (named) REQUIRE(read.credits.at(*verdict.best).source == verdict.source);
    seen += read.credits.size();
  }
  CHECK(seen > 1000);
}

CreditVerdict Verdict(const std::string& text, const std::string& author = "", const std::string& provider = "") {
  const Read read(text);
  return JudgeCredits(read.credits, {author, provider}, read.layout, Tables());
}

TEST_CASE("The verdict is the strongest credit of an agency") {
  const std::string in_text = "The bridge will stay closed, according to Kyodo News.\n";
  const std::string photo = "Two fallen cranes on the quay on Friday. (Photo: Jane Roe/AFP)\n";
  const std::string partial = "With files from Reuters\n", full = "Source: Associated Press\n";
  const CreditVerdict verdict = Verdict(kBefore + in_text + photo + kBehind + partial + full);
  CHECK(verdict.state == CreditState::kFull);
  CHECK(verdict.source == "Associated Press");
  CHECK(Verdict(kBefore + in_text + photo + kBehind + partial).state == CreditState::kPartial);
  CHECK(Verdict(kBefore + in_text + photo + kBehind).state == CreditState::kInText);
  CHECK(Verdict(kBefore + photo + kBehind).state == CreditState::kPhotoOnly);
  CHECK(Verdict(kBefore + photo + kBehind).source == "Agence France-Presse");
}

TEST_CASE("The verdict points at the credit that it rests on") {
  const std::string text =
      kBefore + "The bridge will stay closed, according to Kyodo News.\n" + kBehind + "Source: Reuters\n";
  const Read read(text);
  const CreditVerdict verdict = JudgeCredits(read.credits, {}, read.layout, Tables());
  REQUIRE(verdict.best.has_value());
  CHECK(read.credits.at(*verdict.best).source == "Reuters");
  CHECK(verdict.source == "Reuters");
}

TEST_CASE("A title and captions do not show that a credit line would have survived") {
  const std::string title = "Pier reopens after the storm of the century\n";
  const std::string caption = "Two fallen cranes on the quay on Friday. (Photo: Jane Roe)\n";
  const Read read(title + kBefore + caption + kBehind);
  REQUIRE(read.layout.furniture.size() == 2);
  CHECK(JudgeCredits(read.credits, {}, read.layout, Tables()).state == CreditState::kUnknown);
  CHECK(Verdict(title + kBefore + caption + kBehind + "Read also: The storm of the century\n").state ==
        CreditState::kNone);
}

TEST_CASE("Where the text was cut off, no credit found is no finding") {
  const std::string byline = "By Jane Roe\n";
  CHECK(Verdict(byline + kBefore + kBehind).state == CreditState::kNone);
  for (const std::string end :
       {"and the harbour master said ...\n", "and the harbour\u2026 [+1234 chars]", "and the […]\n", "and then…"}) {
    INFO(end);
    const std::string text = byline + kBefore + kBehind + "The pier was closed " + end;
    CHECK(LooksCut(text));
    const Read read(text);
    CHECK(JudgeCredits(read.credits, {"Jane Roe", "", LooksCut(text)}, read.layout, Tables()).state ==
          CreditState::kUnknown);
  }
  CHECK(LooksCut("\n\nand so the pier was closed.\n"));
  CHECK_FALSE(LooksCut("“And so the pier was closed...” she said."));
  CHECK_FALSE(LooksCut(""));
}

TEST_CASE("An agency in the author field is a credit by metadata where the text has no better one") {
  const CreditVerdict bare = Verdict(kBefore + kBehind, "Reuters");
  CHECK(bare.state == CreditState::kMetadata);
  CHECK(bare.source == "Reuters");
  CHECK_FALSE(bare.best.has_value());
  CHECK(Verdict(kBefore + kBehind, "Jane Roe, The Associated Press").source == "Associated Press");
  CHECK(Verdict(kBefore + "Two fallen cranes on the quay on Friday. (Photo: Jane Roe/AFP)\n" + kBehind, "Reuters")
            .state == CreditState::kMetadata);
  CHECK(Verdict(kBefore + "It stays closed, according to Kyodo News.\n" + kBehind, "Reuters").state ==
        CreditState::kInText);
  CHECK(Verdict(kBefore + kBehind + "Source: Associated Press\n", "Reuters").source == "Associated Press");
}

TEST_CASE("Other fields of the record that name an agency are credits by metadata, too") {
  const CreditVerdict verdict = Verdict(kBefore + kBehind, "Jane Roe", "Harbor Courier\nReuters");
  CHECK(verdict.state == CreditState::kMetadata);
  CHECK(verdict.source == "Reuters");
  CHECK(verdict.field == "Reuters");
  CHECK(Verdict(kBefore + kBehind, "Jana Holm, mit Material der dpa").source == "dpa");
  CHECK(Verdict(kBefore + kBehind, "Lusa Gomes").state == CreditState::kNone);
  CHECK(Verdict(kBefore + kBehind + "Source: Associated Press\n", "", "Reuters").source == "Associated Press");
}

TEST_CASE("None is said only where a credit would have survived, else unknown") {
  CHECK(Verdict(kBefore + kBehind).state == CreditState::kUnknown);
  CHECK(Verdict(kBefore + kBehind, "Jane Roe").state == CreditState::kNone);
  CHECK(Verdict(kBefore + kBehind + "Tags: storm, harbour\n").state == CreditState::kNone);
  CHECK(Verdict(kBefore + kBehind).source.empty());
}

TEST_CASE("A credit of something that is no agency is no credit of an agency") {
  CHECK(Verdict(kBefore + "The bridge will stay closed, CNN reported.\n" + kBehind).state == CreditState::kUnknown);
  CHECK(Verdict(kBefore + "The bridge will stay closed, CNN reported.\n" + kBehind, "Jane Roe").state ==
        CreditState::kNone);
  CHECK(Verdict(kBefore + kBehind, "BBC News").state == CreditState::kNone);
}

TEST_CASE("States of a credit have the names of the contract") {
  CHECK(ToString(CreditState::kFull) == "full");
  CHECK(ToString(CreditState::kPartial) == "partial");
  CHECK(ToString(CreditState::kInText) == "in-text");
  CHECK(ToString(CreditState::kPhotoOnly) == "photo-only");
  CHECK(ToString(CreditState::kMetadata) == "metadata");
  CHECK(ToString(CreditState::kNone) == "none");
  CHECK(ToString(CreditState::kUnknown) == "unknown");
}

TEST_CASE("A user's source is credited like a built-in one") {
  const TempFolder folder;
  const std::string path =
      folder.Write("sources.tsv", "canonical\ttype\tforms\tshort_forms\nQuayside Wire\tagency\tQuayside Wire\tQW\n");
  const AttributionTables tables = AttributionTables::Load({path, "", ""}).value();
  const Read read("HARBOR BAY (QW) — The quarter lay under water for a third day.\n" + kBehind, tables);
  REQUIRE(read.credits.size() == 1);
  CHECK(read.credits[0].source == "Quayside Wire");
}

// "words of the text | source", with "short " before it.
Strings Mentions(const std::string& text) {
  const std::vector<Word> words = WordsOf(text);
  Strings found;
  for (const Mention& mention : FindMentions(text, words, Tables())) {
    const uint32_t begin = words[mention.words.begin].begin, end = words[mention.words.end - 1].end;
    found.push_back((mention.is_short ? "short " : "") + text.substr(begin, end - begin) + " | " + mention.source);
  }
  return found;
}

TEST_CASE("Mentions are the longest names, in order") {
  CHECK(Mentions("Ünal of Xinhua News Agency met Ana of Reuters") ==
        Strings{"Xinhua News Agency | Xinhua", "Reuters | Reuters"});
  CHECK(Mentions("the AP and the DPA") == Strings{"short the AP | Associated Press", "short DPA | dpa"});
}

TEST_CASE("Names count only as they are written: capitals, and short forms exactly") {
  CHECK(Mentions("reuters and bernama are no names here").empty());
  CHECK(Mentions("an Ap and an ap, an afp").empty());
}

TEST_CASE("A media noun makes a medium of the name or the modifier beside it") {
  CHECK(Mentions("he spoke to state TV later") == Strings{"state TV | state TV"});
  CHECK(Mentions("ia berbicara dengan kantor berita negara kemarin") ==
        Strings{"kantor berita negara | kantor berita negara"});
  CHECK(Mentions("she listened to Radio Pesisir at night") == Strings{"Radio Pesisir | Radio Pesisir"});
  CHECK(Mentions("she read the Upland Gazette at night") == Strings{"Upland Gazette | Upland Gazette"});
  CHECK(Mentions("she listened to the radio at night, and the media wrote").empty());
}

TEST_CASE("A noun beside a short form says what it is and belongs to the mention") {
  CHECK(Mentions("dikutip kantor berita Antara kemarin") == Strings{"kantor berita Antara | ANTARA"});
}

TEST_CASE("A medium at the begin of a sentence is another than the name at the end of the one before") {
  CHECK(Mentions("he spoke to Reuters. State media denied it") ==
        Strings{"Reuters | Reuters", "State media | State media"});
  CHECK(Mentions("she was held by the AFP. State media denied it") ==
        Strings{"short AFP | Agence France-Presse", "State media | State media"});
  CHECK(Mentions("he spoke to state TV. Radio Pesisir denied it") ==
        Strings{"state TV | state TV", "Radio Pesisir | Radio Pesisir"});
}

TEST_CASE("A sentence ends with a mark before a capital, or with its line") {
  const auto one = [](const std::string& text) {
    const std::vector<Word> words = WordsOf(text);
    return InOneSentence(text, words, 0, static_cast<uint32_t>(words.size() - 1));
  };
  CHECK(one("the pilot said on Monday"));
  CHECK(one("the pilot, aged 3.5 years, said"));
  CHECK(one("the pilot e.g. said"));
  CHECK_FALSE(one("the pilot said. Monday came"));
  CHECK_FALSE(one("the pilot said! Monday came"));
  CHECK_FALSE(one("the pilot\nsaid"));
}

TEST_CASE("A capital is told by the script's own rules") {
  const auto capital = [](const std::string& word) { return IsCapitalised(word, WordsOf(word).at(0)); };
  CHECK(capital("Reuters"));
  CHECK(capital("Éire"));
  CHECK(capital("ТАСС"));
  CHECK(capital("共同"));
  CHECK_FALSE(capital("reuters"));
  CHECK_FALSE(capital("éire"));
  CHECK_FALSE(capital("тасс"));
}

}  // namespace
}  // namespace wirecopy

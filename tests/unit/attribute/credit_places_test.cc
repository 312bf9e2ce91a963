// Credits in ten languages by their form and by their words, and what only looks like one.
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/attribute/credits.h"

namespace wirecopy {
namespace {

const AttributionTables& Tables() {
  static const AttributionTables tables = AttributionTables::Load({}).value();
  return tables;
}

// "line", "part", "photo", "text" and the source, of each credit.
std::vector<std::string> Credits(const std::string& text) {
  const std::vector<Word> words = testing::WordsOf(text);
  const Layout layout = FindLayout({text, &words, "", nullptr}, Tables());
  std::vector<std::string> found;
  for (const Credit& credit : FindCredits({text, &words, &layout}, Tables())) {
    const std::string kind = credit.kind == CreditKind::kPhotoCredit  ? "photo "
                             : credit.kind != CreditKind::kCreditLine ? "text "
                             : credit.partial                         ? "part "
                                                                      : "line ";
    found.push_back(kind + credit.source);
  }
  return found;
}

using Strings = std::vector<std::string>;
const std::string kProse = "\nThe old mill by the river burned down on Friday, and nobody was hurt.\n";

TEST_CASE("A person and an agency on a line are a byline at the head and the foot, and a picture's credit between") {
  const std::string two = kProse + "The miller had left for the market before the roof caught fire.\n";
  for (const std::string line : {"Jane Roe / AP", "Jane Ann Roe | AP", "Jane Roe, AP"}) {
    INFO(line);
    CHECK(Credits(two + line + two) == Strings{"photo Associated Press"});
    CHECK(Credits(line + two) == Strings{"line Associated Press"});
    CHECK(Credits(kProse + line + two) == Strings{"line Associated Press"});
    CHECK(Credits(two + line) == Strings{"line Associated Press"});
  }
  CHECK(Credits(two + "Reuters" + two) == Strings{"line Reuters"});
  CHECK(Credits(two + "By Jane Roe, Reuters" + two) == Strings{"line Reuters"});
}

TEST_CASE("Names that close a paragraph early are a picture's, unless others do so, too") {
  const std::string two = kProse + "The miller had left for the market before the roof caught fire.\n";
  const std::string closed = "Firemen stood at the gate of the mill on Friday. ";
  CHECK(Credits(kProse + closed + "AFP" + two) == Strings{"photo Agence France-Presse"});
  CHECK(Credits(kProse + closed + "AFP/Reuters" + two) == Strings{"photo Agence France-Presse", "photo Reuters"});
  CHECK(Credits(kProse + closed + "- AFP" + two) == Strings{"line Agence France-Presse"});
  CHECK(Credits(kProse + closed + "(AFP)" + two) == Strings{"line Agence France-Presse"});
  CHECK(Credits(two + closed + "(AFP)" + two + two) == Strings{"photo Agence France-Presse"});
  CHECK(Credits(two + two + closed + "AFP" + two) == Strings{"line Agence France-Presse"});
  CHECK(Credits(kProse + closed + "AFP\n" + closed + "Reuters" + two) ==
        Strings{"line Agence France-Presse", "line Reuters"});
}

TEST_CASE("Datelines of agencies") {
  CHECK(Credits("Bogotá, 14 mar (EFE).- El gobierno cayó anoche tras la votación.") == Strings{"line EFE"});
  CHECK(Credits("(ANSA) - ROMA, 22 MAR - Il governo è caduto dopo il voto.") == Strings{"line ANSA"});
  CHECK(Credits("Berlin (dpa/lby) - Die Regierung ist nach der Wahl gestürzt.") == Strings{"line dpa"});
  CHECK(Credits("МОСКВА, 10 фев — РИА Новости. Правительство ушло в отставку.") == Strings{"line RIA Novosti"});
  CHECK(Credits("MOSCOW, January 21. /TASS/. The government fell after the vote.") == Strings{"line TASS"});
  CHECK(Credits("ТАСС, 14 марта. Правительство ушло в отставку.") == Strings{"line TASS"});
  CHECK(Credits("SAMSUN (AA) - Hükümet oylamadan sonra düştü, dedi vali.") == Strings{"line Anadolu Agency"});
  CHECK(Credits("[서울=연합뉴스] 정부가 무너졌다.") == Strings{"line Yonhap"});
}

TEST_CASE("Signatures behind the last sentence and on lines of their own") {
  CHECK(Credits("The government fell after the vote. — AFP") == Strings{"line Agence France-Presse"});
  CHECK(Credits("Der Fluss fiel am Sonntag. (dpa, jh)") == Strings{"line dpa"});
  CHECK(Credits("Der Fluss fiel am Sonntag. (m/ap)") == Strings{"line Associated Press"});
  CHECK(Credits("AFP/rtr" + kProse) == Strings{"line Agence France-Presse", "line Reuters"});
  CHECK(Credits("Redacción / EFE" + kProse) == Strings{"line EFE"});
  CHECK(Credits("AA / Ankara" + kProse) == Strings{"line Anadolu Agency"});
  CHECK(Credits("El precio subió por tercer día. EFE") == Strings{"line EFE"});
  for (const std::string label : {"Fuente: EFE", "Quelle: EFE", "Fonte: EFE", "Bron: EFE", "Kaynak: EFE",
                                  "Источник: EFE", "Sumber: EFE", "Source : EFE"}) {
    INFO(label);
    CHECK(Credits(kProse + label) == Strings{"line EFE"});
  }
}

TEST_CASE("Credits for a part") {
  for (const std::string part : {"Con información de EFE", "Mit Material von EFE", "(avec EFE)", "con EFE", "met EFE",
                                 "Com informações da EFE", "С использованием материалов EFE", "With inputs from EFE"}) {
    INFO(part);
    CHECK(Credits(kProse + part) == Strings{"part EFE"});
  }
  CHECK(Credits(kProse + "The Associated Press contributed to this report.") == Strings{"part Associated Press"});
  CHECK(Credits(kProse + "AP and Reuters contributed to this story") ==
        Strings{"part Associated Press", "part Reuters"});
  CHECK(Credits("Le Phare avec AFP" + kProse) == Strings{"part Agence France-Presse"});
}

TEST_CASE("The word with inside a sentence is no credit") {
  CHECK(Credits("Le ministre a signé avec l'AFP un accord sur la formation.").empty());
  CHECK(Credits("La alcaldesa firmó con EFE un convenio para formar reporteros.").empty());
}

TEST_CASE("Names take articles and case endings") {
  CHECK(Credits("Le pont est tombé, a indiqué la préfecture à l'AFP.") == Strings{"text Agence France-Presse"});
  CHECK(Credits("Il ponte è caduto, ha detto all’ANSA la sindaca.") == Strings{"text ANSA"});
  CHECK(Credits("AA'nın haberine göre köprü yıkıldı.") == Strings{"text Anadolu Agency"});
  CHECK(Credits("Bir fırıncı, Reuters'a unlarının bittiğini söyledi.") == Strings{"text Reuters"});
  CHECK(Credits("Мост рухнул, сообщили «Интерфаксу» в мэрии.") == Strings{"text Interfax"});
  CHECK(Credits("Die Brücke ist weg, sagte er der Deutschen Presse-Agentur.") == Strings{"text dpa"});
}

TEST_CASE("Photo credits are no text credits") {
  for (const std::string photo :
       {"EFE/Lucía Marbán", "Foto: Nils Brandt/EFE", "© Léa Marchal / EFE", "(Xinhua via EFE)", "Beeld: EFE",
        "Фото: EFE", "Fotoğraf: EFE", "EFE via Getty Images"}) {
    INFO(photo);
    for (const std::string& credit : Credits(photo + kProse)) CHECK(credit.starts_with("photo "));
    CHECK_FALSE(Credits(photo + kProse).empty());
  }
  CHECK(Credits("Photo by Geoffroy Van Der Hasselt, AFP" + kProse) == Strings{"photo Agence France-Presse"});
}

TEST_CASE("Abbreviations that mean something else") {
  for (const std::string trap :
       {"The Australian Federal Police (AFP) searched the yard; AFP said it found a boat.",
        "The AFP said its officers had searched the yard.", "Students who took AP classes paid half the fee.",
        "ERIE, PA — Two people were hurt when a roof fell in.", "The remote takes two AA batteries, he said.",
        "Users must be told under the DPA, which came into force in May.", "Het water steeg, zei de ANP, een partij.",
        "A ANP informou que vai vistoriar os poços.", "L'ANP ha detto che cercherà prestiti.",
        "Omega-3-vetzuren (DHA) zitten in vette vis.", "İHA ile tarlalar havadan ilaçlandı, dedi pilot.",
        "Efe Aydın dijo que el equipo mejora.", "Michael Bloomberg said he would pay.",
        "Ana Lusa Pereira disse que vai recorrer.", "A seleção lusa treinou ontem, disse o treinador.",
        "L'ansa del fiume è chiusa, spiegano i vigili.", "El diputado de AP dijo que votará en contra.",
        "Der dpa-Chef sagte, er gehe bald."}) {
    INFO(trap);
    CHECK(Credits(trap).empty());
  }
}

TEST_CASE("An agency's people are no credit, an agency that was told something is one") {
  CHECK(Credits("Seorang saksi mata Reuters melihat asap hitam.").empty());
  CHECK(Credits("A Reuters photographer was hurt, the club said.").empty());
  CHECK(Credits("“We saw it,” the pilot told a Reuters reporter.") == Strings{"text Reuters"});
}

TEST_CASE("Names that \"and\" joins share what is said of one") {
  CHECK(Credits("The bridge fell, Reuters and AFP reported.") == Strings{"text Reuters", "text Agence France-Presse"});
  CHECK(Credits(kProse + "Con información de Reuters y AFP") == Strings{"part Reuters", "part Agence France-Presse"});
}

TEST_CASE("A long text of marks and names takes time in proportion to its length") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "(AP/Reuters, l'AFP - ";
  CHECK(Credits(text).size() < 60001);
  text.clear();
  for (int i = 0; i < 20000; ++i) text += kProse + "Jane Roe / AP\n";
  CHECK(Credits(text).size() == 20000);
  text.clear();
  for (int i = 0; i < 200000; ++i) text += "RoeAssociated Press ";
  CHECK(Credits(text).size() < 200001);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/text/language.h"

#include <string>
#include <string_view>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

std::string_view Guess(std::string_view text) { return GuessLanguage(text, testing::WordsOf(text)); }

struct Sample {
  std::string_view language;
  std::string_view text;
};

constexpr Sample kSamples[] = {
    {"en",
     "The finance minister said on Thursday that the government would cut taxes for small firms. She told reporters in "
     "the capital that the plan was ready and that parliament would vote on it before the end of the month."},
    {"id",
     "Menteri keuangan mengatakan pada Kamis bahwa pemerintah akan menurunkan pajak untuk usaha kecil. Rencana itu "
     "sudah "
     "siap dan tidak akan diubah, kata dia di Jakarta, dengan alasan bahwa ekonomi dari daerah perlu dukungan dalam "
     "tahun ini."},
    {"de",
     "Der Finanzminister kündigte am Donnerstag an, dass die Regierung die Steuern für kleine Betriebe senken will. "
     "Das "
     "Vorhaben ist nicht neu, und der Bundestag stimmt noch im Juni ab, sagte ein Sprecher auf einer Pressekonferenz."},
    {"es",
     "El ministro de Hacienda anunció el jueves que el Gobierno bajará los impuestos a las empresas pequeñas. La "
     "propuesta se votará en el Congreso antes del verano, según explicó una portavoz con la que habló la prensa."},
    {"fr",
     "Le ministre des Finances a annoncé jeudi que le gouvernement va baisser les impôts pour les petites entreprises. "
     "Le projet est prêt et sera voté dans un mois, a expliqué une porte-parole qui répondait à la presse sur place."},
    {"ru",
     "Министр финансов заявил в четверг, что правительство снизит налоги для малого бизнеса. План готов, и парламент "
     "проголосует за него до конца месяца."},
    {"ja",
     "財務大臣は木曜日、政府が中小企業の税金を引き下げると述べた。計画はすでにできており、国会は今月末までに採決する予"
     "定だ。"},
    {"zh", "财政部长星期四表示，政府将为小企业减税。他在首都对记者说，计划已经准备好，议会将在月底前表决。"},
    {"ar",
     "قال وزير المالية يوم الخميس إن الحكومة ستخفض الضرائب على الشركات الصغيرة، وأضاف أن البرلمان سيصوت على الخطة."},
    {"th", "รัฐมนตรีว่าการกระทรวงการคลังกล่าวเมื่อวันพฤหัสบดีว่ารัฐบาลจะลดภาษีให้ธุรกิจขนาดเล็ก"},
    {"ko", "재무부 장관은 목요일 정부가 중소기업의 세금을 낮출 것이라고 밝혔다. 국회는 이달 말까지 표결할 예정이다."},
};

TEST_CASE("The language of a paragraph of news is told") {
  for (const Sample& sample : kSamples) {
    INFO(sample.text);
    CHECK(Guess(sample.text) == sample.language);
  }
}

TEST_CASE("Names and figures in Latin letters do not hide another script") {
  CHECK(Guess("Министр сообщил агентству Reuters, что компания IBM вложит 5 млн долларов в проект.") == "ru");
  CHECK(Guess("路透社援引 IBM 公司的消息说，该公司将投资五百万美元建设新的数据中心。") == "zh");
}

TEST_CASE("Where neither script nor function words decide the language is undetermined") {
  for (const char* text : {"", "   \n", "2020 1,100 3.5% 42", "12345", "!? ...", "Zork blim quux."}) {
    INFO(text);
    CHECK(Guess(text) == "und");
  }
}

TEST_CASE("The case of function words does not matter") {
  std::string text(kSamples[0].text);
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  CHECK(Guess(text) == "en");
}

TEST_CASE("Punctuation beside a function word does not hide it") { CHECK(Guess("Of, the; \"and\" (to)! In?") == "en"); }

TEST_CASE("Only the text's beginning counts") {
  std::string english, russian;
  while (english.size() < 6000) english += std::string(kSamples[0].text) + " ";  // about a thousand words
  while (russian.size() < 60'000) russian += std::string(kSamples[5].text) + " ";
  CHECK(Guess(english + russian) == "en");
  CHECK(Guess(russian + english) == "ru");
}

}  // namespace
}  // namespace wirecopy

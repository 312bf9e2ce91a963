#include "wirecopy/attribute/text_credit.h"

namespace wirecopy {

CreditVerdict CreditOfText(std::string_view text, std::string_view title, const std::vector<Word>& words,
                           const AttributionTables& tables) {
  const std::vector<Span> repeated;
  const Layout layout = FindLayout({text, &words, title, &repeated}, tables);
  return JudgeCredits(FindCredits({text, &words, &layout}, tables), {}, layout, tables);
}

}  // namespace wirecopy

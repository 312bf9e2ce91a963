#include "wirecopy/attribute/credit_verdict.h"

#include "wirecopy/attribute/mentions.h"

namespace wirecopy {
namespace {

CreditState StateOf(const Credit& credit) {
  switch (credit.kind) {
    case CreditKind::kCreditLine:
      return credit.partial ? CreditState::kPartial : CreditState::kFull;
    case CreditKind::kAttributionInText:
    case CreditKind::kQuotedMedium:
      return CreditState::kInText;
    case CreditKind::kPhotoCredit:
      return CreditState::kPhotoOnly;
  }
  return CreditState::kNone;
}

}  // namespace

std::string_view ToString(CreditState state) {
  switch (state) {
    case CreditState::kFull:
      return "full";
    case CreditState::kPartial:
      return "partial";
    case CreditState::kInText:
      return "in-text";
    case CreditState::kPhotoOnly:
      return "photo-only";
    case CreditState::kMetadata:
      return "metadata";
    case CreditState::kNone:
      return "none";
    case CreditState::kUnknown:
      return "unknown";
  }
  return "";
}

CreditVerdict JudgeCredits(const std::vector<Credit>& credits, std::string_view author, const Layout& layout,
                           const AttributionTables& tables) {
  CreditVerdict verdict;
  for (size_t i = 0; i < credits.size(); ++i) {
    if (credits[i].type != SourceType::kAgency) continue;
    if (!verdict.best || StateOf(credits[i]) < verdict.state) verdict = {StateOf(credits[i]), i, credits[i].source};
  }
  const std::vector<Word> words = WordSplitter().Split(author);
  for (const Mention& mention : FindMentions(author, words, tables)) {
    if (mention.type != SourceType::kAgency) continue;
    if (!verdict.best || verdict.state >= CreditState::kPhotoOnly) {
      return {CreditState::kMetadata, std::nullopt, mention.source};
    }
  }
  if (!verdict.best) {
    verdict.state = author.empty() && layout.furniture.empty() ? CreditState::kUnknown : CreditState::kNone;
  }
  return verdict;
}

}  // namespace wirecopy

#include "wirecopy/attribute/credit_verdict.h"

#include <algorithm>

#include "wirecopy/attribute/credit_words.h"
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

// "Lusa Gomes" is a person: another word stands beside the abbreviation with nothing but a space between.
bool PartOfAName(std::string_view author, const std::vector<Word>& words, const Mention& mention) {
  const auto joined = [&](uint32_t left) {
    return author.substr(words[left].end, words[left + 1].begin - words[left].end) == " ";
  };
  return (mention.words.begin > 0 && joined(mention.words.begin - 1)) ||
         (mention.words.end < words.size() && joined(mention.words.end - 1));
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
  const std::vector<Word> words = SplitAtApostrophes(author, WordSplitter().Split(author));
  for (const Mention& mention : FindMentions(author, words, tables)) {
    if (mention.type != SourceType::kAgency || (mention.is_short && PartOfAName(author, words, mention))) continue;
    if (!verdict.best || verdict.state >= CreditState::kPhotoOnly) {
      return {CreditState::kMetadata, std::nullopt, mention.source};
    }
  }
  if (!verdict.best) {
    const bool page = std::any_of(layout.furniture.begin(), layout.furniture.end(),
                                  [](const LayoutPart& part) { return part.kind != "repeated"; });
    verdict.state = author.empty() && !page ? CreditState::kUnknown : CreditState::kNone;
  }
  return verdict;
}

}  // namespace wirecopy

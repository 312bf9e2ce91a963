#include "wirecopy/attribute/credit_verdict.h"

#include <re2/re2.h>

#include <algorithm>

#include "wirecopy/attribute/credit_words.h"
#include "wirecopy/attribute/line_forms.h"
#include "wirecopy/attribute/mentions.h"
#include "wirecopy/text/lines.h"

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

// "Lusa Gomes" is a person: a name stands beside the abbreviation with nothing but a space between.
bool PartOfAName(std::string_view value, const std::vector<Word>& words, const Mention& mention) {
  const auto joined = [&](uint32_t left, uint32_t other) {
    return value.substr(words[left].end, words[left + 1].begin - words[left].end) == " " &&
           IsTitleCase(value.substr(words[other].begin, words[other].end - words[other].begin));
  };
  const uint32_t begin = mention.words.begin, end = mention.words.end;
  return (begin > 0 && joined(begin - 1, begin - 1)) || (end < words.size() && joined(end - 1, end));
}

// The agency that a field names; empty where it names none.
std::string AgencyIn(std::string_view value, const AttributionTables& tables) {
  const std::vector<Word> words = SplitPhrase(value);
  for (const Mention& mention : FindMentions(value, words, tables)) {
    if (mention.type != SourceType::kAgency || (mention.is_short && PartOfAName(value, words, mention))) continue;
    return mention.source;
  }
  return "";
}

// Whether a part shows that the scraper kept what stands around the prose. It keeps a title and captions anyway, and
// learned text may be anything.
bool ShowsThePage(const LayoutPart& part) {
  return part.kind != "repeated" && part.kind != "title" && !part.kind.starts_with("caption");
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

bool LooksCut(std::string_view text) {
  static const RE2 count(R"(\[\+\d+ chars\]$)");
  const Span trimmed = Trim(text, {0, static_cast<uint32_t>(text.size())});
  const std::string_view inside = text.substr(trimmed.begin, trimmed.size());
  return BeginsSmall(inside) || inside.ends_with("...") || inside.ends_with("…") || inside.ends_with("[…]") ||
         inside.ends_with("[...]") || RE2::PartialMatch(re2::StringPiece(inside.data(), inside.size()), count);
}

CreditVerdict JudgeCredits(const std::vector<Credit>& credits, const RecordFields& fields, const Layout& layout,
                           const AttributionTables& tables) {
  CreditVerdict verdict;
  for (size_t i = 0; i < credits.size(); ++i) {
    if (credits[i].type != SourceType::kAgency) continue;
    if (!verdict.best || StateOf(credits[i]) < verdict.state) verdict = {StateOf(credits[i]), i, credits[i].source, ""};
  }
  if (!verdict.best || verdict.state >= CreditState::kPhotoOnly) {
    for (const std::string_view values : {fields.author, fields.provider}) {
      for (const Span line : Lines(values)) {
        const std::string_view value = values.substr(line.begin, line.size());
        if (const std::string agency = AgencyIn(value, tables); !agency.empty()) {
          return {CreditState::kMetadata, std::nullopt, agency, std::string(value)};
        }
      }
    }
  }
  if (!verdict.best) {
    const bool page = std::any_of(layout.furniture.begin(), layout.furniture.end(), ShowsThePage);
    const bool lost = fields.cut || (fields.author.empty() && !page);
    verdict.state = lost ? CreditState::kUnknown : CreditState::kNone;
  }
  return verdict;
}

}  // namespace wirecopy

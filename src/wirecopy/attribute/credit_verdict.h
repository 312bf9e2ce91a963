// Whether an article credits an agency, all its mentions taken together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/attribute/credits.h"

namespace wirecopy {

enum class CreditState : uint8_t { kFull, kPartial, kInText, kPhotoOnly, kMetadata, kNone, kUnknown };
std::string_view ToString(CreditState state);

// Whether the credit says that the text is an agency's: a credit line for the whole, or the author. "With files from"
// does not say which part.
constexpr bool ClaimsAgencyText(CreditState state) {
  return state == CreditState::kFull || state == CreditState::kMetadata;
}

// Whether it names an agency as a source of text, of all of it or of some; a photo credit does not.
constexpr bool CreditsText(CreditState state) {
  return ClaimsAgencyText(state) || state == CreditState::kPartial || state == CreditState::kInText;
}

// The article's credit of an agency as a whole.
struct CreditVerdict {
  CreditState state = CreditState::kUnknown;
  std::optional<size_t> best;  // number of the credit that says so; none for metadata, none and unknown
  std::string source;          // canonical name of the agency, where there is one
  std::string field;           // of metadata: the record's words that name it
};

// What a record says beside its text.
struct RecordFields {
  std::string_view author;
  std::string_view provider;  // other fields, a line each
  bool cut = false;           // the text begins or ends in the middle: LooksCut
};

// Whether a text begins with a small letter, or ends with dots or a count of what is missing ("[+1234 chars]"): a
// teaser, or a piece of an article.
bool LooksCut(std::string_view text);

// `none` is said only where the record shows that a credit would have survived: an author or page furniture beside
// titles and captions came with it, and the text is whole; else `unknown`.
CreditVerdict JudgeCredits(const std::vector<Credit>& credits, const RecordFields& fields, const Layout& layout,
                           const AttributionTables& tables);

}  // namespace wirecopy

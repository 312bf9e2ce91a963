// Who the article itself names as a source, and how.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/attribute/layout.h"
#include "wirecopy/attribute/sources.h"

namespace wirecopy {

struct Credit {
  CreditKind kind = CreditKind::kCreditLine;
  SourceType type = SourceType::kAgency;
  bool partial = false;  // "With files from AP"
  std::string source;    // canonical name, or the words of the text for a medium that no table knows
  Span bytes;            // cue and name
};

enum class CreditState : uint8_t { kFull, kPartial, kInText, kPhotoOnly, kMetadata, kNone, kUnknown };
std::string_view ToString(CreditState state);

// The article's credit of an agency as a whole.
struct CreditVerdict {
  CreditState state = CreditState::kUnknown;
  std::optional<size_t> best;  // number of the credit that says so; none for metadata, none and unknown
  std::string source;          // canonical name of the agency, where there is one
};

struct CreditInput {
  std::string_view text;
  const std::vector<Word>* words = nullptr;
  const Layout* layout = nullptr;
};

// Every mention of a source beside a cue, in a bracket or line of its own, or in a caption; by place.
std::vector<Credit> FindCredits(const CreditInput& input, const AttributionTables& tables);

// `author` is the record's field. `none` is said only where the record shows that a credit would have survived: an
// author or any page furniture came with it; else `unknown`.
CreditVerdict JudgeCredits(const std::vector<Credit>& credits, std::string_view author, const Layout& layout,
                           const AttributionTables& tables);

}  // namespace wirecopy

// Who the article itself names as a source, and how.
#pragma once

#include <cstdint>
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

struct CreditInput {
  std::string_view text;
  const std::vector<Word>* words = nullptr;
  const Layout* layout = nullptr;
};

// Every mention of a source beside a cue, in a bracket or line of its own, or in a caption; by place.
std::vector<Credit> FindCredits(const CreditInput& input, const AttributionTables& tables);

}  // namespace wirecopy

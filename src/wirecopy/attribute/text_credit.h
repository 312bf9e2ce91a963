// Whom an article credits, as far as its text alone tells.
#pragma once

#include <string_view>
#include <vector>

#include "wirecopy/attribute/credit_verdict.h"
#include "wirecopy/attribute/sources.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

// Without the fields of its record, and without what a collection teaches about the furniture of its outlet. `words` of
// `text`.
CreditVerdict CreditOfText(std::string_view text, std::string_view title, const std::vector<Word>& words,
                           const AttributionTables& tables);

}  // namespace wirecopy

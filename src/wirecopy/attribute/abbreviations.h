// Abbreviations that an article explains itself.
#pragma once

#include <string_view>
#include <vector>

#include "wirecopy/base/span.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

// The words whose initials the abbreviation `name` (one word of 2 to 6 letters) is, where the text puts the two side by
// side: "Australian Federal Police (AFP)", "AFP (Australian Federal Police)", "AFP, Agence France-Presse,". Empty where
// it does not. Small words may stand between the others. "ALIQUIPPA, Pa. (AP) -" explains nothing: a comma stands in
// it, and it is a dateline.
Span ExplainedBy(std::string_view text, const std::vector<Word>& words, uint32_t name);

}  // namespace wirecopy

// Names that stand apart from the prose, read as a small language.
#pragma once

#include <optional>

#include "wirecopy/attribute/credit_tokens.h"

namespace wirecopy {

struct PlaceCredit {
  CreditKind kind = CreditKind::kCreditLine;
  bool partial = false;
  Span words;  // cue and name
};

// What the mention is in the stretch (bytes) that holds it; nullopt where the stretch is prose or the mention does not
// stand well in it.
std::optional<PlaceCredit> ReadStretch(const CreditText& text, const Mention& mention, Span stretch, Place place);

}  // namespace wirecopy

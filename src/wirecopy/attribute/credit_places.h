// Credits by where a name stands, apart from the prose.
#pragma once

#include <optional>

#include "wirecopy/attribute/credit_stretch.h"

namespace wirecopy {

// What the mention is in its bracket, its line, behind the last sentence of its line, or at the head of it: a credit
// line or a photo credit; nullopt where it does not stand apart. `in_list`: the line is one of links or keywords, where
// names stand beside names; only a bracket counts there.
std::optional<PlaceCredit> CreditByPlace(const CreditText& text, const Mention& mention, bool in_list);

}  // namespace wirecopy

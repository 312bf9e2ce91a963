// Credits of the pictures that stand between the paragraphs, told by their place.
#pragma once

#include "wirecopy/attribute/credit_text.h"
#include "wirecopy/attribute/layout.h"

namespace wirecopy {

// Whether a credit line without a cue, at this mention, is a picture's.
bool SignsAPicture(const CreditText& text, const Layout& layout, const Mention& mention);

}  // namespace wirecopy

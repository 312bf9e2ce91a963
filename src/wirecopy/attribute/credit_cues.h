// Credits by the words beside a name in a sentence.
#pragma once

#include "wirecopy/attribute/credit_text.h"

namespace wirecopy {

// The cue that makes an attribution, a quoted medium or a credit line of the mention, or nullptr: the nearest of each
// kind; where they compete, the one that is nearer. Takes the order of kinds from credits.cc.
const FoundCue* CueInSentence(const CreditText& text, const Mention& mention);

// The nearest cue for a picture, where cue and name stand side by side or a colon parts them.
const FoundCue* PhotoCueInSentence(const CreditText& text, const Mention& mention);

// Whether the words right beside the mention make something else of it: the AFP (an army), Reuters Institute; or
// whether it is a person's name (Michael Bloomberg).
bool IsSomethingElse(const CreditText& text, const Mention& mention, const FoundCue& cue);

// Cue and name.
Span WordsWithCue(const Mention& mention, const FoundCue& cue);

}  // namespace wirecopy

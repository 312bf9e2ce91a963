// The words of the small language of credits (credit_stretch.cc).
#pragma once

#include <optional>
#include <vector>

#include "wirecopy/attribute/credit_text.h"

namespace wirecopy {

// Where a stretch of text stands: in a bracket, a whole line, behind the last sentence of a line, at the head of one.
enum class Place : uint8_t { kBracket, kLine, kTail, kHead };

struct Token {
  enum class Kind : uint8_t { kSource, kCue, kJoiner, kVia, kDesk, kSlug, kDate, kName };
  Kind kind;
  Span words;
  const Cue* cue = nullptr;
  bool photo = false;
};

// The words as tokens; nullopt where one of them is a word of prose.
std::optional<std::vector<Token>> Tokenize(const CreditText& text, Span words, Place place);

}  // namespace wirecopy

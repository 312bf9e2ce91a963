// Speech by what a whole collection says of it: words that other articles print inside quotation marks are speech where
// an article prints them without.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

struct SpeechOptions {
  int run_words = 8;          // the unit that is counted
  uint32_t least_quoted = 2;  // of its places in the collection stand inside quotation marks,
  double least_share = 0.3;   // and this share of all its places
};

// One article; `flags`: kFurnitureWord and kQuotedWord are read, kSpeechWord is set. Both must outlive the call.
struct SpeechInput {
  std::span<const Word> words;
  std::span<uint8_t> flags;
};

// Sets kSpeechWord on every word of a run that is speech elsewhere. O(words), memory O(quoted words).
void MarkSpeech(std::span<const SpeechInput> articles, const SpeechOptions& options, const Executor& executor);

}  // namespace wirecopy

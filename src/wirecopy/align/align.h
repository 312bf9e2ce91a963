// Aligns the words of two articles: which passages of one stand, word for word or edited, in the other.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "wirecopy/align/runs.h"
#include "wirecopy/base/span.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

enum class PassageKind : uint8_t { kExact, kEdited, kReworded, kTranslated };
std::string_view ToString(PassageKind kind);

// Text of one article that stands in another. Spans count words, from the first word of the first run to behind the
// last word of the last, so they end where the evidence ends. A reworded passage is another thing (reworded.h): it
// spans whole sentences, and its runs, if any, are in the order of `a` alone. So does a translated one
// (lexicon/translations.h), which has none.
struct Passage {
  Span a;
  Span b;
  std::vector<WordRun> runs;  // words that are equal or nearly so (near_words.h), disjoint and rising on both sides
  PassageKind kind = PassageKind::kExact;
  double similarity = 0;  // 2 * words in runs / words of both spans

  uint32_t shared_words() const;
  void SwapSides();
};

struct AlignOptions {
  int seed_words = 5;         // the shortest run that is looked for
  uint32_t anchor_words = 8;  // a run of as many makes a passage,
  uint32_t dense_words = 15;  // or shorter ones close together, of as many words in all
  uint32_t least_words = 12;  // of a passage, if both articles have as many
  uint32_t most_gap = 120;    // code points between two anchors of a passage, on either side
  bool chain = true;          // otherwise each run of equal words is a passage: to measure what chaining adds
};

// Passages in order of `a`. Each word is in the runs of one passage at most, on either side; where text was moved into
// a passage or out of it, a passage may stand between two runs of another, on one side. Two articles too short for a
// passage make an exact one when all their words are equal. `seeds`: of a's words; `noisy`: single words that match
// where characters are wrong (noise.h).
std::vector<Passage> Align(const AlignText& a, const SeedIndex& seeds, const AlignText& b, const AlignOptions& options,
                           const std::vector<WordRun>& noisy = {});

// For two articles that are aligned once.
inline std::vector<Passage> Align(const AlignText& a, const AlignText& b, const AlignOptions& options) {
  return Align(a, SeedIndex(a.words, options.seed_words), b, options);
}

}  // namespace wirecopy

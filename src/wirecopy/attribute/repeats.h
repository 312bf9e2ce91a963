// Text that one outlet prints under many unlike articles: its own promotions, notices, menus and boxes of links, which
// no table knows. What is learned is a list of texts; where they stand is looked up with that list, so a list that was
// saved and corrected by hand does the same.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/base/span.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

struct RepeatInput {
  std::string_view text;
  std::span<const Word> words;
  uint32_t outlet = 0;  // number of the outlet
  uint32_t family = 0;  // number of its family
  bool learn = true;    // not from an agency: what it repeats is what others run
};

struct RepeatOptions {
  uint32_t least_articles = 3;  // of one outlet that hold the text
  double least_share = 0.02;    // of the outlet's articles that hold it
};

struct RepeatedText {
  uint32_t outlet = 0;
  uint32_t articles = 0;   // of the outlet that hold the line; of a run, that hold its most frequent words
  std::string example;     // as one article has it; digits may differ elsewhere
  bool whole_line = true;  // else a run of words, wherever it stands

  friend bool operator==(const RepeatedText&, const RepeatedText&) = default;
};

// Whole lines, then runs of 12 words and more; by outlet, then by articles. Digits are masked, so "Page 3 of 7"
// repeats. Nothing is learned that another family has too (that is wire text), nor from articles that have most of
// their text in common (those are versions of one story).
std::vector<RepeatedText> LearnRepeats(std::span<const RepeatInput> articles, const RepeatOptions& options,
                                       const Executor& executor);

// Where the outlets' texts stand in their articles: sorted and disjoint, in bytes, for each article.
std::vector<std::vector<Span>> FindRepeats(std::span<const RepeatInput> articles, std::span<const RepeatedText> texts,
                                           const Executor& executor);

}  // namespace wirecopy

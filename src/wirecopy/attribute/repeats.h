// Lines that one outlet prints under many unlike articles: its own promotions, notices and menus, which no table knows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/base/span.h"

namespace wirecopy {

struct RepeatInput {
  std::string_view text;
  uint32_t outlet = 0;  // number of the outlet
  uint32_t family = 0;  // number of its family
  bool learn = true;    // not from an agency: what it repeats is what others run
};

struct RepeatOptions {
  uint32_t least_articles = 3;  // of one outlet that hold the line
  double least_share = 0.02;    // of the outlet's articles that hold it
};

struct LearnedLine {
  uint32_t outlet = 0;
  uint32_t articles = 0;
  std::string example;  // as one article has it
};

struct Repeats {
  std::vector<std::vector<Span>> lines;  // for each article, sorted; bytes
  std::vector<LearnedLine> learned;      // by outlet, then by articles
};

// Digits are masked, so "Page 3 of 7" repeats. A line is never learned when another family has it too (that is wire
// text), nor from articles that share most of their other lines (those are versions of one story).
Repeats LearnRepeats(std::span<const RepeatInput> articles, const RepeatOptions& options, const Executor& executor);

}  // namespace wirecopy

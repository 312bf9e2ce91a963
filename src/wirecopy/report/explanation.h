// Why two articles are reported as they are, or are not, stage by stage.
#pragma once

#include <string>
#include <vector>

#include "wirecopy/pipeline/explain.h"

namespace wirecopy {

struct ExplanationOptions {
  bool colour = false;
  int columns = 100;  // of the terminal
};

// One block a stage and a last line with the outcome. ASCII but for what the articles bring along.
std::string ExplanationText(const Explanation& explanation, const ExplanationOptions& options);

// The same as one JSON object.
std::string ExplanationJson(const Explanation& explanation);

// One number of a cut against what is asked: "shared prose words 12 of at least 16".
std::string BarText(const Bar& bar);

// How the two were searched for translated sentences, and by what these are related.
std::vector<std::string> TranslationLines(const Explanation& explanation);

// The outcome and its reason in plain words, without a point at the end.
std::string OutcomeReason(const Explanation& explanation);

inline bool IsReported(Outcome outcome) {
  return outcome == Outcome::kShared || outcome == Outcome::kReworded || outcome == Outcome::kTranslated ||
         outcome == Outcome::kRetold;
}

// Whether the scan compared the two word by word: candidates, and articles with sentences that are alike.
inline bool Compared(const Explanation& explanation) {
  return explanation.candidate || (explanation.retold_asked && explanation.retold_kept > 0);
}

}  // namespace wirecopy

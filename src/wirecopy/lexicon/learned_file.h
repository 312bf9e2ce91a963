// Learned words as a table that can be looked at, edited, passed on and read by the next scan.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/lexicon/learn.h"

namespace wirecopy {

// Of one pair of languages (ISO 639-1).
struct LearnedLexicon {
  std::string source_language, target_language;
  std::vector<LearnedWord> words;
};

// Tab-separated, with a header.
std::string LearnedTable(std::span<const LearnedLexicon> lexicons);

// InvalidArgument names the file and what is wrong with it. Columns that are not words may be missing.
absl::StatusOr<std::vector<LearnedLexicon>> ReadLearned(const std::string& path);

// The words of the pair, in this direction.
std::span<const LearnedWord> LearnedFor(std::span<const LearnedLexicon> lexicons, std::string_view source_language,
                                        std::string_view target_language);

}  // namespace wirecopy

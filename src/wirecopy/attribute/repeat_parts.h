// What learning and finding repeated text have in common (repeats.h): the hashes of lines and of words in a row.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "wirecopy/attribute/repeats.h"

namespace wirecopy {

inline constexpr int kGramWords = 12;   // the shortest run that is learned: fewer words make no passage
inline constexpr double kUnlike = 0.4;  // share of common text below which two articles are unlike

// Of the holders of one text neighbours are compared, and so many of them at most.
inline constexpr size_t kMostCompared = 8;

// The hash of a line with its digits masked.
uint64_t MaskedHash(std::string_view line);

// The words of an article, those with digits by another hash in which the digits are masked.
std::vector<Word> MaskedWords(std::string_view text, std::span<const Word> words);

// How many articles of an outlet must hold a text, by the number of its articles.
uint32_t LeastHolders(const RepeatOptions& options, size_t articles);

std::vector<RepeatedText> LearnRepeatedLines(std::span<const RepeatInput> articles, const RepeatOptions& options,
                                             const Executor& executor);

// `aside`: for each article the learned lines, sorted, in bytes; runs do not touch them.
std::vector<RepeatedText> LearnRepeatedRuns(std::span<const RepeatInput> articles,
                                            std::span<const std::vector<Span>> aside, const RepeatOptions& options,
                                            const Executor& executor);

}  // namespace wirecopy

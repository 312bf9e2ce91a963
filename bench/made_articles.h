// What the benchmarks run on: 256 made-up articles of 330 words, the same in every run.
#pragma once

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "wirecopy/text/words.h"

namespace wirecopy {

inline constexpr int kMadeArticles = 256;
inline constexpr int kMadeWords = 330;  // an article

const std::vector<std::string>& MadeArticles();
std::vector<std::vector<Word>> MadeWords();

// One round is one pass over all of them.
void CountMadeArticles(benchmark::State& state);

}  // namespace wirecopy

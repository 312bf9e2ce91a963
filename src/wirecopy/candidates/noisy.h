// Pairs of articles that share text through noise: characters that optical character recognition got wrong leave few
// words in a row, but many letters.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/candidates/postings.h"
#include "wirecopy/candidates/trace.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

struct NoisyArticle {
  std::string_view text;
  std::span<const Word> words;
  std::span<const uint8_t> excluded;  // boilerplate, one flag a word
};

struct NoisyOptions {
  double least_alone = 0.01;  // share of an article's words that no other has, from where it may be noisy
  int gram_letters = 12;      // letters in a row that are looked up
  int sampled = 4;            // one in so many of them is kept, the same everywhere
  uint32_t least_grams = 12;  // that a pair shares close together:
  uint32_t window = 600;      // at most so many letters apart in one article,
  uint32_t drift = 32;        // and as far in the other, give or take so many
  MeetingOptions meetings;
};

// Pairs (the lower number first, sorted) of which one article at least may be noisy. `rank` as in FindMeetings.
// O(letters + meetings of grams) time; memory for the sampled grams of noisy articles, and of others for those they
// share with them. `trace`: what is said of letters is filled where it is given.
std::vector<ArticlePair> FindNoisyPairs(std::span<const NoisyArticle> articles, std::span<const uint32_t> rank,
                                        const NoisyOptions& options, const Executor& executor,
                                        PairTrace* trace = nullptr);

}  // namespace wirecopy

// The articles that keys and sets are taken from: given ones, or made ones where none are given.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/ingest/ingest.h"

namespace wirecopy {

struct Corpus {
  bool generated = false;
  std::vector<std::string> texts;  // UTF-8
  std::vector<std::string> urls;   // those that there are
  std::vector<Skip> skips;
};

// Reads the inputs as `scan` does. An error when no article with text is in them. Of more than `most_articles` it keeps
// that many, evenly spread.
absl::StatusOr<Corpus> ReadCorpus(const std::vector<std::string>& inputs, size_t most_articles,
                                  const Progress& progress);

// Invented news: words of invented syllables with the frequencies of Zipf's law, sentences, an address for each
// article, and among the articles revisions of earlier ones from slight to heavy, so that every resemblance occurs. The
// same for the same seed on every machine.
Corpus GenerateCorpus(size_t articles, uint64_t seed);

// The 5-word shingles of each text as a sorted set of hashes, as `scan` makes them.
std::vector<std::vector<uint64_t>> ShingleSets(const std::vector<std::string>& texts, const Executor& executor);

inline constexpr int kShingleWords = 5;

}  // namespace wirecopy

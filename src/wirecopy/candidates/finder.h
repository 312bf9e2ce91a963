// The pairs of articles that are worth aligning, by two paths: fingerprints (any shared run of the guaranteed length,
// wherever it stands) and MinHash bands (near-duplicates, also where edits leave no long run).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/candidates/bands.h"
#include "wirecopy/candidates/postings.h"
#include "wirecopy/candidates/trace.h"
#include "wirecopy/signature/scheme.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

// What the finder needs of one article; the words must outlive the call.
struct Searchable {
  std::span<const Word> words;
  std::span<const uint8_t> excluded;  // boilerplate, one flag a word
};

struct FinderOptions {
  int shingle_words = 5;      // of the resemblance set
  int fingerprint_words = 8;  // k of the fingerprints
  int guarantee_words = 16;   // a shared run of as many words always becomes a candidate; >= fingerprint_words
  double threshold = 0.5;     // Jaccard resemblance for which the bands are chosen
  Bands bands;
  MeetingOptions meetings;
  bool by_fingerprints = true;  // a path is left out to measure what it adds
  bool by_bands = true;
};

struct CandidatePair {
  uint32_t a = 0, b = 0;  // a < b
  bool by_fingerprint = false;
  bool by_bands = false;    // met in a bucket
  bool by_letters = false;  // noisy.h
};

struct Candidates {
  std::vector<CandidatePair> pairs;  // by (a, b)
  uint64_t fingerprints = 0;         // postings
  uint64_t fingerprint_pairs = 0;    // pairs that share a fingerprint
  uint64_t run_pairs = 0;            // of these, pairs whose runs there reach the guarantee together
  uint64_t band_pairs = 0;           // pairs that share a bucket
  uint64_t near_pairs = 0;           // of these, pairs by fingerprint too, or of half the threshold's exact resemblance
  std::vector<uint8_t> linked;       // a flag an article: whether it is in one of them
  uint64_t linked_groups = 0;        // runs and buckets so common that their articles were linked, not paired
};

// Deterministic. `rank` as in FindMeetings. `trace`: filled, but for the letters, where it is given.
Candidates FindCandidates(std::span<const Searchable> articles, std::span<const uint32_t> rank,
                          const SignatureScheme& scheme, const FinderOptions& options, const Executor& executor,
                          PairTrace* trace = nullptr);

// Whether a pair that met in a bucket alone is worth aligning.
inline bool NearEnough(double jaccard, const FinderOptions& options) { return 2 * jaccard >= options.threshold; }

}  // namespace wirecopy

// The main job: which articles share text, who had it first, and who is credited.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/ingest/ingest.h"
#include "wirecopy/pipeline/run.h"

namespace wirecopy {

struct ScanOptions {
  std::vector<std::string> inputs;   // files, folders, globs, "-"
  std::vector<std::string> sources;  // the same, of agencies: the reference set
  IngestOptions ingest;
  std::string outlets_file;
  AttributionFiles attribution;
  std::string boilerplate_file;  // texts of outlets, in place of those that would be learned
  int signature_values = 128;
  double miss_weight = 4;  // a missed near-duplicate costs as much as so many pairs compared in vain
  FinderOptions finder;    // bands are chosen from the threshold
  AlignOptions align;
  OverlapCuts cuts;
  double duplicate_average = 0.45;  // prose Jaccard of two clusters of duplicates on average, for which they are joined
  double story_similarity = 0.5;    // likeness of two articles of one story,
  double story_average = 0.45;      // and of all of them on average
  bool set_quotes_aside = true;     // quoted words are not prose; off only to measure what that adds, as the next three
  bool set_boilerplate_aside = true;  // nor is page furniture
  bool find_by_letters = true;        // candidates through noise
  bool find_reworded = true;          // passages in other words
  bool find_retellings = true;        // pairs without shared text that have a source in common
  bool find_translated = true;        // copy in another language
  TranslationOptions translation;
  std::vector<std::string> lexicons;  // files; besides these, those of the pairs of languages in lexicon_folder
  std::string lexicon_folder;
  bool use_lexicons = true;            // off only to measure what they add
  std::string learned_file;            // word pairs that an earlier run has learned
  std::string derivation_file;         // of another derivation model; empty: the built-in one
  std::optional<double> wholly_share;  // in place of the model: of the body, from where it is wholly derived
};

// Checks that the options fit together; the message names the option.
absl::Status Validate(const ScanOptions& options);

// Cancelled when the executor was.
absl::StatusOr<Run> Scan(const ScanOptions& options, const Executor& executor, const Progress& progress = {});

}  // namespace wirecopy

// The stages of a scan, in their order. Each fills its part of the run and returns how much came out of it.
#pragma once

#include <memory>

#include "wirecopy/pipeline/bags.h"
#include "wirecopy/pipeline/known_boilerplate.h"
#include "wirecopy/pipeline/scan.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {

// What a scan works with besides its articles, made from the options, which are checked.
struct Tools {
  AttributionTables tables;
  OutletTable outlets;
  DerivationModel model;
  std::optional<std::vector<KnownBoilerplate>> boilerplate;  // none: it is learned
  std::unique_ptr<SignatureScheme> scheme;
  FinderOptions finder;  // with the bands

  static absl::StatusOr<Tools> Make(const ScanOptions& options);
};

// Inputs, then the reference set. An error when nothing at all could be read.
absl::Status ReadArticles(const ScanOptions& options, const Progress& progress, Run* run);

// Words, layout, quotes, credits, outlet of every article. Returns the words.
uint64_t Analyse(const ScanOptions& options, const Tools& tools, const Executor& executor, Run* run);

// Pairs worth aligning. `trace`: filled where it is given.
Candidates FindRunCandidates(const ScanOptions& options, const Tools& tools, const Executor& executor, Run* run,
                             PairTrace* trace = nullptr);

// Aligns, scores and directs every candidate; keeps what has an overlap. Returns the pairs.
uint64_t AlignPairs(const ScanOptions& options, const Candidates& candidates, const Executor& executor, Run* run);

// Passages that two articles have in other words: added to their pairs, and pairs that have nothing else. Returns the
// pairs with such a passage.
uint64_t FindRewordedPassages(const ScanOptions& options, const std::vector<SentenceBags>& bags,
                              const Executor& executor, Run* run);

// Pairs that share no text but the same utterances or the same event: added, with the quotations and the facts. Returns
// how many they are.
uint64_t FindRetellings(const ScanOptions& options, const std::vector<SentenceBags>& bags, const Executor& executor,
                        Run* run);

// Copy in another language than its source's: pairs with sentences that translate each other. An error when a lexicon
// cannot be read; else the pairs.
absl::StatusOr<uint64_t> FindTranslatedCopy(const ScanOptions& options, const Executor& executor, Run* run);

// Shares, sources and derivation of every article. Returns the articles that are derived.
uint64_t AttributeReuse(const ScanOptions& options, const DerivationModel& model, const Executor& executor, Run* run);

// What the clusters of stories go by.
double StorySimilarity(const SharedText& shared, const OverlapCuts& cuts);

// Both levels. Returns the clusters of two or more articles.
uint64_t ClusterArticles(const ScanOptions& options, Run* run);

// Which articles are later states of one article of their outlet. Asks the clusters.
void FindVersions(Run* run);

// The recall that the bands and fingerprints reached, against the exact resemblance of a sample with all articles.
// Returns the exact pairs of the sample.
uint64_t MeasureRecall(const FinderOptions& options, const Candidates& candidates, const Executor& executor, Run* run);

// The league table.
void SummariseOutlets(Run* run);

}  // namespace wirecopy

// Everything that one scan finds out: what the report is written from. Offsets are bytes or words of the articles'
// texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wirecopy/align/quote_pair.h"
#include "wirecopy/attribute/credit_verdict.h"
#include "wirecopy/attribute/derivation.h"
#include "wirecopy/attribute/layout.h"
#include "wirecopy/attribute/outlets.h"
#include "wirecopy/attribute/repeats.h"
#include "wirecopy/attribute/reuse.h"
#include "wirecopy/base/article.h"
#include "wirecopy/candidates/finder.h"
#include "wirecopy/cluster/clusters.h"
#include "wirecopy/ingest/ingest.h"
#include "wirecopy/lexicon/learned_file.h"
#include "wirecopy/lexicon/translations.h"

namespace wirecopy {

// Where an article's reused text stands as well.
struct ReuseSource {
  std::optional<uint32_t> article;  // in the run; or
  std::string agency;               // an agency whose own article is not in the run
  double share = 0;                 // of the body's code points
  Relation relation = Relation::kOutlet;
  std::vector<Span> covered;  // of the body; bytes, sorted and disjoint
};

// What is known of one article beyond its record.
struct Analysis {
  Outlet outlet;
  bool is_reference = false;      // given by --source
  bool outlet_in_record = false;  // by name or by the host of its url, not by the file's folder alone
  std::string language;
  std::vector<Word> words;
  std::vector<uint8_t> word_flags;  // attribute/word_flags.h
  uint32_t prose_words = 0;
  Layout layout;
  std::vector<Span> quotes;  // bytes
  std::vector<Credit> credits;
  CreditVerdict credit;
  bool brief = false;  // shorter than a shingle: matched only as a whole

  double reused_share = 0;
  Derivation derivation = Derivation::kNone;
  std::optional<DerivationFeatures> derivation_features;  // where anything counts as reused
  std::optional<double> derivation_probability;           // of `derivation`, where the model was asked
  std::vector<ReuseSource> sources;                       // agencies first, then by share
  uint32_t duplicate_cluster = 0;                         // numbers into Run::duplicates and Run::stories
  uint32_t story = 0;
  std::optional<uint32_t> duplicate_of;
  std::optional<uint32_t> version_of;  // the same outlet's article before it, of which it is another state
  uint32_t version = 1, versions = 1;  // its place in the chain of these, and how long that is

  bool is_latest() const { return version == versions; }
};

// What one article has of another in its own language.
struct TranslatedText {
  struct Sentences {
    Span a, b;              // bytes
    double similarity = 0;  // share of the evidence that their words could give, 0 to 1
  };
  std::vector<Sentences> sentences;  // by a
  std::vector<SharedTerm> terms;     // by which they are related: `source` is of a
  double score = 0;                  // nats
  double confidence = 0;             // 1 - the chance that an article without a source reaches this score
};

// What two articles both state, or state otherwise; words.
struct SharedFact {
  enum class Kind : uint8_t { kName, kDate, kNumber };
  Kind kind = Kind::kName;
  bool same = true;  // else the values differ
  Span a, b;
};

std::string_view ToString(SharedFact::Kind kind);

struct PairResult {
  uint32_t a = 0;  // the source or the earlier one; where neither is known, the first in input order
  uint32_t b = 0;
  Direction direction;
  SharedText shared;
  std::vector<QuotePair> quote_pairs = {};    // where they share no text but speech, and perhaps a source,
  std::vector<SharedFact> shared_facts = {};  // likewise
  std::optional<TranslatedText> translated = std::nullopt;
};

// Whether they share no text, and are a pair by what they say alone.
bool IsRetelling(const PairResult& pair);

// The text that unrelated families have in common in a cluster, told in the words of one member.
struct Consensus {
  struct Stretch {
    Span words;             // of the member, with changed ones inside, which the member's family alone prints
    uint32_t families = 0;  // that print each of the others, the member's own among them: two at least
  };
  uint32_t article = 0;
  std::vector<Stretch> stretches;  // by place; none where no two families agree
  double share = 0;                // of the words of the member's body those agreed on: the changed ones are not
};

struct OutletRow {
  std::string outlet;
  std::string family;
  bool is_agency = false;
  bool known = false;
  uint32_t articles = 0;  // of a chain of versions the latest alone, here and in all that follows
  uint32_t wire_derived = 0;
  uint32_t credited = 0;    // of the wire-derived: full, partial, in-text or metadata
  uint32_t uncredited = 0;  // none or photo-only
  uint32_t unknown = 0;
  std::optional<double> median_lag_hours;  // behind the agency's own article, where both times are known
  std::vector<std::string> agencies;       // whose copy, or whom it credits
  uint32_t derived = 0;                    // articles with text of any other, wire or not
  uint32_t versions = 0;                   // earlier versions of the articles, counted nowhere else
  // Credited to an agency as a whole, but not wire-derived: nobody else's copy of them is in the run.
  uint32_t credited_alone = 0;
};

// How one pair of languages was searched for translated text.
struct TranslationSearch {
  LearnedLexicon learned;             // the languages, and what the run has learned
  std::vector<std::string> lexicons;  // files that were used
  uint64_t taught = 0;                // words that earlier runs have learned
  uint64_t sources = 0, articles = 0;
  uint64_t compared = 0;  // pairs
  uint64_t found = 0;
  double threshold = 0;
  uint64_t calibrated_on = 0;  // articles
};

struct StageCount {
  std::string name;
  uint64_t in = 0;
  uint64_t out = 0;
  double seconds = 0;  // in run.json alone: every other file must be the same each time
};

struct Recall {
  double threshold = 0;
  Bands bands;
  double expected = 0;             // from the S-curve
  std::optional<double> measured;  // share of the exactly found pairs of a sample that the run compared
  uint64_t sample_pairs = 0;
  int guarantee_words = 0;  // 0: without the path that guarantees it; `expected` likewise without bands
};

struct Run {
  Ingested input;
  std::vector<Analysis> analyses;  // as input.articles
  std::vector<PairResult> pairs;   // by (a, b) in input order
  std::vector<TranslationSearch> translations;
  std::vector<Edge> faint;  // likeness of articles that are no pair for want of a passage
  std::vector<Cluster> duplicates;
  std::vector<Cluster> stories;
  std::vector<Consensus> duplicate_consensus, story_consensus;  // one for each cluster
  std::vector<OutletRow> outlets;                               // by name
  std::vector<RepeatedText> learned;  // or given in a file; `outlet`: number of the outlet in `outlets`
  std::vector<StageCount> stages;
  Recall recall;
  uint64_t linked_groups = 0;
  std::vector<uint8_t> linked;  // a flag an article: not all that share its text were compared with it
  std::string scheme;
};

// Whether a source of an article is an agency's text, word for word or translated.
bool IsWire(const Run& run, const ReuseSource& source);

}  // namespace wirecopy

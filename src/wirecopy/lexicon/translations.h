// Which articles of one language are translated from which of another, and sentence by sentence where.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/lexicon/calibrate.h"
#include "wirecopy/lexicon/learn.h"
#include "wirecopy/lexicon/lexicon.h"
#include "wirecopy/lexicon/sentence_index.h"
#include "wirecopy/lexicon/sentence_pairs.h"
#include "wirecopy/lexicon/sentence_terms.h"

namespace wirecopy {

struct TranslationOptions {
  bool cognates = true;         // words alike in spelling; equal words and numbers count always
  bool learn = true;            // from what is found at first, to find more
  double false_sources = 0.01;  // share of the articles without a source that may be given one
  IndexOptions index;
};

// One pair of languages.
struct TranslationTask {
  const LanguageSide& source;
  const LanguageSide& target;
  std::vector<const Lexicon*> lexicons;  // of the two languages, in either direction
  std::span<const LearnedWord> taught;   // what was learned before
  // Whether the article may come from the source, by their numbers in the two sides.
  std::function<bool(uint32_t source, uint32_t target)> allowed;
};

// Two words by which sentences are related.
struct SharedTerm {
  enum class Kind : uint8_t { kName, kNumber, kWord };
  std::string source, target;  // normal forms
  Kind kind = Kind::kWord;
  double evidence = 0;  // nats
};

std::string_view ToString(SharedTerm::Kind kind);

struct FoundTranslation {
  uint32_t source = 0, target = 0;  // numbers in the two sides
  double score = 0;
  double confidence = 0;            // 1 - the chance that an article without a source reaches the score
  std::vector<SentencePair> pairs;  // by source
  std::vector<SharedTerm> terms;    // that say most, the strongest first
};

struct Translations {
  std::vector<FoundTranslation> found;  // by target, one an article at most
  ChanceScores chance;
  double threshold = 0;
  uint64_t compared = 0;  // pairs of articles
  std::vector<LearnedWord> learned;
};

Translations FindTranslations(const TranslationTask& task, const TranslationOptions& options, const Executor& executor);

}  // namespace wirecopy

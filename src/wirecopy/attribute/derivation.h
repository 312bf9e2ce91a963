// Whether an article is derived from others wholly, partially or not at all, by what was found of them in it.
#pragma once

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/attribute/credit_verdict.h"
#include "wirecopy/base/span.h"
#include "wirecopy/base/timestamp.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

enum class Derivation : uint8_t { kNone, kPartially, kWholly };
std::string_view ToString(Derivation derivation);

// What the model knows of an article. "Source": any article that the text may come from.
struct DerivationFeatures {
  double reused = 0;       // share of the body's code points that stand in any source
  double best_source = 0;  // the same of the one source that has most
  double longest_run = 0;  // words in a row that stand in a source, as share of the body's words
  double own = 0;          // share of the prose words outside every passage, plus 0.01: its binary logarithm
  double quoted = 0;       // share of the body's words inside quotation marks
  double similarity = 0;   // share of the words of passages that stand in a source: 1 where nothing was changed
  double passages = 0;     // passages for 100 words of the body; those that overlap count once
  double length = 0;       // binary logarithm of the body's words
  // Beside the text; each is 0 where nothing is known.
  double credited = 0;       // 1: the text as a whole is credited to the agency
  double part_credited = 0;  // 1: the agency is named for a part, or in a sentence
  double uncredited = 0;     // 1: no text is credited, and a credit would have been kept
  double after = 0;          // 1: proven later than the source, -1: proven earlier
  double lag = 0;            // binary logarithm of 1 + the hours behind the source, where `after` is 1; a week at most
};

struct DerivationFeature {
  std::string_view name;
  double DerivationFeatures::*value;
  std::array<int, 2> signs;  // of its weights, by question: 1 never negative, -1 never positive, 0 either
};

inline constexpr std::array<DerivationFeature, 13> kDerivationFeatures = {{
    {"reused", &DerivationFeatures::reused, {1, 1}},
    {"best_source", &DerivationFeatures::best_source, {1, 1}},
    {"longest_run", &DerivationFeatures::longest_run, {1, 1}},
    {"own", &DerivationFeatures::own, {-1, -1}},
    {"quoted", &DerivationFeatures::quoted, {0, 0}},
    {"similarity", &DerivationFeatures::similarity, {1, -1}},
    {"passages", &DerivationFeatures::passages, {0, 0}},
    {"length", &DerivationFeatures::length, {0, 0}},
    {"credited", &DerivationFeatures::credited, {1, 1}},
    {"part_credited", &DerivationFeatures::part_credited, {1, 0}},
    {"uncredited", &DerivationFeatures::uncredited, {-1, 0}},
    {"after", &DerivationFeatures::after, {1, 0}},
    {"lag", &DerivationFeatures::lag, {-1, 0}},
}};

// What stands in the sources, from all of them together, in any order; spans count words of the article.
struct ReusedText {
  double reused = 0, best_source = 0;  // as above
  std::vector<Span> passages;          // with the changed words inside
  std::vector<Span> runs;              // the words that are shared
};

// What an article and its source say beside the text.
struct Circumstances {
  CreditState credit = CreditState::kUnknown;  // of the source's agency; unknown where another one is credited
  Timestamp source = {}, article = {};
};

// `flags`: word_flags.h, a byte for each word.
DerivationFeatures MeasureDerivation(std::span<const uint8_t> flags, ReusedText reuse, const Circumstances& beside);

// Two questions, each answered by a logistic regression: is any of it derived, and if so, all of it?
class DerivationModel {
 public:
  // The constant, then the features in their order; the first column for "any", the second for "all".
  using Weights = Eigen::Matrix<double, static_cast<int>(kDerivationFeatures.size()) + 1, 2>;
  using Row = Eigen::Matrix<double, 1, Weights::RowsAtCompileTime>;

  // `path`: a table like data/derivation.tsv; empty: the built-in one.
  static absl::StatusOr<DerivationModel> Load(const std::string& path);
  // Errors name `source` and what is wrong: a feature is unknown, twice there or missing, a weight is no number or has
  // the wrong sign.
  static absl::StatusOr<DerivationModel> Parse(std::string_view content, std::string source);
  explicit DerivationModel(const Weights& weights) : weights_(weights) {}

  // Of none, partially, wholly; they add up to 1. More that is reused, of one source or in one run, and less own prose
  // never makes `none` more or `wholly` less probable.
  std::array<double, 3> Probabilities(const DerivationFeatures& features) const;
  // The most probable of the three, of equals the least; but what is less probable than the table's row `least` asks is
  // not said: then it is `partially` instead of `wholly`, and `none` instead of both.
  Derivation Verdict(const std::array<double, 3>& probabilities) const;

 private:
  Weights weights_;
  std::array<double, 2> least_ = {0, 0};  // probability of "any", and of `wholly`
};

// 1, then the features: what the weights are for.
DerivationModel::Row RowOf(const DerivationFeatures& features);

}  // namespace wirecopy

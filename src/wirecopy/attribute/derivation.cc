// Wholly, partially or not derived.
//
// The problem: an editor calls an article wholly derived when the wire is the only source of its substance, partially
// when there is other material beside it, and not derived when it was written apart from the wire (Gaizauskas, Foster,
// Wilks, Arundel, Clough, Piao: The METER corpus, 2001). The reused share alone does not say which: a wire story with a
// tenth of its words changed and one with own paragraphs in it can have the same share.
//
// The idea: a few features that a reader can check, and two logistic regressions after one another, for the classes are
// ordered (continuation ratio model: Fienberg, The analysis of cross-classified categorical data, 1980). The first says
// how probable it is that anything is derived, the second that all is if anything is:
//
//   P(none) = 1 - p1        P(partially) = p1 (1 - p2)        P(wholly) = p1 p2
//
// Both questions have weights of their own: what tells copying from chance is how much there is and in how long runs;
// what tells all from a part is what else there is. The weights of features that grow with reuse have one sign, so that
// p1 and p2 and with them the verdict never fall when more is found; changed words are no sign of copying, but no
// material of another source either, which gives the similarity its two signs. Where nothing counts as reused nobody
// asks the model: that is `none`.
//
// What stands beside the text speaks too: a credit for the whole, how soon after the source it appeared. Scrapers lose
// both, so each of these features is 0 where it is not known, and the weights are fitted on articles of which as many
// have lost theirs: then 0 means what is usual, and the text alone decides.
//
// The cost: two products of fourteen numbers for an article.
#include "wirecopy/attribute/derivation.h"

#include <wirecopy_embedded/derivation.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/attribute/word_flags.h"
#include "wirecopy/base/table.h"

namespace wirecopy {
namespace {

constexpr double kLeastOwn = 0.01;  // share of own prose below which there is as good as none
constexpr std::string_view kConstant = "constant";
constexpr std::string_view kLeast = "least";  // row of the least probabilities
constexpr int64_t kHour = 3600, kHalfDay = 12 * kHour, kWeek = 168 * kHour;
constexpr std::array<std::string_view, 2> kQuestions = {"derived", "wholly"};  // columns of the table

double Share(size_t part, size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

double Logistic(double x) { return 1 / (1 + std::exp(-x)); }

size_t Words(const std::vector<Span>& spans) {
  size_t words = 0;
  for (const Span span : spans) words += span.size();
  return words;
}

// 0 for the constant, else 1 + the feature's number.
std::optional<size_t> RowNumber(std::string_view name) {
  if (name == kConstant) return 0;
  for (size_t i = 0; i < kDerivationFeatures.size(); ++i) {
    if (kDerivationFeatures[i].name == name) return i + 1;
  }
  return std::nullopt;
}

std::string_view NameOf(size_t row) { return row == 0 ? kConstant : kDerivationFeatures[row - 1].name; }

// What is wrong with a weight; empty: nothing.
std::string_view WrongWeight(size_t row, size_t question, double weight) {
  const int sign = row == 0 ? 0 : kDerivationFeatures[row - 1].signs[question];
  if (!std::isfinite(weight)) return "is not a number";
  if (sign > 0 && weight < 0) return "must not be negative";
  if (sign < 0 && weight > 0) return "must not be positive";
  return "";
}

// The middle of what the time may mean.
int64_t Middle(Timestamp time) { return time.seconds + (time.precision == Timestamp::Precision::kDay ? kHalfDay : 0); }

void MeasureBeside(const Circumstances& beside, DerivationFeatures* features) {
  switch (beside.credit) {
    case CreditState::kFull:
    case CreditState::kMetadata:
      features->credited = 1;
      break;
    case CreditState::kPartial:
    case CreditState::kInText:
      features->part_credited = 1;
      break;
    case CreditState::kPhotoOnly:
    case CreditState::kNone:
      features->uncredited = 1;
      break;
    case CreditState::kUnknown:
      break;
  }
  features->after = -ProvenOrder(beside.source, beside.article);
  if (features->after > 0) {
    const int64_t lag = std::min(Middle(beside.article) - Middle(beside.source), kWeek);
    features->lag = std::log2(1 + static_cast<double>(lag) / kHour);
  }
}

}  // namespace

std::string_view ToString(Derivation derivation) {
  switch (derivation) {
    case Derivation::kNone:
      return "none";
    case Derivation::kPartially:
      return "partially";
    case Derivation::kWholly:
      return "wholly";
  }
  return "";
}

DerivationFeatures MeasureDerivation(std::span<const uint8_t> flags, ReusedText reuse, const Circumstances& beside) {
  size_t body = 0, prose = 0, quoted = 0;
  for (const uint8_t flag : flags) {
    body += (flag & kFurnitureWord) == 0;
    quoted += (flag & (kFurnitureWord | kQuotedWord)) == kQuotedWord;
    prose += flag == 0;
  }
  size_t longest = 0;
  for (const Span run : reuse.runs) longest = std::max<size_t>(longest, run.size());
  const std::vector<Span> passages = Union(std::move(reuse.passages));
  size_t prose_inside = 0;
  for (const Span passage : passages) {
    prose_inside += static_cast<size_t>(std::count(flags.begin() + passage.begin, flags.begin() + passage.end, 0));
  }
  DerivationFeatures features;
  features.reused = reuse.reused;
  features.best_source = reuse.best_source;
  features.longest_run = std::min(1.0, Share(longest, body));
  features.own = std::log2(kLeastOwn + Share(prose - prose_inside, prose));
  features.quoted = Share(quoted, body);
  features.similarity = Share(Words(Union(std::move(reuse.runs))), Words(passages));
  features.passages = 100 * Share(passages.size(), body);
  features.length = std::log2(std::max<double>(1, static_cast<double>(body)));
  MeasureBeside(beside, &features);
  return features;
}

DerivationModel::Row RowOf(const DerivationFeatures& features) {
  DerivationModel::Row row;
  row[0] = 1;
  for (size_t i = 0; i < kDerivationFeatures.size(); ++i) {
    row[static_cast<int>(i) + 1] = features.*kDerivationFeatures[i].value;
  }
  return row;
}

absl::StatusOr<DerivationModel> DerivationModel::Load(const std::string& path) {
  if (path.empty()) return Parse(embedded::derivation(), "the built-in derivation table");
  absl::StatusOr<std::string> content = ReadFile(path);
  if (!content.ok()) return content.status();
  return Parse(*content, path);
}

absl::StatusOr<DerivationModel> DerivationModel::Parse(std::string_view content, std::string source) {
  absl::StatusOr<Table> table = ParseTsv(content, std::move(source));
  if (!table.ok()) return table.status();
  const auto bad = [&](auto... parts) {
    return absl::InvalidArgumentError(absl::StrCat(table->source, ": ", parts...));
  };
  const absl::StatusOr<size_t> names = table->Column("feature");
  if (!names.ok()) return names.status();
  DerivationModel model(Weights::Zero());
  std::array<int, Weights::RowsAtCompileTime> seen{};
  int seen_least = 0;
  for (size_t question = 0; question < kQuestions.size(); ++question) {
    const absl::StatusOr<size_t> column = table->Column(kQuestions[question]);
    if (!column.ok()) return column.status();
    for (const std::vector<std::string>& cells : table->rows) {
      const std::string& name = cells[*names];
      const std::optional<size_t> row = RowNumber(name);
      if (!row && name != kLeast) return bad("no feature is called `", name, "`");
      if (question == 0 && ++(row ? seen[*row] : seen_least) > 1) return bad("`", name, "` is there twice");
      double weight = 0;
      if (!absl::SimpleAtod(cells[*column], &weight))
        return bad("`", cells[*column], "` of `", name, "` is not a number");
      if (!row) {
        if (!(weight >= 0 && weight <= 1)) return bad("`", cells[*column], "` of `", name, "` is no probability");
        model.least_[question] = weight;
        continue;
      }
      if (const std::string_view wrong = WrongWeight(*row, question, weight); !wrong.empty()) {
        return bad("`", cells[*column], "` of `", name, "` ", std::string(wrong));
      }
      model.weights_(static_cast<int>(*row), static_cast<int>(question)) = weight;
    }
  }
  for (size_t row = 0; row < seen.size(); ++row) {
    if (seen[row] == 0) return bad("no weights of `", std::string(NameOf(row)), "`");
  }
  return model;
}

std::array<double, 3> DerivationModel::Probabilities(const DerivationFeatures& features) const {
  const Eigen::Matrix<double, 1, 2> scores = RowOf(features) * weights_;
  const double any = Logistic(scores[0]), all = Logistic(scores[1]);
  return {1 - any, any * (1 - all), any * all};
}

Derivation DerivationModel::Verdict(const std::array<double, 3>& probabilities) const {
  const auto best = std::max_element(probabilities.begin(), probabilities.end());
  const auto verdict = static_cast<Derivation>(best - probabilities.begin());
  if (1 - probabilities[0] < least_[0]) return Derivation::kNone;
  return verdict == Derivation::kWholly && probabilities[2] < least_[1] ? Derivation::kPartially : verdict;
}

}  // namespace wirecopy

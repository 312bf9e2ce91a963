#include "wirecopy/attribute/derivation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>

#include "tests/support/catch.h"
#include "wirecopy/attribute/word_flags.h"

namespace wirecopy {
namespace {

using Catch::Matchers::Contains;

constexpr double kNothingOwn = -6.643856;  // log2(0.01)

const DerivationModel& BuiltIn() {
  static const DerivationModel model = DerivationModel::Load("").value();
  return model;
}

Derivation Verdict(const DerivationFeatures& features) { return BuiltIn().Verdict(BuiltIn().Probabilities(features)); }

// A table in which one row has other cells; empty cells: no such row.
std::string TableWith(const std::string& feature, const std::string& cells, const std::string& more = "") {
  std::string table = "# a comment\nfeature\tderived\twholly\n";
  const auto add = [&](const std::string& name, const std::string& usual) {
    if (name != feature) table += name + "\t" + usual + "\n";
    if (name == feature && !cells.empty()) table += name + "\t" + cells + "\n";
  };
  add("constant", "-2\t-1");
  for (const DerivationFeature& one : kDerivationFeatures) add(std::string(one.name), "0\t0");
  return table + more;
}

std::string Error(const std::string& table) {
  const absl::StatusOr<DerivationModel> model = DerivationModel::Parse(table, "mine.tsv");
  return model.ok() ? "" : std::string(model.status().message());
}

DerivationFeatures Random(std::mt19937& random) {
  std::uniform_real_distribution<double> share(0, 1);
  return {share(random), share(random), share(random),     kNothingOwn * share(random),
          share(random), share(random), 3 * share(random), 5 + 7 * share(random)};
}

TEST_CASE("The probabilities of a derivation add up to one") {
  std::mt19937 random(1);
  for (int i = 0; i < 1000; ++i) {
    const auto p = BuiltIn().Probabilities(Random(random));
    CHECK(p[0] + p[1] + p[2] == Approx(1));
    CHECK(*std::min_element(p.begin(), p.end()) >= 0);
  }
}

TEST_CASE("More reuse never makes none more or wholly less probable") {
  std::mt19937 random(2);
  for (int i = 0; i < 1000; ++i) {
    DerivationFeatures features = Random(random);
    for (const auto& [value, step] :
         {std::pair(&DerivationFeatures::reused, 0.05), std::pair(&DerivationFeatures::best_source, 0.05),
          std::pair(&DerivationFeatures::longest_run, 0.05), std::pair(&DerivationFeatures::own, -0.3),
          std::pair(&DerivationFeatures::credited, 1.0)}) {
      const auto before = BuiltIn().Probabilities(features);
      features.*value += step;
      const auto after = BuiltIn().Probabilities(features);
      CHECK(after[0] <= before[0]);
      CHECK(after[2] >= before[2]);
    }
  }
}

TEST_CASE("The built-in model knows the clear cases") {
  // reused, best source, longest run, own, quoted, similarity, passages, length
  CHECK(Verdict({1, 1, 1, kNothingOwn, 0.1, 1, 0.3, 8.3}) == Derivation::kWholly);
  CHECK(Verdict({0.8, 0.8, 0.2, std::log2(0.03), 0.1, 0.85, 1, 8.3}) == Derivation::kWholly);
  CHECK(Verdict({0.5, 0.5, 0.5, std::log2(0.51), 0.1, 1, 0.5, 8.6}) == Derivation::kPartially);
  CHECK(Verdict({0.25, 0.25, 0.2, std::log2(0.76), 0, 1, 0.5, 9}) == Derivation::kPartially);
  CHECK(Verdict({0.05, 0.05, 0.05, std::log2(0.96), 0, 1, 0.1, 9.6}) == Derivation::kNone);
}

TEST_CASE("The features of an article are measured in words of its body") {
  std::vector<uint8_t> flags(120, 0);
  std::fill(flags.begin() + 100, flags.end(), kFurnitureWord);
  std::fill(flags.begin() + 40, flags.begin() + 60, kQuotedWord);
  // Two sources with passages of 0-30 and 20-40, in which ten words were changed, and speech.
  const DerivationFeatures features = MeasureDerivation(flags,
                                                        {.reused = 0.5,
                                                         .best_source = 0.4,
                                                         .passages = {{20, 40}, {0, 30}, {50, 60}},
                                                         .runs = {{0, 20}, {20, 30}, {50, 60}}},
                                                        {});
  CHECK(features.reused == 0.5);
  CHECK(features.best_source == 0.4);
  CHECK(features.longest_run == Approx(0.2));
  CHECK(features.own == Approx(std::log2(0.51)));
  CHECK(features.quoted == Approx(0.2));
  CHECK(features.similarity == Approx(0.8));
  CHECK(features.passages == Approx(2));
  CHECK(features.length == Approx(std::log2(100)));
}

TEST_CASE("An article without words has features too") {
  const DerivationFeatures features = MeasureDerivation({}, {}, {});
  CHECK(features.own == Approx(kNothingOwn));
  CHECK(features.length == 0);
}

TEST_CASE("A credit and the order in time are features, and what is not known is 0") {
  const auto beside = [](const Circumstances& circumstances) { return MeasureDerivation({}, {}, circumstances); };
  using Values = std::array<double, 3>;
  const auto credit = [&](CreditState state) {
    const DerivationFeatures features = beside({.credit = state});
    return Values{features.credited, features.part_credited, features.uncredited};
  };
  CHECK(credit(CreditState::kFull) == Values{1, 0, 0});
  CHECK(credit(CreditState::kMetadata) == Values{1, 0, 0});
  CHECK(credit(CreditState::kPartial) == Values{0, 1, 0});
  CHECK(credit(CreditState::kInText) == Values{0, 1, 0});
  CHECK(credit(CreditState::kPhotoOnly) == Values{0, 0, 1});
  CHECK(credit(CreditState::kNone) == Values{0, 0, 1});
  CHECK(credit(CreditState::kUnknown) == Values{0, 0, 0});
  const auto time = [&](std::string_view source, std::string_view article) {
    const DerivationFeatures features = beside({.source = ParseTimestamp(source), .article = ParseTimestamp(article)});
    return std::pair(features.after, features.lag);
  };
  CHECK(time("2024-05-01T10:00:00Z", "2024-05-01T13:00:00Z") == std::pair(1.0, 2.0));
  CHECK(time("2024-05-01T13:00:00Z", "2024-05-01T10:00:00Z") == std::pair(-1.0, 0.0));
  CHECK(time("2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z") == std::pair(0.0, 0.0));
  CHECK(time("2024-05-01T10:00:00Z", "2024-05-01") == std::pair(0.0, 0.0));
  CHECK(time("2024-05-01T21:00:00Z", "2024-05-02") == std::pair(1.0, 4.0));
  CHECK(time("2024-05-01", "") == std::pair(0.0, 0.0));
  CHECK(time("2024-05-01", "2024-08-01") == time("2024-05-01", "2024-05-08"));
}

TEST_CASE("A credit of the whole and a later time speak for derivation") {
  // As much in common as a statement that two outlets print.
  DerivationFeatures features{0.15, 0.15, 0.15, std::log2(0.86), 0, 1, 0.3, 8.5};
  const double before = BuiltIn().Probabilities(features)[0];
  features.credited = 1;
  const double credited = BuiltIn().Probabilities(features)[0];
  features.after = 1;
  CHECK(credited < before - 0.1);
  CHECK(BuiltIn().Probabilities(features)[0] < credited);
}

TEST_CASE("A table may ask for a least probability of a verdict") {
  const auto verdict = [](const std::string& least, std::array<double, 3> probabilities) {
    return DerivationModel::Parse(TableWith("", "", least.empty() ? "" : "least\t" + least + "\n"), "mine.tsv")
        ->Verdict(probabilities);
  };
  CHECK(verdict("", {0.1, 0.4, 0.5}) == Derivation::kWholly);
  CHECK(verdict("0\t0.6", {0.1, 0.4, 0.5}) == Derivation::kPartially);
  CHECK(verdict("0.95\t0", {0.1, 0.4, 0.5}) == Derivation::kNone);
  CHECK(verdict("0.9\t0.5", {0.1, 0.4, 0.5}) == Derivation::kWholly);
  CHECK_THAT(Error(TableWith("", "", "least\t0\t1.5\n")), Contains("`1.5` of `least` is no probability"));
  CHECK_THAT(Error(TableWith("", "", "least\t0\t1\nleast\t0\t1\n")), Contains("`least` is there twice"));
}

TEST_CASE("A wrong table of weights is refused with its place") {
  CHECK(Error(TableWith("", "")).empty());
  CHECK_THAT(Error(TableWith("own", "")), Contains("mine.tsv") && Contains("no weights of `own`"));
  CHECK_THAT(Error(TableWith("constant", "")), Contains("constant"));
  CHECK_THAT(Error(TableWith("", "", "mood\t1\t1\n")), Contains("`mood`"));
  CHECK_THAT(Error(TableWith("", "", "own\t0\t0\n")), Contains("`own` is there twice"));
  CHECK_THAT(Error(TableWith("quoted", "x\t0")), Contains("`x` of `quoted`") && Contains("not a number"));
  CHECK_THAT(Error(TableWith("quoted", "1")), Contains("not a number"));
  CHECK_THAT(Error(TableWith("quoted", "nan\t0")), Contains("not a number"));
  CHECK_THAT(Error(TableWith("reused", "1\t-1")), Contains("`-1` of `reused` must not be negative"));
  CHECK_THAT(Error(TableWith("own", "1\t0")), Contains("must not be positive"));
  CHECK_THAT(Error(TableWith("similarity", "1\t1")), Contains("must not be positive"));
  CHECK_THAT(Error("feature\tderived\nown\t0\n"), Contains("wholly"));
  CHECK_FALSE(DerivationModel::Load("/no/such/file.tsv").ok());
}

TEST_CASE("Derivations have the names of the contract") {
  CHECK(ToString(Derivation::kNone) == "none");
  CHECK(ToString(Derivation::kPartially) == "partially");
  CHECK(ToString(Derivation::kWholly) == "wholly");
}

}  // namespace
}  // namespace wirecopy

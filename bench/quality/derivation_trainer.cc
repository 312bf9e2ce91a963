// The native half of train_derivation.py.
//
//   derivation_trainer features TABLE INPUT... [--source INPUT...] [--outlets FILE] [--agencies FILE]
//                                                                  scans; a line for each article the model is asked
//                                                                  of: id, the features, the three probabilities by
//                                                                  TABLE
//   derivation_trainer fit ROWS.tsv PENALTY FEATURES                 fits; weights to stdout as the table that wirecopy
//   reads,
//                                                                  then a line `#fold` for each row: probabilities by
//                                                                  the model that was fitted without the row's fold
//
// ROWS.tsv has the columns id, fold, label (none, partially, wholly) and the features. FEATURES: names parted by
// commas, or `all`; the others get no weight.
//
// A fit is a ridge logistic regression by Newton's method (Hosmer and Lemeshow 1989; le Cessie and van Houwelingen
// 1992) on features brought to mean 0 and spread 1; the constant is free. A feature whose weight comes out with the
// sign that derivation.h forbids loses its weight, the worst first, and the rest is fitted again. Cost: rows * 14^2 for
// each of about 8 steps.
#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "wirecopy/base/table.h"
#include "wirecopy/pipeline/scan.h"

namespace wirecopy {
namespace {

constexpr int kColumns = DerivationModel::Weights::RowsAtCompileTime;
constexpr int kSteps = 50;
constexpr double kSmallStep = 1e-9;

struct Rows {
  std::vector<std::string> ids;
  std::vector<int> folds;
  std::vector<Derivation> labels;
  Eigen::Matrix<double, Eigen::Dynamic, kColumns> features;  // RowOf()
};

int Fail(std::string_view message) {
  std::fprintf(stderr, "derivation_trainer: %.*s\n", static_cast<int>(message.size()), message.data());
  return 1;
}

// ---------------------------------------------------------------- fit

// Weights of features that are `used`, for rows x and answers y of 0 and 1.
Eigen::VectorXd Newton(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const std::vector<bool>& used,
                       double penalty) {
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(x.cols());
  Eigen::VectorXd ridge = Eigen::VectorXd::Constant(x.cols(), penalty);
  ridge[0] = 0;
  for (int step = 0; step < kSteps; ++step) {
    const Eigen::VectorXd p = (1 + (-(x * weights)).array().exp()).inverse();
    Eigen::VectorXd gradient = x.transpose() * (y - p) - ridge.cwiseProduct(weights);
    const Eigen::VectorXd spread = p.array() * (1 - p.array());
    Eigen::MatrixXd hessian = x.transpose() * spread.asDiagonal() * x;
    hessian.diagonal() += ridge;
    for (int j = 0; j < x.cols(); ++j) {
      if (used[static_cast<size_t>(j)]) continue;
      gradient[j] = 0;
      hessian.row(j).setZero();
      hessian.col(j).setZero();
      hessian(j, j) = 1;
    }
    const Eigen::VectorXd change = hessian.ldlt().solve(gradient);
    weights += change;
    if (change.cwiseAbs().maxCoeff() < kSmallStep) break;
  }
  return weights;
}

// The same with the signs of derivation.h, in the features' own units.
Eigen::VectorXd FitQuestion(size_t question, const Eigen::MatrixXd& rows, const Eigen::VectorXd& y,
                            std::vector<bool> used, double penalty) {
  const Eigen::RowVectorXd mean = rows.colwise().mean();
  Eigen::MatrixXd x = rows.rowwise() - mean;
  Eigen::RowVectorXd spread = (x.array().square().colwise().mean()).sqrt();
  spread[0] = 1;
  for (int j = 1; j < x.cols(); ++j) {
    if (spread[j] == 0) used[static_cast<size_t>(j)] = false;
    if (spread[j] == 0) spread[j] = 1;
  }
  x = x.array().rowwise() / spread.array();
  x.col(0).setOnes();
  Eigen::VectorXd weights;
  for (;;) {
    weights = Newton(x, y, used, penalty);
    int worst = 0;
    for (int j = 1; j < x.cols(); ++j) {
      const int sign = kDerivationFeatures[static_cast<size_t>(j) - 1].signs[question];
      if (sign * weights[j] < 0 && (worst == 0 || std::abs(weights[j]) > std::abs(weights[worst]))) worst = j;
    }
    if (worst == 0) break;
    used[static_cast<size_t>(worst)] = false;
  }
  weights = weights.array() / spread.transpose().array();
  weights[0] -= mean.tail(x.cols() - 1).dot(weights.tail(x.cols() - 1));
  return weights;
}

// Both questions, on the rows that are not of `left_out`.
DerivationModel::Weights Fit(const Rows& rows, int left_out, const std::vector<bool>& used, double penalty) {
  DerivationModel::Weights weights;
  for (int question = 0; question < 2; ++question) {
    std::vector<int> chosen;
    for (size_t i = 0; i < rows.ids.size(); ++i) {
      const bool asked = question == 0 || rows.labels[i] != Derivation::kNone;
      if (asked && rows.folds[i] != left_out) chosen.push_back(static_cast<int>(i));
    }
    Eigen::VectorXd y(chosen.size());
    for (size_t i = 0; i < chosen.size(); ++i) {
      const Derivation label = rows.labels[static_cast<size_t>(chosen[i])];
      y[static_cast<int>(i)] = question == 0 ? label != Derivation::kNone : label == Derivation::kWholly;
    }
    weights.col(question) =
        FitQuestion(static_cast<size_t>(question), rows.features(chosen, Eigen::all), y, used, penalty);
  }
  return weights;
}

absl::StatusOr<Rows> ReadRows(const std::string& path) {
  absl::StatusOr<std::string> content = ReadFile(path);
  if (!content.ok()) return content.status();
  absl::StatusOr<Table> table = ParseTsv(*content, path);
  if (!table.ok()) return table.status();
  std::vector<size_t> columns;
  std::vector<std::string_view> names = {"id", "fold", "label"};
  for (const DerivationFeature& feature : kDerivationFeatures) names.push_back(feature.name);
  for (const std::string_view name : names) {
    absl::StatusOr<size_t> column = table->Column(name);
    if (!column.ok()) return column.status();
    columns.push_back(*column);
  }
  Rows rows;
  rows.features.resize(static_cast<int>(table->rows.size()), kColumns);
  for (const std::vector<std::string>& cells : table->rows) {
    const auto row = static_cast<int>(rows.ids.size());
    int fold = 0;
    bool good = absl::SimpleAtoi(cells[columns[1]], &fold);
    Derivation label = Derivation::kNone;
    while (label < Derivation::kWholly && cells[columns[2]] != ToString(label)) {
      label = static_cast<Derivation>(static_cast<int>(label) + 1);
    }
    good = good && cells[columns[2]] == ToString(label);
    rows.features(row, 0) = 1;
    for (int j = 1; j < kColumns; ++j) {
      good = good && absl::SimpleAtod(cells[columns[static_cast<size_t>(j) + 2]], &rows.features(row, j));
    }
    if (!good) return absl::InvalidArgumentError(path + ": cannot read the row of `" + cells[columns[0]] + "`");
    rows.ids.push_back(cells[columns[0]]);
    rows.folds.push_back(fold);
    rows.labels.push_back(label);
  }
  return rows;
}

DerivationFeatures FeaturesOf(const DerivationModel::Row& row) {
  DerivationFeatures features;
  for (int j = 1; j < kColumns; ++j) features.*kDerivationFeatures[static_cast<size_t>(j) - 1].value = row[j];
  return features;
}

int RunFit(const std::vector<std::string>& arguments) {
  double penalty = 0;
  if (arguments.size() != 3 || !absl::SimpleAtod(arguments[1], &penalty))
    return Fail("usage: fit ROWS PENALTY FEATURES");
  const absl::StatusOr<Rows> rows = ReadRows(arguments[0]);
  if (!rows.ok()) return Fail(std::string(rows.status().message()));
  std::vector<bool> used(kColumns, arguments[2] == "all");
  used[0] = true;
  for (const std::string& name : std::vector<std::string>(absl::StrSplit(arguments[2], ','))) {
    for (size_t j = 1; j < used.size(); ++j) used[j] = used[j] || kDerivationFeatures[j - 1].name == name;
  }
  const DerivationModel::Weights weights = Fit(*rows, -1, used, penalty);
  std::printf("feature\tderived\twholly\n");
  for (int j = 0; j < kColumns; ++j) {
    const std::string_view name = j == 0 ? "constant" : kDerivationFeatures[static_cast<size_t>(j) - 1].name;
    std::printf("%.*s\t%.4f\t%.4f\n", static_cast<int>(name.size()), name.data(), weights(j, 0), weights(j, 1));
  }
  std::printf("least\t0\t0\n");
  std::map<int, DerivationModel> models;
  for (const int fold : rows->folds) {
    if (!models.contains(fold)) models.emplace(fold, DerivationModel(Fit(*rows, fold, used, penalty)));
  }
  for (size_t i = 0; i < rows->ids.size(); ++i) {
    const auto p = models.at(rows->folds[i]).Probabilities(FeaturesOf(rows->features.row(static_cast<int>(i))));
    std::printf("#fold\t%s\t%.6f\t%.6f\t%.6f\n", rows->ids[i].c_str(), p[0], p[1], p[2]);
  }
  return 0;
}

// ---------------------------------------------------------------- features

int RunFeatures(const std::vector<std::string>& arguments) {
  ScanOptions options;
  std::vector<std::string>* into = &options.inputs;
  for (size_t i = 1; i < arguments.size(); ++i) {
    const bool has_value = i + 1 < arguments.size();
    if (arguments[i] == "--source") {
      into = &options.sources;
    } else if (arguments[i] == "--outlets" && has_value) {
      options.outlets_file = arguments[++i];
    } else if (arguments[i] == "--agencies" && has_value) {
      options.attribution.sources = arguments[++i];
    } else {
      into->push_back(arguments[i]);
    }
  }
  if (options.inputs.empty())
    return Fail("usage: features TABLE INPUT... [--source INPUT...] [--outlets FILE] [--agencies FILE]");
  options.derivation_file = arguments[0];
  const absl::StatusOr<DerivationModel> model = DerivationModel::Load(arguments[0]);
  if (!model.ok()) return Fail(std::string(model.status().message()));
  const absl::StatusOr<Run> run = Scan(options, Executor(2));
  if (!run.ok()) return Fail(std::string(run.status().message()));
  std::printf("id");
  for (const DerivationFeature& feature : kDerivationFeatures) std::printf("\t%s", std::string(feature.name).c_str());
  std::printf("\tp_none\tp_partially\tp_wholly\n");
  for (size_t i = 0; i < run->analyses.size(); ++i) {
    const auto& features = run->analyses[i].derivation_features;
    if (!features) continue;
    std::printf("%s", run->input.articles[i].id.c_str());
    for (const DerivationFeature& feature : kDerivationFeatures) std::printf("\t%.6f", *features.*feature.value);
    for (const double p : model->Probabilities(*features)) std::printf("\t%.6f", p);
    std::printf("\n");
  }
  return 0;
}

}  // namespace
}  // namespace wirecopy

int main(int count, char** values) {
  std::vector<std::string> arguments(values + 1, values + count);
  const std::string command = arguments.empty() ? "" : arguments[0];
  if (!arguments.empty()) arguments.erase(arguments.begin());
  if (command == "features" && !arguments.empty()) return wirecopy::RunFeatures(arguments);
  if (command == "fit") return wirecopy::RunFit(arguments);
  return wirecopy::Fail("usage: derivation_trainer features|fit ...");
}

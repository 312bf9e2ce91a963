// A plain aligner that looks at every pair of words of two texts, to hold the fast one against: local alignment by
// Smith and Waterman (1981), the next best of what is left of both texts taken again and again (Waterman, Eggert 1987),
// with the scores of gaps.cc.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/sample.h"
#include "wirecopy/base/span.h"
#include "wirecopy/text/near_words.h"

namespace wirecopy::testing {

using Matches = std::vector<std::pair<uint32_t, uint32_t>>;  // words of a and b, rising

struct OracleAlignment {
  Matches matches;
  double score = 0;
  Span a, b;
};

// Every cell of the table of two texts.
class OracleAligner {
 public:
  static constexpr double kEqual = 1, kNear = 0.5, kJoined = 0.5, kUnlike = -1.5, kMissing = -1.5;

  OracleAligner(const Sample& a, const Sample& b)
      : rows_(static_cast<uint32_t>(a.words().size())), columns_(static_cast<uint32_t>(b.words().size())) {
    for (uint32_t i = 0; i < rows_; ++i) a_.push_back(a.Word(i));
    for (uint32_t j = 0; j < columns_; ++j) b_.push_back(b.Word(j));
    used_a_.assign(rows_, false);
    used_b_.assign(columns_, false);
    word_.assign(rows_ * columns_, kUnlike);
    for (uint32_t i = 0; i < rows_; ++i) {
      for (uint32_t j = 0; j < columns_; ++j) word_[i * columns_ + j] = Compare(a_[i], b_[j]);
    }
  }

  // The best alignments of all words that those before them did not match, down to `least` of score.
  std::vector<OracleAlignment> All(double least) {
    std::vector<OracleAlignment> all;
    for (OracleAlignment local = Best(true); local.score >= least; local = Best(true)) {
      for (const auto& [i, j] : local.matches) used_a_[i] = used_b_[j] = true;
      all.push_back(std::move(local));
    }
    return all;
  }

  // The best alignment from corner to corner.
  OracleAlignment Global() { return Best(false); }

 private:
  static double Compare(const std::string& x, const std::string& y) {
    return x == y ? kEqual : NearlyEqual(x, y) ? kNear : kUnlike;
  }
  double Word(uint32_t i, uint32_t j) const { return word_[i * columns_ + j]; }

  // The score of words up to i and j, and the cell it comes from.
  struct Cell {
    double score = 0;
    uint32_t from_i = 0, from_j = 0;
  };

  OracleAlignment Best(bool local) const {
    std::vector<std::vector<Cell>> table(rows_ + 1, std::vector<Cell>(columns_ + 1));
    uint32_t best_i = local ? 0 : rows_, best_j = local ? 0 : columns_;
    for (uint32_t i = 0; i <= rows_; ++i) {
      for (uint32_t j = 0; j <= columns_; ++j) {
        Cell& cell = table[i][j];
        cell = {local || i + j == 0 ? 0 : -1e9, i, j};
        const bool used = (i > 0 && used_a_[i - 1]) || (j > 0 && used_b_[j - 1]);
        if (used) continue;
        const auto offer = [&](uint32_t back_i, uint32_t back_j, double score) {
          const double offered = table[i - back_i][j - back_j].score + score;
          if (offered > cell.score) cell = {offered, i - back_i, j - back_j};
        };
        if (i > 0 && j > 0) offer(1, 1, Word(i - 1, j - 1));
        if (i > 0) offer(1, 0, kMissing);
        if (j > 0) offer(0, 1, kMissing);
        if (i > 1 && j > 0 && Joined(a_[i - 2], a_[i - 1], b_[j - 1])) offer(2, 1, kJoined);
        if (i > 0 && j > 1 && Joined(b_[j - 2], b_[j - 1], a_[i - 1])) offer(1, 2, kJoined);
        if (local && cell.score > table[best_i][best_j].score) best_i = i, best_j = j;
      }
    }
    return Trace(table, best_i, best_j);
  }

  static bool Joined(const std::string& first, const std::string& second, const std::string& one) {
    const size_t both = first.size() + second.size();
    return both <= one.size() + 2 && one.size() <= both + 2 && NearlyEqual(first + second, one);
  }

  OracleAlignment Trace(const std::vector<std::vector<Cell>>& table, uint32_t i, uint32_t j) const {
    OracleAlignment found;
    found.score = table[i][j].score;
    found.a.end = i, found.b.end = j;
    for (Cell cell = table[i][j]; cell.from_i != i || cell.from_j != j; cell = table[i][j]) {
      const bool one_each = i - cell.from_i == 1 && j - cell.from_j == 1;
      if (one_each && Word(i - 1, j - 1) > 0) found.matches.emplace_back(i - 1, j - 1);
      i = cell.from_i, j = cell.from_j;
    }
    found.a.begin = i, found.b.begin = j;
    std::reverse(found.matches.begin(), found.matches.end());
    return found;
  }

  uint32_t rows_, columns_;
  Text a_, b_;
  std::vector<bool> used_a_, used_b_;
  std::vector<double> word_;
};

}  // namespace wirecopy::testing

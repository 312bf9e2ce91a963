// Dynamic programming over words, with an X-drop at the ends of a passage (Altschul et al. 1997, "Gapped BLAST and
// PSI-BLAST").
//
// Problem: runs of equal words end at every changed word, so the ends of an edited or badly scanned passage are missed
// and its inside looks emptier than it is. Idea: align the words of each gap globally, and go on from both ends as long
// as the score stays within kDrop of the best so far: equal words count for the passage, nearly equal ones half, others
// and missing ones against it. The result ends at the best score, so at a match. Cost: the cells that are looked at; in
// an extension a band that is as wide as the drop allows.
#include "wirecopy/align/gaps.h"

#include <algorithm>
#include <limits>
#include <string>

#include "wirecopy/text/near_words.h"

namespace wirecopy {
namespace {

constexpr float kEqual = 1, kNear = 0.5f, kJoined = 0.5f, kUnlike = -1.5f, kMissing = -1.5f;
constexpr float kDrop = 4;
constexpr float kNoisyGain = 4;    // enough of a gain,
constexpr size_t kNoisyWords = 2;  // with so many nearly equal words in it
constexpr float kNever = -std::numeric_limits<float>::infinity();

enum class Move : uint8_t { kStop, kMatch, kSubstitute, kSkipA, kSkipB, kJoinA, kJoinB };

struct Cell {
  float score = kNever;
  Move move = Move::kStop;
  void Offer(float offered, Move by) {
    if (offered > score) *this = {offered, by};
  }
};

struct Side {
  const AlignText& text;
  const std::vector<uint8_t>& used;
  Span words;
};

// Words of both texts counted from a corner, forwards or backwards.
class Corner {
 public:
  Corner(const Side& a, const Side& b, bool back)
      : a_(a.text), b_(b.text), used_a_(a.used), used_b_(b.used), in_a_(a.words), in_b_(b.words), back_(back) {}

  uint32_t rows() const { return in_a_.size(); }
  uint32_t columns() const { return in_b_.size(); }
  uint32_t WordA(uint32_t i) const { return back_ ? in_a_.end - 1 - i : in_a_.begin + i; }
  uint32_t WordB(uint32_t j) const { return back_ ? in_b_.end - 1 - j : in_b_.begin + j; }

  bool Equal(uint32_t i, uint32_t j) const { return a_.words[WordA(i)].hash == b_.words[WordB(j)].hash; }
  bool Free(uint32_t i, uint32_t j) const { return used_a_[WordA(i)] == 0 && used_b_[WordB(j)] == 0; }
  bool Near(uint32_t i, uint32_t j) const {
    return NearlyEqual(Text(a_, a_.words[WordA(i)]), Text(b_, b_.words[WordB(j)]));
  }
  // Whether words i and i + 1 of a are word j of b written apart, and the other way round.
  bool JoinedA(uint32_t i, uint32_t j) const { return Joined(a_, WordA(i), WordA(i + 1), b_, WordB(j)); }
  bool JoinedB(uint32_t i, uint32_t j) const { return Joined(b_, WordB(j), WordB(j + 1), a_, WordA(i)); }

 private:
  static std::string_view Text(const AlignText& side, const Word& word) {
    return side.text.substr(word.begin, word.end - word.begin);
  }
  static bool Joined(const AlignText& apart, uint32_t x, uint32_t y, const AlignText& whole, uint32_t z) {
    const std::string_view first = Text(apart, apart.words[std::min(x, y)]),
                           second = Text(apart, apart.words[std::max(x, y)]), one = Text(whole, whole.words[z]);
    if (first.size() + second.size() > one.size() + 2 || first.size() + second.size() + 2 < one.size()) return false;
    return NearlyEqual(std::string(first).append(second), one);
  }

  const AlignText &a_, &b_;
  const std::vector<uint8_t>&used_a_, &used_b_;
  Span in_a_, in_b_;
  bool back_;
};

// `size` cells from column `first` on.
struct Row {
  uint32_t first = 0;
  uint32_t size = 0;
  size_t begin = 0;  // into the cells of all rows
  bool Has(uint32_t column) const { return column >= first && column - first < size; }
};

class Grid {
 public:
  // `drop`: how far a cell may stay behind the best one; infinite for the whole grid.
  Grid(const Corner& corner, float drop) : corner_(corner), drop_(drop) {
    while (AddRow()) {
    }
  }

  float best() const { return best_; }
  // The matches on the way to the best cell, or to the last one.
  std::vector<std::pair<uint32_t, uint32_t>> ToBest() const { return Trace(best_row_, best_column_); }
  std::vector<std::pair<uint32_t, uint32_t>> ToEnd() const { return Trace(corner_.rows(), corner_.columns()); }

 private:
  bool AddRow() {
    const auto i = static_cast<uint32_t>(rows_.size());
    if (i > corner_.rows()) return false;
    Row row;
    if (i > 0) row.first = rows_[i - 1].first;
    row.begin = cells_.size();
    uint32_t alive = 0;
    for (uint32_t j = row.first; j <= corner_.columns(); ++j) {
      const Cell cell = Best(i, j, row);
      const bool lives = cell.score >= best_ - drop_;
      cells_.push_back(lives ? cell : Cell());
      ++row.size;
      alive += lives;
      if (cell.score > best_) best_ = cell.score, best_row_ = i, best_column_ = j;
      // Behind the reach of the row before, only steps along this row are left.
      if (!lives && (i == 0 || j > rows_[i - 1].first + rows_[i - 1].size)) break;
    }
    for (; row.size > 0 && cells_.back().score == kNever; --row.size) cells_.pop_back();
    for (; row.size > 0 && cells_[row.begin].score == kNever; --row.size) ++row.begin, ++row.first;
    rows_.push_back(row);
    return alive > 0;
  }

  float Score(const Row& row, uint32_t column) const {
    return row.Has(column) ? cells_[row.begin + column - row.first].score : kNever;
  }

  Cell Best(uint32_t i, uint32_t j, const Row& row) const {
    Cell cell;
    if (i == 0 && j == 0) return {0, Move::kStop};
    if (j > row.first) cell.Offer(cells_.back().score + kMissing, Move::kSkipB);
    if (i == 0) return cell;
    const Row& above = rows_[i - 1];
    cell.Offer(Score(above, j) + kMissing, Move::kSkipA);
    if (j == 0) return cell;
    if (const float from = Score(above, j - 1); from > kNever) {
      const bool free = corner_.Free(i - 1, j - 1);
      if (free && corner_.Equal(i - 1, j - 1)) {
        cell.Offer(from + kEqual, Move::kMatch);
        return cell;
      }
      // Letters are looked at only where it makes a difference.
      const bool near = free && from + kNear > cell.score && corner_.Near(i - 1, j - 1);
      cell.Offer(from + (near ? kNear : kUnlike), near ? Move::kMatch : Move::kSubstitute);
    }
    const float two_above = i > 1 ? Score(rows_[i - 2], j - 1) : kNever;
    if (two_above + kJoined > cell.score && corner_.JoinedA(i - 2, j - 1))
      cell.Offer(two_above + kJoined, Move::kJoinA);
    const float two_back = j > 1 ? Score(above, j - 2) : kNever;
    if (two_back + kJoined > cell.score && corner_.JoinedB(i - 1, j - 2)) cell.Offer(two_back + kJoined, Move::kJoinB);
    return cell;
  }

  std::vector<std::pair<uint32_t, uint32_t>> Trace(uint32_t i, uint32_t j) const {
    std::vector<std::pair<uint32_t, uint32_t>> matches;
    while (i > 0 || j > 0) {
      const Move move = cells_[rows_[i].begin + j - rows_[i].first].move;
      if (move == Move::kMatch) matches.emplace_back(i - 1, j - 1);
      if (move == Move::kStop) break;
      const bool only_b = move == Move::kSkipB, only_a = move == Move::kSkipA;
      i -= only_b ? 0 : move == Move::kJoinA ? 2 : 1;
      j -= only_a ? 0 : move == Move::kJoinB ? 2 : 1;
    }
    std::reverse(matches.begin(), matches.end());
    return matches;
  }

  const Corner& corner_;
  float drop_;
  std::vector<Row> rows_;
  std::vector<Cell> cells_;
  float best_ = 0;
  uint32_t best_row_ = 0, best_column_ = 0;
};

std::vector<WordRun> ToRuns(const Corner& corner, const std::vector<std::pair<uint32_t, uint32_t>>& matches) {
  std::vector<WordRun> runs;
  runs.reserve(matches.size());
  for (const auto& [i, j] : matches) runs.push_back({corner.WordA(i), corner.WordB(j), 1});
  std::sort(runs.begin(), runs.end(), [](const WordRun& x, const WordRun& y) { return x.a < y.a; });
  return runs;
}

// Chance brings equal words together, but hardly words that are equal but for a letter.
size_t NearWords(const Corner& corner, const std::vector<std::pair<uint32_t, uint32_t>>& matches) {
  return static_cast<size_t>(std::count_if(
      matches.begin(), matches.end(), [&](const auto& match) { return !corner.Equal(match.first, match.second); }));
}

std::vector<WordRun> Extend(const Corner& corner, float least_gain) {
  const Grid grid(corner, kDrop);
  if (grid.best() < std::min(least_gain, kNoisyGain)) return {};
  const std::vector<std::pair<uint32_t, uint32_t>> matches = grid.ToBest();
  if (grid.best() < least_gain && NearWords(corner, matches) < kNoisyWords) return {};
  return ToRuns(corner, matches);
}

}  // namespace

std::vector<WordRun> GapAligner::Between(Span a, Span b) const {
  if (a.empty() || b.empty()) return {};
  const Corner corner({a_, used_a_, a}, {b_, used_b_, b}, false);
  return ToRuns(corner, Grid(corner, std::numeric_limits<float>::infinity()).ToEnd());
}

std::vector<WordRun> GapAligner::Onwards(Span a, Span b, float least_gain) const {
  if (a.empty() || b.empty()) return {};
  return Extend(Corner({a_, used_a_, a}, {b_, used_b_, b}, false), least_gain);
}

std::vector<WordRun> GapAligner::Backwards(Span a, Span b, float least_gain) const {
  if (a.empty() || b.empty()) return {};
  return Extend(Corner({a_, used_a_, a}, {b_, used_b_, b}, true), least_gain);
}

}  // namespace wirecopy

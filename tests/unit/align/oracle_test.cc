// Align against a plain aligner that looks at every pair of words: local alignment by Smith and Waterman (1981), the
// next best of what is left of both texts taken again and again (Waterman, Eggert 1987), with the scores of gaps.cc.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/sample.h"
#include "wirecopy/align/align.h"
#include "wirecopy/align/gaps.h"
#include "wirecopy/text/near_words.h"

namespace wirecopy {
namespace {

using testing::Join;
using testing::Sample;
using testing::Text;
using testing::UnlikeWord;

constexpr double kEqual = 1, kNear = 0.5, kJoined = 0.5, kUnlike = -1.5, kMissing = -1.5;
constexpr double kImpossible = -1e9;

using Matches = std::vector<std::pair<uint32_t, uint32_t>>;  // words of a and b, rising

struct Local {
  Matches matches;
  double score = 0;
  Span a, b;
};

// Every cell of the table of two texts.
class Oracle {
 public:
  Oracle(const Sample& a, const Sample& b) : rows_(a.words().size()), columns_(b.words().size()) {
    for (uint32_t i = 0; i < rows_; ++i) a_.push_back(a.Word(i));
    for (uint32_t j = 0; j < columns_; ++j) b_.push_back(b.Word(j));
    used_a_.assign(rows_, false);
    used_b_.assign(columns_, false);
    word_.assign(rows_ * columns_, kUnlike);
    for (uint32_t i = 0; i < rows_; ++i) {
      for (uint32_t j = 0; j < columns_; ++j) word_[i * columns_ + j] = Compare(a_[i], b_[j]);
    }
  }

  // The best alignments that share no word, down to `least` of score.
  std::vector<Local> All(double least) {
    std::vector<Local> all;
    for (Local local = Best(true); local.score >= least; local = Best(true)) {
      for (uint32_t i = local.a.begin; i < local.a.end; ++i) used_a_[i] = true;
      for (uint32_t j = local.b.begin; j < local.b.end; ++j) used_b_[j] = true;
      all.push_back(std::move(local));
    }
    return all;
  }

  // The best alignment from corner to corner.
  Local Global() { return Best(false); }

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

  Local Best(bool local) const {
    std::vector<std::vector<Cell>> table(rows_ + 1, std::vector<Cell>(columns_ + 1));
    uint32_t best_i = local ? 0 : rows_, best_j = local ? 0 : columns_;
    for (uint32_t i = 0; i <= rows_; ++i) {
      for (uint32_t j = 0; j <= columns_; ++j) {
        Cell& cell = table[i][j];
        cell = {local || i + j == 0 ? 0 : kImpossible, i, j};
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

  Local Trace(const std::vector<std::vector<Cell>>& table, uint32_t i, uint32_t j) const {
    Local found;
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

// Prose-like: half of the words are among thirty short ones.
std::string RandomWord(std::mt19937& random) {
  if (random() % 2 == 0) return UnlikeWord(random() % 30).substr(0, 2 + random() % 3);
  return UnlikeWord(1000 + random() % 6000).substr(0, 5 + random() % 6);
}

Text RandomText(std::mt19937& random, size_t words) {
  Text text;
  for (size_t i = 0; i < words; ++i) text.push_back(RandomWord(random));
  return text;
}

struct Edits {
  double substituted = 0, inserted = 0, deleted = 0, split = 0;  // share of the words
  double letters = 0;                                            // share of the letters that are misread
  int moves = 0;
};

Text Edited(std::mt19937& random, const Text& text, const Edits& edits) {
  std::uniform_real_distribution<double> chance(0, 1);
  Text edited;
  for (std::string word : text) {
    for (char& c : word) c = chance(random) < edits.letters ? static_cast<char>('a' + random() % 26) : c;
    if (chance(random) < edits.inserted) edited.push_back(RandomWord(random));
    if (chance(random) < edits.deleted) continue;
    if (chance(random) < edits.substituted) word = RandomWord(random);
    if (word.size() > 6 && chance(random) < edits.split) {
      edited.push_back(word.substr(0, word.size() / 2));
      word.erase(0, word.size() / 2);
    }
    edited.push_back(word);
  }
  for (int i = 0; i < edits.moves; ++i) {  // a stretch of 30 to 60 words goes elsewhere
    const auto from = static_cast<ptrdiff_t>(random() % (edited.size() - 60));
    const Text moved(edited.begin() + from, edited.begin() + from + 30 + static_cast<ptrdiff_t>(random() % 30));
    edited.erase(edited.begin() + from, edited.begin() + from + static_cast<ptrdiff_t>(moved.size()));
    const auto to = static_cast<ptrdiff_t>(random() % edited.size());
    edited.insert(edited.begin() + to, moved.begin(), moved.end());
  }
  return edited;
}

// What was seen over many rounds.
struct Seen {
  size_t oracle = 0;   // matches of the oracle
  size_t found = 0;    // of these in the passages
  size_t passages = 0; // matches of the passages
  size_t outside = 0;  // of these outside of all regions of the oracle
  double worst = 1;    // share of the oracle's matches in one round
};

void Compare(const Sample& a, const Sample& b, Seen* seen) {
  std::set<std::pair<uint32_t, uint32_t>> matches;
  for (const Passage& passage : Align(a.view(), b.view(), AlignOptions())) {
    for (const WordRun& run : passage.runs) {
      for (uint32_t i = 0; i < run.size; ++i) matches.emplace(run.a + i, run.b + i);
    }
  }
  const std::vector<Local> locals = Oracle(a, b).All(12);
  size_t all = 0, found = 0;
  for (const Local& local : locals) {
    all += local.matches.size();
    for (const auto& match : local.matches) found += matches.contains(match);
  }
  for (const auto& [i, j] : matches) {
    seen->outside += std::none_of(locals.begin(), locals.end(), [&, i = i, j = j](const Local& local) {
      return local.a.begin <= i && i < local.a.end && local.b.begin <= j && j < local.b.end;
    });
  }
  seen->oracle += all;
  seen->found += found;
  seen->passages += matches.size();
  if (all > 0) seen->worst = std::min(seen->worst, static_cast<double>(found) / static_cast<double>(all));
}

// A text and an edited one, each inside a text of its own.
Seen CompareMany(uint32_t seed, int rounds, const Edits& edits) {
  std::mt19937 random(seed);
  Seen seen;
  for (int round = 0; round < rounds; ++round) {
    const Text text = RandomText(random, 100 + random() % 120);
    const Sample a(Join({RandomText(random, random() % 40), text, RandomText(random, random() % 40)}));
    const Sample b(
        Join({RandomText(random, random() % 40), Edited(random, text, edits), RandomText(random, random() % 40)}));
    Compare(a, b, &seen);
  }
std::printf("sub %.2f ins %.2f del %.2f split %.2f let %.2f moves %d: %zu of %zu = %.4f, worst %.3f, outside %zu = %.4f\n", edits.substituted, edits.inserted, edits.deleted, edits.split, edits.letters, edits.moves, seen.found, seen.oracle, (double)seen.found/seen.oracle, seen.worst, seen.outside, (double)seen.outside/seen.passages);
  return seen;
}

TEST_CASE("try") {
  CompareMany(1, 40, {});
  CompareMany(2, 40, {.substituted = 0.05, .inserted=.02, .deleted=.02});
  CompareMany(2, 40, {.substituted = 0.1, .inserted=.05, .deleted=.05});
  CompareMany(2, 40, {.substituted = 0.2});
  CompareMany(2, 40, {.substituted = 0.15, .inserted=.07, .deleted=.07});
  CompareMany(2, 40, {.split = .2, .letters = 0.01});
  CompareMany(2, 40, {.split = .1, .letters = 0.03});
  CompareMany(2, 40, {.split = .1, .letters = 0.05});
  CompareMany(2, 40, {.split = .1, .letters = 0.1});
  CompareMany(2, 40, {.moves=1});
  CompareMany(2, 40, {.moves=2});
  CompareMany(2, 40, {.substituted = 0.05, .inserted=.02, .deleted=.02, .letters=.02, .moves=1});
}

}  // namespace
}  // namespace wirecopy

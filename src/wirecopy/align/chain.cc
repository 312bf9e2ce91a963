// Chaining of runs with gap costs (as in seed-chain-extend aligners of genomes: Abouelhoda, Ohlebusch 2005, "Chaining
// algorithms for multiple genome comparison").
//
// Problem: an edited passage is several exact runs with unlike words between them; a reader wants one passage. Idea:
// the score of a chain is its words minus a cost for each gap, growing with the gap's length and with its skew (the
// difference of its lengths on both sides); the best chain that ends in each run follows from the best chains of the
// runs before it. The best chain is taken, its words are struck out on both sides, and so on. Cost: O(runs * kLookBack)
// for the scores.
#include <algorithm>
#include <optional>

#include "wirecopy/align/align.h"

namespace wirecopy {
namespace {

constexpr double kGapOpen = 0.5;
constexpr double kGapWord = 0.3;
constexpr double kSkewWord = 0.1;
constexpr size_t kLookBack = 64;
constexpr int kMostRounds = 16;  // only texts that repeat themselves need more than two or three

bool ByPlace(const WordRun& x, const WordRun& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); }

// What is left of `run` behind the end of `before` on both sides, if anything.
std::optional<WordRun> Behind(const WordRun& before, const WordRun& run) {
  const uint32_t end_a = before.a + before.size, end_b = before.b + before.size;
  const uint32_t cut = std::max(end_a > run.a ? end_a - run.a : 0, end_b > run.b ? end_b - run.b : 0);
  if (cut >= run.size) return std::nullopt;
  return WordRun{run.a + cut, run.b + cut, run.size - cut};
}

// The gain of going on from `before` to `run`, or nothing when they cannot stand in one passage.
std::optional<double> Gain(const WordRun& before, const WordRun& run, const AlignOptions& options) {
  const std::optional<WordRun> rest = Behind(before, run);
  if (!rest) return std::nullopt;
  const uint32_t gap_a = rest->a - (before.a + before.size), gap_b = rest->b - (before.b + before.size);
  const uint32_t longer = std::max(gap_a, gap_b), skew = longer - std::min(gap_a, gap_b);
  if (longer > options.most_gap_words) return std::nullopt;
  return rest->size - kGapOpen - kGapWord * longer - kSkewWord * skew;
}

struct Link {
  double score = 0;
  int64_t previous = -1;
};

std::vector<Link> Score(const std::vector<WordRun>& runs, const AlignOptions& options) {
  std::vector<Link> links(runs.size());
  for (size_t i = 0; i < runs.size(); ++i) {
    links[i].score = runs[i].size;
    for (size_t back = 1; back <= std::min(i, kLookBack); ++back) {
      const size_t j = i - back;
      const std::optional<double> gain = Gain(runs[j], runs[i], options);
      if (gain && links[j].score + *gain > links[i].score) links[i] = {links[j].score + *gain, static_cast<int64_t>(j)};
    }
  }
  return links;
}

// The chain that ends in run `last`, overlaps cut off.
std::vector<WordRun> Trace(const std::vector<WordRun>& runs, const std::vector<Link>& links, size_t last) {
  std::vector<WordRun> chain;
  for (int64_t at = static_cast<int64_t>(last); at >= 0; at = links[static_cast<size_t>(at)].previous) {
    chain.push_back(runs[static_cast<size_t>(at)]);
  }
  std::reverse(chain.begin(), chain.end());
  for (size_t i = 1; i < chain.size(); ++i) chain[i] = Behind(chain[i - 1], chain[i]).value();
  return chain;
}

Passage ToPassage(std::vector<WordRun> runs) {
  Passage passage;
  passage.a = {runs.front().a, runs.back().a + runs.back().size};
  passage.b = {runs.front().b, runs.back().b + runs.back().size};
  passage.runs = std::move(runs);
  const uint32_t shared = passage.shared_words();
  passage.kind = shared == passage.a.size() && shared == passage.b.size() ? PassageKind::kExact : PassageKind::kEdited;
  passage.similarity = 2.0 * shared / (passage.a.size() + passage.b.size());
  return passage;
}

// Parts of `run` whose words are struck out on neither side, at least `least` words each.
void KeepUnused(const WordRun& run, const std::vector<uint8_t>& used_a, const std::vector<uint8_t>& used_b,
                uint32_t least, std::vector<WordRun>* kept) {
  uint32_t begin = 0;
  for (uint32_t i = 0; i <= run.size; ++i) {
    if (i < run.size && used_a[run.a + i] == 0 && used_b[run.b + i] == 0) continue;
    if (i - begin >= least) kept->push_back({run.a + begin, run.b + begin, i - begin});
    begin = i + 1;
  }
}

class Chainer {
 public:
  Chainer(std::vector<WordRun> runs, const AlignOptions& options) : runs_(std::move(runs)), options_(options) {
    uint32_t size_a = 0, size_b = 0;
    for (const WordRun& run : runs_) {
      size_a = std::max(size_a, run.a + run.size);
      size_b = std::max(size_b, run.b + run.size);
    }
    used_a_.assign(size_a, 0);
    used_b_.assign(size_b, 0);
  }

  std::vector<Passage> Chain() {
    std::vector<Passage> passages;
    for (int round = 0; round < kMostRounds && !runs_.empty(); ++round) {
      std::sort(runs_.begin(), runs_.end(), ByPlace);
      TakeBest(&passages);
      Strike();
    }
    std::sort(passages.begin(), passages.end(),
              [](const Passage& x, const Passage& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    return passages;
  }

 private:
  // Takes from one scoring all chains that do not touch each other, best first.
  void TakeBest(std::vector<Passage>* passages) {
    const std::vector<Link> links = Score(runs_, options_);
    std::vector<size_t> order(runs_.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](size_t x, size_t y) { return links[x].score > links[y].score; });
    for (const size_t last : order) {
      const WordRun& ends = runs_[last];  // most others touch what is taken with their own words
      if (used_a_[ends.a + ends.size - 1] != 0 || used_b_[ends.b + ends.size - 1] != 0) continue;
      std::vector<WordRun> chain = Trace(runs_, links, last);
      if (Touches(chain)) continue;
      for (const WordRun& run : chain) {
        std::fill_n(used_a_.begin() + run.a, run.size, 1);
        std::fill_n(used_b_.begin() + run.b, run.size, 1);
      }
      Passage passage = ToPassage(std::move(chain));
      if (Evident(passage)) passages->push_back(std::move(passage));
    }
  }

  bool Touches(const std::vector<WordRun>& chain) const {
    return std::any_of(chain.begin(), chain.end(), [&](const WordRun& run) {
      const auto used = [&](const std::vector<uint8_t>& flags, uint32_t from) {
        return std::find(flags.begin() + from, flags.begin() + from + run.size, 1) != flags.begin() + from + run.size;
      };
      return used(used_a_, run.a) || used(used_b_, run.b);
    });
  }

  // Cuts what is taken out of the runs that are left, for the next scoring.
  void Strike() {
    std::vector<WordRun> left;
    for (const WordRun& run : runs_)
      KeepUnused(run, used_a_, used_b_, static_cast<uint32_t>(options_.seed_words), &left);
    runs_ = std::move(left);
  }

  bool Evident(const Passage& passage) const {
    const bool long_run = std::any_of(passage.runs.begin(), passage.runs.end(),
                                      [&](const WordRun& run) { return run.size >= options_.least_run_words; });
    return long_run || passage.shared_words() >= options_.least_words;
  }

  std::vector<WordRun> runs_;
  AlignOptions options_;
  std::vector<uint8_t> used_a_, used_b_;
};

}  // namespace

std::string_view ToString(PassageKind kind) {
  switch (kind) {
    case PassageKind::kExact:
      return "exact";
    case PassageKind::kEdited:
      return "edited";
    case PassageKind::kReworded:
      return "reworded";
  }
  return "";
}

void Passage::SwapSides() {
  std::swap(a, b);
  for (WordRun& run : runs) std::swap(run.a, run.b);
}

uint32_t Passage::shared_words() const {
  uint32_t words = 0;
  for (const WordRun& run : runs) words += run.size;
  return words;
}

std::vector<Passage> ChainRuns(std::vector<WordRun> runs, const AlignOptions& options) {
  return Chainer(std::move(runs), options).Chain();
}

std::vector<Passage> Align(const SeedIndex& a, std::span<const Word> b, const AlignOptions& options) {
  const std::span<const Word> words = a.words();
  const auto same = [](const Word& x, const Word& y) { return x.hash == y.hash; };
  const size_t least = std::max(options.least_run_words, static_cast<uint32_t>(options.seed_words));
  const bool brief = !words.empty() && words.size() < least;
  if (brief && std::equal(words.begin(), words.end(), b.begin(), b.end(), same)) {
    return {ToPassage({{0, 0, static_cast<uint32_t>(words.size())}})};
  }
  return ChainRuns(FindRuns(a, b), options);
}

}  // namespace wirecopy

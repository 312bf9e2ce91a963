// Seed, chain, extend.
//
// Runs of equal words are the seeds (runs.cc). Long ones are anchors: those that stand close together on both sides, in
// the same order, make one passage (chain.cc). What is left of the seeds makes a passage of its own only where short
// runs stand so close that their gaps are no excuse. Then the gaps are aligned word by word and the ends are moved on
// as far as words match (gaps.cc), and passages whose ends have met are joined. Paragraphs that were moved are passages
// of their own.
#include "wirecopy/align/align.h"

#include <algorithm>

#include "wirecopy/align/chain.h"
#include "wirecopy/align/gaps.h"

namespace wirecopy {
namespace {

// Without an anchor gaps must be short, and cost more.
constexpr ChainCosts kDense{0.5, 0.35, 0.2, 90};

// Between words that stand whole in noise the others are misread, not unlike.
constexpr ChainCosts kNoisy{0.1, 0.1, 0.5, 120};

// No gap is worth its price.
constexpr ChainCosts kUnchained{1e9, 0, 0, 0};

// Words between two passages of one, and the share of them that match.
constexpr uint32_t kMostBridged = 100;
constexpr double kBridged = 0.5;

// What an extension of a passage must gain, in words: little behind much text, much behind a phrase that may be chance.
float LeastGain(uint32_t words) {
  constexpr float kLeast = 4, kTrusted = 50;
  return std::max(kLeast, kTrusted - static_cast<float>(words));
}

class Aligner {
 public:
  Aligner(const AlignText& a, const SeedIndex& seeds, const AlignText& b, const AlignOptions& options)
      : a_(a),
        b_(b),
        options_(options),
        seeds_(seeds),
        finder_(a, b),
        gaps_(a_, b_, finder_.used_a(), finder_.used_b()) {}

  std::vector<Passage> Run(const std::vector<WordRun>& noisy) {
    const std::vector<WordRun> runs = FindRuns(seeds_, b_.words);
    ChainCosts costs;
    costs.most_gap = options_.most_gap;
    if (!options_.chain) return ToPassages(finder_.Take(runs, options_.anchor_words, kUnchained));
    for (Chain& chain : finder_.Take(runs, options_.anchor_words, costs)) chains_.push_back(std::move(chain));
    Complete();
    Join();
    for (Chain& chain : finder_.Take(runs, static_cast<uint32_t>(options_.seed_words), kDense)) {
      if (Words(chain) >= options_.dense_words) chains_.push_back(std::move(chain));
    }
    for (Chain& chain : finder_.Take(noisy, 1, kNoisy)) {
      if (Words(chain) >= options_.least_words) chains_.push_back(std::move(chain));
    }
    Free();
    Complete();  // again what was joined: its ends are trusted with more now
    Join();
    DropBrief();
    FillGaps();  // with words that brief chains had
    Join();
    return ToPassages(chains_);
  }

 private:
  std::vector<Passage> ToPassages(const std::vector<Chain>& chains) const {
    std::vector<Passage> passages;
    for (const Chain& chain : chains) {
      if (!IsBrief(chain)) passages.push_back(ToPassage(chain));
    }
    std::sort(passages.begin(), passages.end(), [](const Passage& x, const Passage& y) { return x.a < y.a; });
    return passages;
  }

  static uint32_t Words(const Chain& chain) {
    uint32_t words = 0;
    for (const WordRun& run : chain) words += run.size;
    return words;
  }

  bool IsBrief(const Chain& chain) const {
    return Words(chain) < std::min({size_t{options_.least_words}, a_.words.size(), b_.words.size()});
  }

  // Gives back the words of chains that were not kept.
  void Free() {
    finder_.Clear();
    for (const Chain& chain : chains_) {
      for (const WordRun& run : chain) finder_.Use(run);
    }
  }

  void DropBrief() {
    std::erase_if(chains_, [&](const Chain& chain) { return IsBrief(chain); });
    Free();
  }

  void FillGaps() {
    for (Chain& chain : chains_) {
      Chain filled;
      for (const WordRun& run : chain) {
        if (!filled.empty()) Append(Between(filled.back(), run), &filled);
        Append({run}, &filled);
      }
      chain = std::move(filled);
    }
  }

  // Fills the gaps of the chains and moves their ends.
  void Complete() {
    FillGaps();
    for (Chain& chain : chains_) {
      const Chain filled = std::move(chain);
      const float least = LeastGain(Words(filled));
      const WordRun begin = filled.front(), end = filled.back();
      const std::vector<WordRun> behind = gaps_.Onwards(FreeFrom(end.a + end.size, finder_.used_a()),
                                                        FreeFrom(end.b + end.size, finder_.used_b()), least);
      for (const WordRun& run : behind) finder_.Use(run);
      const std::vector<WordRun> before =
          gaps_.Backwards(FreeTo(begin.a, finder_.used_a()), FreeTo(begin.b, finder_.used_b()), least);
      for (const WordRun& run : before) finder_.Use(run);
      chain.clear();
      Append(before, &chain);
      Append(filled, &chain);
      Append(behind, &chain);
    }
  }

  // What matches between two runs of one chain.
  std::vector<WordRun> Between(const WordRun& before, const WordRun& next) {
    std::vector<WordRun> runs = gaps_.Between({before.a + before.size, next.a}, {before.b + before.size, next.b});
    for (const WordRun& run : runs) finder_.Use(run);
    return runs;
  }

  // Adds runs behind the end of a chain; those that touch on both sides become one.
  static void Append(const std::vector<WordRun>& runs, Chain* chain) {
    for (const WordRun& run : runs) {
      const bool touches = !chain->empty() && chain->back().a + chain->back().size == run.a &&
                           chain->back().b + chain->back().size == run.b;
      if (touches) {
        chain->back().size += run.size;
      } else {
        chain->push_back(run);
      }
    }
  }

  // The words from `begin` on, or up to `end`, that no chain has.
  static Span FreeFrom(uint32_t begin, const std::vector<uint8_t>& used) {
    return {begin, static_cast<uint32_t>(std::find(used.begin() + begin, used.end(), 1) - used.begin())};
  }
  static Span FreeTo(uint32_t end, const std::vector<uint8_t>& used) {
    uint32_t begin = end;
    while (begin > 0 && used[begin - 1] == 0) --begin;
    return {begin, end};
  }

  // Makes one of chains that follow each other on both sides and stand close, or have the same text between them.
  void Join() {
    std::sort(chains_.begin(), chains_.end(), [](const Chain& x, const Chain& y) { return x.front().a < y.front().a; });
    std::vector<Chain> joined;
    for (Chain& chain : chains_) {
      if (!joined.empty() && Follows(joined.back(), chain)) {
        Chain& before = joined.back();
        Append(Between(before.back(), chain.front()), &before);
        Append(chain, &before);
      } else {
        joined.push_back(std::move(chain));
      }
    }
    chains_ = std::move(joined);
  }

  bool Follows(const Chain& before, const Chain& chain) const {
    const Span a{before.back().a + before.back().size, chain.front().a};
    const Span b{before.back().b + before.back().size, chain.front().b};
    if (a.end < a.begin || b.end < b.begin || !AllFree(a, finder_.used_a()) || !AllFree(b, finder_.used_b()))
      return false;
    const bool close =
        WithinGap(a_, a.begin, a.end, options_.most_gap) && WithinGap(b_, b.begin, b.end, options_.most_gap);
    return close || SameText(a, b);
  }

  static bool AllFree(Span words, const std::vector<uint8_t>& used) {
    return std::find(used.begin() + words.begin, used.begin() + words.end, 1) == used.begin() + words.end;
  }

  // Whether most words of two stretches match one another, in order.
  bool SameText(Span a, Span b) const {
    const uint32_t longer = std::max(a.size(), b.size());
    if (longer > kMostBridged || std::min(a.size(), b.size()) < kBridged * longer) return false;
    return Words(gaps_.Between(a, b)) >= kBridged * longer;
  }

  Passage ToPassage(const Chain& chain) const {
    Passage passage;
    passage.a = {chain.front().a, chain.back().a + chain.back().size};
    passage.b = {chain.front().b, chain.back().b + chain.back().size};
    passage.runs.assign(chain.begin(), chain.end());  // without the room that the chain grew
    const uint32_t shared = passage.shared_words();
    const auto same = [](const Word& x, const Word& y) { return x.hash == y.hash; };
    const auto in_a = a_.words.subspan(passage.a.begin, passage.a.size());
    const auto in_b = b_.words.subspan(passage.b.begin, passage.b.size());
    const bool exact = std::equal(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(), same);
    passage.kind = exact ? PassageKind::kExact : PassageKind::kEdited;
    passage.similarity = 2.0 * shared / (passage.a.size() + passage.b.size());
    return passage;
  }

  const AlignText &a_, &b_;
  const AlignOptions& options_;
  const SeedIndex& seeds_;
  ChainFinder finder_;
  GapAligner gaps_;
  std::vector<Chain> chains_;
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
    case PassageKind::kTranslated:
      return "translated";
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

std::vector<Passage> Align(const AlignText& a, const SeedIndex& seeds, const AlignText& b, const AlignOptions& options,
                           const std::vector<WordRun>& noisy) {
  const auto same = [](const Word& x, const Word& y) { return x.hash == y.hash; };
  const size_t least = std::max(options.anchor_words, static_cast<uint32_t>(options.seed_words));
  const bool brief = !a.words.empty() && a.words.size() < least;
  if (brief && std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(), same)) {
    const auto size = static_cast<uint32_t>(a.words.size());
    return {{{0, size}, {0, size}, {{0, 0, size}}, PassageKind::kExact, 1}};
  }
  return Aligner(a, seeds, b, options).Run(noisy);
}

}  // namespace wirecopy

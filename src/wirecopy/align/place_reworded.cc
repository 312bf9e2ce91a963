// Reworded passages among the passages of the same pair that are word for word.
//
// Problem: sentence vectors find copied text as well, for a copy has all its terms in common; and retold or shuffled
// text holds runs that are equal by accident. A reader wants either to hear once. Idea: what counts is how long the
// runs are in which the shared words stand. A copy, even an edited one, has long runs. Where both sides have nearly the
// same words and yet only short runs, in several pieces, the text was reordered: the reworded passage is the finding,
// and the pieces are its debris. In between, a passage that has a third of its words in runs is explained by them and
// left out; of the pieces inside another one, those that are evidence by themselves stay. So two articles that have
// hardly a stretch outside of long runs, or outside of one passage, need not be searched for rewording at all. Cost:
// passages of one times those of the other.
#include <algorithm>
#include <tuple>

#include "wirecopy/align/reworded.h"

namespace wirecopy {
namespace {

constexpr double kMostCopied = 0.33;        // share of a passage's words in runs, from where these explain it
constexpr double kReorderedCosine = 0.75;   // the words of both sides are nearly the same,
constexpr double kReorderedRun = 20;        // words of the run that a shared word stands in, on average: below it,
constexpr double kOnePiece = 0.6;           // share of a reordered passage that a piece alone may span
constexpr double kSameWords = 0.95;         // only the order may differ,
constexpr double kSameWordsRun = 30;        // so longer runs are left
constexpr uint32_t kEvidentRun = 12;        // words of a run that makes a piece evidence by itself,
constexpr double kEvidentSimilarity = 0.9;  // as do so many words with few changes between them

// What a passage has in common, word for word, with the passages that touch it.
struct Copied {
  double share = 0;     // of its words, of both sides, that stand in runs
  double mean_run = 0;  // words of the run that a shared word stands in, on average
  size_t pieces = 0;
  double longest_piece = 0;  // share of its words that one of them spans
};

bool Touches(const Passage& x, const Passage& y) {
  return !Intersection(x.a, y.a).empty() && !Intersection(x.b, y.b).empty();
}

Copied CopiedOf(const Passage& passage, const std::vector<Passage>& others) {
  Copied copied;
  const double size = passage.a.size() + passage.b.size();
  double words = 0, squares = 0, inside = 0;
  for (const Passage& other : others) {
    if (!Touches(passage, other)) continue;
    ++copied.pieces;
    const double spanned = Intersection(passage.a, other.a).size() + Intersection(passage.b, other.b).size();
    copied.longest_piece = std::max(copied.longest_piece, spanned / size);
    for (const WordRun& run : other.runs) {
      words += run.size;
      squares += static_cast<double>(run.size) * run.size;
      inside += Intersection(passage.a, {run.a, run.a + run.size}).size();
      inside += Intersection(passage.b, {run.b, run.b + run.size}).size();
    }
  }
  copied.share = inside / size;
  copied.mean_run = words > 0 ? squares / words : 0;
  return copied;
}

bool IsReordered(const Passage& passage, const Copied& copied) {
  if (passage.similarity < kReorderedCosine) return false;
  if (copied.pieces == 1 && copied.longest_piece >= kOnePiece) return false;
  return copied.mean_run < (passage.similarity >= kSameWords ? kSameWordsRun : kReorderedRun);
}

bool IsEvident(const Passage& piece) {
  if (piece.similarity >= kEvidentSimilarity && piece.shared_words() >= kEvidentRun) return true;
  return std::any_of(piece.runs.begin(), piece.runs.end(), [](const WordRun& run) { return run.size >= kEvidentRun; });
}

double MeanRun(const Passage& passage) {
  double words = 0, squares = 0;
  for (const WordRun& run : passage.runs) {
    words += run.size;
    squares += static_cast<double>(run.size) * run.size;
  }
  return words > 0 ? squares / words : 0;
}

// Whether some stretch that is long enough for a reworded passage has too few of its words in runs to be explained by
// them. Words in runs count against it and others for it, so such a stretch has a sum above 0.
bool HasOpenStretch(const std::vector<Passage>& passages, uint32_t WordRun::*side, size_t words) {
  std::vector<uint8_t> in_run(words, 0);
  for (const Passage& passage : passages) {
    for (const WordRun& run : passage.runs) std::fill_n(in_run.begin() + run.*side, run.size, 1);
  }
  const size_t least = RewordedOptions().least_words;
  const auto room = [&](size_t word) { return in_run[word] != 0 ? kOnePiece - 1 : kOnePiece; };
  double sum = 0, behind = 0;  // of the words up to here, and up to `least` before here
  double lowest = 0;           // of the sums that are far enough behind
  for (size_t i = 0; i < words; ++i) {
    sum += room(i);
    if (i + 1 < least) continue;
    if (i + 1 > least) behind += room(i - least);
    lowest = std::min(lowest, behind);
    if (sum > lowest) return true;
  }
  return false;
}

Span Cover(Span x, Span y) { return {std::min(x.begin, y.begin), std::max(x.end, y.end)}; }

}  // namespace

bool LeaveRoom(const std::vector<Passage>& passages, size_t words_a, size_t words_b) {
  const bool pieces = passages.size() > 1 && std::any_of(passages.begin(), passages.end(), [](const Passage& passage) {
                        return MeanRun(passage) < kSameWordsRun;
                      });
  return pieces || HasOpenStretch(passages, &WordRun::a, words_a) || HasOpenStretch(passages, &WordRun::b, words_b);
}

void PlaceReworded(std::vector<Passage> reworded, std::vector<Passage>* passages) {
  const std::vector<Passage> pieces = *passages;
  for (Passage& passage : reworded) {
    const Copied copied = CopiedOf(passage, pieces);
    const bool reordered = IsReordered(passage, copied);
    if (!reordered && copied.share >= kMostCopied) continue;
    const Passage found = passage;
    for (const Passage& piece : pieces) {
      if (!Touches(found, piece)) continue;
      passage.a = Cover(passage.a, piece.a);
      passage.b = Cover(passage.b, piece.b);
    }
    std::erase_if(*passages, [&](const Passage& piece) {
      if (piece.kind == PassageKind::kReworded || !Touches(found, piece)) return false;
      if (!reordered && IsEvident(piece)) return false;
      passage.runs.insert(passage.runs.end(), piece.runs.begin(), piece.runs.end());
      return true;
    });
    std::sort(passage.runs.begin(), passage.runs.end(),
              [](const WordRun& x, const WordRun& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    passages->push_back(std::move(passage));
  }
  std::sort(passages->begin(), passages->end(), [](const Passage& x, const Passage& y) {
    return std::tuple(x.a, x.b, x.kind) < std::tuple(y.a, y.b, y.kind);
  });
}

}  // namespace wirecopy

// Problem: where every seventh word is misread no run of words is long enough to be a seed. Idea: the letters in
// between are right; without spaces even split, joined and hyphenated words read the same. So the letters are aligned
// as words are elsewhere, and a word that is whole on both sides within a long run of letters anchors the words around
// it.
#include "wirecopy/align/noise.h"

#include "wirecopy/align/colinear.h"

namespace wirecopy {
namespace {

constexpr int kSeedLetters = 8;
constexpr uint32_t kAnchorLetters = 12;  // as many as a gram has that brings articles together
constexpr double kDampingLetters = 50;
constexpr double kReprint = 0.5;  // similarity from where every seed is taken for an anchor

bool Begins(const Spelling& text, size_t letter) { return letter == 0 || text.word[letter - 1] != text.word[letter]; }
bool Ends(const Spelling& text, size_t letter) {
  return letter + 1 == text.word.size() || text.word[letter + 1] != text.word[letter];
}

AlignText Part(const AlignText& text, Span words) {
  const bool marked = !text.aside.empty();
  return {text.text, text.words.subspan(words.begin, words.size()),
          marked ? text.aside.subspan(words.begin, words.size()) : text.aside};
}

// The words that both sides have whole within a run of letters.
void AddWords(const Spelling& a, const Spelling& b, const WordRun& run, std::vector<WordRun>* words) {
  bool whole = false;
  for (uint32_t i = 0; i < run.size; ++i) {
    const size_t x = run.a + i, y = run.b + i;
    if (Begins(a, x) || Begins(b, y)) whole = Begins(a, x) && Begins(b, y);
    if (!Ends(a, x) && !Ends(b, y)) continue;
    if (whole && Ends(a, x) && Ends(b, y)) words->push_back({a.word[x], b.word[y], 1});
    whole = false;
  }
}

}  // namespace

LetterIndex::LetterIndex(const AlignText& text)
    : spelling_(Spell(text.text, text.words, text.aside)), seeds_(spelling_.letters, kSeedLetters) {}

NoisyMatch MatchLetters(const LetterIndex& a, const AlignText& b) {
  const Spelling& in_a = a.spelling();
  const Spelling in_b = Spell(b.text, b.words, b.aside);
  NoisyMatch match;
  const std::vector<WordRun> runs = FindRuns(a.seeds(), in_b.letters);
  match.similarity = ColinearSimilarity(runs, static_cast<uint32_t>(in_a.letters.size()),
                                        static_cast<uint32_t>(in_b.letters.size()), kDampingLetters);
  const uint32_t least = match.similarity >= kReprint ? kSeedLetters : kAnchorLetters;
  for (const WordRun& run : runs) {
    if (run.size >= least) AddWords(in_a, in_b, run, &match.anchors);
  }
  return match;
}

std::vector<WordRun> LetterAnchors(const AlignText& a, Span words_a, const AlignText& b, Span words_b) {
  std::vector<WordRun> anchors = MatchLetters(LetterIndex(Part(a, words_a)), Part(b, words_b)).anchors;
  for (WordRun& anchor : anchors) {
    anchor.a += words_a.begin;
    anchor.b += words_b.begin;
  }
  return anchors;
}

}  // namespace wirecopy

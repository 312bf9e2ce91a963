#include "wirecopy/report/comparison.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/report/terminal.h"

namespace wirecopy {
namespace {

// One word as it is printed: its text up to the next word, and whether it is shared.
struct Piece {
  std::string text;
  bool shared = false;
  bool spaced = true;  // white space stood behind it
};

std::vector<Piece> Pieces(std::string_view text, const std::vector<Word>& words, Span passage,
                          const std::vector<Span>& runs) {
  std::vector<Piece> pieces;
  size_t run = 0;
  for (uint32_t i = passage.begin; i < passage.end; ++i) {
    while (run < runs.size() && runs[run].end <= i) ++run;
    // Marks around the word (quotes, commas) stay with it; white space does not.
    const uint32_t end = i + 1 < passage.end ? words[i + 1].begin : words[i].end;
    std::string piece(text.substr(words[i].begin, end - words[i].begin));
    const bool spaced = piece.find_first_of(" \n\t") != std::string::npos;
    std::erase(piece, '\n');
    while (!piece.empty() && piece.back() == ' ') piece.pop_back();
    pieces.push_back({std::move(piece), run < runs.size() && runs[run].begin <= i, spaced});
  }
  return pieces;
}

// The pieces as lines of `columns`, painted and padded.
std::vector<std::string> Wrap(const std::vector<Piece>& pieces, int columns, const Painter& paint, bool colour) {
  std::vector<std::string> lines;
  std::string line;
  int used = 0;
  const auto end_line = [&] {
    lines.push_back(line + std::string(static_cast<size_t>(std::max(0, columns - used)), ' '));
    line.clear();
    used = 0;
  };
  for (size_t i = 0; i < pieces.size(); ++i) {
    const bool opens = !colour && pieces[i].shared && (i == 0 || !pieces[i - 1].shared);
    const bool closes = !colour && pieces[i].shared && (i + 1 == pieces.size() || !pieces[i + 1].shared);
    std::string text = absl::StrCat(opens ? "[" : "", pieces[i].text, closes ? "]" : "");
    if (DisplayWidth(text) > columns) text = Fit(text, columns);
    const int width = DisplayWidth(text);
    if (used > 0 && used + 1 + width > columns) end_line();
    if (used > 0 && pieces[i - 1].spaced) {
      line += ' ';
      ++used;
    }
    line += paint(pieces[i].shared ? Style::kShared : Style::kPlain, text);
    used += width;
  }
  if (used > 0) end_line();
  return lines;
}

}  // namespace

std::string Comparison(const Run& run, const ComparisonOptions& options) {
  const Painter paint(options.colour);
  const PairResult& pair = run.pairs.front();
  const SharedText& shared = pair.shared;
  const auto name = [&](uint32_t i) {
    return absl::StrCat(run.analyses[i].outlet.name, " · ", run.input.articles[i].id, " · ",
                        run.analyses[i].words.size(), " words");
  };
  const int columns = std::max(20, (options.columns - 6) / 2);
  std::string out = absl::StrCat("\n  ", paint(Style::kBold, Fit(name(0), columns)), "  ",
                                 paint(Style::kBold, Fit(name(1), columns)), "\n\n");
  const std::string_view verdict =
      shared.overlap == Overlap::kNone ? "no reportable overlap" : ToString(shared.overlap);
  absl::StrAppend(&out, "  ", paint(Style::kBold, verdict),
                  absl::StrFormat(": %d words shared, %d of them prose; Jaccard %.3f; %.1f %% of A stands in B, %.1f "
                                  "%% of B in A; longest run %d words.\n",
                                  shared.shared_words, shared.prose_words, shared.jaccard, 100 * shared.containment_a,
                                  100 * shared.containment_b, shared.longest_run));
  for (size_t i = 0; i < shared.passages.size(); ++i) {
    const Passage& passage = shared.passages[i];
    const bool quoted = InQuote(passage, run.analyses[0].word_flags, run.analyses[1].word_flags);
    absl::StrAppend(&out, "\n  ",
                    paint(Style::kCyan,
                          absl::StrFormat("%d. %s, similarity %.2f%s%s", i + 1, std::string(ToString(passage.kind)),
                                          passage.similarity,
                                          passage.kind == PassageKind::kReworded ? ", not as sure as shared words" : "",
                                          quoted ? ", inside quotation marks" : "")),
                    "\n");
    std::vector<Span> runs_a, runs_b;
    for (const WordRun& word_run : passage.runs) {
      runs_a.push_back({word_run.a, word_run.a + word_run.size});
      runs_b.push_back({word_run.b, word_run.b + word_run.size});
    }
    std::sort(runs_b.begin(), runs_b.end());  // of a reworded passage they are in the order of a
    const auto left = Wrap(Pieces(run.input.articles[0].text, run.analyses[0].words, passage.a, runs_a), columns, paint,
                           options.colour);
    const auto right = Wrap(Pieces(run.input.articles[1].text, run.analyses[1].words, passage.b, runs_b), columns,
                            paint, options.colour);
    for (size_t row = 0; row < std::max(left.size(), right.size()); ++row) {
      const std::string blank(static_cast<size_t>(columns), ' ');
      absl::StrAppend(&out, "  ", row < left.size() ? left[row] : blank, "  ", row < right.size() ? right[row] : "",
                      "\n");
    }
  }
  return out;
}

}  // namespace wirecopy

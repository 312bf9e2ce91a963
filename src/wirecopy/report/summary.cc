#include "wirecopy/report/summary.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/measure/statistics.h"
#include "wirecopy/report/run_folder.h"
#include "wirecopy/report/terminal.h"

namespace wirecopy {
namespace {

class SummaryWriter {
 public:
  SummaryWriter(const Run& run, const SummaryOptions& options) : run_(run), options_(options), paint_(options.colour) {}

  std::string Write() {
    Read();
    Finding();
    if (!run_.pairs.empty()) {
      OutletTable();
      LongestPairs();
    }
    Method();
    return out_;
  }

 private:
  template <typename... Parts>
  void Line(const Parts&... parts) {
    absl::StrAppend(&out_, "  ", parts..., "\n");
  }

  static std::string Plural(uint64_t n, std::string_view one, std::string_view many) {
    return absl::StrCat(n, " ", std::string(n == 1 ? one : many));
  }

  void Read() {
    const Ingested& input = run_.input;
    absl::StrAppend(&out_, "\n");
    Line(paint_(Style::kBold, absl::StrCat("wirecopy ", std::string(kVersion))), "  ",
         Plural(input.articles.size(), "article", "articles"), " of ", Plural(run_.outlets.size(), "outlet", "outlets"),
         ", ", Plural(input.skips.size(), "record skipped", "records skipped"));
    for (size_t i = 0; i < std::min<size_t>(input.skips.size(), 5); ++i) {
      const Skip& skip = input.skips[i];
      Line(paint_(Style::kYellow, "skipped "),
           paint_(Style::kPlain,
                  absl::StrCat(skip.file, skip.record.empty() ? "" : ", ", skip.record, ": ", skip.reason)));
    }
    const auto unknown =
        std::count_if(run_.outlets.begin(), run_.outlets.end(), [](const OutletRow& row) { return !row.known; });
    if (unknown > 0) {
      Line(paint_(Style::kDim, absl::StrCat(Plural(static_cast<uint64_t>(unknown), "outlet is", "outlets are"),
                                            " in no table, and each counts as a family of its own: see run.json and "
                                            "--outlets.")));
    }
    if (input.skips.size() > 5)
      Line(paint_(Style::kYellow, absl::StrCat("... and ", input.skips.size() - 5, " more, all in run.json")));
    absl::StrAppend(&out_, "\n");
  }

  void Finding() {
    uint64_t derived = 0, wire = 0, credited = 0, uncredited = 0, unknown = 0, versions = 0, alone = 0;
    const auto speech = std::count_if(run_.pairs.begin(), run_.pairs.end(), [](const PairResult& pair) {
      return pair.shared.overlap == Overlap::kQuotation;
    });
    for (const Analysis& analysis : run_.analyses) derived += analysis.derivation != Derivation::kNone;
    for (const OutletRow& row : run_.outlets) {
      wire += row.wire_derived;
      credited += row.credited;
      uncredited += row.uncredited;
      unknown += row.unknown;
      versions += row.versions;
      alone += row.credited_alone;
    }
    Line(paint_(Style::kBold, absl::StrCat(derived, " of ", Plural(run_.input.articles.size(), "article", "articles"))),
         " share", derived == 1 ? "s" : "", " prose with an earlier or undated one; ",
         Plural(CountSharing(run_), "pair", "pairs"), " in all",
         speech > 0 ? absl::StrCat(", ", speech, " of them by speech alone.") : ".");
    Translated();
    const auto retold = static_cast<uint64_t>(std::count_if(run_.pairs.begin(), run_.pairs.end(), IsRetelling));
    if (retold > 0) {
      Line(Plural(retold, "further pair", "further pairs"), " with no shared text but the same utterances or event.");
    }
    const auto reworded = std::count_if(run_.pairs.begin(), run_.pairs.end(), [](const PairResult& pair) {
      return pair.shared.overlap == Overlap::kNone && !pair.translated && !IsRetelling(pair);
    });
    if (reworded > 0) {
      Line(Plural(static_cast<uint64_t>(reworded), "further pair", "further pairs"),
           " with reworded passages alone, which are not as sure.");
    }
    if (wire > 0) {
      Line(paint_(Style::kBold, absl::StrCat(wire, wire == 1 ? " holds" : " hold", " agency copy")), ": ",
           paint_(Style::kGreen, absl::StrCat(credited, " credited")), ", ",
           paint_(Style::kRed, absl::StrCat(uncredited, " with no credit found")), ", ",
           paint_(Style::kDim, absl::StrCat(unknown, " unknown")), ".");
      Line(paint_(Style::kDim, "Agency copy is counted only where another copy of it is in the input."));
      if (versions > 0) {
        Line(paint_(Style::kDim, absl::StrCat("An article counts once here, as its latest version; ",
                                              Plural(versions, "earlier one", "earlier ones"), " left out.")));
      }
    }
    if (alone > 0) {
      Line(Plural(alone, "article was", "articles were"),
           " passed over: credited to an agency as a whole, but with no ",
           "other copy in the input (credited_alone in outlets.csv).");
    }
    if (CountSharing(run_) == 0) {
      uint64_t candidates = 0;
      for (const StageCount& stage : run_.stages) candidates = stage.name == "candidates" ? stage.out : candidates;
      Line("No pair shares enough text: ", Plural(candidates, "candidate pair was", "candidate pairs were"),
           " compared word by word.");
    }
    absl::StrAppend(&out_, "\n");
  }

  // By pair of languages, and what it was found with.
  void Translated() {
    for (const TranslationSearch& search : run_.translations) {
      if (search.found == 0) continue;
      const std::string with = search.lexicons.empty() && search.taught == 0
                                   ? ", found without a lexicon, by names, numbers and like words"
                                   : "";
      Line(Plural(search.found, "article", "articles"), search.found == 1 ? " holds" : " hold",
           " text translated from ", search.learned.source_language, " to ", search.learned.target_language, with,
           "; not as sure as shared words.");
    }
  }

  // Pairs that share text word for word.
  void OutletTable() {
    std::vector<const OutletRow*> rows;
    for (const OutletRow& row : run_.outlets) {
      if (row.wire_derived > 0) rows.push_back(&row);
    }
    if (rows.empty()) return;
    // By what the share is at least: 1 of 2 articles says less than 40 of 100. Behind them those of too few articles.
    const auto enough = [&](const OutletRow& row) { return row.articles >= options_.least_articles; };
    const auto rank = [&](const OutletRow* row) {
      return std::tuple(enough(*row), Share(row->wire_derived, row->articles).low, row->wire_derived);
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const OutletRow* x, const OutletRow* y) { return rank(x) > rank(y); });
    Line(paint_(Style::kDim, absl::StrCat(Fit("OUTLET", 26), Fit("ARTICLES", 9, true), Fit("AGENCY COPY", 13, true),
                                          Fit("", 14), Fit("95 %", 11), Fit("CREDITED", 9, true),
                                          Fit("NO CREDIT", 11, true), Fit("UNKNOWN", 9, true), "  AGENCIES")));
    for (size_t i = 0; i < std::min(rows.size(), options_.most_outlets); ++i) {
      const OutletRow& row = *rows[i];
      const double share = static_cast<double>(row.wire_derived) / row.articles;
      std::string agencies;
      for (const std::string& agency : row.agencies) absl::StrAppend(&agencies, agencies.empty() ? "" : ", ", agency);
      Line(paint_(Style::kPlain, Fit(row.outlet, 26)), Fit(absl::StrCat(row.articles), 9, true),
           Fit(absl::StrCat(row.wire_derived), 13, true), "  ",
           paint_(enough(row) ? Style::kCyan : Style::kDim, Bar(share, 10)), "  ",
           paint_(Style::kDim, Fit(Interval(row), 11)), paint_(Style::kGreen, Fit(absl::StrCat(row.credited), 9, true)),
           paint_(row.uncredited > 0 ? Style::kRed : Style::kDim, Fit(absl::StrCat(row.uncredited), 11, true)),
           paint_(Style::kDim, Fit(absl::StrCat(row.unknown), 9, true)), "  ", paint_(Style::kPlain, agencies));
    }
    const auto few = std::count_if(rows.begin(), rows.end(), [&](const OutletRow* row) { return !enough(*row); });
    if (few > 0) {
      Line(paint_(Style::kDim, absl::StrCat(few, few == 1 ? " outlet stands" : " outlets stand",
                                            " behind the others for fewer than ", options_.least_articles,
                                            " articles (--least-articles).")));
    }
    if (rows.size() > options_.most_outlets)
      Line(paint_(Style::kDim, absl::StrCat("... and ", rows.size() - options_.most_outlets, " more in outlets.csv")));
    absl::StrAppend(&out_, "\n");
  }

  // In which the share of agency copy lies, as far as so few articles can tell.
  static std::string Interval(const OutletRow& row) {
    const Estimate share = Share(row.wire_derived, row.articles);
    return absl::StrFormat("%.0f to %.0f", 100 * share.low, 100 * share.high);
  }

  static std::string Bar(double share, int columns) {
    const int full = static_cast<int>(std::lround(share * columns));
    std::string bar;
    for (int i = 0; i < columns; ++i) bar += i < full ? "█" : "░";
    return bar;
  }

  void LongestPairs() {
    std::vector<const PairResult*> pairs;
    for (const PairResult& pair : run_.pairs) {
      if (pair.shared.overlap >= Overlap::kFragment) pairs.push_back(&pair);
    }
    // What two houses share says more than what one prints twice.
    const auto order = [&](const PairResult* pair) {
      const bool apart = run_.analyses[pair->a].outlet.family != run_.analyses[pair->b].outlet.family;
      return std::pair(apart, pair->shared.prose_words);
    };
    std::stable_sort(pairs.begin(), pairs.end(),
                     [&](const PairResult* x, const PairResult* y) { return order(x) > order(y); });
    if (pairs.empty()) return;
    Line(paint_(Style::kDim, "MOST SHARED PROSE"));
    for (size_t i = 0; i < std::min(pairs.size(), options_.most_pairs); ++i) {
      const PairResult& pair = *pairs[i];
      const bool known = pair.direction.from == Direction::From::kA;
      Line(Fit(absl::StrCat(pair.shared.prose_words), 7, true), " words  ", Fit(ToString(pair.shared.overlap), 15),
           paint_(Style::kPlain, absl::StrCat(Name(pair.a), known ? "  →  " : "  –  ", Name(pair.b))));
    }
    absl::StrAppend(&out_, "\n");
  }

  std::string Name(uint32_t article) const {
    return absl::StrCat(run_.analyses[article].outlet.name, " (", run_.input.articles[article].id, ")");
  }

  void Method() {
    const Recall& recall = run_.recall;
    constexpr uint64_t kLeastSample = 20;  // pairs; a share of fewer says nothing
    const std::string measured =
        recall.measured && recall.sample_pairs >= kLeastSample
            ? absl::StrFormat(", measured %.3f on %d pairs", *recall.measured, recall.sample_pairs)
            : "";
    std::string said;
    if (recall.guarantee_words > 0) {
      absl::StrAppendFormat(&said, "Every shared run of %d words is found%s. ", recall.guarantee_words,
                            run_.linked_groups > 0 ? " (in very common texts by links)" : "");
    }
    if (recall.expected > 0) {
      absl::StrAppendFormat(&said, "Near-duplicates from Jaccard %.2f: %d bands of %d rows, expected recall %.3f%s.",
                            recall.threshold, recall.bands.bands, recall.bands.rows, recall.expected, measured);
    }
    if (!said.empty()) Line(paint_(Style::kDim, said));
    double seconds = 0;
    for (const StageCount& stage : run_.stages) seconds += stage.seconds;
    Line(paint_(Style::kDim, absl::StrFormat("%.2f seconds.", seconds)));
  }

  const Run& run_;
  const SummaryOptions& options_;
  Painter paint_;
  std::string out_;
};

}  // namespace

uint64_t CountSharing(const Run& run) {
  return static_cast<uint64_t>(std::count_if(run.pairs.begin(), run.pairs.end(), [](const PairResult& pair) {
    return pair.shared.overlap != Overlap::kNone;
  }));
}

std::string Summary(const Run& run, const SummaryOptions& options) { return SummaryWriter(run, options).Write(); }

}  // namespace wirecopy

#include "wirecopy/report/explanation.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "wirecopy/report/run_folder.h"
#include "wirecopy/report/terminal.h"

namespace wirecopy {
namespace {

constexpr int kIndent = 5;
constexpr size_t kMostPassages = 12;

class Writer {
 public:
  Writer(const Explanation& explanation, const ExplanationOptions& options)
      : e_(explanation), paint_(options.colour), columns_(std::max(30, options.columns)) {}

  std::string Write() {
    Articles();
    BandPath();
    FingerprintPath();
    LetterPath();
    Alignment();
    Verdicts();
    Rewording();
    Translation();
    Retelling();
    Groups();
    out_ += "\n";
    const bool reported = IsReported(e_.outcome);
    Wrapped(2, reported ? Style::kGreen : Style::kYellow, OutcomeReason(e_) + ".");
    out_ += "\n";
    return std::move(out_);
  }

 private:
  // Words on lines that fit the terminal; a word that is longer stands on a line of its own.
  void Wrapped(int indent, Style style, std::string_view text) {
    const std::string margin(static_cast<size_t>(indent), ' ');
    std::string line;
    const auto end_line = [&] {
      if (!line.empty()) absl::StrAppend(&out_, margin, paint_(style, line), "\n");
      line.clear();
    };
    for (const absl::string_view word : absl::StrSplit(absl::string_view(text.data(), text.size()), ' ')) {
      const int width = DisplayWidth(line) + 1 + DisplayWidth({word.data(), word.size()});
      if (!line.empty() && indent + width > columns_) end_line();
      absl::StrAppend(&line, line.empty() ? "" : " ", word);
    }
    end_line();
  }

  template <typename... Parts>
  void Line(const Parts&... parts) {
    Wrapped(kIndent, Style::kPlain, absl::StrCat(parts...));
  }

  void Heading(int number, std::string_view name, std::string_view verdict = "", bool good = false) {
    absl::StrAppend(&out_, "\n  ", paint_(Style::kBold, absl::StrCat(number, ". ", std::string(name))),
                    verdict.empty() ? "" : ": ", paint_(good ? Style::kGreen : Style::kYellow, verdict), "\n");
  }

  void OneArticle(std::string_view letter, uint32_t number, const WordCounts& counts) {
    const Article& article = e_.run.input.articles[number];
    const Analysis& analysis = e_.run.analyses[number];
    Wrapped(kIndent, Style::kCyan,
            absl::StrCat(std::string(letter), " ", article.id, ", ", analysis.outlet.name,
                         analysis.outlet.is_agency ? " (agency)" : "", ", ",
                         article.published.empty() ? "no date" : article.published));
    if (!article.title.empty()) Line("  ", article.title);
    Line("  ", analysis.words.size(), " words, ", counts.prose, " of them prose. Left out: ", counts.furniture,
         " boilerplate, ", counts.quoted, " in quotation marks, ", counts.speech,
         " that the collection prints in quotation marks.");
  }

  void Articles() {
    Heading(1, "Articles");
    OneArticle("A", e_.a, e_.words_a);
    OneArticle("B", e_.b, e_.words_b);
  }

  void BandPath() {
    const KeyTrace& keys = e_.trace.bands;
    const bool found = e_.candidate && e_.candidate->by_bands;
    Heading(2, "Bands (near-duplicates)", found ? "candidate" : "no candidate", found);
    Line("Shingles of ", e_.options.finder.shingle_words, " words: ", e_.words_a.shingles, " in A, ",
         e_.words_b.shingles, " in B, ", e_.common_shingles, " in both: Jaccard ",
         absl::StrFormat("%.3f", e_.shared.jaccard), ".");
    Line(e_.bands.bands, " bands of ", e_.bands.rows, " rows: at this Jaccard two articles meet with probability ",
         absl::StrFormat("%.3f", MeetingProbability(e_.bands, e_.shared.jaccard)), ". They agree in ", keys.common,
         keys.common == 1 ? " band" : " bands",
         keys.linked > 0 ? absl::StrCat(", of which ", keys.linked, " too common to be paired out") : "", ".");
    if (!keys.met) {
      Line(keys.common == 0 ? "So they met in no bucket." : "They were not linked with one another in any bucket.");
    } else {
      const std::string half = absl::StrFormat("half of --threshold (%.3f)", e_.options.finder.threshold / 2);
      Line("They met in a bucket. ", e_.near_enough ? "Their Jaccard reaches " : "Their Jaccard is below ", half,
           e_.near_enough ? "."
           : found        ? ", but fingerprints found them too."
                          : ", so they are not worth an alignment on this path.");
    }
  }

  void FingerprintPath() {
    const FinderOptions& finder = e_.options.finder;
    const KeyTrace& keys = e_.trace.fingerprints;
    const bool found = e_.candidate && e_.candidate->by_fingerprint;
    Heading(3, "Fingerprints (shared runs)", found ? "candidate" : "no candidate", found);
    Line("Fingerprints of ", finder.fingerprint_words, " words: ", keys.of_a, " in A, ", keys.of_b, " in B, ",
         keys.common, " in both",
         keys.linked > 0 ? absl::StrCat(" (", keys.linked, " so common that only longer runs are paired)") : "", ".");
    Line("Longest run of words common to both outside boilerplate: ", e_.plain_run, "; ", finder.guarantee_words,
         " are guaranteed to be found.");
    if (e_.trace.linked_runs > 0) {
      Line(e_.trace.linked_runs, " common runs of ", finder.guarantee_words,
           " words are themselves too common to be paired out: articles are linked there, each with the first and the "
           "one before it.");
    }
    if (!keys.met) {
      Line("They met at no fingerprint.");
    } else if (e_.trace.many_places) {
      Line("They met at a fingerprint that stands in many places of one article, which is taken as enough.");
    } else {
      Line("The runs where they met have ", e_.trace.run_words, " words together; ", finder.guarantee_words,
           " make a candidate.");
    }
  }

  void LetterPath() {
    const PairTrace& trace = e_.trace;
    const bool found = e_.candidate && e_.candidate->by_letters;
    Heading(4, "Letters (noise)", found ? "candidate" : "no candidate", found);
    Line("Words that no other article has: ",
         absl::StrFormat("%.2f %% of A, %.2f %% of B; noise is looked for from %.2f %%.", 100 * trace.alone_a,
                         100 * trace.alone_b, 100 * trace.least_alone));
    if (found && std::max(trace.alone_a, trace.alone_b) < trace.least_alone) {
      Line("Neither has so many, but a third article that has them has the same letters.");
    }
    Line("Grams of letters that also a noisy article has: ", trace.grams_common, " common to both, of ",
         std::min(trace.grams_a, trace.grams_b), " of the smaller; side by side stand ", trace.grams_close, ", ",
         trace.grams_needed, " are needed.");
  }

  void Alignment() {
    Heading(5, "Alignment", Compared(e_) ? "" : "not made in the scan, here made all the same");
    Line("Runs of ", e_.options.align.seed_words, " words or more: ", e_.runs,
         e_.runs > 0 ? absl::StrCat(", the longest of ", e_.longest_run) : "", ".");
    const std::vector<Passage>& passages = e_.shared.passages;
    if (passages.empty()) Line("No passage.");
    for (size_t i = 0; i < std::min(passages.size(), kMostPassages); ++i) Line(PassageText(passages[i], i + 1));
    if (passages.size() > kMostPassages) Line("... and ", passages.size() - kMostPassages, " more.");
    for (const Passage& passage : e_.judgement.furniture) {
      Line("Left out as boilerplate: a passage of ", passage.a.size(), " words.");
    }
  }

  std::string PassageText(const Passage& passage, size_t number) const {
    const auto &a = e_.run.analyses[e_.a].word_flags, &b = e_.run.analyses[e_.b].word_flags;
    const size_t gaps = passage.runs.empty() ? 0 : passage.runs.size() - 1;
    const std::string words = passage.a.size() == passage.b.size()
                                  ? absl::StrCat(passage.a.size(), " words")
                                  : absl::StrCat(passage.a.size(), " words of A, ", passage.b.size(), " of B");
    const bool reworded = passage.kind == PassageKind::kReworded && passage.runs.empty();
    const std::string equal =
        reworded ? "" : absl::StrCat(passage.shared_words(), " equal, ", gaps, gaps == 1 ? " gap, " : " gaps, ");
    return absl::StrCat("Passage ", number, ": ", words, ", ", std::string(ToString(passage.kind)), ", ", equal,
                        "similarity ", absl::StrFormat("%.2f", passage.similarity),
                        InQuote(passage, a, b) ? ", inside quotation marks" : "", ".");
  }

  void Verdicts() {
    const SharedText& shared = e_.shared;
    Heading(6, "Judgement", ToString(shared.overlap), shared.overlap != Overlap::kNone);
    Line(shared.shared_words, " words shared, ", shared.prose_words, " of them prose in both; prose Jaccard ",
         absl::StrFormat("%.3f; %.1f %% of A's prose stands in B, %.1f %% of B's in A; longest run of all %d words.",
                         shared.prose_jaccard, 100 * shared.containment_a, 100 * shared.containment_b,
                         shared.longest_run));
    bool decided = false;
    for (const Cut& cut : e_.judgement.cuts) {
      std::string bars;
      for (const Bar& bar : cut.bars) {
        if (!bar.what.empty()) absl::StrAppend(&bars, bars.empty() ? "" : ", ", BarText(bar));
      }
      const bool holds = cut.met() && !decided;
      decided = decided || holds;
      Wrapped(kIndent, holds ? Style::kGreen : Style::kPlain,
              absl::StrCat(std::string(ToString(cut.overlap)), "? ", holds ? "yes: " : "no: ", bars));
      if (holds) break;
    }
    const uint32_t from = e_.direction.from == Direction::From::kA ? e_.a : e_.b;
    Line("Relation: ", std::string(ToString(shared.relation)), " (", std::string(e_.judgement.relation_basis),
         "). Direction: ",
         e_.direction.from == Direction::From::kNeither ? "open" : "from " + e_.run.input.articles[from].id, " (",
         std::string(ToString(e_.direction.basis)), ").");
  }

  void Rewording() {
    Heading(7, "Rewording", e_.retold_reported > 0 ? "found" : "none", e_.retold_reported > 0);
    Line("Sentences that meet by two rare terms: ", e_.sentences.of_a, " of A, ", e_.sentences.of_b, " of B.");
    if (!e_.retold_asked) {
      Line(!e_.options.find_reworded ? "Left out of the scan by --without"
           : e_.sentences.enough()   ? "Their terms are too common in this collection to be paired out"
                                     : "That is too few and they share no reported text",
           ": not compared sentence by sentence.");
    } else {
      Line("Compared sentence by sentence: ", e_.retold_found, e_.retold_found == 1 ? " passage" : " passages",
           " alike in their terms; ", e_.retold_found - e_.retold_kept, " left out as speech, ",
           e_.retold_kept - std::min(e_.retold_kept, e_.retold_reported), " as copied word for word.");
    }
  }

  void Translation() {
    Heading(8, "Translation",
            e_.translated    ? "found"
            : e_.translation ? "none"
                             : "not looked for",
            e_.translated.has_value());
    for (const std::string& line : TranslationLines(e_)) Line(line);
  }

  void Retelling() {
    const bool retold = e_.outcome == Outcome::kRetold;
    Heading(9, "Retelling", retold ? std::string(ToString(e_.shared.relation)) : "none", retold);
    const auto text = [&](uint32_t article, Span words) {
      const std::vector<Word>& of = e_.run.analyses[article].words;
      const uint32_t begin = of[words.begin].begin;
      return e_.run.input.articles[article].text.substr(begin, of[words.end - 1].end - begin);
    };
    for (const QuotePair& quote : e_.quote_pairs) {
      Line("Utterance: ", text(e_.a, quote.a), " | ", text(e_.b, quote.b));
    }
    for (const SharedFact& fact : e_.shared_facts) {
      Line(fact.same ? "Both: " : "Unlike: ", text(e_.a, fact.a), " | ", text(e_.b, fact.b));
    }
  }

  void Groups() {
    Heading(10, "Groups");
    Group("Duplicates", e_.same_duplicates, e_.duplicate_similarity, e_.options.cuts.near_jaccard, e_.run.duplicates,
          &Analysis::duplicate_cluster);
    Group("Story", e_.same_story, e_.story_similarity, e_.options.story_similarity, e_.run.stories, &Analysis::story);
  }

  void Group(std::string_view name, bool same, double similarity, double threshold, const std::vector<Cluster>& all,
             uint32_t Analysis::*member) {
    const Cluster &a = all[e_.run.analyses[e_.a].*member], &b = all[e_.run.analyses[e_.b].*member];
    const auto id = [&](const Cluster& cluster) {
      return absl::StrCat(ClusterId(e_.run, cluster), " (", cluster.members.size(),
                          cluster.members.size() == 1 ? " article)" : " articles)");
    };
    Line(std::string(name), ": similarity of the two ", absl::StrFormat("%.3f", similarity),
         similarity == 0 && e_.outcome == Outcome::kNotCompared ? " (no pair of the run)" : "",
         ", groups join from an average of ", absl::StrFormat("%.3f", threshold), ". ",
         same ? "The same group: " + id(a) : absl::StrCat("Not the same: A in ", id(a), ", B in ", id(b)), ".");
  }

  const Explanation& e_;
  Painter paint_;
  int columns_;
  std::string out_;
};

}  // namespace

std::string ExplanationText(const Explanation& explanation, const ExplanationOptions& options) {
  return Writer(explanation, options).Write();
}

}  // namespace wirecopy

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "wirecopy/report/explanation.h"

namespace wirecopy {
namespace {

// A count as it is, a share with three decimals.
std::string Number(double value, double least) {
  const bool count = std::floor(value) == value && std::floor(least) == least && least > 1;
  return count ? absl::StrFormat("%.0f", value) : absl::StrFormat("%.3f", value);
}

// The last two cuts ask for least: what is lacking there.
std::string Lacks(const Explanation& e) {
  const auto& cuts = e.judgement.cuts;
  return absl::StrCat(BarText(cuts[3].bars[0]), ", ", BarText(cuts[4].bars[0]));
}

}  // namespace

std::string BarText(const Bar& bar) {
  return absl::StrCat(std::string(bar.what), " ", Number(bar.value, bar.least), " of at least ",
                      Number(bar.least, bar.least));
}

std::vector<std::string> TranslationLines(const Explanation& e) {
  if (!e.translation) {
    return {"Looked for between articles of unlike languages, of which one may be the source of the other."};
  }
  const TranslationSearch& search = *e.translation;
  std::vector<std::string> lines = {
      absl::StrCat("From ", search.learned.source_language, " to ", search.learned.target_language, ": ",
                   search.lexicons.empty() ? "no lexicon, names, numbers and like words alone"
                                           : absl::StrCat("lexicon ", absl::StrJoin(search.lexicons, ", ")),
                   "; ", search.taught, " words learned before, ", search.learned.words.size(), " now.")};
  if (!e.translated) {
    lines.push_back(absl::StrFormat("The best source of the article is another one, or its score is below %.1f.",
                                    search.threshold));
    return lines;
  }
  lines.push_back(absl::StrFormat("Score %.1f of at least %.1f; confidence %.4f; sentences: %d.", e.translated->score,
                                  search.threshold, e.translated->confidence, e.translated->sentences.size()));
  for (const SharedTerm::Kind kind : {SharedTerm::Kind::kName, SharedTerm::Kind::kNumber, SharedTerm::Kind::kWord}) {
    std::vector<std::string> terms;
    for (const SharedTerm& term : e.translated->terms) {
      if (term.kind != kind) continue;
      terms.push_back(term.source == term.target ? term.source : absl::StrCat(term.source, " = ", term.target));
    }
    if (!terms.empty()) {
      lines.push_back(absl::StrCat("Shared ", std::string(ToString(kind)), "s: ", absl::StrJoin(terms, ", "), "."));
    }
  }
  return lines;
}

std::string OutcomeReason(const Explanation& e) {
  const std::string overlap(ToString(e.shared.overlap));
  switch (e.outcome) {
    case Outcome::kShared:
      return absl::StrCat("Reported as ", overlap, e.candidate ? "" : ", found by its sentences");
    case Outcome::kReworded:
      return "Reported for reworded passages alone: overlap none";
    case Outcome::kTranslated:
      return absl::StrCat("Reported as translated, not as sure as shared words: overlap ", overlap);
    case Outcome::kRetold:
      return absl::StrCat("Reported as ", std::string(ToString(e.shared.relation)), ": they share no text, but ",
                          e.quote_pairs.size(), " utterances and ", e.shared_facts.size(), " names, days and numbers");
    case Outcome::kTooLittle:
      return absl::StrCat("Not reported: too little in common: ", Lacks(e));
    case Outcome::kFurniture:
      return "Not reported: they have nothing in common but boilerplate";
    case Outcome::kNoPassage:
      return "Not reported: the alignment found no passage";
    case Outcome::kNotCompared:
      break;
  }
  const std::string never = "Not reported: neither bands nor fingerprints nor letters made a candidate of the two";
  if (e.shared.overlap != Overlap::kNone) {
    return absl::StrCat(never, "; compared all the same they would be reported as ", overlap,
                        e.same_duplicates || e.same_story ? ", and their group holds both" : "");
  }
  if (!e.shared.passages.empty()) {
    return absl::StrCat(never, "; compared all the same they have too little in common: ", Lacks(e));
  }
  return absl::StrCat(never, "; they have ", e.judgement.furniture.empty() ? "no passage" : "only boilerplate",
                      " in common");
}

}  // namespace wirecopy

// licence-audit.csv: what a licensing desk needs to look a case up: which article holds how much of whose text, whether
// that is credited, when it was seen first, and a hash that says which capture was judged. No text.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/base/table.h"
#include "wirecopy/report/run_folder.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

struct AgencyText {
  std::vector<Span> spans;          // bytes
  std::set<std::string> relations;  // of the sources that it comes from
};

// What an article has of each agency, by name; under no name where no single agency can be told.
std::map<std::string, AgencyText> TextByAgency(const Run& run, const Analysis& analysis) {
  std::map<std::string, AgencyText> by_agency;
  AgencyText unnamed;
  for (const ReuseSource& source : analysis.sources) {
    if (!IsWire(run, source)) continue;
    const bool own = source.article && run.analyses[*source.article].outlet.is_agency;
    AgencyText& text = own              ? by_agency[run.analyses[*source.article].outlet.name]
                       : source.article ? unnamed
                                        : by_agency[source.agency];
    text.spans.insert(text.spans.end(), source.covered.begin(), source.covered.end());
    text.relations.emplace(ToString(source.relation));
  }
  if (by_agency.empty() && !unnamed.spans.empty()) by_agency[""] = std::move(unnamed);
  for (auto& entry : by_agency) entry.second.spans = Union(std::move(entry.second.spans));
  return by_agency;
}

size_t WordsIn(const std::vector<Span>& spans, const std::vector<Word>& words) {
  size_t count = 0;
  for (const Span span : spans) {
    count += static_cast<size_t>(std::count_if(words.begin(), words.end(), [&](const Word& word) {
      return span.begin <= word.begin && word.end <= span.end;
    }));
  }
  return count;
}

void AddRows(const Run& run, uint32_t number, std::string* csv) {
  const Article& article = run.input.articles[number];
  const Analysis& analysis = run.analyses[number];
  const CodePointIndex index(article.text);
  const uint64_t body = index.CountIn(Union(analysis.layout.body));
  for (const auto& [agency, text] : TextByAgency(run, analysis)) {
    const std::vector<Span>& spans = text.spans;
    std::string passages;
    for (const Span span : spans) {
      const Span at = index.FromBytes(span);
      absl::StrAppend(&passages, passages.empty() ? "" : "|", at.begin, "-", at.end);
    }
    const double share = static_cast<double>(index.CountIn(spans)) / static_cast<double>(std::max<uint64_t>(1, body));
    absl::StrAppend(csv, CsvCell(analysis.outlet.name), ",", CsvCell(analysis.outlet.family), ",", CsvCell(article.id),
                    ",", CsvCell(article.url), ",", CsvCell(agency), ",", absl::StrJoin(text.relations, "|"), ",");
    absl::StrAppend(csv, WordsIn(spans, analysis.words), ",", absl::StrFormat("%.4f", share), ",",
                    std::string(ToString(analysis.derivation)), ",", std::string(ToString(analysis.credit.state)), ",",
                    CsvCell(analysis.credit.source), ",", CsvCell(article.published), ",");
    absl::StrAppend(csv, "xxh3:", ToHex(HashBytes(article.text)), ",", passages, ",", analysis.version, ",",
                    analysis.versions, "\n");
  }
}

}  // namespace

std::string LicenceAuditCsv(const Run& run) {
  std::string csv =
      "outlet,family,id,url,agency,relation,words_reused,share,derivation,credit,credit_agency,first_seen,"
      "capture,passages,version,versions\n";
  for (uint32_t i = 0; i < run.analyses.size(); ++i) {
    const Analysis& analysis = run.analyses[i];
    if (analysis.derivation != Derivation::kNone && !analysis.outlet.is_agency) AddRows(run, i, &csv);
  }
  return csv;
}

}  // namespace wirecopy

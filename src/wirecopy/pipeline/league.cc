// The league table: what the articles say about their outlets. A story that an outlet has printed in several states
// counts once, as the latest: that is what it stands by.
#include <algorithm>
#include <map>
#include <set>

#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

bool WireDerived(const Run& run, const Analysis& analysis) {
  return analysis.derivation != Derivation::kNone && !analysis.outlet.is_agency &&
         std::any_of(analysis.sources.begin(), analysis.sources.end(),
                     [&](const ReuseSource& source) { return IsWire(run, source); });
}

void CountWire(const Run& run, uint32_t article, OutletRow* row, std::set<std::string>* agencies,
               std::vector<double>* lags) {
  const Analysis& analysis = run.analyses[article];
  ++row->wire_derived;
  const CreditState state = analysis.credit.state;
  uint32_t& count = CreditsText(state)               ? row->credited
                    : state == CreditState::kUnknown ? row->unknown
                                                     : row->uncredited;
  ++count;
  bool timed = false;
  for (const ReuseSource& source : analysis.sources) {
    if (!IsWire(run, source)) continue;
    if (!source.agency.empty()) agencies->insert(source.agency);
    if (!source.article || !run.analyses[*source.article].outlet.is_agency) continue;
    agencies->insert(run.analyses[*source.article].outlet.name);
    const Timestamp from = run.input.articles[*source.article].time, to = run.input.articles[article].time;
    const bool known = from.precision == Timestamp::Precision::kSecond && to.precision == Timestamp::Precision::kSecond;
    if (known && !timed) lags->push_back(static_cast<double>(to.seconds - from.seconds) / 3600);
    timed = timed || known;
  }
}

}  // namespace

bool IsWire(const Run& run, const ReuseSource& source) {
  return source.relation == Relation::kNewswire ||
         (source.relation == Relation::kTranslated && run.analyses[*source.article].outlet.is_agency);
}

void SummariseOutlets(Run* run) {
  std::map<std::string, std::vector<uint32_t>> by_outlet;
  for (uint32_t i = 0; i < run->analyses.size(); ++i) by_outlet[run->analyses[i].outlet.name].push_back(i);
  for (const auto& [name, articles] : by_outlet) {
    const Outlet& outlet = run->analyses[articles.front()].outlet;
    OutletRow row;
    row.outlet = name;
    row.family = outlet.family;
    row.is_agency = outlet.is_agency;
    row.known = outlet.known;
    std::set<std::string> agencies;
    std::vector<double> lags;
    for (const uint32_t article : articles) {
      const bool latest = run->analyses[article].is_latest();
      ++(latest ? row.articles : row.versions);
      if (!latest) continue;
      row.derived += run->analyses[article].derivation != Derivation::kNone && !outlet.is_agency;
      if (WireDerived(*run, run->analyses[article])) {
        CountWire(*run, article, &row, &agencies, &lags);
      } else {
        row.credited_alone += !outlet.is_agency && ClaimsAgencyText(run->analyses[article].credit.state);
      }
    }
    row.agencies.assign(agencies.begin(), agencies.end());
    if (!lags.empty()) row.median_lag_hours = Median(std::move(lags));
    run->outlets.push_back(std::move(row));
  }
}

}  // namespace wirecopy

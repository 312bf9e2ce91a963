// The facts that two articles both state, to be shown beside each other: for a reader they are the reason.
#include <algorithm>
#include <map>
#include <set>

#include "wirecopy/pipeline/retold.h"

namespace wirecopy {
namespace {

// Names of several words are shown as a whole, as far as both articles have the words side by side.
class CommonNamesFinder {
 public:
  CommonNamesFinder(const Retold& a, const Retold& b) : a_(a), b_(b) {
    for (size_t i = 0; i < b.name_terms.size(); ++i) places_of_b_[b.name_terms[i]].push_back(i);
  }

  void Find(std::vector<SharedFact>* facts) {
    std::set<std::vector<uint32_t>> seen;
    for (size_t i = 0; i < a_.name_terms.size();) {
      size_t size = 0, place = 0;
      for (const size_t at : PlacesOfB(a_.name_terms[i])) {
        if (const size_t run = RunAt(i, at); run > size) size = run, place = at;
      }
      const auto first = a_.name_terms.begin() + static_cast<std::ptrdiff_t>(i);
      if (size > 0 && seen.insert({first, first + static_cast<std::ptrdiff_t>(size)}).second) {
        facts->push_back({SharedFact::Kind::kName, true, WordsAt(a_, i, size), WordsAt(b_, place, size)});
      }
      i += std::max<size_t>(size, 1);
    }
  }

 private:
  const std::vector<size_t>& PlacesOfB(uint32_t term) const {
    static const std::vector<size_t> kNone;
    const auto it = places_of_b_.find(term);
    return it == places_of_b_.end() ? kNone : it->second;
  }
  static Span WordsAt(const Retold& retold, size_t name, size_t size) {
    const uint32_t first = retold.facts.names[name];
    return {first, first + static_cast<uint32_t>(size)};
  }
  static bool Adjoins(const Retold& retold, size_t name) {
    if (name + 1 >= retold.facts.names.size() || retold.facts.names[name + 1] != retold.facts.names[name] + 1) {
      return false;
    }
    const Word &word = retold.analysis->words[retold.facts.names[name]],
               &next = retold.analysis->words[retold.facts.names[name + 1]];
    return next.begin - word.end == 1;
  }
  size_t RunAt(size_t of_a, size_t of_b) const {
    size_t size = 1;
    while (Adjoins(a_, of_a + size - 1) && Adjoins(b_, of_b + size - 1) &&
           a_.name_terms[of_a + size] == b_.name_terms[of_b + size]) {
      ++size;
    }
    return size;
  }

  const Retold &a_, &b_;
  std::map<uint32_t, std::vector<size_t>> places_of_b_;
};

void FindDays(const Retold& a, const Retold& b, std::vector<SharedFact>* facts) {
  bool agree = false;
  for (const PrintedDate& one : a.facts.dates) {
    const auto other = std::find_if(b.facts.dates.begin(), b.facts.dates.end(),
                                    [&](const PrintedDate& date) { return MayBeOneDay(one, date); });
    if (other == b.facts.dates.end()) continue;
    facts->push_back({SharedFact::Kind::kDate, true, one.words, other->words});
    agree = true;
  }
  if (agree || a.facts.dates.empty() || b.facts.dates.empty()) return;
  facts->push_back({SharedFact::Kind::kDate, false, a.facts.dates[0].words, b.facts.dates[0].words});
}

using ByUnit = std::map<uint32_t, std::vector<const Quantity*>>;

ByUnit QuantitiesOf(const Retold& retold) {
  ByUnit by_unit;
  for (size_t i = 0; i < retold.units.size(); ++i) {
    by_unit[retold.units[i].term].push_back(&retold.facts.quantities[i]);
  }
  return by_unit;
}

// Of each unit the first number that both have; else the first of each, which differ.
void FindNumbers(const Retold& a, const Retold& b, std::vector<SharedFact>* facts) {
  const ByUnit of_b = QuantitiesOf(b);
  for (const auto& [unit, ours] : QuantitiesOf(a)) {
    const auto theirs = of_b.find(unit);
    if (theirs == of_b.end()) continue;
    SharedFact fact{SharedFact::Kind::kNumber, false, ours[0]->words, theirs->second[0]->words};
    for (const Quantity* one : ours) {
      for (const Quantity* other : theirs->second) {
        if (!fact.same && one->value == other->value) fact = {fact.kind, true, one->words, other->words};
      }
    }
    facts->push_back(fact);
  }
}

}  // namespace

bool IsRetelling(const PairResult& pair) {
  return pair.shared.overlap == Overlap::kNone && pair.shared.passages.empty();
}

std::string_view ToString(SharedFact::Kind kind) {
  switch (kind) {
    case SharedFact::Kind::kName:
      return "name";
    case SharedFact::Kind::kDate:
      return "date";
    case SharedFact::Kind::kNumber:
      return "number";
  }
  return "";
}

std::vector<SharedFact> FactsOfBoth(const Retold& a, const Retold& b) {
  std::vector<SharedFact> facts;
  CommonNamesFinder(a, b).Find(&facts);
  FindDays(a, b, &facts);
  FindNumbers(a, b, &facts);
  std::sort(facts.begin(), facts.end(),
            [](const SharedFact& x, const SharedFact& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return facts;
}

}  // namespace wirecopy

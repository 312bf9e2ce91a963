#include "wirecopy/align/pair_weights.h"

#include <algorithm>
#include <cmath>

namespace wirecopy {
namespace {

// The logarithm of a count, the small ones from a table.
double Log(size_t count) {
  static const std::vector<double> small = [] {
    std::vector<double> logs = {0};
    for (int i = 1; i < 1024; ++i) logs.push_back(std::log(i));
    return logs;
  }();
  return count < small.size() ? small[count] : std::log(static_cast<double>(count));
}

// The first place from `from` on that has this term or a later one: O(log of the way there).
uint32_t Gallop(const std::vector<SentenceBags::Place>& places, uint32_t from, uint32_t term) {
  const auto size = static_cast<uint32_t>(places.size());
  uint32_t to = from;
  for (uint32_t step = 1; to < size && places[to].term < term; step *= 2) {
    from = to + 1;
    to = step < size - to ? to + step : size;
  }
  while (from < to) {
    const uint32_t middle = from + (to - from) / 2;
    if (places[middle].term < term) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

}  // namespace

PairWeights::PairWeights(const SentenceBags& few, const SentenceBags& many, uint64_t* work)
    : all_(Log(few.size() + many.size() + 1)), few_(few), many_(many), in_many_(few.terms().size()), work_(*work) {
  work_ += few.places().size();
  Span found;
  for (size_t i = 0; i < few.places().size(); ++i) {
    const uint32_t term = few.places()[i].term;
    if (i == 0 || term != few.places()[i - 1].term) {
      found.begin = found.end = Gallop(many.places(), found.end, term);
      while (found.end < many.places().size() && many.places()[found.end].term == term) ++found.end;
    }
    in_many_[few.places()[i].at] = found;
  }
}

PairWeights::Sentence PairWeights::OfFew(uint32_t sentence) {
  return Of(
      sentence, [&](uint32_t at) { return in_many_[at].size(); }, &few_);
}

PairWeights::Sentence PairWeights::OfMany(uint32_t sentence) {
  return Of(
      sentence, [&](uint32_t at) { return few_.bags.PlacesOf(many_.bags.terms()[at].term).size(); }, &many_);
}

// `in_other`: how many sentences of the other article hold terms()[at].
template <typename InOther>
PairWeights::Sentence PairWeights::Of(uint32_t sentence, const InOther& in_other, Side* side) {
  const auto& terms = side->bags.terms();
  if (side->begins[sentence] == 0) {
    const size_t begin = side->numbers.size();
    side->begins[sentence] = static_cast<uint32_t>(begin) + 1;
    side->numbers.resize(begin + 2);
    const Span range = side->bags.range(sentence);
    work_ += range.size();
    double sum = 0, squares = 0;
    for (uint32_t at = range.begin; at < range.end; ++at) {
      const double rare = all_ - Log(terms[at].holders + in_other(at));
      const double weight = std::min<double>(terms[at].weight, rare), value = terms[at].count * weight;
      side->numbers.push_back(weight);
      sum += weight;
      squares += value * value;
    }
    side->numbers[begin] = sum;
    side->numbers[begin + 1] = std::sqrt(squares);
  }
  const double* numbers = &side->numbers[side->begins[sentence] - 1];
  return {numbers + 2, numbers[0], numbers[1]};
}

}  // namespace wirecopy

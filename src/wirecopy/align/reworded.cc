// Sentence vectors (Sanchez-Perez, Sidorov, Gelbukh 2014, "A winning approach to text alignment for text reuse
// detection at PAN 2014").
//
// Problem: a text that is retold in other words, in shuffled order, shares no run of words with its source, and yet its
// sentences have more of their rare terms in common than chance allows. Idea: every sentence is a vector of its terms;
// two sentences are alike when the cosine and the Dice coefficient are both high; alike pairs that stand near one
// another on both sides are a group; a group is a passage when all of its sentences together are alike too, else it is
// divided at smaller gaps. A term's weight is what the caller gives, times how rare it is among the sentences of the
// two articles: what both speak of all the time does not tell one of their sentences from another. Words that stand
// in quotation marks on both sides are nobody's retelling and do not count as common.
//
// Cost: terms are joined by sorted lists, so only sentences that share a term are ever looked at: O(terms of both +
// pairs of sentences that share a term, once for each shared term).
#include "wirecopy/align/reworded.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wirecopy {
namespace {

struct Seed {
  uint32_t a = 0;  // sentences
  uint32_t b = 0;
};

// What two terms add to a scalar product, without their weights.
double CommonCount(double x, double quoted_x, double y, double quoted_y) { return x * y - quoted_x * quoted_y; }

// The logarithm of a count, the small ones from a table.
double Log(size_t count) {
  static const std::vector<double> small = [] {
    std::vector<double> logs = {0};
    for (int i = 1; i < 1024; ++i) logs.push_back(std::log(i));
    return logs;
  }();
  return count < small.size() ? small[count] : std::log(static_cast<double>(count));
}

class Comparison {
 public:
  Comparison(const SentenceBags& a, const SentenceBags& b, const RewordedOptions& options)
      : a_(a), b_(b), options_(options), weights_a_(a.terms().size()), weights_b_(b.terms().size()) {
    Weigh();
    sums_a_ = Sum(a_, weights_a_);
    sums_b_ = Sum(b_, weights_b_);
  }

  std::vector<Passage> Find() {
    Group(FindSeeds(), options_.most_gap);
    Merge();
    std::erase_if(found_, [&](const Passage& p) { return std::min(p.a.size(), p.b.size()) < options_.least_words; });
    std::sort(found_.begin(), found_.end(),
              [](const Passage& x, const Passage& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    return std::move(found_);
  }

 private:
  // The weights in this pair, and for each term of a where it stands in b.
  void Weigh() {
    const std::vector<SentenceBags::Place>&pa = a_.places(), &pb = b_.places();
    common_.assign(a_.terms().size(), Span{});
    const double all = Log(a_.size() + b_.size() + 1);
    size_t i = 0, j = 0;
    while (i < pa.size() || j < pb.size()) {
      const uint32_t term = std::min(i < pa.size() ? pa[i].term : ~0u, j < pb.size() ? pb[j].term : ~0u);
      size_t end_i = i, end_j = j;
      while (end_i < pa.size() && pa[end_i].term == term) ++end_i;
      while (end_j < pb.size() && pb[end_j].term == term) ++end_j;
      const double local = all - Log(end_i - i + end_j - j);
      const Span in_b{static_cast<uint32_t>(j), static_cast<uint32_t>(end_j)};
      for (; i < end_i; ++i) {
        weights_a_[pa[i].at] = std::min<double>(a_.terms()[pa[i].at].weight, local);
        common_[pa[i].at] = in_b;
      }
      for (; j < end_j; ++j) weights_b_[pb[j].at] = std::min<double>(b_.terms()[pb[j].at].weight, local);
    }
  }

  // Of one sentence.
  struct Sums {
    double weight = 0;
    double norm = 0;
  };

  static std::vector<Sums> Sum(const SentenceBags& bags, const std::vector<double>& weights) {
    std::vector<Sums> sums;
    for (uint32_t i = 0; i < bags.size(); ++i) {
      Sums sum;
      double squares = 0;
      for (uint32_t at = bags.range(i).begin; at < bags.range(i).end; ++at) {
        const double value = bags.terms()[at].count * weights[at];
        sum.weight += weights[at];
        squares += value * value;
      }
      sum.norm = std::sqrt(squares);
      sums.push_back(sum);
    }
    return sums;
  }

  std::vector<Seed> FindSeeds() const {
    struct Meeting {
      double product = 0;
      double weight = 0;  // of the common terms, on both sides
      uint32_t common = 0;
    };
    std::vector<Seed> seeds;
    std::vector<Meeting> met(b_.size());
    std::vector<uint32_t> touched;
    for (uint32_t i = 0; i < a_.size(); ++i) {
      for (uint32_t at = a_.range(i).begin; at < a_.range(i).end; ++at) {
        const BagTerm& x = a_.terms()[at];
        for (uint32_t p = common_[at].begin; p < common_[at].end; ++p) {
          const SentenceBags::Place& place = b_.places()[p];
          const BagTerm& y = b_.terms()[place.at];
          const double common = CommonCount(x.count, x.quoted, y.count, y.quoted);
          if (common <= 0) continue;
          Meeting& meeting = met[place.sentence];
          if (meeting.common++ == 0) touched.push_back(place.sentence);
          meeting.weight += weights_a_[at] + weights_b_[place.at];
          meeting.product += common * weights_a_[at] * weights_b_[place.at];
        }
      }
      std::sort(touched.begin(), touched.end());
      for (const uint32_t j : touched) {
        const Meeting meeting = std::exchange(met[j], {});
        if (meeting.common < options_.least_common) continue;
        const double dice = meeting.weight / (sums_a_[i].weight + sums_b_[j].weight);
        const double cosine = meeting.product / (sums_a_[i].norm * sums_b_[j].norm);
        if (dice > options_.least_dice && cosine > options_.least_cosine) seeds.push_back({i, j});
      }
      touched.clear();
    }
    return seeds;
  }

  // Divides seeds where more than `gap` sentences without one lie between two, on either side in turn, until no such
  // place is left; keeps the groups that are alike as a whole.
  void Group(std::vector<Seed> seeds, uint32_t gap) {
    if (seeds.empty()) return;
    for (const auto side : {&Seed::a, &Seed::b}) {
      std::stable_sort(seeds.begin(), seeds.end(), [&](const Seed& x, const Seed& y) { return x.*side < y.*side; });
      std::vector<std::vector<Seed>> parts(1);
      for (const Seed& seed : seeds) {
        if (!parts.back().empty() && seed.*side > parts.back().back().*side + gap + 1) parts.emplace_back();
        parts.back().push_back(seed);
      }
      if (parts.size() == 1) continue;
      for (std::vector<Seed>& part : parts) Group(std::move(part), gap);
      return;
    }
    if (Sentences(seeds, &Seed::a) < options_.least_sentences ||
        Sentences(seeds, &Seed::b) < options_.least_sentences) {
      return;
    }
    const auto by_a = [](const Seed& x, const Seed& y) { return x.a < y.a; };
    const auto by_b = [](const Seed& x, const Seed& y) { return x.b < y.b; };
    const auto [first_a, last_a] = std::minmax_element(seeds.begin(), seeds.end(), by_a);
    const auto [first_b, last_b] = std::minmax_element(seeds.begin(), seeds.end(), by_b);
    const Span in_a{first_a->a, last_a->a + 1}, in_b{first_b->b, last_b->b + 1};
    const double cosine = GroupCosine(in_a, in_b);
    if (cosine >= options_.least_group_cosine) {
      Passage passage;
      passage.a = Words(a_, in_a);
      passage.b = Words(b_, in_b);
      passage.kind = PassageKind::kReworded;
      passage.similarity = cosine;
      found_.push_back(std::move(passage));
    } else if (gap > options_.least_gap) {
      Group(std::move(seeds), gap - 1);
    }
  }

  static size_t Sentences(const std::vector<Seed>& seeds, uint32_t Seed::*side) {
    std::vector<uint32_t> sentences;
    sentences.reserve(seeds.size());
    for (const Seed& seed : seeds) sentences.push_back(seed.*side);
    std::sort(sentences.begin(), sentences.end());
    return static_cast<size_t>(std::unique(sentences.begin(), sentences.end()) - sentences.begin());
  }

  static Span Words(const SentenceBags& bags, Span sentences) {
    return {bags.words(sentences.begin).begin, bags.words(sentences.end - 1).end};
  }

  struct GroupTerm {
    uint32_t term = 0;
    double count = 0;
    double quoted = 0;
    double weight = 0;
  };

  static std::vector<GroupTerm> Add(const SentenceBags& bags, const std::vector<double>& weights, Span sentences) {
    std::vector<GroupTerm> all;
    for (uint32_t at = bags.range(sentences.begin).begin; at < bags.range(sentences.end - 1).end; ++at) {
      const BagTerm& term = bags.terms()[at];
      all.push_back({term.term, static_cast<double>(term.count), static_cast<double>(term.quoted), weights[at]});
    }
    std::stable_sort(all.begin(), all.end(), [](const GroupTerm& x, const GroupTerm& y) { return x.term < y.term; });
    size_t kept = 0;
    for (size_t i = 0; i < all.size(); ++i) {
      if (kept > 0 && all[kept - 1].term == all[i].term) {
        all[kept - 1].count += all[i].count;
        all[kept - 1].quoted += all[i].quoted;
      } else {
        all[kept++] = all[i];
      }
    }
    all.resize(kept);
    return all;
  }

  double GroupCosine(Span in_a, Span in_b) const {
    const std::vector<GroupTerm> x = Add(a_, weights_a_, in_a), y = Add(b_, weights_b_, in_b);
    const auto norm = [](const std::vector<GroupTerm>& sums) {
      double squares = 0;
      for (const GroupTerm& s : sums) squares += s.count * s.weight * s.count * s.weight;
      return std::sqrt(squares);
    };
    double product = 0;
    for (auto i = x.begin(), j = y.begin(); i != x.end() && j != y.end();) {
      if (i->term < j->term) {
        ++i;
      } else if (j->term < i->term) {
        ++j;
      } else {
        product += CommonCount(i->count, i->quoted, j->count, j->quoted) * i->weight * j->weight;
        ++i, ++j;
      }
    }
    return product / (norm(x) * norm(y));
  }

  // Joins passages with few words between them on both sides, until none is left to join.
  void Merge() {
    const auto near = [&](Span x, Span y) {
      return std::max(x.begin, y.begin) <= std::min(x.end, y.end) + options_.merged_words;
    };
    const auto before = [](const Passage& x, const Passage& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); };
    for (size_t count = 0; count != found_.size();) {  // a longer passage may reach others
      count = found_.size();
      std::sort(found_.begin(), found_.end(), before);
      std::vector<Passage> kept;
      std::vector<uint32_t> reach;  // where the last of the passages up to this one ends in a
      for (Passage& passage : found_) {
        size_t at = kept.size();
        while (at > 0 && reach[at - 1] + options_.merged_words >= passage.a.begin) {
          --at;
          if (near(kept[at].a, passage.a) && near(kept[at].b, passage.b)) break;
        }
        const bool joins = at < kept.size() && near(kept[at].a, passage.a) && near(kept[at].b, passage.b);
        if (joins) {
          Join(passage, &kept[at]);
        } else {
          at = kept.size();
          kept.push_back(std::move(passage));
          reach.push_back(0);
        }
        for (; at < kept.size(); ++at) reach[at] = std::max(at > 0 ? reach[at - 1] : 0, kept[at].a.end);
      }
      found_ = std::move(kept);
    }
  }

  static void Join(const Passage& from, Passage* to) {
    const double size = to->a.size() + to->b.size(), more = from.a.size() + from.b.size();
    to->similarity = (to->similarity * size + from.similarity * more) / (size + more);
    to->a = {std::min(to->a.begin, from.a.begin), std::max(to->a.end, from.a.end)};
    to->b = {std::min(to->b.begin, from.b.begin), std::max(to->b.end, from.b.end)};
  }

  const SentenceBags& a_;
  const SentenceBags& b_;
  const RewordedOptions& options_;
  std::vector<double> weights_a_, weights_b_;  // of each term of each sentence, in this pair
  std::vector<Span> common_;                   // of each term of a: its places in b
  std::vector<Sums> sums_a_, sums_b_;          // of each sentence
  std::vector<Passage> found_;
};

}  // namespace

void SentenceBags::Add(Span words, std::span<const BagTerm> terms) {
  sentences_.push_back(words);
  terms_.insert(terms_.end(), terms.begin(), terms.end());
  first_.push_back(static_cast<uint32_t>(terms_.size()));
}

void SentenceBags::Finish() {
  sentences_.shrink_to_fit();  // the bags of all articles are held at once
  first_.shrink_to_fit();
  terms_.shrink_to_fit();
  places_.reserve(terms_.size());
  for (uint32_t sentence = 0; sentence < size(); ++sentence) {
    for (uint32_t at = range(sentence).begin; at < range(sentence).end; ++at) {
      places_.push_back({terms_[at].term, sentence, at});
    }
  }
  std::sort(places_.begin(), places_.end());
}

std::vector<Passage> FindReworded(const SentenceBags& a, const SentenceBags& b, const RewordedOptions& options) {
  if (a.size() == 0 || b.size() == 0) return {};
  return Comparison(a, b, options).Find();
}

}  // namespace wirecopy

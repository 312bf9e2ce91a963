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
// Cost: an article that holds a thousand others must not be read a thousand times, so the one with fewer terms is
// looked up in the other, and of the other only sentences are weighed that may be alike. The most frequent terms of a
// sentence do not lead to candidates, as long as they weigh too little to make two sentences alike by themselves
// (prefix filtering: Chaudhuri, Ganti, Kaushik 2006, "A primitive operator for similarity joins in data cleaning").
// O(terms of the one with fewer * log of the other's + terms of the candidates).
#include "wirecopy/align/reworded.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "wirecopy/align/pair_weights.h"

namespace wirecopy {
namespace {

constexpr uint32_t kOften = 16;     // places of a term from where it is spared as a way to candidates, if it may be
constexpr double kLess = 1 - 1e-9;  // a bound is taken a little smaller than it is, for sums are rounded

struct Seed {
  uint32_t a = 0;  // sentences
  uint32_t b = 0;
  friend auto operator<=>(const Seed&, const Seed&) = default;
};

// What two terms add to a scalar product, without their weights.
double CommonCount(double x, double quoted_x, double y, double quoted_y) { return x * y - quoted_x * quoted_y; }

class Comparison {
 public:
  Comparison(const SentenceBags& a, const SentenceBags& b, const RewordedOptions& options, uint64_t* work)
      : a_(a),
        b_(b),
        swapped_(b.terms().size() < a.terms().size()),
        few_(swapped_ ? b : a),
        many_(swapped_ ? a : b),
        options_(options),
        weights_(few_, many_, work),
        work_(*work) {}

  std::vector<Passage> Find() {
    Group(FindSeeds(), options_.most_gap);
    Merge();
    std::erase_if(found_, [&](const Passage& p) { return std::min(p.a.size(), p.b.size()) < options_.least_words; });
    std::sort(found_.begin(), found_.end(),
              [](const Passage& x, const Passage& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    return std::move(found_);
  }

 private:
  std::vector<Seed> FindSeeds() {
    std::vector<Seed> seeds;
    std::vector<Met> met(many_.size());
    std::vector<uint32_t> touched;
    for (uint32_t i = 0; i < few_.size(); ++i) {
      const Met spared = Meet(i, &met, &touched);
      const double sum = weights_.OfFew(i).sum;
      for (const uint32_t j : touched) {
        const Met most = std::exchange(met[j], {});
        if (most.terms + spared.terms < options_.least_common) continue;
        if (!MayBeAlike(most.weight + spared.weight, sum)) continue;
        if (AreAlike(i, j)) seeds.push_back(swapped_ ? Seed{j, i} : Seed{i, j});
      }
      touched.clear();
    }
    std::sort(seeds.begin(), seeds.end());
    return seeds;
  }

  // Common terms of a sentence.
  struct Met {
    uint32_t terms = 0;
    double weight = 0;
  };

  // Whether terms of weight `common` are enough for a sentence of weight `sum`. The other one weighs as much as they
  // do at least, so the Dice coefficient is at most 2 * common / (sum + common).
  bool MayBeAlike(double common, double sum) const { return 2 * common > kLess * options_.least_dice * (sum + common); }

  // Adds up the terms of one sentence that each of the other side's has. The most frequent ones are left out, as long
  // as they are half of what it takes at most: what they are together is returned.
  Met Meet(uint32_t sentence, std::vector<Met>* met, std::vector<uint32_t>* touched) {
    const Span range = few_.range(sentence);
    const PairWeights::Sentence weighed = weights_.OfFew(sentence);
    const auto weight = [&](uint32_t at) { return weighed.weights[at - range.begin]; };
    const auto meet = [&](uint32_t at) {
      const Span in_many = weights_.InMany(at);
      work_ += in_many.size();
      for (uint32_t place = in_many.begin; place < in_many.end; ++place) {
        const uint32_t other = many_.SentenceOf(many_.places()[place].at);
        if ((*met)[other].terms++ == 0) touched->push_back(other);
        (*met)[other].weight += weight(at);
      }
    };
    std::vector<uint32_t> often;
    for (uint32_t at = range.begin; at < range.end; ++at) {
      if (weights_.InMany(at).size() > kOften) {
        often.push_back(at);
      } else {
        meet(at);
      }
    }
    std::sort(often.begin(), often.end(), [&](uint32_t x, uint32_t y) {
      return std::pair(weights_.InMany(x).size(), x) > std::pair(weights_.InMany(y).size(), y);
    });
    Met spared;
    for (const uint32_t at : often) {
      if (MayBeAlike(2 * (spared.weight + weight(at)), weighed.sum)) {
        meet(at);
      } else {
        spared = {spared.terms + 1, spared.weight + weight(at)};
      }
    }
    return spared;
  }

  // Calls visit(i, j, count) for the common terms i of one sentence and j of another.
  template <typename Visit>
  static void ForCommon(std::span<const BagTerm> x, std::span<const BagTerm> y, const Visit& visit) {
    for (size_t i = 0, j = 0; i < x.size() && j < y.size();) {
      if (x[i].term != y[j].term) {
        ++(x[i].term < y[j].term ? i : j);
        continue;
      }
      const double common = CommonCount(x[i].count, x[i].quoted, y[j].count, y[j].quoted);
      if (common > 0) visit(i, j, common);
      ++i, ++j;
    }
  }

  // A sentence of the side with fewer terms and one of the other.
  bool AreAlike(uint32_t of_few, uint32_t of_many) {
    const std::span<const BagTerm> x = few_.terms(of_few), y = many_.terms(of_many);
    const PairWeights::Sentence few = weights_.OfFew(of_few);
    work_ += x.size() + y.size();
    double weight = 0;  // of the common terms
    uint32_t terms = 0;
    ForCommon(x, y, [&](size_t i, size_t, double) {
      ++terms;
      weight += few.weights[i];
    });
    if (terms < options_.least_common || !MayBeAlike(weight, few.sum)) return false;
    const PairWeights::Sentence many = weights_.OfMany(of_many);
    double product = 0, both = 0;
    ForCommon(x, y, [&](size_t i, size_t j, double common) {
      both += few.weights[i] + many.weights[j];
      product += common * few.weights[i] * many.weights[j];
    });
    return both / (few.sum + many.sum) > options_.least_dice &&
           product / (few.norm * many.norm) > options_.least_cosine;
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

  std::vector<GroupTerm> Add(bool of_few, Span sentences) {
    const SentenceBags& bags = of_few ? few_ : many_;
    std::vector<GroupTerm> all;
    for (uint32_t sentence = sentences.begin; sentence < sentences.end; ++sentence) {
      const double* weight = (of_few ? weights_.OfFew(sentence) : weights_.OfMany(sentence)).weights;
      for (const BagTerm& term : bags.terms(sentence)) {
        all.push_back({term.term, static_cast<double>(term.count), static_cast<double>(term.quoted), *weight++});
      }
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

  double GroupCosine(Span in_a, Span in_b) {
    const std::vector<GroupTerm> x = Add(!swapped_, in_a), y = Add(swapped_, in_b);
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

  const SentenceBags &a_, &b_;
  bool swapped_;  // whether b has fewer terms
  const SentenceBags &few_, &many_;
  const RewordedOptions& options_;
  PairWeights weights_;
  uint64_t& work_;
  std::vector<Passage> found_;
};

}  // namespace

std::vector<Passage> FindReworded(const SentenceBags& a, const SentenceBags& b, const RewordedOptions& options,
                                  uint64_t* work) {
  if (a.size() == 0 || b.size() == 0) return {};
  uint64_t looked_at = 0;
  std::vector<Passage> found = Comparison(a, b, options, &looked_at).Find();
  if (work != nullptr) *work += looked_at;
  return found;
}

}  // namespace wirecopy

// Problem: for each of dozens of bands, find the equal keys among millions, and say each pair once. Idea: a few bands
// at a time, the keys of all articles are laid side by side, partitioned by their bits so that a part fits the cache,
// and looked up in a small open-address table (the radix join of Manegold, Boncz, Kersten 2002). The pairs that meet
// there are partitioned likewise, so that each is looked at once and with signatures at hand, and the sorted pairs of
// further bands are merged with those before; one that agrees in an earlier band need not have met there, where the
// bucket was large. A cheap count of equal values turns away what met by chance. Cost: 0.3 to 0.6 us an article for 20
// bands, and some 30 ns a meeting.
#include "wirecopy/candidates/band_join.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <iterator>
#include <mutex>
#include <utility>

#include "wirecopy/signature/packed.h"

namespace wirecopy {
namespace {

constexpr int kValuesAtOnce = 32;              // of a signature: a line of the cache
constexpr size_t kPartArticles = 2048;         // on average
constexpr size_t kMostHeld = size_t{1} << 21;  // meetings, of a thread, before they are judged
constexpr size_t kAhead = 8;                   // meetings whose signatures are on their way
constexpr uint32_t kNone = ~uint32_t{0};

struct Entry {
  uint32_t key;
  uint32_t article;
};

// As many as a line of the cache holds the values of, but a turn for every thread.
int BandsAtOnce(const Bands& bands, int threads) {
  return std::clamp(bands.bands / threads, 1, std::max(1, kValuesAtOnce / std::max(2, bands.rows)));
}

// Spreads the bits of a key: 2^32 times the golden ratio (Knuth, TAOCP 3, section 6.4).
uint32_t Spread(uint32_t key) { return key * 0x9e3779b1u; }

// The meetings of a few bands: gathered, then looked at by parts of nearby articles, each pair once.
class Meetings {
 public:
  explicit Meetings(const BandJoinInput& input) : input_(input) {
    const auto bits = static_cast<uint32_t>(std::bit_width(input.signatures.size()));
    shift_ = bits > kPartBits ? bits - kPartBits : 0;
  }

  void Add(uint32_t a, uint32_t b) { met_.push_back(uint64_t{a} << 32 | b); }

  bool AreMany() const { return met_.size() >= kMostHeld; }

  // Adds to the pairs of the result, each part of them sorted.
  void Judge(BandJoin* result) {
    result->meetings += met_.size();
    size_t begin = 0;
    for (const size_t end : Partition()) {
      const size_t before = result->pairs.size();
      Seen seen(end - begin, &slots_);
      for (size_t i = begin; i < end; ++i) {
        if (i + kAhead < met_.size()) Fetch(static_cast<uint32_t>(met_[i + kAhead]));
        if (!seen.Insert(met_[i])) continue;
        Look({static_cast<uint32_t>(met_[i] >> 32), static_cast<uint32_t>(met_[i])}, result);
      }
      std::sort(result->pairs.begin() + static_cast<std::ptrdiff_t>(before), result->pairs.end());
      begin = end;
    }
    met_.clear();
  }

 private:
  // A set of meetings, in memory that is used again.
  class Seen {
   public:
    Seen(size_t most, std::vector<uint64_t>* slots) : slots_(*slots) {
      slots_.assign(std::bit_ceil(2 * most + 1), kFree);
    }

    // False when it is there.
    bool Insert(uint64_t met) {
      const size_t mask = slots_.size() - 1;
      size_t slot = met * 0x9e3779b97f4a7c15ull >> 32 & mask;
      while (slots_[slot] != kFree && slots_[slot] != met) slot = (slot + 1) & mask;
      return std::exchange(slots_[slot], met) == kFree;
    }

   private:
    static constexpr uint64_t kFree = ~uint64_t{0};  // no article meets itself
    std::vector<uint64_t>& slots_;
  };

  // By first articles, parts of which fit the cache; where each part ends.
  std::vector<size_t> Partition() {
    std::vector<size_t> ends((size_t{1} << kPartBits) + 1, 0);
    const auto part_of = [&](uint64_t met) { return static_cast<size_t>(met >> 32 >> shift_); };
    for (const uint64_t met : met_) ++ends[part_of(met)];
    size_t before = 0;
    for (size_t& end : ends) before += std::exchange(end, before);
    parted_.resize(met_.size());
    for (const uint64_t met : met_) parted_[ends[part_of(met)]++] = met;
    met_.swap(parted_);
    return ends;
  }

  void Fetch(uint32_t article) const {
    for (int value = 0; value < input_.values; value += 32) __builtin_prefetch(input_.signatures[article] + value);
  }

  void Look(const ArticlePair& pair, BandJoin* result) const {
    const uint16_t* a = input_.signatures[pair.first];
    const uint16_t* b = input_.signatures[pair.second];
    if (!input_.keep(pair.first, pair.second, CountEqual(a, b, input_.values))) return;
    // Or two keys look alike that are not. All bands are asked, not only those of this turn: how many these are
    // depends on the number of threads.
    if (AgreeInBand(a, b, input_.bands, 0, input_.bands.bands)) result->pairs.push_back(pair);
  }

  static constexpr uint32_t kPartBits = 10;
  const BandJoinInput& input_;
  uint32_t shift_ = 0;
  std::vector<uint64_t> met_, parted_;
  std::vector<uint64_t> slots_;
};

// For one thread; its memory is used again from turn to turn.
class BandJoiner {
 public:
  // `signed_articles`: those with a signature, rising.
  BandJoiner(const BandJoinInput& input, int at_once, std::span<const uint32_t> signed_articles)
      : input_(input),
        at_once_(at_once),
        signed_(signed_articles),
        parts_(std::bit_ceil(std::max<size_t>(1, signed_.size() / kPartArticles))),
        part_shift_(32 - static_cast<uint32_t>(std::countr_zero(parts_))),
        entries_(signed_.size()),
        meetings_(input) {
    keys_.assign(static_cast<size_t>(at_once), std::vector<uint32_t>(signed_.size()));
  }

  // So many bands at once, from `first` on.
  void Join(int first, BandJoin* result) {
    const int count = std::min(at_once_, input_.bands.bands - first);
    for (size_t i = 0; i < signed_.size(); ++i) {
      if (i + kAhead < signed_.size()) {
        __builtin_prefetch(input_.signatures[signed_[i + kAhead]] + first * input_.bands.rows);
      }
      const uint16_t* values = input_.signatures[signed_[i]] + first * input_.bands.rows;
      for (int band = 0; band < count; ++band) {
        keys_[static_cast<size_t>(band)][i] = BandKey(values + band * input_.bands.rows, input_.bands.rows);
      }
    }
    for (int band = 0; band < count; ++band) {
      size_t begin = 0;
      for (const size_t end : Partition(keys_[static_cast<size_t>(band)])) {
        Match(std::span(entries_).subspan(begin, end - begin), result);
        if (meetings_.AreMany()) meetings_.Judge(result);
        begin = end;
      }
    }
    meetings_.Judge(result);
    if (!std::is_sorted(result->pairs.begin(), result->pairs.end())) {
      std::sort(result->pairs.begin(), result->pairs.end());
    }
    result->pairs.erase(std::unique(result->pairs.begin(), result->pairs.end()), result->pairs.end());
  }

 private:
  size_t PartOf(uint32_t key) const { return parts_ == 1 ? 0 : Spread(key) >> part_shift_; }

  // Fills the entries; where each part ends. Within a part, the articles rise.
  std::vector<size_t> Partition(const std::vector<uint32_t>& keys) {
    std::vector<size_t> ends(parts_, 0);
    for (const uint32_t key : keys) ++ends[PartOf(key)];
    size_t before = 0;
    for (size_t& end : ends) before += std::exchange(end, before);
    for (size_t i = 0; i < keys.size(); ++i) entries_[ends[PartOf(keys[i])]++] = {keys[i], signed_[i]};
    return ends;
  }

  // Of an entry, in the bucket of its key.
  struct Member {
    uint32_t previous = kNone;  // entries
    uint32_t first = 0;
    uint32_t place = 0;
  };

  void Match(std::span<const Entry> part, BandJoin* result) {
    const size_t slots = std::bit_ceil(part.size() * 2 + 1);
    const uint32_t mask = static_cast<uint32_t>(slots) - 1;
    table_.assign(slots, 0);
    members_.resize(part.size());
    for (uint32_t i = 0; i < part.size(); ++i) {
      uint32_t slot = (Spread(part[i].key) ^ Spread(part[i].key) >> 15) & mask;
      while (table_[slot] != 0 && part[table_[slot] - 1].key != part[i].key) slot = (slot + 1) & mask;
      const uint32_t last = std::exchange(table_[slot], i + 1) - 1;
      if (last == kNone) {
        members_[i] = {kNone, i, 0};
        continue;
      }
      members_[i] = {last, members_[last].first, members_[last].place + 1};
      if (members_[i].place < input_.most_paired) {
        for (uint32_t other = last; other != kNone; other = members_[other].previous) {
          meetings_.Add(part[other].article, part[i].article);
        }
      } else {
        if (members_[i].place == input_.most_paired) ++result->large_buckets;
        meetings_.Add(part[members_[i].first].article, part[i].article);
        meetings_.Add(part[last].article, part[i].article);
      }
    }
  }

  const BandJoinInput& input_;
  const int at_once_;  // bands
  std::span<const uint32_t> signed_;
  size_t parts_;
  uint32_t part_shift_;
  std::vector<std::vector<uint32_t>> keys_;  // of the bands of a turn
  std::vector<Entry> entries_;
  std::vector<uint32_t> table_;  // the last entry of a bucket, and 1; with 4 bytes a slot it fits the nearest cache
  std::vector<Member> members_;
  Meetings meetings_;
};

}  // namespace

BandJoin JoinBands(const BandJoinInput& input, const Executor& executor) {
  std::vector<uint32_t> signed_articles;
  for (uint32_t i = 0; i < input.signatures.size(); ++i) {
    if (input.signatures[i] != nullptr) signed_articles.push_back(i);
  }
  const int at_once = BandsAtOnce(input.bands, executor.threads());
  const int turns = (input.bands.bands + at_once - 1) / at_once;
  std::atomic<int> next = 0;
  std::mutex mutex;  // of what follows
  BandJoin all;
  executor.For(static_cast<size_t>(executor.threads()), 1, [&](size_t, size_t) {
    BandJoiner joiner(input, at_once, signed_articles);
    for (int turn = next++; turn < turns && !executor.cancelled(); turn = next++) {
      BandJoin result;
      joiner.Join(turn * at_once, &result);
      const std::lock_guard lock(mutex);
      all.meetings += result.meetings;
      all.large_buckets += result.large_buckets;
      if (all.pairs.empty()) {
        all.pairs.swap(result.pairs);
      } else if (!result.pairs.empty()) {
        std::vector<ArticlePair> both;
        std::set_union(all.pairs.begin(), all.pairs.end(), result.pairs.begin(), result.pairs.end(),
                       std::back_inserter(both));
        all.pairs.swap(both);
      }
    }
  });
  return all;
}

}  // namespace wirecopy

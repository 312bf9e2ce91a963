// Problem: a few thousand articles of tonight against a million of the last weeks, in dozens of bands, from disk. Idea:
// the index holds no postings. The signatures stand column by column, so all old keys of a band are one piece of a
// file; for each band tonight's keys become a small table with a filter of bits in front, which fits the cache, and
// the old keys stream past it (a hash join whose small side is built: Shapiro 1986). The keys are the signature itself,
// so nothing is stored for it. Cost: 1 to 2 ns an old article and band, read once and in order; a merge with sorted
// postings would read more than twice the bytes. Meetings are then looked at in the order of the old articles, with a
// count of equal values.
#include "wirecopy/index/segment_join.h"

#include <algorithm>
#include <array>
#include <bit>
#include <mutex>

#include "wirecopy/base/hash.h"
#include "wirecopy/signature/packed.h"

namespace wirecopy {
namespace {

constexpr uint32_t kNone = ~uint32_t{0};
constexpr uint32_t kKeysAtOnce = 1024;
constexpr int kExactRows = 64 / kSegmentBits;  // more of them are hashed to a key
constexpr size_t kFilterBits = 16;             // for a key of tonight: one old key in 16 passes by chance
constexpr size_t kPairsAChunk = 2048;

uint64_t Spread(uint64_t key) { return key * 0x9e3779b97f4a7c15ull; }

uint64_t AddRow(uint64_t key, int row, int rows, uint64_t value) {
  return rows <= kExactRows ? key | value << kSegmentBits * row : Mix(key ^ value);
}

// The key of a band, of articles `begin` and following; the columns have been checked.
void KeysOf(const Segment& segment, int band, uint32_t begin, std::span<uint64_t> keys) {
  const int rows = segment.header().kind.bands.rows;
  std::fill(keys.begin(), keys.end(), 0);
  for (int row = 0; row < rows; ++row) {
    const auto value = static_cast<size_t>(band * rows + row);
    const char* column = segment.column(value / 2) + kColumnBytes * size_t{begin};
    const int shift = value % 2 == 0 ? 0 : kSegmentBits;
    for (size_t i = 0; i < keys.size(); ++i) {
      keys[i] = AddRow(keys[i], row, rows, PairAt(column, i) >> shift & kSegmentMask);
    }
  }
}

// One band: buckets of tonight's keys, and the articles in them.
class BandTable {
 public:
  BandTable(const SegmentJoinInput& input, Bands bands, int band) : input_(input) {
    const size_t tonight = input.signatures.size();
    const size_t slots = std::bit_ceil(2 * tonight + 2);
    slots_.assign(slots, kNone);
    slot_shift_ = 64 - std::countr_zero(slots);
    const size_t bits = std::bit_ceil(kFilterBits * tonight + 64);
    filter_.assign(bits / 64, 0);
    filter_shift_ = 64 - std::countr_zero(bits);
    bucket_of_.assign(tonight, kNone);
    for (uint32_t i = 0; i < tonight; ++i) {
      const uint16_t* signature = input.signatures[i];
      if (signature == nullptr) continue;
      uint64_t key = 0;
      for (int row = 0; row < bands.rows; ++row) key = AddRow(key, row, bands.rows, signature[band * bands.rows + row]);
      bucket_of_[i] = Insert(key);
    }
  }

  bool MayHold(uint64_t key) const {
    const uint64_t bit = Spread(key) >> filter_shift_;
    return (filter_[bit / 64] >> bit % 64 & 1) != 0;
  }

  void AddOld(uint64_t key, uint32_t joint) {
    if (const uint32_t bucket = slots_[SlotOf(key)]; bucket != kNone) Append(bucket, joint);
  }

  // Tonight's articles against all that came before them, in their order.
  void AddTonight(uint32_t old, std::vector<uint64_t>* met) {
    for (uint32_t i = 0; i < bucket_of_.size(); ++i) {
      if (bucket_of_[i] == kNone) continue;
      const Bucket& bucket = buckets_[bucket_of_[i]];
      const auto meet = [&](uint32_t other) { met->push_back(uint64_t{other} << 32 | (old + i)); };
      if (bucket.size >= input_.most_paired) {
        meet(bucket.first);
        meet(bucket.last);
      } else {
        for (uint32_t entry = bucket.head; entry != kNone; entry = entries_[entry].next) meet(entries_[entry].article);
      }
      Append(bucket_of_[i], old + i);
    }
  }

 private:
  struct Bucket {
    uint64_t key;
    uint32_t size = 0, first = 0, last = 0;  // joint numbers
    uint32_t head = kNone;                   // of its entries, while they are few
  };
  struct Entry {
    uint32_t article, next;
  };

  size_t SlotOf(uint64_t key) const {
    size_t slot = Spread(key) >> slot_shift_;
    while (slots_[slot] != kNone && buckets_[slots_[slot]].key != key) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }

  uint32_t Insert(uint64_t key) {
    uint32_t& bucket = slots_[SlotOf(key)];
    if (bucket == kNone) {
      bucket = static_cast<uint32_t>(buckets_.size());
      buckets_.push_back({key});
      const uint64_t bit = Spread(key) >> filter_shift_;
      filter_[bit / 64] |= uint64_t{1} << bit % 64;
    }
    return bucket;
  }

  void Append(uint32_t number, uint32_t joint) {
    Bucket& bucket = buckets_[number];
    if (bucket.size == 0) bucket.first = joint;
    bucket.last = joint;
    if (++bucket.size > input_.most_paired) return;
    entries_.push_back({joint, bucket.head});
    bucket.head = static_cast<uint32_t>(entries_.size()) - 1;
  }

  const SegmentJoinInput& input_;
  std::vector<uint32_t> slots_;
  std::vector<uint64_t> filter_;
  int slot_shift_ = 0, filter_shift_ = 0;
  std::vector<Bucket> buckets_;
  std::vector<Entry> entries_;
  std::vector<uint32_t> bucket_of_;  // of each article of tonight
};

bool IsThere(const SegmentJoinInput& input, const Segment& segment, uint32_t place) {
  return segment.words(place) > 0 && (input.deleted->empty() || !input.deleted->contains(segment.number(place)));
}

std::vector<uint64_t> MeetingsOf(const SegmentJoinInput& input, const JointArticles& joint, Bands bands, int band) {
  BandTable table(input, bands, band);
  std::array<uint64_t, kKeysAtOnce> keys;
  for (size_t i = 0; i < input.segments.size(); ++i) {
    const Segment& segment = *input.segments[i].segment;
    for (uint32_t begin = 0; begin < segment.articles(); begin += kKeysAtOnce) {
      const uint32_t count = std::min(kKeysAtOnce, segment.articles() - begin);
      KeysOf(segment, band, begin, std::span(keys).first(count));
      for (uint32_t at = 0; at < count; ++at) {
        if (table.MayHold(keys[at]) && IsThere(input, segment, begin + at)) {
          table.AddOld(keys[at], joint.base(i) + begin + at);
        }
      }
    }
  }
  std::vector<uint64_t> met;
  table.AddTonight(joint.old(), &met);
  return met;
}

std::vector<ArticlePair> Keep(const SegmentJoinInput& input, const JointArticles& joint, int values,
                              std::span<const uint64_t> met, const Executor& executor) {
  std::vector<uint8_t> kept(met.size(), 0);
  executor.For(met.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    std::vector<uint16_t> unpacked(static_cast<size_t>(values));
    const uint16_t* signature = nullptr;
    uint32_t last = kNone;
    for (size_t i = begin; i < end; ++i) {
      const auto a = static_cast<uint32_t>(met[i] >> 32), b = static_cast<uint32_t>(met[i]);
      if (a != last) {
        const ArticlePlace place = joint.At(a);
        if (place.segment != nullptr) place.segment->Signature(place.place, unpacked);
        signature = place.segment != nullptr ? unpacked.data() : input.signatures[place.place];
        last = a;
      }
      kept[i] = input.keep(a, b, CountEqual(signature, input.signatures[b - joint.old()], values)) ? 1 : 0;
    }
  });
  std::vector<ArticlePair> pairs;
  for (size_t i = 0; i < met.size(); ++i) {
    if (kept[i] != 0) pairs.emplace_back(static_cast<uint32_t>(met[i] >> 32), static_cast<uint32_t>(met[i]));
  }
  return pairs;
}

}  // namespace

JointArticles::JointArticles(std::span<const IndexedSegment> segments, uint32_t tonight)
    : segments_(segments), tonight_(tonight) {
  bases_.push_back(0);
  for (const IndexedSegment& one : segments) bases_.push_back(bases_.back() + one.segment->articles());
}

ArticlePlace JointArticles::At(uint32_t joint) const {
  if (joint >= old()) return {nullptr, joint - old()};
  const auto segment = static_cast<size_t>(std::upper_bound(bases_.begin(), bases_.end(), joint) - bases_.begin()) - 1;
  return {segments_[segment].segment.get(), joint - bases_[segment]};
}

absl::StatusOr<SegmentJoin> JoinSegments(const SegmentJoinInput& input, const SignatureKind& kind,
                                         const Executor& executor) {
  for (const IndexedSegment& one : input.segments) {
    if (absl::Status status = one.segment->CheckColumns(); !status.ok()) return status;
  }
  const JointArticles joint(input.segments, static_cast<uint32_t>(input.signatures.size()));
  SegmentJoin join;
  std::mutex mutex;  // of what follows
  std::vector<uint64_t> met;
  executor.For(static_cast<size_t>(kind.bands.bands), 1, [&](size_t band, size_t) {
    const std::vector<uint64_t> of_band = MeetingsOf(input, joint, kind.bands, static_cast<int>(band));
    const std::lock_guard lock(mutex);
    met.insert(met.end(), of_band.begin(), of_band.end());
  });
  join.meetings = met.size();
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  join.pairs = Keep(input, joint, kind.scheme.values, met, executor);
  return join;
}

}  // namespace wirecopy

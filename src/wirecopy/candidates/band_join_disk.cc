// Problem: signatures and keys of all bands do not fit memory. Idea: three streams. Keys: the signatures are read once,
// and each band sorts its (key, article) on disk; equal keys then stand together. Meetings: what meets in any band is
// sorted on disk by the blocks that the two articles lie in, so that each pair comes once, and all pairs of two blocks
// together. Verdicts: two blocks of signatures at a time are in memory, and their meetings are looked at. Cost: that of
// sorting 8 bytes an article and band, and reading the signatures once for each block.
#include "wirecopy/candidates/band_join_disk.h"

#include <algorithm>
#include <bit>
#include <mutex>
#include <utility>

#include "wirecopy/base/external_sort.h"
#include "wirecopy/signature/packed.h"

namespace wirecopy {
namespace {

constexpr size_t kReadAtOnce = size_t{4} << 20;      // bytes of signatures
constexpr size_t kMeetingsAtOnce = size_t{1} << 16;  // handed on by a thread, or judged together

class DiskBandJoiner {
 public:
  DiskBandJoiner(const DiskBandJoinInput& input, TempFile* file, const Executor& executor)
      : input_(input),
        file_(*file),
        executor_(executor),
        articles_(input.has_signature.size()),
        values_(static_cast<size_t>(input.signatures.values())),
        meetings_(file, input.memory / 4 / sizeof(uint64_t)) {
    // Two blocks take half of the memory.
    const size_t most = std::max<size_t>(1, input.memory / 4 / (values_ * sizeof(uint16_t)));
    block_bits_ = std::min<uint32_t>(31, static_cast<uint32_t>(std::bit_width(most)) - 1);
  }

  absl::StatusOr<BandJoin> Join() {
    absl::Status status = SortKeys();
    if (status.ok()) status = GatherMeetings();
    if (status.ok()) status = JudgeMeetings();
    if (status.ok() && executor_.cancelled()) status = absl::CancelledError("interrupted");
    if (!status.ok()) return status;
    std::sort(result_.pairs.begin(), result_.pairs.end());
    return std::move(result_);
  }

 private:
  absl::Status SortKeys() {
    const auto bands = static_cast<size_t>(input_.bands.bands), rows = static_cast<size_t>(input_.bands.rows);
    keys_.reserve(bands);
    for (size_t i = 0; i < bands; ++i) keys_.emplace_back(&file_, input_.memory / 2 / bands / sizeof(uint64_t));
    const size_t at_once = std::max<size_t>(1, kReadAtOnce / (values_ * sizeof(uint16_t)));
    std::vector<uint16_t> block(at_once * values_);
    std::vector<absl::Status> statuses(bands);
    for (size_t first = 0; first < articles_ && !executor_.cancelled(); first += at_once) {
      const size_t count = std::min(at_once, articles_ - first);
      absl::Status status =
          input_.signatures.Read(static_cast<uint32_t>(first), std::span(block).first(count * values_));
      if (!status.ok()) return status;
      executor_.For(bands, 1, [&](size_t band, size_t) {
        for (size_t i = 0; i < count && statuses[band].ok(); ++i) {
          if (input_.has_signature[first + i] == 0) continue;
          const uint32_t key = BandKey(block.data() + i * values_ + band * rows, input_.bands.rows);
          statuses[band] = keys_[band].Add(uint64_t{key} << 32 | (first + i));
        }
      });
      for (const absl::Status& one : statuses) status.Update(one);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status GatherMeetings() {
    std::mutex mutex;  // of what follows
    absl::Status status;
    executor_.For(keys_.size(), 1, [&](size_t band, size_t) {
      const auto hand_on = [&](std::vector<uint64_t>* met) {
        const std::lock_guard lock(mutex);
        result_.meetings += met->size();
        for (const uint64_t one : *met) status.Update(meetings_.Add(one));
        met->clear();
        return status;
      };
      std::vector<uint64_t> met;
      uint64_t large_buckets = 0;
      absl::Status of_band = VisitBuckets(&keys_[band], &met, &large_buckets, hand_on);
      if (of_band.ok()) of_band = hand_on(&met);
      const std::lock_guard lock(mutex);
      status.Update(of_band);
      result_.large_buckets += large_buckets;
    });
    keys_.clear();
    return status;
  }

  template <typename HandOn>
  absl::Status VisitBuckets(ExternalSort* keys, std::vector<uint64_t>* met, uint64_t* large_buckets,
                            const HandOn& hand_on) const {
    std::vector<uint32_t> bucket;  // its first articles, and behind them the last
    size_t members = 0;
    uint64_t key = 0;
    return keys->Visit([&](uint64_t number) -> absl::Status {
      const auto article = static_cast<uint32_t>(number);
      if (members == 0 || number >> 32 != key) {
        key = number >> 32;
        members = 1;
        bucket.assign(1, article);
        return absl::OkStatus();
      }
      if (members < input_.most_paired) {
        for (const uint32_t other : bucket) met->push_back(Packed(other, article));
        bucket.push_back(article);
      } else {
        if (members == input_.most_paired) ++*large_buckets;
        met->push_back(Packed(bucket.front(), article));
        met->push_back(Packed(bucket.back(), article));
        bucket.back() = article;
      }
      ++members;
      if (met->size() < kMeetingsAtOnce) return absl::OkStatus();
      if (executor_.cancelled()) return absl::CancelledError("interrupted");
      return hand_on(met);
    });
  }

  // The two blocks first, then the places in them.
  uint64_t Packed(uint32_t a, uint32_t b) const {
    const uint64_t block_a = a >> block_bits_, block_b = b >> block_bits_, mask = (uint64_t{1} << block_bits_) - 1;
    const uint32_t block_width = 32 - block_bits_;
    return (((block_a << block_width | block_b) << block_bits_ | (a & mask)) << block_bits_) | (b & mask);
  }

  ArticlePair Unpacked(uint64_t met) const {
    const uint64_t mask = (uint64_t{1} << block_bits_) - 1, block_mask = (uint64_t{1} << (32 - block_bits_)) - 1;
    const uint64_t blocks = met >> block_bits_ >> block_bits_;
    const auto a = static_cast<uint32_t>((blocks >> (32 - block_bits_)) << block_bits_ | (met >> block_bits_ & mask));
    const auto b = static_cast<uint32_t>((blocks & block_mask) << block_bits_ | (met & mask));
    return {a, b};
  }

  absl::Status JudgeMeetings() {
    std::vector<ArticlePair> waiting;  // of two blocks
    uint64_t last = ~uint64_t{0};      // no article meets itself
    absl::Status status = meetings_.Visit([&](uint64_t met) -> absl::Status {
      if (met == std::exchange(last, met)) return absl::OkStatus();
      const ArticlePair pair = Unpacked(met);
      const bool same_blocks = !waiting.empty() && BlockOf(pair.first) == BlockOf(waiting[0].first) &&
                               BlockOf(pair.second) == BlockOf(waiting[0].second);
      if (!waiting.empty() && (!same_blocks || waiting.size() == kMeetingsAtOnce)) {
        if (absl::Status judged = Judge(&waiting); !judged.ok()) return judged;
      }
      waiting.push_back(pair);
      return absl::OkStatus();
    });
    return status.ok() && !waiting.empty() ? Judge(&waiting) : status;
  }

  uint32_t BlockOf(uint32_t article) const { return article >> block_bits_; }

  // One of the two blocks that are in memory.
  struct Block {
    uint32_t number = ~uint32_t{0};
    std::vector<uint16_t> signatures = {};
  };

  absl::Status Load(uint32_t number, Block* block) const {
    if (block->number == number) return absl::OkStatus();
    const size_t first = size_t{number} << block_bits_;
    block->number = number;
    block->signatures.resize(std::min(size_t{1} << block_bits_, articles_ - first) * values_);
    return input_.signatures.Read(static_cast<uint32_t>(first), block->signatures);
  }

  absl::Status Judge(std::vector<ArticlePair>* waiting) {
    if (executor_.cancelled()) return absl::CancelledError("interrupted");
    absl::Status status = Load(BlockOf(waiting->front().first), &first_);
    if (status.ok()) status = Load(BlockOf(waiting->front().second), &second_);
    if (!status.ok()) return status;
    const uint32_t mask = (uint32_t{1} << block_bits_) - 1;
    std::vector<uint8_t> kept(waiting->size(), 0);
    executor_.For(waiting->size(), kMeetingsAtOnce / 16, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        const auto& [a, b] = (*waiting)[i];
        const uint16_t* values_a = first_.signatures.data() + (a & mask) * values_;
        const uint16_t* values_b = second_.signatures.data() + (b & mask) * values_;
        kept[i] = input_.keep(a, b, CountEqual(values_a, values_b, static_cast<int>(values_))) &&
                  AgreeInBand(values_a, values_b, input_.bands, 0, input_.bands.bands);
      }
    });
    for (size_t i = 0; i < kept.size(); ++i) {
      if (kept[i] != 0) result_.pairs.push_back((*waiting)[i]);
    }
    waiting->clear();
    return absl::OkStatus();
  }

  const DiskBandJoinInput& input_;
  TempFile& file_;
  const Executor& executor_;
  const size_t articles_, values_;
  uint32_t block_bits_ = 0;
  std::vector<ExternalSort> keys_;  // of each band
  ExternalSort meetings_;
  Block first_, second_;
  BandJoin result_;
};

}  // namespace

absl::StatusOr<BandJoin> JoinBandsOnDisk(const DiskBandJoinInput& input, const Executor& executor) {
  const absl::StatusOr<std::unique_ptr<TempFile>> file = TempFile::Make();
  if (!file.ok()) return file.status();
  return DiskBandJoiner(input, file->get(), executor).Join();
}

}  // namespace wirecopy

// Reads one segment where it lies, in mapped memory. Whatever is read has been held against its checksum.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/index/format.h"
#include "wirecopy/index/text_blocks.h"

namespace wirecopy {

// For many threads at once. Articles are named by their places in the segment, 0, 1, 2, ...
class Segment {
 public:
  // FailedPrecondition, with the name of the file, when it is damaged; NotFound when it is not there.
  static absl::StatusOr<std::unique_ptr<Segment>> Open(const std::string& path);
  ~Segment();
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;

  const std::string& path() const { return path_; }
  const SegmentHeader& header() const { return header_; }
  uint64_t checksum() const { return checksum_; }  // as SegmentWriter has given it
  uint32_t articles() const { return header_.articles; }
  uint32_t words(uint32_t place) const { return NumberAt<uint32_t>(data_ + WordsOffset() + 4 * size_t{place}); }
  uint64_t number(uint32_t place) const {
    return header_.first + NumberAt<uint32_t>(data_ + NumbersOffset(header_.articles) + 4 * size_t{place});
  }
  // The place of an article; articles() when it is not here. O(log n).
  uint32_t PlaceOf(uint64_t number) const;

  // All columns of the signatures; to be called before one of them is read.
  absl::Status CheckColumns() const;
  // Values 2 * column and the one behind it of all articles; see PairAt.
  const char* column(size_t column) const { return data_ + ColumnOffset(header_.articles, column); }
  void Signature(uint32_t place, std::span<uint16_t> values) const;

  uint32_t blocks() const { return header_.blocks; }
  BlockEntry block(uint32_t number) const;
  uint32_t BlockOf(uint32_t place) const;
  // Makes the texts of a block's articles those of `unpacker`.
  absl::Status ReadBlock(uint32_t number, TextUnpacker* unpacker) const;

  // Everything that has a checksum, and every block as it unpacks.
  absl::Status CheckAll() const;

 private:
  Segment(std::string path, const char* data, size_t size) : path_(std::move(path)), data_(data), size_(size) {}
  absl::Status CheckDirectory();
  absl::Status CheckColumn(uint64_t offset, uint64_t bytes, size_t checksum, std::string_view name) const;
  const char* blocks_at() const { return data_ + header_.directory + 8 * (2 + ColumnsOf(header_.kind.scheme.values)); }

  std::string path_;
  const char* data_;
  size_t size_;
  SegmentHeader header_;
  uint64_t checksum_ = 0;
  mutable std::atomic<bool> checked_{false};  // the columns of the signatures
};

}  // namespace wirecopy

#include "wirecopy/index/segment.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {

absl::StatusOr<std::unique_ptr<Segment>> Segment::Open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return errno == ENOENT ? absl::NotFoundError(absl::StrCat(path, ": is missing"))
                           : Unfit(path, absl::StrCat("cannot read: ", std::strerror(errno)));
  }
  struct stat info {};
  const bool known = ::fstat(descriptor, &info) == 0 && info.st_size >= static_cast<off_t>(kHeaderBytes);
  const auto size = static_cast<size_t>(known ? info.st_size : 0);
  void* data = known ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
  ::close(descriptor);
  if (!known) return Unfit(path, "is too short for a segment");
  if (data == MAP_FAILED) return Unfit(path, absl::StrCat("cannot map: ", std::strerror(errno)));
  std::unique_ptr<Segment> segment(new Segment(path, static_cast<const char*>(data), size));
  const std::string_view head(segment->data_, kHeaderBytes);
  auto header = DecodeHeader(head);
  if (!header.ok()) return Unfit(path, std::string(header.status().message()));
  segment->header_ = *std::move(header);
  segment->checksum_ = HashBytes(head);
  if (absl::Status status = segment->CheckDirectory(); !status.ok()) return status;
  return segment;
}

Segment::~Segment() { ::munmap(const_cast<char*>(data_), size_); }

// After this, every place that a header or directory names lies inside the file.
absl::Status Segment::CheckDirectory() {
  if (header_.bytes != size_) {
    return Unfit(path_, absl::StrCat("is ", size_, " bytes long, not ", header_.bytes));
  }
  const uint64_t articles = header_.articles;
  const size_t columns = ColumnsOf(header_.kind.scheme.values);
  const uint64_t length = 8 * (2 + columns) + uint64_t{kBlockEntryBytes} * header_.blocks;
  const uint64_t texts = ColumnOffset(articles, columns);
  if (header_.directory < texts || header_.directory > size_ || header_.directory + length != size_) {
    return Unfit(path_, "the directory is not where the header says");
  }
  if (HashBytes({data_ + header_.directory, length}) != header_.directory_checksum) {
    return Unfit(path_, "the directory is damaged");
  }
  uint64_t at = texts, first = 0;
  for (uint32_t i = 0; i < header_.blocks; ++i) {
    const BlockEntry entry = block(i);
    if (entry.offset != at || entry.first != first || entry.articles == 0)
      return Unfit(path_, "the directory is wrong");
    at += entry.bytes;
    first += entry.articles;
  }
  if (at != header_.directory || first != articles) return Unfit(path_, "the directory is wrong");
  if (absl::Status status = CheckColumn(WordsOffset(), 4 * articles, 0, "words"); !status.ok()) return status;
  return CheckColumn(NumbersOffset(articles), 4 * articles, 1, "numbers");
}

absl::Status Segment::CheckColumn(uint64_t offset, uint64_t bytes, size_t checksum, std::string_view name) const {
  const auto expected = NumberAt<uint64_t>(data_ + header_.directory + 8 * checksum);
  if (HashBytes({data_ + offset, bytes}) == expected) return absl::OkStatus();
  return Unfit(path_, absl::StrCat("the column of ", std::string(name), " is damaged"));
}

absl::Status Segment::CheckColumns() const {
  if (checked_.load(std::memory_order_relaxed)) return absl::OkStatus();
  for (size_t i = 0; i < ColumnsOf(header_.kind.scheme.values); ++i) {
    absl::Status status = CheckColumn(ColumnOffset(header_.articles, i), kColumnBytes * uint64_t{header_.articles},
                                      2 + i, absl::StrCat("values ", 2 * i));
    if (!status.ok()) return status;
  }
  checked_.store(true, std::memory_order_relaxed);
  return absl::OkStatus();
}

void Segment::Signature(uint32_t place, std::span<uint16_t> values) const {
  for (size_t value = 0; value < values.size(); value += 2) {
    const uint32_t pair = PairAt(column(value / 2), place);
    values[value] = static_cast<uint16_t>(pair & kSegmentMask);
    if (value + 1 < values.size()) values[value + 1] = static_cast<uint16_t>(pair >> kSegmentBits);
  }
}

uint32_t Segment::PlaceOf(uint64_t sought) const {
  uint32_t begin = 0, end = articles();
  while (begin < end) {
    const uint32_t middle = begin + (end - begin) / 2;
    if (number(middle) < sought) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin < articles() && number(begin) == sought ? begin : articles();
}

BlockEntry Segment::block(uint32_t number) const { return DecodeBlock(blocks_at() + kBlockEntryBytes * number); }

uint32_t Segment::BlockOf(uint32_t place) const {
  uint32_t begin = 0, end = header_.blocks;  // the last block that begins at or before the place
  while (end - begin > 1) {
    const uint32_t middle = begin + (end - begin) / 2;
    (block(middle).first <= place ? begin : end) = middle;
  }
  return begin;
}

absl::Status Segment::ReadBlock(uint32_t number, TextUnpacker* unpacker) const {
  const BlockEntry entry = block(number);
  const std::string_view bytes(data_ + entry.offset, entry.bytes);
  if (HashBytes(bytes) != entry.checksum || !unpacker->Unpack(bytes, entry.raw, entry.articles)) {
    return Unfit(path_, absl::StrCat("block ", number, " of the texts is damaged"));
  }
  return absl::OkStatus();
}

absl::Status Segment::CheckAll() const {
  if (absl::Status status = CheckColumns(); !status.ok()) return status;
  TextUnpacker unpacker;
  for (uint32_t i = 0; i < blocks(); ++i) {
    if (absl::Status status = ReadBlock(i, &unpacker); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace wirecopy

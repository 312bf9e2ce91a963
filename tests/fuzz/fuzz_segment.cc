// Any bytes as a segment of an index, as they are and with checksums that agree: it is refused, or all of it can be
// read.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/index/segment.h"

namespace {

using wirecopy::NumberAt;

template <typename T>
void Put(T value, size_t offset, std::string* bytes) {
  std::string encoded;
  wirecopy::AppendNumber(value, &encoded);
  bytes->replace(offset, encoded.size(), encoded);
}

// Makes every checksum agree that lies inside the bytes, and what the header says of their length.
void Seal(std::string* bytes) {
  if (bytes->size() < wirecopy::kHeaderBytes) return;
  const auto inside = [&](uint64_t offset, uint64_t length) {
    return offset <= bytes->size() && length <= bytes->size() - offset;
  };
  const auto sum = [&](uint64_t offset, uint64_t length) {
    return wirecopy::HashBytes(std::string_view(*bytes).substr(offset, length));
  };
  const uint64_t articles = NumberAt<uint32_t>(bytes->data() + 92), directory = NumberAt<uint64_t>(bytes->data() + 112);
  const uint32_t values = std::min(NumberAt<uint32_t>(bytes->data() + 68), 1u << 16);
  const size_t columns = wirecopy::ColumnsOf(static_cast<int>(values));
  for (size_t i = 0; i < 2 + columns; ++i) {
    const uint64_t offset = i == 0   ? wirecopy::WordsOffset()
                            : i == 1 ? wirecopy::NumbersOffset(articles)
                                     : wirecopy::ColumnOffset(articles, i - 2);
    const uint64_t length = i < 2 ? 4 * articles : wirecopy::kColumnBytes * articles;
    if (!inside(offset, length) || !inside(directory, 8 * (i + 1))) break;
    Put(sum(offset, length), directory + 8 * i, bytes);
  }
  for (uint64_t at = directory + 8 * (2 + columns); at >= directory && inside(at, wirecopy::kBlockEntryBytes);
       at += wirecopy::kBlockEntryBytes) {
    const wirecopy::BlockEntry block = wirecopy::DecodeBlock(bytes->data() + at);
    if (inside(block.offset, block.bytes)) Put(sum(block.offset, block.bytes), at, bytes);
  }
  if (inside(directory, 0)) Put(sum(directory, bytes->size() - directory), 120, bytes);
  Put(uint64_t{bytes->size()}, 128, bytes);
  Put(sum(0, wirecopy::kHeaderBytes - 8), wirecopy::kHeaderBytes - 8, bytes);
}

void ReadAll(const std::string& bytes) {
  // One file for all runs, named by its descriptor, so that nothing is left behind.
  static std::FILE* const file = std::tmpfile();
  WIRECOPY_CHECK(file != nullptr && ::ftruncate(::fileno(file), 0) == 0);
  WIRECOPY_CHECK(::pwrite(::fileno(file), bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  const auto segment = wirecopy::Segment::Open("/proc/self/fd/" + std::to_string(::fileno(file)));
  if (!segment.ok()) return;
  const bool whole = (*segment)->CheckAll().ok();
  std::vector<uint16_t> values(static_cast<size_t>((*segment)->header().kind.scheme.values));
  for (uint32_t place = 0; place < (*segment)->articles(); ++place) {
    (*segment)->Signature(place, values);
    (void)(*segment)->PlaceOf((*segment)->number(place));
  }
  wirecopy::TextUnpacker unpacker;
  for (uint32_t i = 0; i < (*segment)->blocks(); ++i) {
    if (!(*segment)->ReadBlock(i, &unpacker).ok()) {
      WIRECOPY_CHECK(!whole);
      continue;
    }
    WIRECOPY_CHECK(unpacker.texts().size() == (*segment)->block(i).articles);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  ReadAll(bytes);
  Seal(&bytes);
  ReadAll(bytes);
  return 0;
}

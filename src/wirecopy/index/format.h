// The segment file of the index: where its bytes stand. docs/index-format.md explains every one of them.
//
//   header | words | numbers | columns of the signatures | blocks of text | directory
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "wirecopy/candidates/bands.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {

inline constexpr uint32_t kSegmentFormat = 1;
inline constexpr int kSegmentBits = 12;  // kept of a value: two values are three bytes

// What two signatures must have in common to be compared.
struct SignatureKind {
  SchemeId scheme;
  int shingle_words = 0;
  int normalisation = 0;  // kNormalisation of the words that were hashed
  Bands bands;
  friend bool operator==(const SignatureKind& x, const SignatureKind& y) {
    return x.scheme == y.scheme && x.shingle_words == y.shingle_words && x.normalisation == y.normalisation &&
           x.bands.bands == y.bands.bands && x.bands.rows == y.bands.rows;
  }
};
std::string ToString(const SignatureKind& kind);

struct SegmentHeader {
  SignatureKind kind;
  uint32_t articles = 0;
  uint64_t first = 0;      // number of the first article
  uint32_t blocks = 0;     // of text
  uint64_t directory = 0;  // where it begins
  uint64_t directory_checksum = 0;
  uint64_t bytes = 0;  // of the file
};

inline constexpr size_t kHeaderBytes = 192;
inline constexpr size_t kBlockEntryBytes = 32;
inline constexpr size_t kColumnBytes = 3;  // two values of an article

// One block of text: whole articles, compressed together.
struct BlockEntry {
  uint64_t checksum = 0;  // of the compressed bytes
  uint64_t offset = 0;    // in the file
  uint32_t bytes = 0;     // compressed
  uint32_t raw = 0;       // unpacked
  uint32_t first = 0;     // place of its first article in the segment
  uint32_t articles = 0;
};

constexpr size_t ColumnsOf(int values) { return static_cast<size_t>(values + 1) / 2; }
constexpr uint64_t WordsOffset() { return kHeaderBytes; }
constexpr uint64_t NumbersOffset(uint64_t articles) { return WordsOffset() + 4 * articles; }
constexpr uint64_t ColumnOffset(uint64_t articles, size_t column) {
  return NumbersOffset(articles) + 4 * articles + kColumnBytes * articles * column;
}

// Little-endian, whatever the machine.
template <typename T>
void AppendNumber(T value, std::string* out) {
  for (size_t i = 0; i < sizeof(T); ++i)
    out->push_back(static_cast<char>(static_cast<uint64_t>(value) >> 8 * i & 0xff));
}
template <typename T>
T NumberAt(const char* bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < sizeof(T); ++i) value |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i])) << 8 * i;
  return static_cast<T>(value);
}

// Two values of the article at `place` of a column: the first in the low bits.
inline constexpr uint32_t kSegmentMask = (1u << kSegmentBits) - 1;
inline uint32_t PairAt(const char* column, size_t place) {
  const char* at = column + kColumnBytes * place;
  return NumberAt<uint16_t>(at) | static_cast<uint32_t>(static_cast<unsigned char>(at[2])) << 16;
}

// kHeaderBytes, the last eight of them the checksum of those before.
std::string EncodeHeader(const SegmentHeader& header);
// An error says what is wrong, without the name of the file.
absl::StatusOr<SegmentHeader> DecodeHeader(std::string_view bytes);

std::string EncodeBlock(const BlockEntry& block);
BlockEntry DecodeBlock(const char* bytes);

// The index at `path` cannot be used as it is. FailedPrecondition, for which the commands exit with 4.
absl::Status Unfit(std::string_view path, std::string_view why);

}  // namespace wirecopy

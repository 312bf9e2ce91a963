#include "wirecopy/index/format.h"

#include "absl/strings/str_cat.h"
#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

constexpr std::string_view kMagic = "WIRECSEG";
constexpr size_t kSchemeBytes = 48;
constexpr int kMostValues = 4096;
constexpr uint64_t kMostBytes = uint64_t{1} << 48;  // so that no sum of offsets overflows

}  // namespace

std::string ToString(const SignatureKind& kind) {
  return absl::StrCat(ToString(kind.scheme), ", shingles of ", kind.shingle_words, " words, normalisation ",
                      kind.normalisation, ", ", kind.bands.bands, " bands of ", kind.bands.rows);
}

std::string EncodeHeader(const SegmentHeader& header) {
  WIRECOPY_CHECK(header.kind.scheme.name.size() <= kSchemeBytes);
  std::string bytes(kMagic);
  AppendNumber<uint32_t>(kSegmentFormat, &bytes);
  AppendNumber<uint32_t>(kHeaderBytes, &bytes);
  bytes += header.kind.scheme.name;
  bytes.resize(16 + kSchemeBytes, '\0');
  AppendNumber<uint32_t>(static_cast<uint32_t>(header.kind.scheme.version), &bytes);
  AppendNumber<uint32_t>(static_cast<uint32_t>(header.kind.scheme.values), &bytes);
  AppendNumber<uint32_t>(static_cast<uint32_t>(header.kind.shingle_words), &bytes);
  AppendNumber<uint32_t>(static_cast<uint32_t>(header.kind.normalisation), &bytes);
  AppendNumber<uint32_t>(static_cast<uint32_t>(header.kind.bands.bands), &bytes);
  AppendNumber<uint32_t>(static_cast<uint32_t>(header.kind.bands.rows), &bytes);
  AppendNumber<uint32_t>(kSegmentBits, &bytes);
  AppendNumber<uint32_t>(header.articles, &bytes);
  AppendNumber<uint64_t>(header.first, &bytes);
  AppendNumber<uint64_t>(header.blocks, &bytes);
  AppendNumber<uint64_t>(header.directory, &bytes);
  AppendNumber<uint64_t>(header.directory_checksum, &bytes);
  AppendNumber<uint64_t>(header.bytes, &bytes);
  bytes.resize(kHeaderBytes - 8, '\0');
  AppendNumber<uint64_t>(HashBytes(bytes), &bytes);
  return bytes;
}

absl::StatusOr<SegmentHeader> DecodeHeader(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes) return absl::DataLossError("is too short for a segment");
  const char* at = bytes.data();
  if (bytes.substr(0, kMagic.size()) != kMagic) return absl::DataLossError("is no segment of an index");
  if (NumberAt<uint64_t>(at + kHeaderBytes - 8) != HashBytes(bytes.substr(0, kHeaderBytes - 8))) {
    return absl::DataLossError("the header is damaged");
  }
  // Behind the checksum: a number that is not known is not a flipped bit, but a later program's.
  if (const auto format = NumberAt<uint32_t>(at + 8); format != kSegmentFormat) {
    return absl::DataLossError(absl::StrCat("has format ", format, ", and this program reads format ", kSegmentFormat));
  }
  SegmentHeader header;
  const std::string_view name = bytes.substr(16, kSchemeBytes);
  header.kind.scheme.name = name.substr(0, name.find('\0'));
  header.kind.scheme.version = NumberAt<int32_t>(at + 64);
  header.kind.scheme.values = NumberAt<int32_t>(at + 68);
  header.kind.shingle_words = NumberAt<int32_t>(at + 72);
  header.kind.normalisation = NumberAt<int32_t>(at + 76);
  header.kind.bands = {NumberAt<int32_t>(at + 80), NumberAt<int32_t>(at + 84)};
  header.articles = NumberAt<uint32_t>(at + 92);
  header.first = NumberAt<uint64_t>(at + 96);
  header.blocks = static_cast<uint32_t>(NumberAt<uint64_t>(at + 104));
  header.directory = NumberAt<uint64_t>(at + 112);
  header.directory_checksum = NumberAt<uint64_t>(at + 120);
  header.bytes = NumberAt<uint64_t>(at + 128);
  if (header.kind.scheme.values < 1 || header.kind.scheme.values > kMostValues || header.bytes > kMostBytes) {
    return absl::DataLossError("the header is wrong");
  }
  return header;
}

std::string EncodeBlock(const BlockEntry& block) {
  std::string bytes;
  AppendNumber(block.checksum, &bytes);
  AppendNumber(block.offset, &bytes);
  AppendNumber(block.bytes, &bytes);
  AppendNumber(block.raw, &bytes);
  AppendNumber(block.first, &bytes);
  AppendNumber(block.articles, &bytes);
  return bytes;
}

BlockEntry DecodeBlock(const char* bytes) {
  return {NumberAt<uint64_t>(bytes),      NumberAt<uint64_t>(bytes + 8),  NumberAt<uint32_t>(bytes + 16),
          NumberAt<uint32_t>(bytes + 20), NumberAt<uint32_t>(bytes + 24), NumberAt<uint32_t>(bytes + 28)};
}

absl::Status Unfit(std::string_view path, std::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat(std::string(path), ": ", std::string(why)));
}

}  // namespace wirecopy

#include "wirecopy/index/segment_writer.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {

SegmentWriter::SegmentWriter(std::string path, const SignatureKind& kind, std::span<const SegmentArticle> articles)
    : path_(std::move(path)), beside_(absl::StrCat(path_, ".tmp")), file_(beside_) {
  header_.kind = kind;
  header_.articles = static_cast<uint32_t>(articles.size());
  header_.first = articles.empty() ? 0 : articles[0].number;
  Write(std::string(kHeaderBytes, '\0'));  // its place; it is known last
  std::string column;
  for (const SegmentArticle& article : articles) AppendNumber<uint32_t>(article.words, &column);
  WriteColumn(column);
  column.clear();
  for (const SegmentArticle& article : articles) {
    AppendNumber<uint32_t>(static_cast<uint32_t>(article.number - header_.first), &column);
  }
  WriteColumn(column);
  const auto values = static_cast<size_t>(kind.scheme.values);
  for (size_t value = 0; value < values; value += 2) {
    column.clear();
    for (const SegmentArticle& article : articles) {
      uint32_t pair = 0;
      if (article.signature != nullptr) {
        pair = article.signature[value] & kSegmentMask;
        if (value + 1 < values) pair |= (article.signature[value + 1] & kSegmentMask) << kSegmentBits;
      }
      for (size_t byte = 0; byte < kColumnBytes; ++byte) column.push_back(static_cast<char>(pair >> 8 * byte & 0xff));
    }
    WriteColumn(column);
  }
}

SegmentWriter::~SegmentWriter() {
  if (!beside_.empty()) ::unlink(beside_.c_str());
}

void SegmentWriter::Write(std::string_view bytes) {
  file_.Write(bytes);
  written_ += bytes.size();
}

void SegmentWriter::WriteColumn(std::string_view bytes) {
  AppendNumber<uint64_t>(HashBytes(bytes), &directory_);
  Write(bytes);
}

void SegmentWriter::Add(const TextBlock& block) {
  directory_ += EncodeBlock(
      {HashBytes(block.bytes), written_, static_cast<uint32_t>(block.bytes.size()), block.raw, texts_, block.articles});
  texts_ += block.articles;
  ++header_.blocks;
  Write(block.bytes);
}

absl::StatusOr<WrittenSegment> SegmentWriter::Finish() {
  WIRECOPY_CHECK(texts_ == header_.articles);
  header_.directory = written_;
  header_.directory_checksum = HashBytes(directory_);
  Write(directory_);
  header_.bytes = written_;
  const std::string header = EncodeHeader(header_);
  file_.WriteAt(0, header);
  if (absl::Status status = file_.Close(); !status.ok()) return status;
  if (absl::Status status = RenameForGood(beside_, path_); !status.ok()) return status;
  beside_.clear();
  return WrittenSegment{written_, HashBytes(header)};
}

}  // namespace wirecopy

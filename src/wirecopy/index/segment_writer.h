// Writes one segment: beside its name, and whole on the disk before it gets it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/files.h"
#include "wirecopy/index/format.h"
#include "wirecopy/index/text_blocks.h"

namespace wirecopy {

struct SegmentArticle {
  uint64_t number = 0;                  // rising in a segment, by less than 2^32 in all
  uint32_t words = 0;                   // 0: no signature
  const uint16_t* signature = nullptr;  // kSegmentBits of each value count
};

struct WrittenSegment {
  uint64_t bytes = 0;
  uint64_t checksum = 0;  // of the header, which holds or covers all others
};

class SegmentWriter {
 public:
  // The columns are written at once, so `articles` need not live on. Failures are told by Finish().
  SegmentWriter(std::string path, const SignatureKind& kind, std::span<const SegmentArticle> articles);
  ~SegmentWriter();
  SegmentWriter(const SegmentWriter&) = delete;
  SegmentWriter& operator=(const SegmentWriter&) = delete;

  // In the order of the articles; all of them until Finish().
  void Add(const TextBlock& block);
  // The file is on the disk under its name. Without it, nothing is left behind.
  absl::StatusOr<WrittenSegment> Finish();

 private:
  void Write(std::string_view bytes);
  void WriteColumn(std::string_view bytes);

  std::string path_, beside_;
  OutputFile file_;
  SegmentHeader header_;
  uint64_t written_ = 0;
  uint32_t texts_ = 0;     // articles in the blocks so far
  std::string directory_;  // checksums of the columns, then of the blocks
};

}  // namespace wirecopy

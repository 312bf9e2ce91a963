// Packed signatures of articles on disk, where memory does not hold them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/temp_file.h"

namespace wirecopy {

class SignatureFile {
 public:
  // `values` of each signature.
  static absl::StatusOr<std::unique_ptr<SignatureFile>> Make(int values);

  // The signatures of articles in a row; returns where they are. For many threads.
  absl::StatusOr<uint64_t> Append(std::span<const uint16_t> signatures) { return file_->Append(signatures); }

  // Says which articles those are, by rising `first`.
  void Place(uint32_t first, uint32_t count, uint64_t at) { extents_.push_back({first, count, at}); }

  // Of the articles from `first` on, as many as `signatures` has room for. All of them have been placed.
  absl::Status Read(uint32_t first, std::span<uint16_t> signatures) const;

  int values() const { return values_; }

 private:
  struct Extent {
    uint32_t first, count;
    uint64_t at;
  };

  SignatureFile(std::unique_ptr<TempFile> file, int values) : file_(std::move(file)), values_(values) {}

  std::unique_ptr<TempFile> file_;
  int values_;
  std::vector<Extent> extents_;
};

}  // namespace wirecopy

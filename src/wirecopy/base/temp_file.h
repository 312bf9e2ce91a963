// A file without a name, for what does not fit memory. It is gone with the process, however that ends.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace wirecopy {

class TempFile {
 public:
  // In the folder that TMPDIR names, else in /tmp. An error names the folder.
  static absl::StatusOr<std::unique_ptr<TempFile>> Make();
  ~TempFile();
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;

  // Returns the offset. For many threads at once; ResourceExhausted when the disk is full.
  absl::StatusOr<uint64_t> Append(std::span<const std::byte> bytes);
  template <typename T>
  absl::StatusOr<uint64_t> Append(std::span<const T> values) {
    return Append(std::as_bytes(values));
  }

  // Fills `bytes` from `offset` on; all of them must have been written.
  absl::Status Read(uint64_t offset, std::span<std::byte> bytes) const;
  template <typename T>
  absl::Status Read(uint64_t offset, std::span<T> values) const {
    return Read(offset, std::as_writable_bytes(values));
  }

  int descriptor() const { return descriptor_; }

 private:
  explicit TempFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  std::atomic<uint64_t> end_ = 0;
};

}  // namespace wirecopy

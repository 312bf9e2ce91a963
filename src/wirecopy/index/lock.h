// One writer at a time.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace wirecopy {

// Held until it is destroyed, or the process ends in whatever way: the lock is the kernel's (flock), and the file only
// says whose it is.
class WriterLock {
 public:
  // Unavailable, with the pid of the owner, when another process has it.
  static absl::StatusOr<WriterLock> Take(const std::string& path);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace wirecopy

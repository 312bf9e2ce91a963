#include "wirecopy/index/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace wirecopy {

absl::StatusOr<WriterLock> WriterLock::Take(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return absl::UnavailableError(absl::StrCat(path, ": cannot write: ", std::strerror(errno)));
  WriterLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> owner{};
    const ssize_t length = ::pread(descriptor, owner.data(), owner.size() - 1, 0);
    std::string pid(owner.data(), static_cast<size_t>(length > 0 ? length : 0));
    while (!pid.empty() && pid.back() == '\n') pid.pop_back();
    return absl::UnavailableError(
        absl::StrCat(path, ": process ", pid.empty() ? "?" : pid, " is writing to this index; wait for it or stop it"));
  }
  const std::string pid = absl::StrCat(::getpid(), "\n");
  if (::ftruncate(descriptor, 0) != 0 ||
      ::pwrite(descriptor, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    return absl::UnavailableError(absl::StrCat(path, ": cannot write: ", std::strerror(errno)));
  }
  return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace wirecopy

#include "wirecopy/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 20;

absl::Status WriteError(const std::string& path, int error) {
  return absl::UnavailableError(absl::StrCat(path, ": cannot write: ", std::strerror(error)));
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor_ < 0) error_ = errno;
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::Write(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= kBufferBytes) Flush();
}

void OutputFile::WriteAt(uint64_t offset, std::string_view bytes) {
  Flush();
  Put(bytes, static_cast<int64_t>(offset));
}

void OutputFile::Flush() {
  Put(buffer_, -1);
  buffer_.clear();
}

// At the end where `offset` is -1.
void OutputFile::Put(std::string_view bytes, int64_t offset) {
  while (error_ == 0 && !bytes.empty()) {
    const ssize_t written = offset < 0 ? ::write(descriptor_, bytes.data(), bytes.size())
                                       : ::pwrite(descriptor_, bytes.data(), bytes.size(), offset);
    if (written >= 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
      if (offset >= 0) offset += written;
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
}

absl::Status OutputFile::Close() {
  Flush();
  if (descriptor_ >= 0) {
    if (::fsync(descriptor_) != 0 && error_ == 0 && errno != EINVAL) error_ = errno;
    if (::close(std::exchange(descriptor_, -1)) != 0 && error_ == 0) error_ = errno;
  }
  return error_ == 0 ? absl::OkStatus() : WriteError(path_, error_);
}

namespace {

// The file that a link leads to, so that the link stays; `path` itself where it is none, or leads to nothing yet.
std::string BehindLinks(const std::string& path) {
  char* const real = ::realpath(path.c_str(), nullptr);
  if (real == nullptr) return path;
  std::string found = real;
  std::free(real);
  return found;
}

// Files beside others that are not whole, for a signal handler: pointers alone, which it may read at any time.
std::array<std::atomic<const char*>, 16> unfinished{};

void SetUnfinished(const char* before, const char* now) {
  for (std::atomic<const char*>& slot : unfinished) {
    const char* expected = before;
    if (slot.compare_exchange_strong(expected, now)) return;
  }
}

}  // namespace

void UnlinkUnfinished() {
  for (const std::atomic<const char*>& slot : unfinished) {
    if (const char* path = slot.load(); path != nullptr) ::unlink(path);
  }
}

absl::Status CheckOutputFile(const std::string& path, bool replace) {
  struct stat there;
  if (path != "-" && ::lstat(path.c_str(), &there) == 0 && S_ISLNK(there.st_mode) &&
      ::stat(path.c_str(), &there) != 0) {
    return absl::NotFoundError(absl::StrCat(path, ": is a link to nothing"));
  }
  if (path == "-" || ::stat(path.c_str(), &there) != 0) return absl::OkStatus();
  if (S_ISDIR(there.st_mode)) return absl::AlreadyExistsError(absl::StrCat(path, ": is a folder"));
  if (!S_ISREG(there.st_mode) || replace) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(path, ": exists; --force replaces it"));
}

WholeFile::WholeFile(std::string path, bool replace) : path_(std::move(path)), replace_(replace) {
  status_ = CheckOutputFile(path_, replace);
  if (!status_.ok()) return;
  if (path_ != "-") path_ = BehindLinks(path_);
  struct stat there;
  const bool in_place = path_ == "-" || (::stat(path_.c_str(), &there) == 0 && !S_ISREG(there.st_mode));
  if (!in_place) {
    beside_ = absl::StrCat(path_, ".tmp-", ::getpid());
    SetUnfinished(nullptr, beside_.c_str());
  }
  const int flags = in_place ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  descriptor_ = path_ == "-" ? ::dup(STDOUT_FILENO) : ::open(in_place ? path_.c_str() : beside_.c_str(), flags, 0644);
  if (descriptor_ < 0) Note(errno);
}

WholeFile::~WholeFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (beside_.empty()) return;
  if (!placed_) ::unlink(beside_.c_str());
  SetUnfinished(beside_.c_str(), nullptr);
}

void WholeFile::Note(int error) {
  if (status_.ok()) status_ = WriteError(path_ == "-" ? "stdout" : path_, error);
}

absl::Status WholeFile::Write(std::string_view bytes) {
  while (status_.ok() && !bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      Note(errno);
    }
  }
  return status_;
}

absl::Status WholeFile::Commit() {
  if (!status_.ok()) return status_;
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) Note(errno);
  if (::close(std::exchange(descriptor_, -1)) != 0) Note(errno);
  if (!status_.ok() || beside_.empty()) return status_;
  // Without leave to replace, a file that has come in the meantime keeps its place.
  const unsigned flags = replace_ ? 0 : RENAME_NOREPLACE;
  bool done = ::renameat2(AT_FDCWD, beside_.c_str(), AT_FDCWD, path_.c_str(), flags) == 0;
  if (!done && flags != 0 && (errno == EINVAL || errno == ENOSYS)) {  // not every file system has that
    struct stat there;
    errno = EEXIST;
    done = ::stat(path_.c_str(), &there) != 0 && std::rename(beside_.c_str(), path_.c_str()) == 0;
  }
  if (!done) Note(errno);
  placed_ = done;
  return status_;
}

absl::Status RenameForGood(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return WriteError(to, errno);
  const std::string folder = to.substr(0, to.rfind('/') + 1);
  const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && (::fsync(descriptor) == 0 || errno == EINVAL);
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  return synced ? absl::OkStatus() : WriteError(to, error);
}

absl::Status WriteWholeFile(const std::string& path, std::string_view bytes, bool replace) {
  WholeFile file(path, replace);
  if (absl::Status status = file.Write(bytes); !status.ok()) return status;
  return file.Commit();
}

}  // namespace wirecopy

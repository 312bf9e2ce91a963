#include "wirecopy/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
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

absl::Status CheckOutputFile(const std::string& path, bool replace) {
  struct stat there;
  if (path == "-" || ::stat(path.c_str(), &there) != 0) return absl::OkStatus();
  if (S_ISDIR(there.st_mode)) return absl::AlreadyExistsError(absl::StrCat(path, ": is a folder"));
  if (!S_ISREG(there.st_mode) || replace) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(path, ": exists; --force replaces it"));
}

WholeFile::WholeFile(std::string path, bool replace) : path_(std::move(path)), replace_(replace) {
  status_ = CheckOutputFile(path_, replace);
  if (!status_.ok()) return;
  struct stat there;
  const bool in_place = path_ == "-" || (::stat(path_.c_str(), &there) == 0 && !S_ISREG(there.st_mode));
  if (!in_place) beside_ = absl::StrCat(path_, ".tmp-", ::getpid());
  const int flags = in_place ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  descriptor_ = path_ == "-" ? ::dup(STDOUT_FILENO) : ::open(in_place ? path_.c_str() : beside_.c_str(), flags, 0644);
  if (descriptor_ < 0) Note(errno);
}

WholeFile::~WholeFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!beside_.empty()) ::unlink(beside_.c_str());
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
  // A link, unlike a new name, refuses to take the place of a file that has come in the meantime.
  const auto place = replace_ ? std::rename : ::link;
  if (place(beside_.c_str(), path_.c_str()) != 0) Note(errno);
  if (replace_ && status_.ok()) beside_.clear();
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

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

void OutputFile::Flush() {
  size_t at = 0;
  while (error_ == 0 && at < buffer_.size()) {
    const ssize_t written = ::write(descriptor_, buffer_.data() + at, buffer_.size() - at);
    if (written >= 0) {
      at += static_cast<size_t>(written);
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  buffer_.clear();
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
  if (::stat(path.c_str(), &there) != 0) return absl::OkStatus();
  if (!S_ISREG(there.st_mode)) return absl::AlreadyExistsError(absl::StrCat(path, ": exists and is no file"));
  if (replace) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(path, ": exists; --force replaces it"));
}

absl::Status WriteWholeFile(const std::string& path, std::string_view bytes, bool replace) {
  if (absl::Status status = CheckOutputFile(path, replace); !status.ok()) return status;
  const std::string beside = absl::StrCat(path, ".tmp-", ::getpid());
  OutputFile file(beside);
  file.Write(bytes);
  absl::Status status = file.Close();
  // A link, unlike a new name, refuses to take the place of a file that has come in the meantime.
  const auto place = replace ? std::rename : ::link;
  if (status.ok() && place(beside.c_str(), path.c_str()) != 0) status = WriteError(path, errno);
  if (!replace || !status.ok()) ::unlink(beside.c_str());
  return status;
}

}  // namespace wirecopy

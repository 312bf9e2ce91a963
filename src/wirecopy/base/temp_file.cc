#include "wirecopy/base/temp_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

absl::Status Failed(int error) {
  const std::string what = absl::StrCat("a temporary file (TMPDIR says where): ", std::strerror(error));
  return error == ENOSPC || error == EDQUOT ? absl::ResourceExhaustedError(what) : absl::DataLossError(what);
}

}  // namespace

absl::StatusOr<std::unique_ptr<TempFile>> TempFile::Make() {
  const char* given = std::getenv("TMPDIR");
  const std::string folder = given == nullptr || *given == '\0' ? "/tmp" : given;
  std::string path = absl::StrCat(folder, "/wirecopy-XXXXXX");
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) {
    return absl::FailedPreconditionError(absl::StrCat(folder, ": no temporary file: ", std::strerror(errno)));
  }
  ::unlink(path.c_str());
  return std::unique_ptr<TempFile>(new TempFile(descriptor));
}

TempFile::~TempFile() { ::close(descriptor_); }

absl::StatusOr<uint64_t> TempFile::Append(std::span<const std::byte> bytes) {
  const uint64_t offset = end_.fetch_add(bytes.size());
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t wrote =
        ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return Failed(wrote < 0 ? errno : ENOSPC);
    done += static_cast<size_t>(wrote);
  }
  return offset;
}

absl::Status TempFile::Read(uint64_t offset, std::span<std::byte> bytes) const {
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t got =
        ::pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Failed(got < 0 ? errno : EIO);
    done += static_cast<size_t>(got);
  }
  return absl::OkStatus();
}

}  // namespace wirecopy

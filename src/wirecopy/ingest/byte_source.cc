#include "wirecopy/ingest/byte_source.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 18;
constexpr size_t kMostSalvagedBytes = size_t{1} << 20;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

class ArchiveSource : public ByteSource {
 public:
  explicit ArchiveSource(std::string path) : path_(std::move(path)), archive_(archive_read_new()) {
    archive_read_support_filter_gzip(archive_.get());
    archive_read_support_filter_zstd(archive_.get());
    archive_read_support_filter_bzip2(archive_.get());
    archive_read_support_filter_xz(archive_.get());
    archive_read_support_format_raw(archive_.get());
    archive_read_support_format_empty(archive_.get());
  }

  absl::Status Open() {
    const char* name = path_ == "-" ? nullptr : path_.c_str();
    if (archive_read_open_filename(archive_.get(), name, kBlockBytes) != ARCHIVE_OK) return Fail();
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(archive_.get(), &entry);
    if (result == ARCHIVE_EOF) {
      ended_ = true;
    } else if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      return Fail();
    }
    return absl::OkStatus();
  }

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    // Block by block: archive_read_data would drop what it has when a later block is damaged.
    while (block_.empty() && !ended_) {
      if (!failed_.ok()) return failed_;
      const void* data = nullptr;
      size_t bytes = 0;
      la_int64_t offset = 0;
      const int result = archive_read_data_block(archive_.get(), &data, &bytes, &offset);
      ended_ = result == ARCHIVE_EOF;
      if (result != ARCHIVE_OK && !ended_) {
        if (absl::Status status = Fail(); !status.ok()) return status;
      }
      if (result == ARCHIVE_OK) block_ = {static_cast<const char*>(data), bytes};
    }
    const size_t count = std::min(size, block_.size());
    block_.copy(buffer, count);
    block_.remove_prefix(count);
    given_ += count;
    return count;
  }

  uint64_t position() const override { return static_cast<uint64_t>(archive_filter_bytes(archive_.get(), -1)); }

 private:
  struct Free {
    void operator()(archive* a) const { archive_read_free(a); }
  };
  struct CloseGzip {
    void operator()(gzFile file) const { gzclose(file); }
  };

  // Keeps the error until what can be saved is given; the error itself where that is nothing.
  absl::Status Fail() {
    failed_ = Error();
    struct stat info;
    if (::stat(path_.c_str(), &info) == 0 && S_ISREG(info.st_mode)) Salvage();  // a pipe cannot be read again
    return block_.empty() ? failed_ : absl::OkStatus();
  }

  // libarchive drops the 64 KiB in which a gzip file breaks off; zlib gives what there is of them.
  void Salvage() {
    const std::unique_ptr<gzFile_s, CloseGzip> file(gzopen(path_.c_str(), "rb"));
    if (file == nullptr || gzdirect(file.get()) != 0) return;  // no gzip
    if (gzseek(file.get(), static_cast<z_off_t>(given_), SEEK_SET) < 0) return;
    char part[1024];
    for (int got = 0; rest_.size() < kMostSalvagedBytes && (got = gzread(file.get(), part, sizeof(part))) > 0;)
      rest_.append(part, static_cast<size_t>(got));
    block_ = rest_;
  }

  absl::Status Error() const {
    const char* why = archive_error_string(archive_.get());
    return absl::DataLossError(absl::StrCat(path_, ": ", why != nullptr ? why : "cannot be read"));
  }

  std::string path_;
  std::unique_ptr<archive, Free> archive_;
  std::string_view block_;  // what is left of the block that was read last
  bool ended_ = false;
  uint64_t given_ = 0;   // bytes so far
  absl::Status failed_;  // to be told once `block_` is given
  std::string rest_;     // what was saved
};

}  // namespace

absl::StatusOr<std::unique_ptr<ByteSource>> OpenByteSource(const std::string& path) {
  struct stat info;
  if (path != "-") {
    if (::stat(path.c_str(), &info) != 0) return absl::NotFoundError(absl::StrCat(path, ": ", std::strerror(errno)));
    if (S_ISDIR(info.st_mode)) return absl::InvalidArgumentError(absl::StrCat(path, ": is a folder"));
  }
  auto source = std::make_unique<ArchiveSource>(path);
  if (absl::Status status = source->Open(); !status.ok()) return status;
  return source;
}

BufferedInput::BufferedInput(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {
  if (Peek(kByteOrderMark.size()) == kByteOrderMark) at_ = kByteOrderMark.size();
}

bool BufferedInput::Fill() {
  if (ended_) return false;
  buffer_.erase(0, std::exchange(at_, 0));
  const size_t size = buffer_.size();
  buffer_.resize(size + kBlockBytes);
  const absl::StatusOr<size_t> got = source_->Read(buffer_.data() + size, kBlockBytes);
  buffer_.resize(size + (got.ok() ? *got : 0));
  if (!got.ok()) status_ = got.status();
  ended_ = !got.ok() || *got == 0;
  return !ended_;
}

std::string_view BufferedInput::Peek(size_t size) {
  while (buffer_.size() - at_ < size && Fill()) {
  }
  return std::string_view(buffer_).substr(at_, size);
}

bool BufferedInput::NextLine(std::string* line) {
  size_t seen = 0;
  size_t end = std::string::npos;
  while ((end = buffer_.find('\n', at_ + seen)) == std::string::npos) {
    seen = buffer_.size() - at_;
    if (!Fill()) break;
  }
  if (end == std::string::npos && at_ == buffer_.size()) return false;
  const size_t stop = end == std::string::npos ? buffer_.size() : end;
  line->assign(buffer_, at_, stop - at_);
  if (!line->empty() && line->back() == '\r') line->pop_back();
  at_ = end == std::string::npos ? buffer_.size() : end + 1;
  return true;
}

std::string BufferedInput::Take(size_t size) {
  std::string taken(Peek(size));
  at_ += taken.size();
  return taken;
}

size_t BufferedInput::Skip(size_t size) {
  size_t skipped = 0;
  while (skipped < size) {
    const size_t part = std::min(size - skipped, kBlockBytes);
    const size_t got = Peek(part).size();
    at_ += got;
    skipped += got;
    if (got < part) break;
  }
  return skipped;
}

std::string BufferedInput::ReadAll() {
  while (Fill()) {
  }
  std::string all = buffer_.substr(at_);
  at_ = buffer_.size();
  return all;
}

}  // namespace wirecopy

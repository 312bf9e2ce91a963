// Bytes of a file or of stdin, decompressed. gzip (also of several members), zstd, bzip2 and xz are recognised by their
// magic bytes, never by the file's name. The work is libarchive's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace wirecopy {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `size` bytes into `buffer`; 0 at the end. An error names the file and the reason (truncated gzip data, ...).
  virtual absl::StatusOr<size_t> Read(char* buffer, size_t size) = 0;
  // How far the file itself has been read, in its own, packed bytes.
  virtual uint64_t position() const { return 0; }
};

// `path` "-" is stdin.
absl::StatusOr<std::unique_ptr<ByteSource>> OpenByteSource(const std::string& path);

// Lines and look-ahead over a ByteSource. A UTF-8 byte order mark at the very start is dropped.
class BufferedInput {
 public:
  explicit BufferedInput(std::unique_ptr<ByteSource> source);

  // The first bytes of the input, at most `size`, without consuming them.
  std::string_view Peek(size_t size);
  // The next line without its line end (\n or \r\n); false at the end. The last line needs no line end.
  bool NextLine(std::string* line);
  // The next bytes, at most `size`; fewer at the end alone.
  std::string Take(size_t size);
  // Leaves out up to `size` bytes; how many there were.
  size_t Skip(size_t size);
  // All that is left.
  std::string ReadAll();
  uint64_t position() const { return source_->position(); }  // of the source
  // The first error of the source; what was read before it stays valid.
  const absl::Status& status() const { return status_; }

 private:
  bool Fill();  // appends one block; false at the end or after an error

  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  size_t at_ = 0;
  bool ended_ = false;
  absl::Status status_;
};

}  // namespace wirecopy

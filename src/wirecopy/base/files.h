// Writing files so that a reader never sees half of one.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace wirecopy {

// An output file under its final name inside a folder that is itself not yet visible; reports the first failed write
// (a full disk, say) at Close().
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void Write(std::string_view bytes);
  absl::Status Close();

 private:
  void Flush();

  std::string path_;
  std::string buffer_;
  int descriptor_ = -1;
  int error_ = 0;  // errno of the first failure
};

// AlreadyExists when something is at `path` that may not be replaced: anything without `replace`, what is no plain file
// with it. To be asked before long work, and WriteWholeFile asks again.
absl::Status CheckOutputFile(const std::string& path, bool replace);

// Writes the bytes to a file beside `path` and puts it in place when it is whole.
absl::Status WriteWholeFile(const std::string& path, std::string_view bytes, bool replace);

}  // namespace wirecopy

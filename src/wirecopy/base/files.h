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

}  // namespace wirecopy

// Writing files so that a reader never sees half of one.
#pragma once

#include <cstdint>
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
  // Over bytes that have been written before, at `offset`.
  void WriteAt(uint64_t offset, std::string_view bytes);
  // On the disk when it returns.
  absl::Status Close();

 private:
  void Flush();
  void Put(std::string_view bytes, int64_t offset);

  std::string path_;
  std::string buffer_;
  int descriptor_ = -1;
  int error_ = 0;  // errno of the first failure
};

// AlreadyExists when something is at `path` that may not be replaced: a file without `replace`, a folder with it too.
// To be asked before long work. Stdout ("-"), devices and pipes are never replaced, and may always be written to.
absl::Status CheckOutputFile(const std::string& path, bool replace);

// What is written to a file beside `path` first, and put in place when it is whole; stdout, devices and pipes take it
// as it comes. Without Commit() nothing is left behind.
class WholeFile {
 public:
  WholeFile(std::string path, bool replace);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  // Unbuffered. The first failure is told by every call that follows.
  absl::Status Write(std::string_view bytes);
  absl::Status Commit();

 private:
  void Note(int error);

  std::string path_;
  std::string beside_;  // empty where nothing is to be put in place
  bool replace_;
  int descriptor_ = -1;
  absl::Status status_;
};

// Gives a file that is whole its name, in place of one that has it, and makes sure that the folder holds it after a
// power cut.
absl::Status RenameForGood(const std::string& from, const std::string& to);

absl::Status WriteWholeFile(const std::string& path, std::string_view bytes, bool replace);

}  // namespace wirecopy

// Whole inputs as chunks of JSON Lines, for many threads at once. An uncompressed file of JSON Lines is read in ranges
// side by side; everything else (compressed, stdin, other formats) is turned into lines one chunk after the other. The
// chunks and their lines are the same in every pass and for any number of threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/ingest/blank.h"
#include "wirecopy/ingest/ingest.h"
#include "wirecopy/ingest/input_files.h"

namespace wirecopy {

inline constexpr size_t kLinePadding = 64;                  // readable bytes behind the lines of a chunk
inline constexpr size_t kMostLineBytes = size_t{64} << 20;  // a longer line is left out and named

// Of one thread; its memory is used again from chunk to chunk.
struct LineChunk {
  uint64_t number = 0;     // 0, 1, 2, ... in the order of the input
  uint32_t file = 0;       // of the inputs
  std::string_view lines;  // whole lines; each ends in \n, but perhaps the last
  uint64_t begin = 0;      // of the range in a plain file, in bytes
  bool normal = false;     // the lines have the normal names already: no field map is for them
  std::string buffer;
};

// Calls call(number of the line, line) for those that are not blank, without their ends. Returns how many there are,
// with blank ones.
template <typename Call>
uint32_t ForEachLine(std::string_view lines, const Call& call) {
  uint32_t number = 0;
  for (; !lines.empty(); ++number) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (!IsBlank(line)) call(number, line);
  }
  return number;
}

// The chunks of one input; see line_chunks.cc.
class LineStream {
 public:
  virtual ~LineStream() = default;
  // Called by one thread at a time, in the order of the chunks: takes the next one. False at the end.
  virtual absl::StatusOr<bool> Claim(LineChunk* chunk) = 0;
  // Called by many threads at once, for what Claim left to do.
  virtual absl::Status Fill(LineChunk*) { return absl::OkStatus(); }
  // Of all chunks; known once the first is claimed.
  virtual bool normal() const { return false; }
  // How far its file has been read, in bytes on disk; 0 where that is not known.
  virtual uint64_t position() const { return 0; }
};

class LineChunks {
 public:
  explicit LineChunks(std::vector<InputFile> files, IngestOptions options = {});
  ~LineChunks();

  // The next chunk; false at the end. For any number of threads at once.
  bool Next(LineChunk* chunk);
  // Begins another pass over the same lines. What a pipe said is kept in an unlinked temporary file.
  void Rewind();

  const std::vector<InputFile>& files() const { return files_; }
  // How much of the files, in bytes on disk, this pass has read, of how much; 0 of 0 where one of them is a pipe.
  std::pair<uint64_t, uint64_t> position() const;
  // Tells `progress`, where it is given, how far the pass is. For any number of threads, which take turns.
  void Tell(std::string_view stage, const Progress& progress) const;
  // Why lines of a pipe could not be kept, after which there are no more; the pass is not whole then.
  absl::Status status() const;
  // What could not be read in this pass. `record` is empty, or a place in a file that is no JSON Lines.
  std::vector<Skip> skips() const;

 private:
  class Spool;
  std::pair<uint64_t, uint64_t> Position() const;
  bool ClaimNext(LineChunk* chunk, std::shared_ptr<LineStream>* stream);
  absl::StatusOr<std::unique_ptr<LineStream>> Open(size_t number);
  void AddSkip(const InputFile& file, const absl::Status& status);

  std::vector<InputFile> files_;
  IngestOptions options_;
  mutable std::mutex mutex_;  // of all that follows
  size_t opened_ = 0;
  uint64_t chunks_ = 0;
  std::vector<uint64_t> begins_;  // of each file in the bytes of all, and behind the last; empty where one is a pipe
  std::shared_ptr<LineStream> stream_;  // of the file at hand
  std::vector<Skip> skips_;
  absl::Status status_;
  std::map<size_t, std::unique_ptr<Spool>> spools_;  // of inputs that can be read once alone, by their numbers
  Spool* spooling_ = nullptr;                        // of the file at hand, in the first pass
};

}  // namespace wirecopy

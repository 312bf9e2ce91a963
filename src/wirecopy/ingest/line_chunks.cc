#include "wirecopy/ingest/line_chunks.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "wirecopy/base/temp_file.h"
#include "wirecopy/ingest/line_streams.h"

namespace wirecopy {

namespace {

// Stdin, a named pipe or a process substitution.
bool IsReadOnce(const InputFile& file) {
  struct stat info;
  return file.path == "-" || (::stat(file.path.c_str(), &info) == 0 && S_ISFIFO(info.st_mode));
}

std::vector<uint64_t> BeginsOf(const std::vector<InputFile>& files) {
  std::vector<uint64_t> begins = {0};
  for (const InputFile& file : files) {
    struct stat info;
    if (::stat(file.path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
    begins.push_back(begins.back() + static_cast<uint64_t>(info.st_size));
  }
  return begins;
}

}  // namespace

// What an input said that can be read once alone, for a second pass.
class LineChunks::Spool {
 public:
  absl::Status Append(std::string_view lines, bool normal) {
    normal_ = normal;
    if (file_ == nullptr) {
      absl::StatusOr<std::unique_ptr<TempFile>> file = TempFile::Make();
      if (!file.ok()) return file.status();
      file_ = *std::move(file);
    }
    const absl::StatusOr<uint64_t> offset = file_->Append(std::span<const char>(lines));
    if (!offset.ok()) return offset.status();
    sizes_.push_back(lines.size());
    return absl::OkStatus();
  }

  std::unique_ptr<LineStream> Open() const {
    return SpooledLineStream(file_ == nullptr ? -1 : file_->descriptor(), sizes_, normal_);
  }

 private:
  std::unique_ptr<TempFile> file_;
  std::vector<uint64_t> sizes_;  // of the chunks
  bool normal_ = false;
};

LineChunks::LineChunks(std::vector<InputFile> files, IngestOptions options)
    : files_(std::move(files)), options_(std::move(options)), begins_(BeginsOf(files_)) {}
LineChunks::~LineChunks() = default;

std::pair<uint64_t, uint64_t> LineChunks::position() const {
  const std::lock_guard lock(mutex_);
  return Position();
}

void LineChunks::Tell(std::string_view stage, const Progress& progress) const {
  if (!progress) return;
  const std::lock_guard lock(mutex_);
  const auto [done, total] = Position();
  progress(stage, done, total);
}

std::pair<uint64_t, uint64_t> LineChunks::Position() const {
  if (begins_.empty()) return {0, 0};
  if (stream_ == nullptr) return {begins_[opened_], begins_.back()};
  return {std::min(begins_[opened_ - 1] + stream_->position(), begins_[opened_]), begins_.back()};
}

std::vector<Skip> LineChunks::skips() const {
  const std::lock_guard lock(mutex_);
  return skips_;
}

absl::Status LineChunks::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

void LineChunks::Rewind() {
  const std::lock_guard lock(mutex_);
  opened_ = chunks_ = 0;
  stream_ = nullptr;
  spooling_ = nullptr;
  skips_.clear();
}

void LineChunks::AddSkip(const InputFile& file, const absl::Status& status) { skips_.push_back(SkipOf(file, status)); }

absl::StatusOr<std::unique_ptr<LineStream>> LineChunks::Open(size_t number) {
  const InputFile& file = files_[number];
  if (const auto kept = spools_.find(number); kept != spools_.end()) return kept->second->Open();
  if (IsReadOnce(file)) spooling_ = (spools_[number] = std::make_unique<Spool>()).get();
  return OpenLineStream(file, options_, [this, &file](const absl::Status& status) { AddSkip(file, status); });
}

bool LineChunks::ClaimNext(LineChunk* chunk, std::shared_ptr<LineStream>* stream) {
  const std::lock_guard lock(mutex_);
  while (status_.ok()) {
    if (stream_ == nullptr) {
      if (opened_ == files_.size()) return false;
      const InputFile& file = files_[opened_++];
      spooling_ = nullptr;
      absl::StatusOr<std::unique_ptr<LineStream>> opened = Open(opened_ - 1);
      if (!opened.ok()) {
        AddSkip(file, opened.status());
        continue;
      }
      stream_ = *std::move(opened);
    }
    const InputFile& file = files_[opened_ - 1];
    absl::StatusOr<bool> claimed = stream_->Claim(chunk);
    if (claimed.ok() && *claimed && spooling_ != nullptr) {
      status_ = spooling_->Append(chunk->lines, stream_->normal());
      if (!status_.ok()) return false;
    }
    if (claimed.ok() && *claimed) {
      chunk->number = chunks_++;
      chunk->normal = stream_->normal();
      chunk->file = static_cast<uint32_t>(opened_ - 1);
      *stream = stream_;
      return true;
    }
    if (!claimed.ok()) AddSkip(file, claimed.status());
    stream_ = nullptr;
  }
  return false;
}

bool LineChunks::Next(LineChunk* chunk) {
  std::shared_ptr<LineStream> stream;
  if (!ClaimNext(chunk, &stream)) return false;
  const absl::Status filled = stream->Fill(chunk);
  const std::lock_guard lock(mutex_);
  if (!filled.ok()) {
    chunk->lines = {};
    AddSkip(files_[chunk->file], filled);
  }
  return true;
}

}  // namespace wirecopy

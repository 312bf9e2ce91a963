#include "wirecopy/ingest/line_streams.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/byte_source.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;
constexpr size_t kTailBytes = size_t{1} << 16;  // read behind a chunk at first, to find the end of its last line
constexpr size_t kHeadBytes = size_t{1} << 16;
constexpr size_t kFirstLineBytes = size_t{1} << 18;  // of a record that shows the layout of its file
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

absl::Status ReadError() { return absl::DataLossError(std::strerror(errno)); }

// Makes room for `size` bytes and the padding, without writing to what is there already.
void Reserve(size_t size, std::string* buffer) {
  if (buffer->size() < size + kLinePadding) buffer->resize(size + kLinePadding);
}

// Up to `size` bytes from `offset` on to `into`; fewer at the end of the file alone.
absl::StatusOr<size_t> ReadAt(int descriptor, uint64_t offset, char* into, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t got = ::pread(descriptor, into + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ReadError();
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return done;
}

// Ranges of a file; a line belongs to the range that holds its first byte.
class PlainLines : public LineStream {
 public:
  PlainLines(int descriptor, uint64_t begin, uint64_t end)
      : descriptor_(descriptor), begin_(begin), at_(begin), end_(end) {}
  ~PlainLines() override { ::close(descriptor_); }

  absl::StatusOr<bool> Claim(LineChunk* chunk) override {
    if (at_ >= end_) return false;
    chunk->begin = at_;
    at_ += kChunkBytes;
    return true;
  }

  absl::Status Fill(LineChunk* chunk) override {
    const uint64_t behind = std::min(chunk->begin + kChunkBytes, end_);
    const uint64_t before = chunk->begin == begin_ ? 0 : 1;  // the byte that tells whether a line begins at the range
    const auto own = static_cast<size_t>(behind - chunk->begin + before);
    size_t size = own + kTailBytes;
    Reserve(size, &chunk->buffer);
    absl::StatusOr<size_t> got = ReadAt(descriptor_, chunk->begin - before, chunk->buffer.data(), size);
    if (!got.ok()) return got.status();
    const auto filled = [&] { return std::string_view(chunk->buffer.data(), *got); };
    const size_t first = before == 0 ? 0 : filled().find('\n') + 1;
    chunk->lines = {};
    if (first == 0 && before != 0) return absl::OkStatus();  // npos + 1
    if (first >= own) return absl::OkStatus();
    size_t stop = filled().find('\n', own - 1);
    while (stop == std::string_view::npos && *got == size && size < kMostLineBytes + own) {
      const size_t more = size;
      size += more;
      Reserve(size, &chunk->buffer);
      const absl::StatusOr<size_t> next =
          ReadAt(descriptor_, chunk->begin - before + more, chunk->buffer.data() + more, more);
      if (!next.ok()) return next.status();
      *got += *next;
      stop = filled().find('\n', more);
    }
    chunk->lines = filled().substr(first, stop == std::string_view::npos ? stop : stop + 1 - first);
    return absl::OkStatus();
  }

  uint64_t position() const override { return at_; }

 private:
  int descriptor_;
  uint64_t begin_, at_, end_;
};

// Lines of a source that can only be read from its beginning to its end.
class StreamedLines : public LineStream {
 public:
  explicit StreamedLines(BufferedInput input) : input_(std::move(input)) {}

  absl::StatusOr<bool> Claim(LineChunk* chunk) override {
    chunk->buffer.clear();
    while (chunk->buffer.size() < kChunkBytes && input_.NextLine(&line_)) {
      chunk->buffer += line_;
      chunk->buffer += '\n';
    }
    const size_t size = chunk->buffer.size();
    if (size == 0 && !input_.status().ok())
      return std::exchange(failed_, true) ? absl::StatusOr<bool>(false) : input_.status();
    chunk->buffer.resize(size + kLinePadding);
    chunk->lines = std::string_view(chunk->buffer).substr(0, size);
    return size > 0;
  }

  uint64_t position() const override { return input_.position(); }

 private:
  BufferedInput input_;
  std::string line_;
  bool failed_ = false;
};

// Records of another format or layout, as objects of JSON.
class RecordLines : public LineStream {
 public:
  RecordLines(std::unique_ptr<RecordReader> reader, InputFile file, IngestOptions options, OnBadRecord on_bad_record)
      : reader_(std::move(reader)),
        file_(std::move(file)),
        options_(std::move(options)),
        on_bad_record_(std::move(on_bad_record)) {}

  absl::StatusOr<bool> Claim(LineChunk* chunk) override {
    chunk->buffer.clear();
    while (chunk->buffer.size() < kChunkBytes) {
      absl::StatusOr<std::optional<Record>> record = reader_->Next();
      if (!record.ok()) {
        on_bad_record_(record.status());
      } else if (!record->has_value()) {
        break;
      } else {
        Add(&**record, &chunk->buffer);
      }
    }
    const size_t size = chunk->buffer.size();
    if (size == 0 && !reader_->Ending().ok() && !std::exchange(failed_, true)) return reader_->Ending();
    chunk->buffer.resize(size + kLinePadding);
    chunk->lines = std::string_view(chunk->buffer).substr(0, size);
    return size > 0;
  }

  bool normal() const override { return normal_.value_or(false); }

 private:
  void Add(Record* record, std::string* lines) {
    if (!normal_.has_value()) {
      normal_ = record->json.empty() || options_.preset != nullptr || PresetOf(*record) != nullptr;
    }
    if (!*normal_) {
      absl::StrAppend(lines, record->json, "\n");
      return;
    }
    const absl::StatusOr<Article> article = ToArticle(options_, file_, record);
    if (article.ok()) {
      absl::StrAppend(lines, NormalLine(*article, *record), "\n");
      return;
    }
    const std::string place = record->place.empty() ? "" : record->place + ": ";
    on_bad_record_(absl::InvalidArgumentError(absl::StrCat(place, std::string(article.status().message()))));
  }

  std::unique_ptr<RecordReader> reader_;
  InputFile file_;
  IngestOptions options_;
  OnBadRecord on_bad_record_;
  std::optional<bool> normal_;  // by the first record
  bool failed_ = false;
};

class SpooledLines : public LineStream {
 public:
  SpooledLines(int descriptor, const std::vector<uint64_t>& sizes, bool normal)
      : descriptor_(descriptor), sizes_(sizes), normal_(normal) {}

  absl::StatusOr<bool> Claim(LineChunk* chunk) override {
    if (next_ == sizes_.size()) return false;
    const auto size = static_cast<size_t>(sizes_[next_++]);
    Reserve(size, &chunk->buffer);
    const absl::StatusOr<size_t> got = ReadAt(descriptor_, at_, chunk->buffer.data(), size);
    if (!got.ok()) return got.status();
    at_ += size;
    chunk->lines = std::string_view(chunk->buffer).substr(0, *got);
    return true;
  }

  bool normal() const override { return normal_; }

 private:
  int descriptor_;
  const std::vector<uint64_t>& sizes_;
  bool normal_;
  size_t next_ = 0;
  uint64_t at_ = 0;
};

// The file itself, where its bytes are lines of JSON as they lie there; -1 where they are not.
absl::StatusOr<int> OpenPlain(const InputFile& file, std::string_view head, uint64_t* begin, uint64_t* end) {
  struct stat info;
  if (::stat(file.path.c_str(), &info) == 0 && !S_ISREG(info.st_mode))
    return -1;  // opening a pipe again may wait forever
  const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return ReadError();
  std::string raw(head.size() + kByteOrderMark.size(), '\0');
  const absl::StatusOr<size_t> got = ReadAt(descriptor, 0, raw.data(), raw.size());
  if (::fstat(descriptor, &info) == 0 && got.ok()) {
    *begin = raw.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    *end = static_cast<uint64_t>(info.st_size);
    if (std::string_view(raw).substr(*begin).starts_with(head)) return descriptor;
  }
  ::close(descriptor);
  return -1;
}

// Whether the first line that is a record has the names of a preset.
bool IsOfPreset(BufferedInput* input) {
  std::string_view head = input->Peek(kFirstLineBytes);
  while (!head.empty()) {
    const size_t end = std::min(head.find('\n'), head.size());
    const absl::StatusOr<Record> record = JsonRecord(head.substr(0, end), "");
    if (record.ok()) return PresetOf(*record) != nullptr;
    head.remove_prefix(std::min(end + 1, head.size()));
    if (end > 0) return false;
  }
  return false;
}

}  // namespace

absl::StatusOr<std::unique_ptr<LineStream>> OpenLineStream(const InputFile& file, const IngestOptions& options,
                                                           OnBadRecord on_bad_record) {
  absl::StatusOr<std::unique_ptr<ByteSource>> source = OpenByteSource(file.path);
  if (!source.ok()) return source.status();
  BufferedInput input(*std::move(source));
  const std::string head(input.Peek(kHeadBytes));
  const bool silent = file.path == "-" && head.empty();  // a feed without news, not a text without words
  const bool lines = silent || IsReadAsJsonLines(file.path, head);
  if (!lines || options.preset != nullptr || IsOfPreset(&input)) {
    absl::StatusOr<std::unique_ptr<RecordReader>> reader =
        silent ? JsonLinesReader(std::move(input)) : OpenRecords(file.path, std::move(input));
    if (!reader.ok()) return reader.status();
    return std::make_unique<RecordLines>(*std::move(reader), file, options, std::move(on_bad_record));
  }
  if (file.path != "-") {
    uint64_t begin = 0, end = 0;
    const absl::StatusOr<int> plain = OpenPlain(file, head, &begin, &end);
    if (!plain.ok()) return plain.status();
    if (*plain >= 0) return std::make_unique<PlainLines>(*plain, begin, end);
  }
  return std::make_unique<StreamedLines>(std::move(input));
}

std::unique_ptr<LineStream> SpooledLineStream(int descriptor, const std::vector<uint64_t>& sizes, bool normal) {
  return std::make_unique<SpooledLines>(descriptor, sizes, normal);
}

}  // namespace wirecopy

// Files of cells with a header, comma-separated, semicolon-separated or tab-separated.
#include <simdjson.h>

#include <algorithm>
#include <deque>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/blank.h"
#include "wirecopy/ingest/cells.h"
#include "wirecopy/ingest/presets.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

constexpr size_t kMostRowBytes = size_t{8} << 20;  // a longer row has a quotation mark too many
constexpr int kMostStrayQuotes = 16;               // each is looked for up to that many bytes

class Cells : public RecordReader {
 public:
  explicit Cells(BufferedInput input) : input_(std::move(input)) {}

  absl::StatusOr<std::optional<Record>> Next() override {
    if (header_.empty() && given_up_.ok()) {
      if (absl::Status status = ReadHeader(); !status.ok()) return status;
    }
    if (std::exchange(has_row_, false)) return ToRecord();
    std::string row;
    while (given_up_.ok()) {
      const absl::StatusOr<bool> read = ReadRow(&row);
      if (!read.ok()) return read.status();
      if (!*read) break;
      if (IsBlank(row)) continue;
      return ToRecord();
    }
    return std::nullopt;
  }

  absl::Status Ending() const override { return given_up_.ok() ? input_.status() : given_up_; }

 private:
  // The next line of the file, of those put back first.
  bool NextLine(std::string* line) {
    if (put_back_.empty()) return input_.NextLine(line);
    *line = std::move(put_back_.front());
    put_back_.pop_front();
    return true;
  }

  // One row into `cells_`. The first line of one whose quotation mark is never closed is an error; those behind it are
  // read again as rows of their own.
  absl::StatusOr<bool> ReadRow(std::string* row) {
    std::string line;
    if (!NextLine(&line)) return false;
    first_line_ = ++line_;
    *row = line;
    if (separator_ == 0) separator_ = SeparatorOf(line);
    std::deque<std::string> behind;
    // Whether it is closed can only change with a line that has one.
    bool closed = SplitCells(*row, separator_, &cells_);
    while (!closed && row->size() < kMostRowBytes && NextLine(&line)) {
      absl::StrAppend(row, "\n", line);
      if (line.find('"') != std::string::npos) closed = SplitCells(*row, separator_, &cells_);
      behind.push_back(std::move(line));
    }
    if (closed) {
      line_ += behind.size();
      return true;
    }
    std::move(put_back_.begin(), put_back_.end(), std::back_inserter(behind));
    put_back_ = std::move(behind);
    const absl::Status stray = Error("a quotation mark is never closed");
    if (++stray_quotes_ >= kMostStrayQuotes) {
      given_up_ = absl::InvalidArgumentError(
          absl::StrCat("quotation marks do not match; nothing is read from line ", first_line_ + 1, " on"));
    }
    return stray;
  }

  absl::Status ReadHeader() {
    std::string row;
    const absl::StatusOr<bool> read = ReadRow(&row);
    if (!read.ok()) given_up_ = absl::InvalidArgumentError("no header can be read");
    if (!read.ok() || !*read) return read.status();
    if (const Preset* preset = PresetOfFirstRow(cells_); preset != nullptr) {
      header_ = preset->columns;
      has_row_ = true;
      return absl::OkStatus();
    }
    header_ = cells_;
    const bool valid = std::all_of(header_.begin(), header_.end(), [](const std::string& name) {
      return simdjson::validate_utf8(name) && name.find('\0') == std::string::npos;
    });
    if (valid) return absl::OkStatus();
    given_up_ = Error("the header is not UTF-8");
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<Record>> ToRecord() {
    if (cells_.size() != header_.size()) {
      return Error(absl::StrCat(cells_.size(), " cells, but the header has ", header_.size()));
    }
    Record record;
    record.place = absl::StrCat("line ", first_line_);
    record.keys = header_;
    for (size_t i = 0; i < cells_.size(); ++i) {
      if (!simdjson::validate_utf8(cells_[i])) return Error("invalid UTF-8");
      if (cells_[i].find('\0') != std::string::npos) return Error("binary data, not text");
      if (!cells_[i].empty()) record.fields.emplace_back(header_[i], std::move(cells_[i]));
    }
    return std::optional<Record>(std::move(record));
  }

  absl::Status Error(const std::string& why) const {
    return absl::InvalidArgumentError(absl::StrCat("line ", first_line_, ": ", why));
  }

  BufferedInput input_;
  char separator_ = 0;
  std::vector<std::string> header_, cells_;
  std::deque<std::string> put_back_;
  bool has_row_ = false;     // in `cells_`: the first one, of a file without header
  uint64_t line_ = 0;        // last that was read
  uint64_t first_line_ = 0;  // of the row at hand
  int stray_quotes_ = 0;
  absl::Status given_up_;
};

}  // namespace

std::unique_ptr<RecordReader> CellsReader(BufferedInput input) { return std::make_unique<Cells>(std::move(input)); }

}  // namespace wirecopy

#include <simdjson.h>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

class PlainText : public RecordReader {
 public:
  explicit PlainText(BufferedInput input) : input_(std::move(input)) {}

  absl::StatusOr<std::optional<Record>> Next() override {
    if (done_) return std::nullopt;
    done_ = true;
    std::string text = input_.ReadAll();
    if (text.find('\0') != std::string::npos) return absl::InvalidArgumentError("binary data, not text");
    if (!simdjson::validate_utf8(text)) return absl::InvalidArgumentError("invalid UTF-8");
    return std::optional<Record>(Record{"", {{"text", std::move(text)}}});
  }

  absl::Status Ending() const override { return input_.status(); }

 private:
  BufferedInput input_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> PlainTextReader(BufferedInput input) {
  return std::make_unique<PlainText>(std::move(input));
}

}  // namespace wirecopy

#include "wirecopy/ingest/html_tree.h"
#include "wirecopy/ingest/page_record.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

// A file of HTML is one page.
class HtmlPage : public RecordReader {
 public:
  explicit HtmlPage(BufferedInput input) : input_(std::move(input)) {}

  absl::StatusOr<std::optional<Record>> Next() override {
    if (done_) return std::nullopt;
    done_ = true;
    absl::StatusOr<Record> record = PageRecord(input_.Take(kMostPageBytes + 1), "", "", "");
    if (!record.ok()) return record.status();
    return std::optional<Record>(*std::move(record));
  }

  absl::Status Ending() const override { return input_.status(); }

 private:
  BufferedInput input_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> HtmlReader(BufferedInput input) { return std::make_unique<HtmlPage>(std::move(input)); }

}  // namespace wirecopy

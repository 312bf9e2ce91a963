// WARC (ISO 28500): pages that a crawler got, record by record. Of the kinds of records these are read: `response` and
// `resource` with HTML, `conversion` with plain text, and the `metadata` in JSON that Media Cloud writes behind a page,
// which names it by WARC-Refers-To. WARC-Date says when a page was fetched: it is the field `fetched`, never
// `published`.
#include <algorithm>
#include <charconv>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/base/timestamp.h"
#include "wirecopy/ingest/charset.h"
#include "wirecopy/ingest/html_tree.h"
#include "wirecopy/ingest/http_body.h"
#include "wirecopy/ingest/page_record.h"
#include "wirecopy/ingest/preset_forms.h"
#include "wirecopy/ingest/presets.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

constexpr std::string_view kBegin = "WARC/";
constexpr size_t kMostHeaderBytes = 1 << 16;
constexpr size_t kMostBlockBytes = 2 * kMostPageBytes;  // with HTTP headers and chunks

struct WarcHeader {
  std::string type, id, refers_to, url, date, content_type;
  uint64_t length = 0;
  bool has_length = false;
};

bool IsHtml(std::string_view type) { return type == "text/html" || type == "application/xhtml+xml"; }

class Warc : public RecordReader {
 public:
  explicit Warc(BufferedInput input) : input_(std::move(input)) {}

  absl::StatusOr<std::optional<Record>> Next() override {
    // A page waits until what follows it is known: its metadata, or another record.
    while (!ended_) {
      absl::StatusOr<std::optional<Record>> read = ReadRecord();
      if (!read.ok()) return read.status();
      if (!read->has_value()) continue;
      std::optional<Record> before = std::exchange(waiting_, std::move(*read));
      std::swap(waiting_id_, next_id_);
      if (before.has_value()) return before;
    }
    return std::exchange(waiting_, std::nullopt);
  }

  absl::Status Ending() const override { return input_.status(); }

 private:
  absl::Status Error(std::string_view why) const {
    return absl::InvalidArgumentError(absl::StrCat("record ", number_, ": ", std::string(why)));
  }

  // Up to the version line of the next record. False at the end.
  absl::StatusOr<bool> FindBegin() {
    std::string line;
    bool strange = false;
    while (input_.NextLine(&line)) {
      if (line.empty()) continue;
      if (line.starts_with(kBegin)) {
        ++number_;
        if (!strange) return true;
        // The record is read by the next call.
        begun_ = true;
        return absl::InvalidArgumentError(absl::StrCat("record ", number_, ": bytes before it that are no record"));
      }
      strange = true;
    }
    ended_ = true;
    if (strange && input_.status().ok())
      return absl::InvalidArgumentError(absl::StrCat("record ", number_ + 1, ": not the begin of a record"));
    return false;
  }

  absl::StatusOr<WarcHeader> ReadHeader() {
    WarcHeader header;
    std::string line;
    size_t bytes = 0;
    while (input_.NextLine(&line) && !line.empty()) {
      bytes += line.size();
      if (bytes > kMostHeaderBytes) return Error("its header does not end");
      const size_t colon = line.find(':');
      if (colon == std::string::npos) continue;
      const std::string name = absl::AsciiStrToLower(absl::string_view(line).substr(0, colon));
      std::string value(absl::StripAsciiWhitespace(absl::string_view(line).substr(colon + 1)));
      if (name == "content-length") {
        const char* end = value.data() + value.size();
        header.has_length = std::from_chars(value.data(), end, header.length).ptr == end && !value.empty();
      }
      if (name == "warc-type") header.type = absl::AsciiStrToLower(value);
      if (name == "warc-record-id") header.id = value;
      if (name == "warc-refers-to") header.refers_to = value;
      if (name == "warc-target-uri") header.url = value.substr(value.starts_with('<') ? 1 : 0);
      if (name == "warc-date") header.date = value;
      if (name == "content-type") header.content_type = absl::AsciiStrToLower(value);
    }
    if (header.url.ends_with('>')) header.url.pop_back();  // as version 1.0 writes it
    header.url = ToUtf8(header.url);
    header.date = ToUtf8(header.date);
    if (!header.has_length) return Error("no Content-Length");
    return header;
  }

  // A page; nothing for records that are none, and for metadata, which joins the page that waits.
  absl::StatusOr<std::optional<Record>> ReadRecord() {
    if (!std::exchange(begun_, false)) {
      const absl::StatusOr<bool> found = FindBegin();
      if (!found.ok()) return found.status();
      if (!*found) return std::nullopt;
    }
    const absl::StatusOr<WarcHeader> header = ReadHeader();
    if (!header.ok()) return header.status();
    const bool about = header->type == "metadata" && header->content_type.find("json") != std::string::npos;
    const bool wanted =
        about || header->type == "response" || header->type == "resource" || header->type == "conversion";
    const uint64_t length = header->length;
    if (!wanted || length > kMostBlockBytes) {
      const uint64_t skipped = input_.Skip(length);
      if (skipped < length) return CutOff(skipped, length);
      if (!wanted) return std::nullopt;
      return Error(absl::StrCat(Of(*header), "more than ", kMostBlockBytes >> 20, " MiB"));
    }
    const std::string block = input_.Take(length);
    if (block.size() < length) return CutOff(block.size(), length);
    if (about) return Join(*header, block);
    absl::StatusOr<std::optional<Record>> page = ReadPage(*header, block);
    if (page.ok() && page->has_value()) next_id_ = header->id;
    return page;
  }

  absl::Status CutOff(uint64_t got, uint64_t length) {
    ended_ = true;
    return Error(absl::StrCat("cut off after ", got, " of ", length, " bytes"));
  }

  static std::string Of(const WarcHeader& header) { return header.url.empty() ? "" : header.url + ": "; }

  absl::StatusOr<std::optional<Record>> ReadPage(const WarcHeader& header, std::string_view block) {
    std::string place = absl::StrCat("record ", number_);
    HttpResponse response{200, header.content_type.substr(0, header.content_type.find(';')), "", ""};
    if (header.type == "response") {
      if (header.content_type.find("http") == std::string::npos) return std::nullopt;  // of DNS, say
      absl::StatusOr<HttpResponse> read = ReadHttp(block, kMostPageBytes);
      if (!read.ok()) return Error(Of(header) + std::string(read.status().message()));
      response = *std::move(read);
      if (response.status < 200 || response.status > 299) return std::nullopt;
    } else {
      response.body = block;
    }
    Record record;
    if (header.type == "conversion" && response.type == "text/plain") {
      record.place = std::move(place);
      if (const std::string host = HostOf(header.url); !host.empty()) record.fields.emplace_back("outlet", host);
      record.fields.emplace_back("url", header.url);
      record.fields.emplace_back("text", ToUtf8(response.body));
    } else if (IsHtml(response.type) || (response.type.empty() && block.find("<html") != std::string_view::npos)) {
      absl::StatusOr<Record> page = PageRecord(response.body, response.charset, header.url, std::move(place));
      if (!page.ok()) return page.status();
      record = *std::move(page);
    } else {
      return std::nullopt;
    }
    if (!header.date.empty()) record.fields.emplace_back("fetched", header.date);
    return record;
  }

  // What Media Cloud found out fills what the page does not say, and tells its outlet. A date with a time of day is
  // better than one without.
  absl::StatusOr<std::optional<Record>> Join(const WarcHeader& header, std::string_view block) {
    if (!waiting_.has_value() || header.refers_to.empty() || header.refers_to != waiting_id_) return std::nullopt;
    absl::StatusOr<Record> about = JsonRecord(block, absl::StrCat("record ", number_));
    if (!about.ok()) return about.status();
    const Preset* preset = PresetOf(*about);
    if (preset == nullptr) return std::nullopt;
    ApplyPreset(*preset, &*about);
    for (const char* name : {"outlet", "published", "title", "language", "canonical_url", "text"}) {
      const std::string* told = about->Find(name);
      if (told == nullptr) continue;
      const auto own = std::find_if(waiting_->fields.begin(), waiting_->fields.end(),
                                    [&](const auto& field) { return field.first == name; });
      if (own == waiting_->fields.end()) {
        waiting_->fields.emplace_back(name, *told);
      } else if (std::string_view(name) == "outlet" ||
                 (std::string_view(name) == "published" && IsFiner(*told, own->second))) {
        own->second = *told;
      }
    }
    if (const std::string* feed = about->Find("rss_entry.source_url")) waiting_->fields.emplace_back("feed_url", *feed);
    return std::nullopt;
  }

  static bool IsFiner(std::string_view x, std::string_view y) {
    return ParseTimestamp(x).precision > ParseTimestamp(y).precision;
  }

  BufferedInput input_;
  uint64_t number_ = 0;  // of the record at hand, from 1
  bool begun_ = false, ended_ = false;
  std::optional<Record> waiting_;
  std::string waiting_id_, next_id_;
};

}  // namespace

std::unique_ptr<RecordReader> WarcReader(BufferedInput input) { return std::make_unique<Warc>(std::move(input)); }

}  // namespace wirecopy

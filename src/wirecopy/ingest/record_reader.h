// What every input format offers: records as named fields, one after the other, with a place for messages. A new format
// is one file with a RecordReader and one row in the table of formats.cc.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/ingest/byte_source.h"

namespace wirecopy {

// A record's fields in the order of the input; nested objects as `source.name`, lists of strings joined by ", ". All
// values are valid UTF-8.
struct Record {
  std::string place;  // "line 3", "element 7", or empty where the file is the record
  std::vector<std::pair<std::string, std::string>> fields;
  std::string json = {};  // the whole record, where it was JSON
  std::vector<std::string> keys =
      {};  // the names it has at its top, those without a value too; empty for a page or a text
  std::vector<std::string> dropped = {};  // of these, what went wholly into other fields (ApplyPreset)

  const std::string* Find(std::string_view name) const;
};

class RecordReader {
 public:
  virtual ~RecordReader() = default;
  // nullopt at the end. An error is about this record alone (its place is in the message): call again for the next.
  virtual absl::StatusOr<std::optional<Record>> Next() = 0;
  // Why reading ended before the input did, if so (truncated gzip, ...).
  virtual absl::Status Ending() const = 0;
};

// Chooses the format by the name's ending and the first bytes, and opens a reader. An error when it is no format that
// is known (binary data, say).
absl::StatusOr<std::unique_ptr<RecordReader>> OpenRecords(std::string_view name, BufferedInput input);

// Whether an input of this name and these first bytes is read as JSON Lines.
bool IsReadAsJsonLines(std::string_view name, std::string_view head);

// The readers.
std::unique_ptr<RecordReader> JsonLinesReader(BufferedInput input);
std::unique_ptr<RecordReader> JsonDocumentReader(BufferedInput input);  // an array of objects, or one object
std::unique_ptr<RecordReader> PlainTextReader(BufferedInput input);     // the whole input is the field `text`
std::unique_ptr<RecordReader> CellsReader(BufferedInput input);         // CSV and TSV with header
std::unique_ptr<RecordReader> HtmlReader(BufferedInput input);          // one page
std::unique_ptr<RecordReader> FeedReader(BufferedInput input);          // RSS and Atom
std::unique_ptr<RecordReader> WarcReader(BufferedInput input);          // pages, and what Media Cloud says of them

// One object of JSON, with fields and keys. An error begins with the place.
absl::StatusOr<Record> JsonRecord(std::string_view json, std::string place);

}  // namespace wirecopy

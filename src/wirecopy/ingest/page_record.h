// A page as a record.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {

// `bytes` as they were served or stored, `charset` as HTTP named it, `url` where the page was found, or empty. Without
// prose the record has no `text`.
absl::StatusOr<Record> PageRecord(std::string_view bytes, std::string_view charset, const std::string& url,
                                  std::string place);

}  // namespace wirecopy

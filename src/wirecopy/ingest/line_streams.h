// The ways in which an input becomes lines of JSON.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "wirecopy/ingest/line_chunks.h"

namespace wirecopy {

// The place of a record that cannot be read, and why.
using OnBadRecord = std::function<void(const absl::Status&)>;

// Chooses by the file's first bytes and its name. Stdin is read to its end, never twice.
absl::StatusOr<std::unique_ptr<LineStream>> OpenLineStream(const InputFile& file, OnBadRecord on_bad_record);

// Bytes of chunks that other lines had: of the sizes given, one behind the other.
std::unique_ptr<LineStream> SpooledLineStream(int descriptor, const std::vector<uint64_t>& sizes);

}  // namespace wirecopy

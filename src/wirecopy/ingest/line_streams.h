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
// JSON Lines in the normal layout are given as they are; so are other records of JSON, unless the first of a file, or
// `options`, say that they are of a preset. All else becomes lines of the normal layout.
absl::StatusOr<std::unique_ptr<LineStream>> OpenLineStream(const InputFile& file, const IngestOptions& options,
                                                           OnBadRecord on_bad_record);

// Bytes of chunks that other lines had: of the sizes given, one behind the other.
std::unique_ptr<LineStream> SpooledLineStream(int descriptor, const std::vector<uint64_t>& sizes, bool normal);

}  // namespace wirecopy

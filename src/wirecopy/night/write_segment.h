// The segment of tonight's new articles, written while their texts are read.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/index/segment_writer.h"
#include "wirecopy/night/recognise.h"
#include "wirecopy/pipeline/sketches.h"

namespace wirecopy {

struct NightSegment {
  WrittenSegment written;
  std::vector<Arena> arenas;  // of the shingles that were read
};

// One more pass over the input, in which the shingles of the articles that are `wanted` (one flag each) are read too.
// The same bytes for any number of threads.
absl::StatusOr<NightSegment> WriteNightSegment(LineChunks* input, const SketchOptions& options,
                                               const Recognised& recognised, std::span<const uint8_t> wanted,
                                               const SignatureKind& kind, const std::string& path,
                                               const Executor& executor, const Progress& progress, Sketches* sketches);

}  // namespace wirecopy

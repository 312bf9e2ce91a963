// The second pass over the records of a batch: for the shingles of some articles, and for whoever wants their texts.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "wirecopy/base/arena.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/ingest/line_article.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/pipeline/sketches.h"

namespace wirecopy {

// Is shown whole articles while ReadShingles passes over them. For one thread.
class ArticleSink {
 public:
  virtual ~ArticleSink() = default;
  virtual bool Wants(uint32_t article) const = 0;
  virtual void Add(const LineArticle& article) = 0;  // in the order of a chunk
  virtual void EndChunk(uint64_t number) = 0;        // every chunk, those that are not wanted too
};

// Another pass, for the shingles of the articles that are `wanted` (one flag each); they live in what it returns.
// `make_sink`: called once a thread, where it is given. DataLoss when the input is no longer what it was.
absl::StatusOr<std::vector<Arena>> ReadShingles(LineChunks* input, const SketchOptions& options,
                                                std::span<const uint8_t> wanted, const Executor& executor,
                                                Sketches* sketches, const Progress& progress = {},
                                                const std::function<std::unique_ptr<ArticleSink>()>& make_sink = {});

// What the lines of a chunk were in the first pass: calls on_article(number of the article, line) and
// on_fault(fault, line) in their order. False when they are no longer what they were.
bool WalkLines(const LineChunk& chunk, const Sketches& sketches,
               const std::function<void(uint32_t, std::string_view)>& on_article,
               const std::function<void(const LineFault&, std::string_view)>& on_fault);

// `file` may be empty, where it is not known.
absl::Status InputChanged(std::string_view file);

}  // namespace wirecopy

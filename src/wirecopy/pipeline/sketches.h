// What dedup keeps of every article: a signature, its shingles, and what the choice of one article of many needs.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirecopy/base/arena.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {

struct SketchOptions {
  std::vector<std::pair<std::string, std::string>> map;  // as IngestOptions has it
  std::string scheme = std::string(kDefaultScheme);
  int values = 128;
  int shingle_words = 5;
};

// About 60 bytes, and in the arenas 2 a value, the id and the date; 4 a word more once its shingles are read.
struct Sketch {
  const uint16_t* signature = nullptr;  // packed; null without words
  const uint32_t* shingles = nullptr;   // ReadShingles: the different ones, as ShortShingle, in the order of the text
  uint32_t shingle_count = 0;           // with repeated ones; once they are read, of the different ones
  uint32_t words = 0;
  std::string_view id;
  std::string_view published;  // as given
};

// A line of a chunk that is no article.
struct LineFault {
  uint32_t line = 0;     // of the chunk, from 0
  bool no_text = false;  // a whole record, but without text
  std::string reason;
};

struct ChunkLines {
  uint32_t file = 0;
  uint32_t first_article = 0;  // number of its first
  uint32_t lines = 0;          // also empty ones
  uint32_t articles = 0;
  uint64_t bytes = 0;
  std::vector<LineFault> faults;  // rising lines; empty lines are none
};

struct Sketches {
  std::vector<Sketch> articles;    // in the order of the input
  std::vector<ChunkLines> chunks;  // the same
  std::vector<Skip> skips;         // files and lines, in the order of the input
  uint64_t bytes = 0;              // of lines
  uint64_t memory = 0;             // bytes held for the articles
  std::vector<Arena> arenas;
};

// One pass over all chunks, on all threads. The same for any number of them. Shingles are not kept: a signature is 256
// bytes and they are 1,400, while only articles that may be alike need them, and the text is there to be read again.
absl::StatusOr<Sketches> MakeSketches(LineChunks* input, const SketchOptions& options, const Executor& executor,
                                      const Progress& progress);

// Another pass, for the shingles of the articles that are `wanted` (one flag each); they live in what it returns.
// DataLoss when the input is no longer what it was.
absl::StatusOr<std::vector<Arena>> ReadShingles(LineChunks* input, const SketchOptions& options,
                                                std::span<const uint8_t> wanted, const Executor& executor,
                                                Sketches* sketches);

// What the lines of a chunk were in the first pass: calls on_article(number of the article, line) and
// on_fault(fault, line) in their order. False when they are no longer what they were.
bool WalkLines(const LineChunk& chunk, const Sketches& sketches,
               const std::function<void(uint32_t, std::string_view)>& on_article,
               const std::function<void(const LineFault&, std::string_view)>& on_fault);

absl::Status InputChanged();

}  // namespace wirecopy

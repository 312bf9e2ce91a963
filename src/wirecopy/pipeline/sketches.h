// What dedup keeps of every article: a signature, its shingles, and what the choice of one article of many needs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirecopy/base/arena.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/base/timestamp.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {

struct SketchOptions {
  std::vector<std::pair<std::string, std::string>> map;  // as IngestOptions has it
  std::string scheme = "fast-similarity";
  int values = 128;
  int shingle_words = 5;
};

// About 60 bytes, and in the arenas 2 a value, 4 a word, and the id.
struct Sketch {
  const uint16_t* signature = nullptr;  // packed; null without words
  const uint32_t* shingles = nullptr;   // low halves of the hashes, in the order of the text, repeated ones too
  uint32_t shingle_count = 0;
  uint32_t words = 0;
  Timestamp published;
  std::string_view id;
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

// One pass over all chunks, on all threads. The same for any number of them.
absl::StatusOr<Sketches> MakeSketches(LineChunks* input, const SketchOptions& options, const Executor& executor,
                                      const Progress& progress);

}  // namespace wirecopy

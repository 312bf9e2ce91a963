// What dedup keeps of every article: a signature, its shingles, and what the choice of one article of many needs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirecopy/base/arena.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/ingest/line_article.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/pipeline/keep_rule.h"
#include "wirecopy/signature/scheme.h"
#include "wirecopy/signature/signature_file.h"

namespace wirecopy {

struct SketchOptions {
  std::vector<std::pair<std::string, std::string>> map;  // as IngestOptions has it
  std::string scheme = std::string(kDefaultScheme);
  int values = 128;
  int shingle_words = 5;
  int bits = 16;                              // kept of a value
  bool entries = false;                       // also what an index keeps of every article
  std::shared_ptr<const KeepRule> rule = {};  // of the articles whose shingles are read; null: none is preferred
};

// About 60 bytes, and in the arenas 2 a value, the id and the date; 4 a word more once its shingles are read.
struct Sketch {
  const uint16_t* signature = nullptr;  // packed; null without words, or in the file of signatures
  const uint32_t* shingles = nullptr;   // ReadShingles: the different ones, as ShortShingle, in the order of the text
  uint32_t shingle_count = 0;           // with repeated ones; once they are read, of the different ones
  uint32_t words = 0;
  bool preferred = false;  // by the rule, once its shingles are read
  std::string_view id;
  std::string_view published;  // as given
};

// What an index keeps of an article beside that.
struct SketchEntry {
  std::string_view url, outlet;
  uint64_t content = 0;  // hash of title and text
};

// A line of a chunk that is no article.
struct LineFault {
  uint32_t line = 0;     // of the chunk, from 0
  bool no_text = false;  // a whole record, but without text
  std::string reason;
  std::string outlet = {};  // of a record without text, where entries are asked for
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
  std::vector<Sketch> articles;      // in the order of the input
  std::vector<SketchEntry> entries;  // the same, where they are asked for
  std::vector<ChunkLines> chunks;    // the same
  std::vector<Skip> skips;           // files and lines, in the order of the input
  uint64_t bytes = 0;                // of lines
  uint64_t memory = 0;               // bytes held for the articles
  std::vector<Arena> arenas;
  std::unique_ptr<SignatureFile>
      signatures;  // all of them, once one did not fit memory; of articles without words zeros
};

// Whether so many articles, which take so many bytes in arenas and sketches, are too many to hold their signatures too.
using IsTooMuch = std::function<bool(size_t articles, uint64_t bytes)>;

// One pass over all chunks, on all threads. The same for any number of them. Shingles are not kept: a signature is 256
// bytes and they are 1,400, while only articles that may be alike need them, and the text is there to be read again.
// Once `is_too_much`, where it is given, signatures go to a file.
absl::StatusOr<Sketches> MakeSketches(LineChunks* input, const SketchOptions& options, const Executor& executor,
                                      const Progress& progress, const IsTooMuch& is_too_much = {});

// Articles with an id that an earlier one has get a name of their own, `id#2` and so on. Returns how many.
uint64_t NameApart(Sketches* sketches);

}  // namespace wirecopy

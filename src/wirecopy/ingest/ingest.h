// Reads all inputs into articles. A bad record never stops the run and never vanishes: it is named in `skips`.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/article.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/ingest/input_files.h"
#include "wirecopy/ingest/normal.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {

struct Skip {
  std::string file;
  std::string record;  // "line 3", or empty where the whole file is meant
  std::string reason;
};

// What a status of a reader says about its file, or about the record whose place its message begins with.
Skip SkipOf(const InputFile& file, const absl::Status& status);

struct Ingested {
  std::vector<Article> articles;  // in input order
  std::vector<uint32_t> file_of;  // of each article, the number of its file
  std::vector<Skip> skips;
  uint64_t records = 0;      // articles and skipped records
  uint64_t renamed_ids = 0;  // an id met again got "#2", "#3", ...
  uint64_t undated = 0;      // a `published` that is no known form of time
};

// `progress` counts files.
Ingested Ingest(const std::vector<InputFile>& files, const IngestOptions& options, const Progress& progress = {});

}  // namespace wirecopy

#include "absl/strings/str_cat.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {

absl::Status ReadArticles(const ScanOptions& options, const Progress& progress, Run* run) {
  absl::StatusOr<std::vector<InputFile>> files = ExpandInputs(options.inputs);
  if (!files.ok()) return files.status();
  absl::StatusOr<std::vector<InputFile>> sources = ExpandInputs(options.sources);
  if (!sources.ok()) return sources.status();
  const size_t feeds = files->size();
  files->insert(files->end(), sources->begin(), sources->end());
  run->input = Ingest(*files, options.ingest, progress);
  run->analyses.resize(run->input.articles.size());
  for (size_t i = 0; i < run->analyses.size(); ++i) run->analyses[i].is_reference = run->input.file_of[i] >= feeds;
  if (run->input.articles.empty() && !run->input.skips.empty()) {
    const Skip& first = run->input.skips.front();
    return absl::InvalidArgumentError(absl::StrCat("nothing could be read; first of ", run->input.skips.size(),
                                                   " reasons: ", first.file, first.record.empty() ? "" : ": ",
                                                   first.record, ": ", first.reason));
  }
  return absl::OkStatus();
}

}  // namespace wirecopy

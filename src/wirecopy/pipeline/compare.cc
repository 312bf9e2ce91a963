#include "wirecopy/pipeline/compare.h"

#include "absl/strings/str_cat.h"
#include "wirecopy/pipeline/bags.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

absl::Status AddFirstArticle(const ScanOptions& options, const std::string& path, Run* run) {
  ScanOptions one = options;
  one.inputs = {path};
  one.sources.clear();
  Run read;
  if (absl::Status status = ReadArticles(one, {}, &read); !status.ok()) return status;
  if (read.input.articles.empty()) return absl::InvalidArgumentError(absl::StrCat(path, ": holds no article"));
  run->input.articles.push_back(std::move(read.input.articles.front()));
  run->analyses.emplace_back();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Run> CompareTwo(const ScanOptions& options, const std::string& input_a, const std::string& input_b) {
  const absl::StatusOr<Tools> tools = Tools::Make(options);
  if (!tools.ok()) return tools.status();
  Run run;
  for (const std::string& input : {input_a, input_b}) {
    if (absl::Status status = AddFirstArticle(options, input, &run); !status.ok()) return status;
  }
  const Executor executor(1);
  Analyse(options, *tools, executor, &run);
  const EvidenceTable evidence(run, {1, 1}, options.finder.shingle_words, executor);
  run.pairs.push_back(
      {0, 1, FindDirection(evidence[0], evidence[1]),
       CompareArticles(evidence[0], evidence[1], options.align, options.cuts, options.find_by_letters)});
  if (options.find_reworded) {
    const std::vector<SentenceBags> bags = MakeSentenceBags(run, executor);
    PlaceReworded(RetoldPassages(bags, run, 0, 1), &run.pairs.front().shared.passages);
  }
  return run;
}

}  // namespace wirecopy

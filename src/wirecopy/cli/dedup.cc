// wirecopy dedup: the records of a batch of feeds, each with its cluster and what it is a copy of.
#include "wirecopy/pipeline/dedup.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/base/files.h"
#include "wirecopy/cli/command.h"
#include "wirecopy/report/annotated.h"

namespace wirecopy {
namespace {

struct DedupCommand {
  DedupOptions options;
  AnnotateOptions annotate;
  std::vector<std::string> inputs;
  LayoutOptions layout;
  std::string output = "-";
};

uint64_t PeakBytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<uint64_t>(usage.ru_maxrss) * 1024;
}

void PrintSummary(const Dedup& dedup, const DedupCommand& command, double seconds) {
  const size_t articles = dedup.sketches.articles.size();
  std::string stages;
  for (const DedupStage& stage : dedup.stages) absl::StrAppendFormat(&stages, " %s %.2f", stage.name, stage.seconds);
  std::fprintf(stderr, "%zu articles, %llu clusters, %llu duplicates%s\n", articles,
               static_cast<unsigned long long>(dedup.clusters), static_cast<unsigned long long>(dedup.duplicates),
               command.annotate.drop ? " left out" : "");
  std::fprintf(stderr, "%d bands of %d rows; %llu meetings, %llu pairs compared, %llu alike\n", dedup.bands.bands,
               dedup.bands.rows, static_cast<unsigned long long>(dedup.meetings),
               static_cast<unsigned long long>(dedup.compared), static_cast<unsigned long long>(dedup.alike));
  const double megabytes = static_cast<double>(dedup.sketches.bytes) / 1e6;
  std::fprintf(stderr, "%.2f s (%.0f articles a second, %.0f MB/s; seconds:%s), %.0f MB of memory\n", seconds,
               static_cast<double>(articles) / seconds, megabytes / seconds, stages.c_str(),
               static_cast<double>(PeakBytes()) / 1e6);
}

int RunDedup(DedupCommand& command, const GlobalOptions& global) {
  const auto began = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); };
  const absl::StatusOr<IngestOptions> ingest = ToIngestOptions(command.layout);
  if (!ingest.ok()) return Fail(ingest.status());
  command.options.sketch.map = ingest->map;
  command.annotate.keep = command.options.keep;
  absl::StatusOr<std::vector<InputFile>> files = ExpandInputs(command.inputs);
  if (!files.ok()) return Fail(files.status());

  const WritingGuard guard;
  WholeFile output(command.output, global.force);
  if (absl::Status status = output.Write({}); !status.ok()) return Fail(status);
  const Executor executor(ThreadCount(global), &Interrupted());
  const Progress progress = TerminalProgress(global.quiet);
  LineChunks input(*std::move(files), *ingest);
  absl::StatusOr<Dedup> dedup = DedupBatch(&input, command.options, executor, progress);
  if (dedup.ok() && executor.cancelled()) dedup = absl::CancelledError("interrupted");
  if (progress) std::fprintf(stderr, "\r\033[K");
  if (!dedup.ok()) return Fail(dedup.status());
  absl::Status status = WriteAnnotated(&input, *dedup, command.annotate, executor,
                                       [&](std::string_view bytes) { return output.Write(bytes); });
  if (status.ok()) status = output.Commit();
  if (!status.ok()) return Fail(status);
  for (const Skip& skip : dedup->sketches.skips) {
    const std::string_view comma = skip.record.empty() ? "" : ", ";
    Complain(absl::StrCat("skipped ", skip.file, std::string(comma), skip.record, ": ", skip.reason));
  }
  if (!global.quiet) PrintSummary(*dedup, command, seconds());
  return dedup->sketches.skips.empty() ? kDone : kSkippedSome;
}

}  // namespace

void AddDedup(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  auto command = std::make_shared<DedupCommand>();
  CLI::App* app = program->add_subcommand("dedup", "Annotate every record with its cluster and what it is a copy of");
  DedupOptions& options = command->options;
  app->add_option("input", command->inputs, "files, folders, globs, or - for stdin")->required();
  app->add_option("-o,--output", command->output, "the file to write; - is stdout")->capture_default_str();
  AddLayoutOptions(app, &command->layout);
  app->add_option("--threshold", options.threshold, "likeness from which two articles are copies")
      ->capture_default_str();
  const std::map<std::string, Likeness> likenesses = {{"containment", Likeness::kContainment},
                                                      {"jaccard", Likeness::kJaccard}};
  app->add_option("--likeness", options.likeness,
                  "containment: the share of the shorter article that is in the other; or jaccard")
      ->transform(CLI::CheckedTransformer(likenesses))
      ->default_str("containment");
  const std::map<std::string, Keep> policies = {
      {"earliest", Keep::kEarliest}, {"longest", Keep::kLongest}, {"first-seen", Keep::kFirstSeen}};
  app->add_option("--keep", options.keep, "the article of a cluster that is kept: earliest, longest, first-seen")
      ->transform(CLI::CheckedTransformer(policies))
      ->default_str("earliest");
  app->add_flag("--drop", command->annotate.drop, "leave the duplicates out");
  app->add_flag("--annotations-only", command->annotate.annotations_only, "write the ids and the annotations alone");
  app->add_option("--memory", options.memory,
                  "bytes, as 2G or 500M: what is more is done in parts, with a reading each")
      ->transform(CLI::AsSizeValue(false))
      ->default_str("2G");
  app->add_option("--shingle", options.sketch.shingle_words, "words of a shingle")->capture_default_str();
  app->add_option("--values", options.sketch.values, "values of a signature")->capture_default_str();
  app->add_option("--scheme", options.sketch.scheme, "signature scheme")->capture_default_str();
  app->callback([command, global, exit_code] { *exit_code = RunDedup(*command, *global); });
}

}  // namespace wirecopy

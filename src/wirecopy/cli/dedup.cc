// wirecopy dedup: the records of a batch of feeds, each with its cluster and what it is a copy of.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <span>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/base/files.h"
#include "wirecopy/cli/dedup_command.h"

namespace wirecopy {
namespace {

void PrintSummary(const Dedup& dedup, const DedupCommand& command, double seconds) {
  const size_t articles = dedup.sketches.articles.size();
  std::string stages;
  for (const DedupStage& stage : dedup.stages) absl::StrAppendFormat(&stages, " %s %.2f", stage.name, stage.seconds);
  std::fprintf(stderr, "%zu articles, %llu clusters, %llu duplicates%s\n", articles,
               static_cast<unsigned long long>(dedup.clusters), static_cast<unsigned long long>(dedup.duplicates),
               command.annotate.drop ? " left out" : "");
  if (dedup.renamed_ids > 0) {
    std::fprintf(stderr, "%llu articles have the id of an earlier one, and are called id#2 and so on\n",
                 static_cast<unsigned long long>(dedup.renamed_ids));
  }
  std::fprintf(stderr, "%d bands of %d rows; %llu meetings, %llu pairs compared, %llu alike\n", dedup.bands.bands,
               dedup.bands.rows, static_cast<unsigned long long>(dedup.meetings),
               static_cast<unsigned long long>(dedup.compared), static_cast<unsigned long long>(dedup.alike));
  const double megabytes = static_cast<double>(dedup.sketches.bytes) / 1e6;
  std::fprintf(stderr, "%.2f s (%.0f articles a second, %.0f MB/s; seconds:%s), %.0f MB of memory\n", seconds,
               static_cast<double>(articles) / seconds, megabytes / seconds, stages.c_str(),
               static_cast<double>(PeakBytes()) / 1e6);
}

// Records without text pass through; lines that are none do not.
bool IsNothing(const Sketches& sketches) {
  const auto passes = [](const ChunkLines& chunk) {
    return chunk.articles > 0 ||
           std::any_of(chunk.faults.begin(), chunk.faults.end(), [](const LineFault& fault) { return fault.no_text; });
  };
  return !sketches.skips.empty() && std::none_of(sketches.chunks.begin(), sketches.chunks.end(), passes);
}

int RunBatch(const DedupCommand& command, std::vector<InputFile> files, const GlobalOptions& global) {
  const auto began = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); };
  WholeFile output(command.output, global.force);
  if (absl::Status status = output.Write({}); !status.ok()) return Fail(status);
  const Executor executor(ThreadCount(global), &Interrupted());
  const ProgressLine line(global.quiet);
  LineChunks input(std::move(files), command.ingest);
  absl::StatusOr<Dedup> dedup = DedupBatch(&input, command.options, executor, line.progress());
  if (dedup.ok() && executor.cancelled()) dedup = absl::CancelledError("interrupted");
  line.Clear();
  if (!dedup.ok()) return Fail(dedup.status());
  if (IsNothing(dedup->sketches)) {
    ComplainOfSkips(dedup->sketches.skips);
    return Fail(absl::InvalidArgumentError("nothing in the input could be read"));
  }
  absl::Status status = WriteAnnotated(
      &input, *dedup, command.annotate, executor, [&](std::string_view bytes) { return output.Write(bytes); },
      command.output == "-" ? Progress() : line.progress());
  line.Clear();
  if (status.ok()) status = output.Commit();
  if (!status.ok()) return Fail(status);
  ComplainOfSkips(dedup->sketches.skips);
  if (!global.quiet) PrintSummary(*dedup, command, seconds());
  return dedup->sketches.skips.empty() ? kDone : kSkippedSome;
}

int RunDedup(DedupCommand& command, const GlobalOptions& global) {
  if (absl::Status status = SetLayout(&command); !status.ok()) return Fail(status);
  if (absl::Status status = SetKeepRule(&command); !status.ok()) return Fail(status);
  command.annotate.keep = command.options.keep;
  absl::StatusOr<std::vector<InputFile>> files = ExpandInputs(command.inputs);
  if (!files.ok()) return Fail(files.status());
  return command.index.folder.empty() ? RunBatch(command, *std::move(files), global)
                                      : RunIndexed(command, *std::move(files), global);
}

}  // namespace

namespace {

// One of several words.
template <typename T>
CLI::Option* AddChoice(CLI::App* app, const std::string& name, const std::string& help,
                       const std::map<std::string, T>& choices, T* chosen) {
  std::vector<std::string> words;
  words.reserve(choices.size());
  for (const auto& choice : choices) words.push_back(choice.first);
  return app
      ->add_option_function<std::string>(
          name, [choices, chosen](const std::string& word) { *chosen = choices.at(word); }, help)
      ->check(CLI::IsMember(words));
}

}  // namespace

absl::Status SetLayout(DedupCommand* command) {
  absl::StatusOr<IngestOptions> ingest = ToIngestOptions(command->layout);
  if (!ingest.ok()) return ingest.status();
  command->ingest = *std::move(ingest);
  command->options.sketch.map = command->ingest.map;
  return absl::OkStatus();
}

absl::Status SetKeepRule(DedupCommand* command) {
  auto rule = KeepRule::Load(command->options.keep, command->outlets, command->agencies);
  if (!rule.ok()) return rule.status();
  command->options.sketch.rule = *std::move(rule);
  return absl::OkStatus();
}

uint64_t PeakBytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<uint64_t>(usage.ru_maxrss) * 1024;
}

void ComplainOfSkips(const std::vector<Skip>& skips) {
  constexpr size_t kMostNamed = 100;
  for (const Skip& skip : std::span(skips).first(std::min(skips.size(), kMostNamed))) {
    const std::string_view comma = skip.record.empty() ? "" : ", ";
    const std::string_view what = skip.reason == "no text" ? "passed through " : "skipped ";
    Complain(absl::StrCat(std::string(what), skip.file, std::string(comma), skip.record, ": ", skip.reason));
  }
  if (skips.size() > kMostNamed) Complain(absl::StrCat("... and ", skips.size() - kMostNamed, " more"));
}

void AddDedupOptions(CLI::App* app, DedupCommand* command) {
  DedupOptions& options = command->options;
  app->add_option("--threshold", options.threshold, "likeness from which two articles are copies")
      ->capture_default_str();
  AddChoice<Likeness>(app, "--likeness",
                      "containment: the share of the shorter article that is in the other; or jaccard",
                      {{"containment", Likeness::kContainment}, {"jaccard", Likeness::kJaccard}}, &options.likeness)
      ->default_str("containment");
  AddChoice<Keep>(app, "--keep", "the article of a cluster that is kept",
                  {{"earliest", Keep::kEarliest},
                   {"longest", Keep::kLongest},
                   {"agency", Keep::kAgency},
                   {"credited", Keep::kCredited},
                   {"first-seen", Keep::kFirstSeen}},
                  &options.keep)
      ->default_str("earliest");
  app->add_option("--outlets", command->outlets, "CSV file of outlets and families, for --keep agency");
  app->add_option("--agencies", command->agencies, "TSV file of more sources, for --keep agency and credited");
  app->add_option("--memory", options.memory,
                  "bytes, as 2G or 500M: what is more is done in parts, with a reading each")
      ->transform(CLI::AsSizeValue(false))
      ->default_str("2G");
  app->add_option("--shingle", options.sketch.shingle_words, "words of a shingle")->capture_default_str();
  app->add_option("--values", options.sketch.values, "values of a signature")->capture_default_str();
  app->add_option("--scheme", options.sketch.scheme, "signature scheme")->capture_default_str();
}

void AddDedup(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  auto command = std::make_shared<DedupCommand>();
  CLI::App* app = program->add_subcommand("dedup", "Annotate every record with its cluster and what it is a copy of");
  app->add_option("input", command->inputs, "files, folders, globs, or - for stdin")->required();
  app->add_option("-o,--output", command->output, "the file to write; - is stdout")->capture_default_str();
  AddLayoutOptions(app, &command->layout);
  AddDedupOptions(app, command.get());
  app->add_flag("--drop", command->annotate.drop, "leave the duplicates out");
  app->add_flag("--annotations-only", command->annotate.annotations_only, "write the ids and the annotations alone");
  app->add_option("--index", command->index.folder, "folder of the articles of earlier nights, which these join");
  app->add_option("--window", command->index.window, "with --index: compare with the nights of so many days: 30d, 4w")
      ->capture_default_str();
  app->add_option("--night", command->index.night, "with --index: the date of tonight")->default_str("today (UTC)");
  app->callback([command, global, exit_code] { *exit_code = RunDedup(*command, *global); });
}

}  // namespace wirecopy

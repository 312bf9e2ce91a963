// wirecopy scan: reads articles, finds who reused what, writes a run folder, prints a summary.
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "wirecopy/cli/command.h"
#include "wirecopy/report/summary.h"

namespace wirecopy {
namespace {

struct ScanCommand {
  ScanOptions options;
  std::string output;
  LayoutOptions layout;
  std::string fail_on;
};

bool HasFindings(const Run& run, std::string_view fail_on) {
  for (const OutletRow& row : run.outlets) {
    if (fail_on == "wire" && row.wire_derived > 0) return true;
    if (fail_on == "uncredited" && row.uncredited > 0) return true;
  }
  return fail_on == "reuse" && std::any_of(run.pairs.begin(), run.pairs.end(), [](const PairResult& pair) {
           return pair.shared.overlap != Overlap::kNone;
         });
}

int RunScan(ScanCommand& command, const GlobalOptions& global, const CLI::App& app) {
  const RunFolderOptions folder{command.output, global.force,           EffectiveOptions(app),  ThreadCount(global),
                                &Interrupted(), command.options.inputs, command.options.sources};
  if (absl::Status status = CheckRunFolder(folder); !status.ok()) return Fail(status);
  absl::StatusOr<IngestOptions> ingest = ToIngestOptions(command.layout);
  if (!ingest.ok()) return Fail(ingest.status());
  command.options.ingest = *std::move(ingest);

  const ProgressLine line(global.quiet);
  absl::StatusOr<Run> run = Scan(command.options, Executor(ThreadCount(global), &Interrupted()), line.progress());
  line.Clear();
  if (!run.ok()) return Fail(run.status());
  {
    const WritingGuard guard;
    if (absl::Status status = WriteRunFolder(*run, folder); !status.ok()) return Fail(status);
  }

  if (!global.quiet) {
    std::fputs(Summary(*run, {ColourOn(STDOUT_FILENO)}).c_str(), stdout);
    std::printf("  Report: %s/report.html\n\n", command.output.c_str());
  }
  for (const Skip& skip : run->input.skips) {
    const std::string_view comma = skip.record.empty() ? "" : ", ";
    if (global.quiet) Complain(absl::StrCat("skipped ", skip.file, std::string(comma), skip.record, ": ", skip.reason));
  }
  if (HasFindings(*run, command.fail_on)) return kFindings;
  return run->input.skips.empty() ? kDone : kSkippedSome;
}

}  // namespace

void AddScan(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  auto command = std::make_shared<ScanCommand>();
  CLI::App* app =
      program->add_subcommand("scan", "Find which articles share text, who had it first and who is credited");
  app->add_option(
         "input", command->options.inputs,
         "files, folders, globs, or - for stdin: JSON Lines, JSON, CSV, TSV, HTML, RSS, Atom, WARC, plain text; "
         "gzip and zstd too")
      ->required();
  app->add_option("--source", command->options.sources, "the agencies' own articles, as a reference set");
  app->add_option("-o,--output", command->output, "the run folder to write")->required();
  AddLayoutOptions(app, &command->layout);
  app->add_option("--fail-on", command->fail_on, "exit with 1 when there is: reuse, wire, uncredited")
      ->check(CLI::IsMember({"reuse", "wire", "uncredited"}));
  AddMatchOptions(app, &command->options);
  app->callback([command, app, global, exit_code] { *exit_code = RunScan(*command, *global, *app); });
}

}  // namespace wirecopy

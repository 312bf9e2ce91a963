// wirecopy explain RUN ID ID: what every stage saw of two articles, and why they are reported or not.
#include "wirecopy/pipeline/explain.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "wirecopy/cli/command.h"
#include "wirecopy/report/explanation.h"
#include "wirecopy/report/read_run.h"

namespace wirecopy {
namespace {

struct ExplainCommand {
  std::string run, a, b;
  bool json = false;
};

// The options of the scan, set as if they were typed again.
absl::StatusOr<ScanOptions> OptionsOf(const RunRecord& record, const std::string& folder) {
  ScanOptions options;
  options.inputs = record.inputs;
  options.sources = record.sources;
  CLI::App scan;
  LayoutOptions layout;
  AddLayoutOptions(&scan, &layout);
  AddMatchOptions(&scan, &options);
  std::vector<std::string> typed;
  for (const auto& [name, value] : record.options) {
    const CLI::Option* option = scan.get_option_no_throw(absl::StrCat("--", name));
    const bool known = option != nullptr;
    const bool elsewhere = name == "input" || name == "source" || name == "fail-on";
    if (!known && !elsewhere) {
      return absl::InvalidArgumentError(absl::StrCat(folder, ": written by wirecopy ", record.version,
                                                     " with an option that this one (", std::string(kVersion),
                                                     ") does not have: --", name));
    }
    // A default may be a word that cannot be typed: what stands in place of a number that was not given.
    if (known && !value.empty() && value != option->get_default_str())
      typed.push_back(absl::StrCat("--", name, "=", value));
  }
  try {
    scan.parse(typed);
  } catch (const CLI::ParseError& error) {
    return absl::InvalidArgumentError(absl::StrCat(folder, "/run.json: ", error.what()));
  }
  absl::StatusOr<IngestOptions> ingest = ToIngestOptions(layout);
  if (!ingest.ok()) return ingest.status();
  options.ingest = *std::move(ingest);
  return options;
}

int RunExplain(const ExplainCommand& command, const GlobalOptions& global) {
  const absl::StatusOr<RunRecord> record = ReadRunRecord(command.run);
  if (!record.ok()) return Fail(record.status());
  const absl::StatusOr<ScanOptions> options = OptionsOf(*record, command.run);
  if (!options.ok()) return Fail(options.status());
  if (std::find(options->inputs.begin(), options->inputs.end(), "-") != options->inputs.end()) {
    return Fail(absl::FailedPreconditionError("the run has read stdin, which cannot be read again: scan a file"));
  }
  const ProgressLine line(global.quiet);
  const absl::StatusOr<Explanation> explanation = Explain(
      *options, command.a, command.b, record->counts, Executor(ThreadCount(global), &Interrupted()), line.progress());
  line.Clear();
  if (absl::IsNotFound(explanation.status())) {
    return Fail(absl::NotFoundError(absl::StrCat(std::string(explanation.status().message()),
                                                 " (inputs and tables are read again, by the paths typed for the "
                                                 "scan: run explain where the scan was run)")));
  }
  if (!explanation.ok()) return Fail(explanation.status());
  const std::string text =
      command.json ? ExplanationJson(*explanation) + "\n"
                   : ExplanationText(*explanation, {ColourOn(STDOUT_FILENO), TerminalColumns(STDOUT_FILENO)});
  std::fputs(text.c_str(), stdout);
  return kDone;
}

}  // namespace

void AddExplain(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  auto command = std::make_shared<ExplainCommand>();
  CLI::App* app =
      program->add_subcommand("explain", "Show why two articles of a run are reported as they are, or are not");
  app->add_option("run", command->run, "the run folder; its inputs are read again")->required();
  app->add_option("a", command->a, "the id of an article, as in articles.jsonl")->required();
  app->add_option("b", command->b, "of another")->required();
  app->add_flag("--json", command->json, "one JSON object");
  app->callback([command, global, exit_code] { *exit_code = RunExplain(*command, *global); });
}

}  // namespace wirecopy

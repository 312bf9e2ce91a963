// wirecopy compare A B: two articles side by side on the terminal.
#include "wirecopy/pipeline/compare.h"

#include <unistd.h>

#include <cstdio>

#include "wirecopy/cli/command.h"
#include "wirecopy/report/comparison.h"

namespace wirecopy {

void AddCompare(CLI::App* program, const GlobalOptions*, int* exit_code) {
  struct CompareCommand {
    ScanOptions options;
    std::string a, b;
    LayoutOptions layout;
  };
  auto command = std::make_shared<CompareCommand>();
  CLI::App* app = program->add_subcommand("compare", "Show what two articles share, side by side");
  app->add_option("a", command->a, "a file: its first article")->required();
  app->add_option("b", command->b, "another")->required();
  AddLayoutOptions(app, &command->layout);
  AddMatchOptions(app, &command->options);
  app->callback([command, exit_code] {
    absl::StatusOr<IngestOptions> ingest = ToIngestOptions(command->layout);
    if (!ingest.ok()) {
      *exit_code = Fail(ingest.status());
      return;
    }
    command->options.ingest = *std::move(ingest);
    absl::StatusOr<Run> run = CompareTwo(command->options, command->a, command->b);
    if (!run.ok()) {
      *exit_code = Fail(run.status());
      return;
    }
    std::fputs(Comparison(*run, {ColourOn(STDOUT_FILENO), TerminalColumns(STDOUT_FILENO)}).c_str(), stdout);
  });
}

}  // namespace wirecopy

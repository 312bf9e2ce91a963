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
    std::string a, b, map;
  };
  auto command = std::make_shared<CompareCommand>();
  CLI::App* app = program->add_subcommand("compare", "Show what two articles share, side by side");
  app->add_option("a", command->a, "a file: its first article")->required();
  app->add_option("b", command->b, "another")->required();
  app->add_option("--map", command->map, "fields by other names: text=maintext,outlet=source_domain");
  AddMatchOptions(app, &command->options);
  app->callback([command, exit_code] {
    auto map = ParseFieldMap(command->map);
    if (!map.ok()) {
      *exit_code = Fail(map.status());
      return;
    }
    command->options.ingest.map = *std::move(map);
    absl::StatusOr<Run> run = CompareTwo(command->options, command->a, command->b);
    if (!run.ok()) {
      *exit_code = Fail(run.status());
      return;
    }
    std::fputs(Comparison(*run, {ColourOn(STDOUT_FILENO), TerminalColumns(STDOUT_FILENO)}).c_str(), stdout);
  });
}

}  // namespace wirecopy

// wirecopy tune --threshold T: the bands that a threshold asks for, and what they find.
#include <cmath>
#include <cstdio>

#include "wirecopy/candidates/bands.h"
#include "wirecopy/cli/command.h"

namespace wirecopy {

void AddTune(CLI::App* program, const GlobalOptions*, int* exit_code) {
  struct TuneCommand {
    double threshold = 0.5;
    int values = 128;
    double miss_weight = 4;
  };
  auto command = std::make_shared<TuneCommand>();
  CLI::App* app = program->add_subcommand("tune", "Choose bands and rows for a threshold and print the S-curve");
  app->add_option("--threshold", command->threshold, "Jaccard resemblance")->capture_default_str();
  app->add_option("--values", command->values, "values of a signature")
      ->capture_default_str()
      ->check(CLI::Range(1, 4096));
  app->add_option("--miss-weight", command->miss_weight, "a missed pair costs as much as so many compared in vain")
      ->capture_default_str()
      ->check(CLI::Range(1e-6, 1e6));
  app->callback([command, exit_code] {
    const absl::StatusOr<Bands> bands = OptimalBands(command->values, command->threshold, command->miss_weight);
    if (!bands.ok()) {
      *exit_code = Fail(bands.status());
      return;
    }
    std::printf("%d bands of %d rows (%d of %d values); expected recall from %.2f up: %.4f\n\n", bands->bands,
                bands->rows, bands->bands * bands->rows, command->values, command->threshold,
                ExpectedRecall(*bands, command->threshold));
    std::printf("jaccard  chance to meet\n");
    for (int step = 1; step <= 20; ++step) {
      const double chance = MeetingProbability(*bands, step / 20.0);
      std::printf("   %.2f  %.4f  %s\n", step / 20.0, chance,
                  std::string(static_cast<size_t>(std::lround(chance * 50)), '#').c_str());
    }
  });
}

}  // namespace wirecopy

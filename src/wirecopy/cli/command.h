// What the commands have in common: the global options, the exit codes, the terminal.
#pragma once

#include <CLI/CLI.hpp>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "wirecopy/pipeline/scan.h"
#include "wirecopy/report/run_folder.h"

namespace wirecopy {

// Documented in docs/report-format.md and the help.
enum ExitCode { kDone = 0, kFindings = 1, kUsage = 2, kSkippedSome = 3, kIndexUnfit = 4, kInterrupted = 130 };

struct GlobalOptions {
  int threads = 0;  // 0: as many as there are processors
  bool quiet = false;
  bool force = false;
};

// True after SIGINT or SIGTERM.
const std::atomic<bool>& Interrupted();
void WatchForInterrupts();

// While one lives, a signal waits for the writer to clean up.
class WritingGuard {
 public:
  WritingGuard();
  ~WritingGuard();
  WritingGuard(const WritingGuard&) = delete;
  WritingGuard& operator=(const WritingGuard&) = delete;
};

// Prints `wirecopy: message` to stderr, without control characters.
void Complain(std::string_view message);

// Complains of the status and gives the exit code that goes with the status.
int Fail(const absl::Status& status);
// The same for what is done with an index, where FailedPrecondition means that the index cannot be used as it is.
int FailIndex(const absl::Status& status);

// Where a job stands, on one line of stderr: the stage, and where it is known how much of it is done and when it will
// be. Only on a terminal, and not with --quiet. The line is gone when this is.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine() { Clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  const Progress& progress() const { return progress_; }  // empty where nothing is shown
  void Clear() const;                                     // before anything else is printed

 private:
  Progress progress_;
};

bool ColourOn(int descriptor);  // a terminal, and no NO_COLOR
int TerminalColumns(int descriptor);
int ThreadCount(const GlobalOptions& global);

// How inputs are read: --map and --preset as typed.
struct LayoutOptions {
  std::string map, preset;
};
void AddLayoutOptions(CLI::App* command, LayoutOptions* layout);
// An error names the option.
absl::StatusOr<IngestOptions> ToIngestOptions(const LayoutOptions& layout);

// The options of a scan that other commands share.
void AddMatchOptions(CLI::App* command, ScanOptions* options);
// Every option of a command and the value that it has in the end.
NamedOptions EffectiveOptions(const CLI::App& command);

// Each command adds itself to the program; `exit_code` is set when it runs.
void AddScan(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddDedup(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddNightly(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddIndex(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddCompare(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddExplain(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddIngest(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddLexicon(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddTune(CLI::App* program, const GlobalOptions* global, int* exit_code);
void AddBench(CLI::App* program, const GlobalOptions* global, int* exit_code);

}  // namespace wirecopy

// What the commands that dedup have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/cli/command.h"
#include "wirecopy/ingest/ingest.h"
#include "wirecopy/night/night.h"
#include "wirecopy/pipeline/dedup.h"
#include "wirecopy/report/annotated.h"

namespace wirecopy {

struct IndexChoice {
  std::string folder;          // empty: no index
  std::string window = "30d";  // days or weeks
  std::string night;           // YYYY-MM-DD; empty: today, UTC
};

struct DedupCommand {
  DedupOptions options;
  AnnotateOptions annotate;
  IndexChoice index;
  std::vector<std::string> inputs;
  LayoutOptions layout;
  IngestOptions ingest;           // what the layout says
  std::string outlets, agencies;  // tables for the rule of keeping, and for a digest; empty: none
  std::string output = "-";
};

// Those that say what is alike and what is kept.
void AddDedupOptions(CLI::App* app, DedupCommand* command);

// Reads what was typed as the layout. An error names the option.
absl::Status SetLayout(DedupCommand* command);

// Loads the tables that the policy of keeping asks for. An error names the file.
absl::Status SetKeepRule(DedupCommand* command);

// "30d" or "4w". An error names the option.
absl::StatusOr<int> ParseDays(std::string_view option, const std::string& text);

// Tonight, and the last night that is out of the window. An error names the option.
absl::StatusOr<Night> NightOf(const IndexChoice& choice);

// Adds the inputs to the index and writes the annotated records.
absl::StatusOr<IndexedDedup> DedupToOutput(const DedupCommand& command, const Night& night,
                                           std::vector<InputFile> files, Index* index, const GlobalOptions& global);

// wirecopy dedup --index
int RunIndexed(const DedupCommand& command, std::vector<InputFile> files, const GlobalOptions& global);

// Two lines on what was added and how long it took.
void PrintNight(const IndexedDedup& dedup, const DedupCommand& command, double seconds);

void ComplainOfSkips(const std::vector<Skip>& skips);
uint64_t PeakBytes();  // of memory, of this process

}  // namespace wirecopy

// wirecopy bench: how fast and how good the hash functions and the signature schemes are, here and now.
#include "wirecopy/measure/bench.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/files.h"
#include "wirecopy/cli/command.h"
#include "wirecopy/measure/self_check.h"
#include "wirecopy/report/bench_report.h"

namespace wirecopy {
namespace {

struct BenchCommand {
  BenchOptions options;
  std::string only;
  std::string json, html;  // files to write, or "-"
  bool self_check = false;
};

int Print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  return written ? kDone : Fail(absl::UnavailableError("stdout: cannot write"));
}

int Write(const std::string& path, const std::string& content, bool force) {
  if (path.empty()) return kDone;
  if (path == "-") return Print(content);
  const WritingGuard guard;
  const absl::Status status = WriteWholeFile(path, content, force);
  return status.ok() ? kDone : Fail(status);
}

int RunSelfCheck(const BenchCommand& command, const GlobalOptions& global) {
  const auto schemes = MakeAllSchemes(kBenchValues);
  if (!schemes.ok()) return Fail(schemes.status());
  const Executor executor(ThreadCount(global), &Interrupted());
  const SelfCheckReport report = SelfCheck(*schemes, command.options.quick ? 0.1 : 1, command.options.seed, executor);
  if (!global.quiet) {
    if (const int failed = Print(SelfCheckTable(report)); failed != kDone) return failed;
  }
  for (const std::string& failure : report.Failures()) Complain(failure);
  return report.passed() ? kDone : kFindings;
}

absl::Status CheckOutputs(const BenchCommand& command, bool force) {
  if (command.json == "-" && command.html == "-") {
    return absl::InvalidArgumentError("--json and --html cannot both go to stdout");
  }
  for (const std::string& path : {command.json, command.html}) {
    if (path.empty() || path == "-") continue;
    if (absl::Status status = CheckOutputFile(path, force); !status.ok()) return status;
  }
  if (!command.json.empty() && command.json != "-" && command.json == command.html) {
    return absl::InvalidArgumentError(absl::StrCat(command.json, ": --json and --html name the same file"));
  }
  return absl::OkStatus();
}

int RunBenchCommand(BenchCommand& command, const GlobalOptions& global) {
  if (command.self_check) return RunSelfCheck(command, global);
  if (absl::Status status = CheckOutputs(command, global.force); !status.ok()) return Fail(status);
  command.options.hashes = command.only != "sketches";
  command.options.sketches = command.only != "hashes";
  const ProgressLine line(global.quiet);
  const auto report = RunBench(command.options, Executor(ThreadCount(global), &Interrupted()), line.progress());
  line.Clear();
  if (!report.ok()) return Fail(report.status());

  const bool stdout_taken = command.json == "-" || command.html == "-";
  if (!stdout_taken && !global.quiet) {
    if (const int failed = Print(BenchTable(*report)); failed != kDone) return failed;
  }
  for (const auto& [path, content] :
       {std::pair(command.json, command.json.empty() ? std::string() : BenchJson(*report)),
        std::pair(command.html, command.html.empty() ? std::string() : BenchHtml(*report))}) {
    if (const int failed = Write(path, content, global.force); failed != kDone) return failed;
  }
  for (const Skip& skip : report->skips) {
    Complain(absl::StrCat("skipped ", skip.file, skip.record.empty() ? "" : ", ", skip.record, ": ", skip.reason));
  }
  return report->skips.empty() ? kDone : kSkippedSome;
}

}  // namespace

void AddBench(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  auto command = std::make_shared<BenchCommand>();
  CLI::App* app =
      program->add_subcommand("bench", "Measure hash functions and signature schemes: speed and quality, side by side");
  app->add_option("--corpus", command->options.corpus, "articles to take keys from, as scan reads them; else made up");
  app->add_option("--only", command->only, "measure one of the two: hashes, sketches")
      ->check(CLI::IsMember({"hashes", "sketches"}));
  app->add_option("--json", command->json, "write the figures to this file, or - for stdout");
  app->add_option("--html", command->html, "write tables and plots to this file, or - for stdout");
  app->add_option("--threshold", command->options.threshold, "Jaccard resemblance that the bands are chosen for")
      ->capture_default_str()
      ->check(CLI::Range(0.05, 1.0));
  app->add_option("--seed", command->options.seed, "of the made-up articles and sets")->capture_default_str();
  app->add_flag("--quick", command->options.quick, "a few seconds: fewer keys, pairs and repetitions");
  auto* check = app->add_flag("--self-check", command->self_check,
                              "check the estimates of all schemes alone; exit with 1 when one leaves its band");
  for (const char* other : {"--corpus", "--only", "--json", "--html", "--threshold"}) {
    check->excludes(app->get_option(other));
  }
  app->callback([command, global, exit_code] { *exit_code = RunBenchCommand(*command, *global); });
}

}  // namespace wirecopy

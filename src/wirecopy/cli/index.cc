// wirecopy index stats|verify|expire|delete|compact|export: what can be done with an index beside adding to it.
#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/base/files.h"
#include "wirecopy/base/table.h"
#include "wirecopy/base/timestamp.h"
#include "wirecopy/cli/command.h"
#include "wirecopy/index/compact.h"
#include "wirecopy/index/removal.h"
#include "wirecopy/night/verify_index.h"
#include "wirecopy/report/index_export.h"
#include "wirecopy/report/index_stats.h"

namespace wirecopy {
namespace {

struct IndexCommand {
  std::string folder;
  std::string before, ids_file, output = "-";
  bool json = false, set_aside = false;
};

int RunStats(const IndexCommand& command) {
  const absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenToRead(command.folder);
  if (!index.ok()) return FailIndex(index.status());
  const absl::StatusOr<IndexStats> stats = CountIndex(index->get());
  if (!stats.ok()) return FailIndex(stats.status());
  const absl::Status status = WriteWholeFile("-", command.json ? StatsJson(*stats) : StatsText(*stats), false);
  return status.ok() ? kDone : Fail(status);
}

// Moves what is damaged away, and says what that leaves.
int SetDamagedAside(const Verified& verified, const IndexCommand& command) {
  const absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenToWrite(command.folder, nullptr);
  if (!index.ok()) return FailIndex(index.status());
  const absl::StatusOr<Removed> removed = SetAside(verified.damaged_segments, index->get());
  if (!removed.ok()) return FailIndex(removed.status());
  Complain(absl::StrCat(removed->segments, " segments with ", removed->articles, " articles set aside in ",
                        command.folder, "/aside; their feeds may be added again"));
  return kIndexUnfit;
}

int RunVerify(const IndexCommand& command, const GlobalOptions& global) {
  const WritingGuard guard;  // so that a signal ends it clean
  const Executor executor(ThreadCount(global), &Interrupted());
  const absl::StatusOr<Verified> verified = VerifyIndex(command.folder, executor);
  if (!verified.ok()) return FailIndex(verified.status());
  for (const std::string& problem : verified->problems) Complain(problem);
  if (verified->problems.empty()) {
    if (!global.quiet) {
      absl::FPrintF(stderr, "%d segments with %d articles (%.1f MB) and the catalogue are whole\n", verified->segments,
                    verified->articles, static_cast<double>(verified->bytes) / 1e6);
    }
    return kDone;
  }
  if (command.set_aside && !verified->damaged_segments.empty()) return SetDamagedAside(*verified, command);
  if (!verified->damaged_segments.empty()) {
    Complain("`wirecopy index verify --set-aside` moves damaged segments away and keeps all others");
  }
  return kIndexUnfit;
}

int RunExpire(const IndexCommand& command, const GlobalOptions& global) {
  if (MoveDay(command.before, 0).empty()) {
    return Fail(absl::InvalidArgumentError(absl::StrCat("--before: ", command.before, " is no date, as 2026-01-31")));
  }
  const WritingGuard guard;
  const absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenToWrite(command.folder, nullptr);
  if (!index.ok()) return FailIndex(index.status());
  const absl::StatusOr<Removed> removed = ExpireBefore(command.before, index->get());
  if (!removed.ok()) return FailIndex(removed.status());
  if (!global.quiet) {
    absl::FPrintF(stderr, "%d segments with %d articles have left the index\n", removed->segments, removed->articles);
  }
  return kDone;
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) lines.emplace_back(line);
  }
  return lines;
}

int RunDelete(const IndexCommand& command, const GlobalOptions& global) {
  const absl::StatusOr<std::string> ids = ReadFile(command.ids_file == "-" ? "/dev/stdin" : command.ids_file);
  if (!ids.ok()) return Fail(ids.status());
  const WritingGuard guard;
  const absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenToWrite(command.folder, nullptr);
  if (!index.ok()) return FailIndex(index.status());
  const absl::StatusOr<Removed> removed = DeleteIds(LinesOf(*ids), index->get());
  if (!removed.ok()) return FailIndex(removed.status());
  for (const std::string& id : removed->unknown) Complain(absl::StrCat("no article has the id ", id));
  if (!global.quiet) {
    absl::FPrintF(stderr, "%d articles deleted; `wirecopy index compact` takes their texts out of the files\n",
                  removed->articles);
  }
  return removed->unknown.empty() ? kDone : kSkippedSome;
}

int RunCompact(const IndexCommand& command, const GlobalOptions& global) {
  const WritingGuard guard;
  const absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenToWrite(command.folder, nullptr);
  if (!index.ok()) return FailIndex(index.status());
  const absl::StatusOr<Compacted> compacted = Compact(index->get());
  if (!compacted.ok()) return FailIndex(compacted.status());
  if (!global.quiet) {
    absl::FPrintF(stderr, "%d segments are %d now, %.1f MB are %.1f; the texts of %d deleted articles are gone\n",
                  compacted->before, compacted->after, static_cast<double>(compacted->bytes_before) / 1e6,
                  static_cast<double>(compacted->bytes_after) / 1e6, compacted->articles);
  }
  return kDone;
}

int RunExport(const IndexCommand& command, const GlobalOptions& global) {
  const WritingGuard guard;
  std::vector<IndexedSegment> segments;
  const absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenWhole(command.folder, &segments);
  if (!index.ok()) return FailIndex(index.status());
  WholeFile output(command.output, global.force);
  absl::Status status = ExportIndex(segments, &(*index)->catalogue(), [&](std::string_view bytes) {
    return Interrupted() ? absl::CancelledError("interrupted") : output.Write(bytes);
  });
  if (status.ok()) status = output.Commit();
  return status.ok() ? kDone : FailIndex(status);
}

}  // namespace

void AddIndex(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  auto command = std::make_shared<IndexCommand>();
  CLI::App* app = program->add_subcommand("index", "Look into an index of `dedup --index`, or take articles out of it");
  app->require_subcommand(1);
  app->fallthrough();
  const auto add = [&](const char* name, const char* help, int (*run)(const IndexCommand&, const GlobalOptions&)) {
    CLI::App* sub = app->add_subcommand(name, help);
    sub->add_option("folder", command->folder, "the folder of the index")->required();
    sub->callback([command, global, exit_code, run] { *exit_code = run(*command, *global); });
    return sub;
  };
  CLI::App* stats =
      add("stats", "How much it holds", [](const IndexCommand& one, const GlobalOptions&) { return RunStats(one); });
  stats->add_flag("--json", command->json, "as one line of JSON");
  CLI::App* verify = add("verify", "Check every checksum, signature and reference", RunVerify);
  verify->add_flag("--set-aside", command->set_aside, "move damaged segments away and keep all others");
  CLI::App* expire = add("expire", "Drop whole nights", RunExpire);
  expire->add_option("--before", command->before, "drop the nights before this date")->required();
  CLI::App* erase = add("delete", "Take articles down", RunDelete);
  erase->add_option("--ids-from", command->ids_file, "a file with one id a line; - is stdin")->required();
  add("compact", "Write segments anew without deleted articles", RunCompact);
  CLI::App* give = add("export", "Everything as JSON Lines", RunExport);
  give->add_option("-o,--output", command->output, "the file to write; - is stdout")->capture_default_str();
}

}  // namespace wirecopy

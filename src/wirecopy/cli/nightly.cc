// wirecopy nightly CONFIG.toml: what cron or a timer runs. Adds the night to the index, writes the records and the
// digest, lets old nights go.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/files.h"
#include "wirecopy/base/timestamp.h"
#include "wirecopy/cli/nightly_config.h"
#include "wirecopy/index/removal.h"
#include "wirecopy/report/digest.h"

namespace wirecopy {
namespace {

absl::Status MakeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(folder.string(), ": cannot write: ", error.message()));
}

std::map<std::string, uint64_t> WithoutText(const Sketches& sketches) {
  std::map<std::string, uint64_t> counts;
  for (const ChunkLines& chunk : sketches.chunks) {
    for (const LineFault& fault : chunk.faults) {
      if (fault.no_text) ++counts[fault.outlet];
    }
  }
  return counts;
}

class NightlyRun {
 public:
  NightlyRun(NightlyConfig config, const Night& night, const GlobalOptions& global)
      : config_(std::move(config)), night_(night), global_(global) {
    global_.force = true;  // what it wrote for this night before is written anew
  }

  int Run() {
    const auto began = std::chrono::steady_clock::now();
    absl::Status status = Prepare();
    if (!status.ok()) return Fail(status);
    const WritingGuard guard;
    status = Add();
    if (status.ok()) status = Report();
    if (status.ok()) status = Expire();
    if (!status.ok()) return FailIndex(status);
    ComplainOfSkips(dedup_.sketches.skips);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    if (!global_.quiet) PrintNight(dedup_, config_.dedup, seconds);
    for (const DriftAlarm& alarm : report_.alarms) {
      Complain(absl::StrCat(alarm.outlet.empty() ? "all outlets together" : alarm.outlet, ": ", AlarmText(alarm)));
    }
    const bool findings = (config_.fail_on_alarm && !report_.alarms.empty()) ||
                          (config_.fail_on_uncredited && !report_.uncredited.empty());
    return findings ? kFindings : dedup_.sketches.skips.empty() ? kDone : kSkippedSome;
  }

 private:
  // All that can be wrong with the configuration, before anything is written.
  absl::Status Prepare() {
    DedupCommand& command = config_.dedup;
    command.options = IndexedOptions(command.options);
    command.annotate.keep = command.options.keep;
    if (absl::Status status = SetLayout(&command); !status.ok()) return status;
    if (absl::Status status = SetKeepRule(&command); !status.ok()) return status;
    if (absl::Status status = Validate(command.options); !status.ok()) return status;
    if (!config_.expire.empty()) {
      const absl::StatusOr<int> days = ParseDays("expire", config_.expire);
      if (!days.ok()) return days.status();
      expire_before_ = MoveDay(night_.date, 1 - *days);
    }
    absl::StatusOr<std::vector<InputFile>> files = ExpandInputs(command.inputs);
    if (!files.ok()) return files.status();
    files_ = *std::move(files);
    absl::StatusOr<AttributionTables> tables = AttributionTables::Load({command.agencies, "", ""});
    if (!tables.ok()) return tables.status();
    tables_ = *std::move(tables);
    absl::StatusOr<OutletTable> outlets = OutletTable::Load(command.outlets);
    if (!outlets.ok()) return outlets.status();
    outlets_ = *std::move(outlets);
    if (absl::Status status = MakeFolder(std::filesystem::path(command.output).parent_path()); !status.ok()) {
      return status;
    }
    return MakeFolder(config_.digest);
  }

  absl::Status Add() {
    const IndexSettings settings = SettingsOf(config_.dedup.options);
    absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenToWrite(config_.dedup.index.folder, &settings);
    if (!index.ok()) return index.status();
    index_ = *std::move(index);
    absl::StatusOr<IndexedDedup> dedup = DedupToOutput(config_.dedup, night_, files_, index_.get(), global_);
    if (!dedup.ok()) return dedup.status();
    dedup_ = *std::move(dedup);
    return absl::OkStatus();
  }

  absl::Status Report() {
    const Executor executor(ThreadCount(global_), &Interrupted());
    absl::StatusOr<NightReport> report =
        ReportNight(night_.date, WithoutText(dedup_.sketches), {tables_, outlets_}, index_.get(), executor);
    if (!report.ok()) return report.status();
    report_ = *std::move(report);
    if (config_.digest.empty()) return absl::OkStatus();
    absl::Status status = WriteWholeFile(config_.digest + "/digest.html", DigestHtml(report_), true);
    if (status.ok()) status = WriteWholeFile(config_.digest + "/digest.md", DigestMarkdown(report_), true);
    return status;
  }

  absl::Status Expire() {
    return expire_before_.empty() ? absl::OkStatus() : ExpireBefore(expire_before_, index_.get()).status();
  }

  NightlyConfig config_;
  const Night& night_;
  GlobalOptions global_;
  std::string expire_before_;  // night; empty: none leaves
  std::vector<InputFile> files_;
  AttributionTables tables_;
  OutletTable outlets_;
  std::unique_ptr<Index> index_;
  IndexedDedup dedup_;
  NightReport report_;
};

int RunNightly(const std::string& path, const std::string& date, const GlobalOptions& global) {
  IndexChoice choice;
  choice.night = date;
  absl::StatusOr<Night> night = NightOf(choice);
  if (!night.ok()) return Fail(night.status());
  absl::StatusOr<NightlyConfig> config = ReadNightlyConfig(path, night->date);
  if (!config.ok()) return Fail(config.status());
  night = NightOf(config->dedup.index);
  if (!night.ok()) return Fail(night.status());
  return NightlyRun(*std::move(config), *night, global).Run();
}

}  // namespace

void AddNightly(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  struct NightlyCommand {
    std::string path, night;
  };
  auto command = std::make_shared<NightlyCommand>();
  CLI::App* app = program->add_subcommand("nightly", "Add tonight's feeds to an index and write records and a digest");
  app->add_option("config", command->path, "TOML file that says what, from where and to where")->required();
  app->add_option("--night", command->night, "the date of tonight")->default_str("today (UTC)");
  app->callback([command, global, exit_code] { *exit_code = RunNightly(command->path, command->night, *global); });
}

}  // namespace wirecopy

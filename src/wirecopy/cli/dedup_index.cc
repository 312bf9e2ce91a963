// wirecopy dedup --index: tonight's records against those of earlier nights.
#include <charconv>
#include <chrono>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "wirecopy/base/files.h"
#include "wirecopy/cli/dedup_command.h"

namespace wirecopy {

absl::StatusOr<int> ParseDays(std::string_view option, const std::string& text) {
  constexpr int kMostDays = 36'500;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<size_t>(text.data() + text.size() - end));
  const int days = unit == "w" ? 7 : unit == "d" ? 1 : 0;
  if (error != std::errc() || days == 0 || number < 1 || number > kMostDays / days) {
    return absl::InvalidArgumentError(
        absl::StrCat(std::string(option), ": ", text, " is no number of days or weeks, as 30d or 4w"));
  }
  return number * days;
}

void PrintNight(const IndexedDedup& dedup, const DedupCommand& command, double seconds) {
  std::string stages;
  for (const DedupStage& stage : dedup.stages) absl::StrAppendFormat(&stages, " %s %.2f", stage.name, stage.seconds);
  absl::FPrintF(stderr, "%d articles, %d new (%d of them newer versions), %d duplicates among these%s\n",
                dedup.answers.size(), dedup.fresh, dedup.versions, dedup.duplicates,
                command.annotate.drop ? ", left out" : "");
  absl::FPrintF(stderr, "against %d articles of the index: %d meetings, %d pairs compared, %d alike; %d %s\n",
                dedup.old, dedup.meetings, dedup.compared, dedup.alike, dedup.merges,
                "clusters became a part of older ones");
  absl::FPrintF(stderr, "%.2f s (seconds:%s), %.0f MB of memory\n", seconds, stages.c_str(),
                static_cast<double>(PeakBytes()) / 1e6);
}

absl::StatusOr<Night> NightOf(const IndexChoice& choice) {
  const absl::StatusOr<int> days = ParseDays("--window", choice.window);
  if (!days.ok()) return days.status();
  Night night;
  night.date =
      choice.night.empty() ? absl::FormatTime("%Y-%m-%d", absl::Now(), absl::UTCTimeZone()) : MoveDay(choice.night, 0);
  if (night.date.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("--night: ", choice.night, " is no date, as 2026-01-31"));
  }
  night.after = MoveDay(night.date, -*days);
  return night;
}

absl::StatusOr<IndexedDedup> DedupToOutput(const DedupCommand& command, const Night& night,
                                           std::vector<InputFile> files, Index* index, const GlobalOptions& global) {
  WholeFile output(command.output, global.force);
  if (absl::Status status = output.Write({}); !status.ok()) return status;
  const Executor executor(ThreadCount(global), &Interrupted());
  const ProgressLine line(global.quiet);
  LineChunks input(std::move(files), command.ingest);
  absl::StatusOr<IndexedDedup> dedup = DedupIntoIndex(&input, command.options, night, index, executor, line.progress());
  line.Clear();
  if (!dedup.ok()) return dedup.status();
  // From here on the index holds the night. What fails below is made good by the same command once more, which finds
  // nothing new and gives the same answers.
  const auto answer_of = [&](uint32_t article) {
    return ToAnswer(dedup->answers[article], command.options.threshold, command.annotate.keep);
  };
  absl::Status status = WriteAnnotated(
      &input, dedup->sketches, answer_of, command.annotate, executor,
      [&](std::string_view bytes) { return output.Write(bytes); },
      command.output == "-" ? Progress() : line.progress());
  line.Clear();
  if (status.ok()) status = output.Commit();
  if (!status.ok()) return status;
  return dedup;
}

int RunIndexed(const DedupCommand& command, std::vector<InputFile> files, const GlobalOptions& global) {
  const auto began = std::chrono::steady_clock::now();
  const absl::StatusOr<Night> night = NightOf(command.index);
  if (!night.ok()) return Fail(night.status());
  if (absl::Status status = Validate(command.options); !status.ok()) return Fail(status);
  DedupCommand indexed = command;
  indexed.options = IndexedOptions(command.options);
  const WritingGuard guard;
  const IndexSettings settings = SettingsOf(indexed.options);
  absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenToWrite(command.index.folder, &settings);
  if (!index.ok()) return FailIndex(index.status());
  const absl::StatusOr<IndexedDedup> dedup = DedupToOutput(indexed, *night, std::move(files), index->get(), global);
  if (!dedup.ok()) return FailIndex(dedup.status());
  ComplainOfSkips(dedup->sketches.skips);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!global.quiet) PrintNight(*dedup, command, seconds);
  return dedup->sketches.skips.empty() ? kDone : kSkippedSome;
}

}  // namespace wirecopy

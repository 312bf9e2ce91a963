// wirecopy ingest: any input as JSON Lines in the normal layout, so that it can be looked at before it is used.
#include "wirecopy/ingest/ingest.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/files.h"
#include "wirecopy/cli/command.h"

namespace wirecopy {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 20;

struct IngestCommand {
  LayoutOptions layout;
  std::vector<std::string> inputs;
  std::string output = "-";
};

// Reads one file after the other and writes as it goes.
class Writer {
 public:
  Writer(const IngestOptions& options, WholeFile* output) : options_(options), output_(*output) {}

  absl::Status Read(const InputFile& file) {
    absl::StatusOr<std::unique_ptr<ByteSource>> source = OpenByteSource(file.path);
    if (!source.ok()) return Skipped(file, source.status());
    absl::StatusOr<std::unique_ptr<RecordReader>> reader = OpenRecords(file.path, BufferedInput(*std::move(source)));
    if (!reader.ok()) return Skipped(file, reader.status());
    while (!Interrupted()) {
      absl::StatusOr<std::optional<Record>> record = (*reader)->Next();
      if (record.ok() && !record->has_value()) break;
      absl::Status status = record.ok() ? Add(file, &**record) : Skipped(file, record.status());
      if (!status.ok()) return status;
    }
    absl::Status ending = (*reader)->Ending();
    return ending.ok() ? ending : Skipped(file, ending);
  }

  absl::Status Flush() {
    absl::Status status = output_.Write(lines_);
    lines_.clear();
    return status;
  }

  uint64_t articles() const { return articles_; }
  uint64_t skipped() const { return skipped_; }

 private:
  // Says what is left out and goes on.
  absl::Status Skipped(const InputFile& file, const absl::Status& status) {
    const Skip skip = SkipOf(file, status);
    const std::string_view comma = skip.record.empty() ? "" : ", ";
    Complain(absl::StrCat("skipped ", skip.file, std::string(comma), skip.record, ": ", skip.reason));
    ++skipped_;
    return absl::OkStatus();
  }

  absl::Status Add(const InputFile& file, Record* record) {
    const absl::StatusOr<Article> article = ToArticle(options_, file, record);
    if (!article.ok()) {
      const std::string place = record->place.empty() ? "" : record->place + ": ";
      return Skipped(file, absl::InvalidArgumentError(absl::StrCat(place, std::string(article.status().message()))));
    }
    ++articles_;
    absl::StrAppend(&lines_, NormalLine(*article, *record), "\n");
    return lines_.size() < kBlockBytes ? absl::OkStatus() : Flush();
  }

  const IngestOptions& options_;
  WholeFile& output_;
  std::string lines_;
  uint64_t articles_ = 0, skipped_ = 0;
};

int RunIngest(const IngestCommand& command, const GlobalOptions& global) {
  const absl::StatusOr<IngestOptions> options = ToIngestOptions(command.layout);
  if (!options.ok()) return Fail(options.status());
  const absl::StatusOr<std::vector<InputFile>> files = ExpandInputs(command.inputs);
  if (!files.ok()) return Fail(files.status());
  const WritingGuard guard;
  WholeFile output(command.output, global.force);
  absl::Status status = output.Write({});
  Writer writer(*options, &output);
  for (const InputFile& file : *files) {
    if (status.ok() && !Interrupted()) status = writer.Read(file);
  }
  if (status.ok() && Interrupted()) status = absl::CancelledError("interrupted");
  if (status.ok()) status = writer.Flush();
  if (status.ok()) status = output.Commit();
  if (!status.ok()) return Fail(status);
  if (!global.quiet) {
    std::fprintf(stderr, "%llu articles, %llu skipped\n", static_cast<unsigned long long>(writer.articles()),
                 static_cast<unsigned long long>(writer.skipped()));
  }
  return writer.skipped() == 0 ? kDone : kSkippedSome;
}

}  // namespace

void AddIngest(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  auto command = std::make_shared<IngestCommand>();
  CLI::App* app = program->add_subcommand("ingest", "Write inputs of any format as JSON Lines in the normal layout");
  app->add_option("input", command->inputs, "files, folders, globs, or - for stdin, as for scan")->required();
  app->add_option("-o,--output", command->output, "the file to write; - is stdout")->capture_default_str();
  AddLayoutOptions(app, &command->layout);
  app->callback([command, global, exit_code] { *exit_code = RunIngest(*command, *global); });
}

}  // namespace wirecopy

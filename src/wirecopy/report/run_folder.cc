#include "wirecopy/report/run_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/files.h"

namespace wirecopy {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> kFiles = {"articles.jsonl",    "pairs.jsonl", "clusters.jsonl",
                                                    "boilerplate.jsonl", "outlets.csv", "licence-audit.csv",
                                                    "learned.tsv",       "report.html", "run.json"};
constexpr std::string_view kSchemaMark = R"({"schema":"wirecopy.run/)";

bool Cancelled(const RunFolderOptions& options) { return options.cancel != nullptr && options.cancel->load(); }

absl::Status WriteLines(const fs::path& path, size_t count, const RunFolderOptions& options,
                        const std::function<std::string(size_t)>& line) {
  OutputFile file(path.string());
  for (size_t i = 0; i < count; ++i) {
    if (Cancelled(options)) return absl::CancelledError("interrupted");
    file.Write(line(i));
    file.Write("\n");
  }
  return file.Close();
}

absl::Status WriteText(const fs::path& path, const std::string& text) {
  OutputFile file(path.string());
  file.Write(text);
  return file.Close();
}

absl::Status WriteFiles(const Run& run, const RunFolderOptions& options, const fs::path& folder) {
  absl::Status status = WriteLines(folder / "articles.jsonl", run.analyses.size(), options,
                                   [&](size_t i) { return ArticleLine(run, static_cast<uint32_t>(i)); });
  if (status.ok())
    status = WriteLines(folder / "pairs.jsonl", run.pairs.size(), options,
                        [&](size_t i) { return PairLine(run, run.pairs[i]); });
  if (status.ok()) {
    const size_t duplicates = run.duplicates.size();
    status = WriteLines(folder / "clusters.jsonl", duplicates + run.stories.size(), options, [&](size_t i) {
      const size_t story = i - duplicates;
      return i < duplicates ? ClusterLine(run, run.duplicates[i], run.duplicate_consensus[i], "duplicate")
                            : ClusterLine(run, run.stories[story], run.story_consensus[story], "story");
    });
  }
  if (status.ok())
    status = WriteLines(folder / "boilerplate.jsonl", run.learned.size(), options,
                        [&](size_t i) { return BoilerplateLine(run, run.learned[i]); });
  if (status.ok()) status = WriteText(folder / "outlets.csv", OutletsCsv(run));
  std::vector<LearnedLexicon> learned;
  learned.reserve(run.translations.size());
  for (const TranslationSearch& search : run.translations) learned.push_back(search.learned);
  if (status.ok()) status = WriteText(folder / "learned.tsv", LearnedTable(learned));
  if (status.ok()) status = WriteText(folder / "licence-audit.csv", LicenceAuditCsv(run));
  if (status.ok()) status = WriteText(folder / "report.html", ReportHtml(run, options));
  if (status.ok()) status = WriteText(folder / "run.json", RunJson(run, options) + "\n");
  return status;
}

// A folder that may be replaced: the files of a run and nothing else.
bool HoldsOnlyARun(const fs::path& folder) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (std::find(kFiles.begin(), kFiles.end(), name) == kFiles.end() || !entry.is_regular_file(error)) return false;
  }
  std::ifstream run(folder / "run.json");
  std::string head(kSchemaMark.size(), '\0');
  return !error && run.read(head.data(), static_cast<std::streamsize>(head.size())) && head == kSchemaMark;
}

absl::Status Failed(const fs::path& path, std::string_view what, const std::error_code& error) {
  return absl::UnavailableError(absl::StrCat(path.string(), ": ", std::string(what), ": ", error.message()));
}

}  // namespace

absl::Status CheckRunFolder(const RunFolderOptions& options) {
  const fs::path path(options.path);
  std::error_code error;
  if (!fs::exists(path, error)) return absl::OkStatus();
  if (!fs::is_directory(path, error))
    return absl::AlreadyExistsError(absl::StrCat(options.path, ": exists and is no folder"));
  if (fs::is_empty(path, error)) return absl::OkStatus();
  if (!HoldsOnlyARun(path)) {
    return absl::AlreadyExistsError(absl::StrCat(options.path, ": holds files that are no run; choose another folder"));
  }
  if (options.force) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(options.path, ": holds an older run; --force replaces it"));
}

absl::Status WriteRunFolder(const Run& run, const RunFolderOptions& options) {
  if (absl::Status status = CheckRunFolder(options); !status.ok()) return status;
  const fs::path path = fs::path(options.path).lexically_normal();
  const std::string name = path.filename().empty() ? path.parent_path().string() : path.string();
  const fs::path beside = absl::StrCat(name, ".tmp-", ::getpid()), old = absl::StrCat(name, ".old-", ::getpid());
  std::error_code error, ignored;
  fs::remove_all(beside, ignored);
  fs::create_directories(beside, error);
  if (error) return Failed(beside, "cannot create the folder", error);
  if (absl::Status status = WriteFiles(run, options, beside); !status.ok()) {
    fs::remove_all(beside, ignored);
    return status;
  }
  const bool replaces = fs::exists(name, ignored) && !fs::is_empty(name, ignored);
  if (absl::Status status = Cancelled(options) ? absl::CancelledError("interrupted") : CheckRunFolder(options);
      !status.ok()) {  // another run may have come in the meantime
    fs::remove_all(beside, ignored);
    return status;
  }
  if (replaces) fs::rename(name, old, error);
  if (!error) fs::rename(beside, name, error);
  if (error) {
    if (replaces && !fs::exists(name, ignored)) fs::rename(old, name, ignored);
    fs::remove_all(beside, ignored);
    return Failed(name, "cannot be put in place", error);
  }
  fs::remove_all(old, ignored);
  return absl::OkStatus();
}

}  // namespace wirecopy

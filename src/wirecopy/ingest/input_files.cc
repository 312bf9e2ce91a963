#include "wirecopy/ingest/input_files.h"

#include <glob.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

namespace fs = std::filesystem;

bool Hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// A folder that a scan wrote, which is no input.
bool IsRun(const fs::path& path) {
  std::error_code error;
  return fs::exists(path / "run.json", error) && fs::exists(path / "pairs.jsonl", error);
}

// File names are bytes; ids and outlets must be UTF-8.
std::string Valid(std::string name) {
  if (simdjson::validate_utf8(name)) return name;
  for (char& c : name) c = static_cast<signed char>(c) < 0 ? '?' : c;
  return name;
}

// The name of the folder that holds `path`, also when only a file name was typed.
std::string FolderName(const fs::path& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error);
  return (error ? path : whole).lexically_normal().parent_path().filename().string();
}

absl::Status AddFolder(const fs::path& folder, std::vector<InputFile>* files) {
  std::vector<fs::path> found;
  std::error_code error;
  auto it = fs::recursive_directory_iterator(folder, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (Hidden(it->path()) || IsRun(it->path())) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file(error)) {
      found.push_back(it->path());
    }
  }
  if (error) return absl::UnavailableError(absl::StrCat(folder.string(), ": ", error.message()));
  std::sort(found.begin(), found.end());
  for (const fs::path& path : found) {
    files->push_back({path.string(), Valid(path.lexically_relative(folder).generic_string()), Valid(FolderName(path))});
  }
  return absl::OkStatus();
}

std::vector<std::string> Glob(const std::string& pattern) {
  glob_t found = {};
  std::vector<std::string> paths;
  if (::glob(pattern.c_str(), GLOB_BRACE | GLOB_TILDE, nullptr, &found) == 0) {
    paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  ::globfree(&found);
  return paths;
}

}  // namespace

absl::StatusOr<std::vector<InputFile>> ExpandInputs(const std::vector<std::string>& arguments) {
  std::vector<InputFile> files;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      files.push_back({"-", "", "stdin"});
      continue;
    }
    std::error_code error;
    const std::vector<std::string> paths =
        fs::exists(argument, error) ? std::vector<std::string>{argument} : Glob(argument);
    if (paths.empty()) return absl::NotFoundError(absl::StrCat(argument, ": no such file or folder"));
    for (const std::string& path : paths) {
      if (fs::is_directory(path, error)) {
        if (absl::Status status = AddFolder(path, &files); !status.ok()) return status;
      } else {
        files.push_back({path, Valid(fs::path(path).filename().string()), Valid(FolderName(path))});
      }
    }
  }
  return files;
}

}  // namespace wirecopy

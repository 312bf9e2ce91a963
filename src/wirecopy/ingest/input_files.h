// From what was typed on the command line to the files to read.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace wirecopy {

struct InputFile {
  std::string path;    // "-" is stdin
  std::string id;      // for an article without id: path relative to what was named, or the file's name
  std::string outlet;  // for an article without outlet: the folder that holds the file
};

// Files, folders (all files below, sorted by path, hidden ones left out), glob patterns that the shell left alone, and
// "-". An error names the argument that leads to nothing.
absl::StatusOr<std::vector<InputFile>> ExpandInputs(const std::vector<std::string>& arguments);

}  // namespace wirecopy

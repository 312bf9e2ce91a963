// The lexicons that a scan works with.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/lexicon/learned_file.h"
#include "wirecopy/lexicon/lexicon.h"
#include "wirecopy/pipeline/scan.h"

namespace wirecopy {

class KnownLexicons {
 public:
  // Reads what the options name. An error names the file.
  static absl::StatusOr<KnownLexicons> Open(const ScanOptions& options);

  // Gives the task the lexicons of its two languages, and notes their names: those that the options name, else what
  // lies in the options' folder for the two, else what can be made of installed dictionaries, when it is first asked
  // for. The task may be used as long as this lives.
  absl::Status Fill(const std::string& source, const std::string& target, TranslationTask* task,
                    TranslationSearch* search);

 private:
  bool Has(const std::string& x, const std::string& y) const;
  absl::Status Add(const std::string& path);

  std::vector<std::pair<std::string, std::unique_ptr<const Lexicon>>> opened_;  // by path
  std::vector<LearnedLexicon> learned_;
  std::string folder_;
  bool use_installed_ = false;
};

}  // namespace wirecopy

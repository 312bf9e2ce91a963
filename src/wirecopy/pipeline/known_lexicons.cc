#include "wirecopy/pipeline/known_lexicons.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "wirecopy/lexicon/installed.h"

namespace wirecopy {
namespace {

bool IsOf(const Lexicon& lexicon, const std::string& x, const std::string& y) {
  const std::string_view from = lexicon.source_language(), to = lexicon.target_language();
  return (from == x && to == y) || (from == y && to == x);
}

}  // namespace

absl::StatusOr<KnownLexicons> KnownLexicons::Open(const ScanOptions& options) {
  KnownLexicons lexicons;
  if (!options.learned_file.empty()) {
    absl::StatusOr<std::vector<LearnedLexicon>> learned = ReadLearned(options.learned_file);
    if (!learned.ok()) return learned.status();
    lexicons.learned_ = *std::move(learned);
  }
  if (!options.use_lexicons) return lexicons;
  lexicons.folder_ = options.lexicon_folder;
  lexicons.use_installed_ = true;
  for (const std::string& path : options.lexicons) {
    if (absl::Status status = lexicons.Add(path); !status.ok()) return status;
  }
  return lexicons;
}

absl::Status KnownLexicons::Fill(const std::string& source, const std::string& target, TranslationTask* task,
                                 TranslationSearch* search) {
  if (!Has(source, target) && !folder_.empty()) {
    for (const auto& [from, to] : {std::pair(source, target), std::pair(target, source)}) {
      const std::string path = absl::StrCat(folder_, "/", LexiconFileName(from, to));
      std::error_code error;
      if (!std::filesystem::exists(path, error)) continue;
      if (absl::Status status = Add(path); !status.ok()) return status;
    }
  }
  const std::string pair = absl::StrCat(source, "-", target);
  if (use_installed_ && !Has(source, target) && ParseLanguages(pair).ok()) {
    absl::StatusOr<Lexicon> installed = InstalledLexicon({source, target});
    if (installed.ok()) {
      opened_.emplace_back(absl::StrCat(kDictdFolder, " ", pair),
                           std::make_unique<const Lexicon>(*std::move(installed)));
    } else if (!absl::IsNotFound(installed.status())) {
      return installed.status();
    }
  }
  for (const auto& [path, lexicon] : opened_) {
    if (!IsOf(*lexicon, source, target)) continue;
    task->lexicons.push_back(lexicon.get());
    search->lexicons.push_back(path);
  }
  task->taught = LearnedFor(learned_, source, target);
  search->taught = task->taught.size();
  return absl::OkStatus();
}

bool KnownLexicons::Has(const std::string& x, const std::string& y) const {
  return std::any_of(opened_.begin(), opened_.end(), [&](const auto& one) { return IsOf(*one.second, x, y); });
}

absl::Status KnownLexicons::Add(const std::string& path) {
  absl::StatusOr<Lexicon> lexicon = Lexicon::Open(path);
  if (!lexicon.ok()) return lexicon.status();
  opened_.emplace_back(path, std::make_unique<const Lexicon>(*std::move(lexicon)));
  return absl::OkStatus();
}

}  // namespace wirecopy

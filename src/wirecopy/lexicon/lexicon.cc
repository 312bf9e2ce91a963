#include "wirecopy/lexicon/lexicon.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/base/table.h"

namespace wirecopy {

std::string LexiconFolder() {
  // The XDG Base Directory Specification has relative paths left out of account.
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && *data == '/') return absl::StrCat(data, "/wirecopy/lexicons");
  const char* home = std::getenv("HOME");
  return absl::StrCat(home == nullptr ? "" : home, "/.local/share/wirecopy/lexicons");
}

std::string LexiconFileName(std::string_view source_language, std::string_view target_language) {
  return std::string(source_language).append("-").append(target_language).append(".lexicon");
}

absl::StatusOr<Lexicon> Lexicon::Open(const std::string& path) {
  const absl::StatusOr<std::string> bytes = ReadFile(path);
  if (!bytes.ok()) return bytes.status();
  absl::StatusOr<LexiconTables> tables = DecodeLexicon(*bytes);
  if (tables.ok()) return Lexicon(*std::move(tables));
  return absl::Status(tables.status().code(), absl::StrCat(path, ": ", tables.status().message()));
}

Lexicon::Lexicon(LexiconTables tables)
    : tables_(std::move(tables)),
      backward_(tables_.target.size()),
      source_roots_(tables_.source_language),
      target_roots_(tables_.target_language) {
  for (uint32_t source = 0; source < tables_.source.size(); ++source) {
    for (const RelatedWord& one : tables_.related[source]) backward_[one.target].push_back({source, one.strong});
    for (const std::string& root : SourceRoots(tables_.source[source])) {
      source_by_root_.push_back({HashBytes(root), source});
    }
  }
  for (uint32_t target = 0; target < tables_.target.size(); ++target) {
    for (const std::string& root : TargetRoots(tables_.target[target])) {
      target_by_root_.push_back({HashBytes(root), target});
    }
  }
  std::sort(source_by_root_.begin(), source_by_root_.end());
  std::sort(target_by_root_.begin(), target_by_root_.end());
}

uint64_t Lexicon::relations() const {
  uint64_t sum = 0;
  for (const std::vector<RelatedWord>& row : tables_.related) sum += row.size();
  return sum;
}

std::vector<Lexicon::Entry> Lexicon::LookUp(const std::vector<std::string>& roots, const std::vector<ByRoot>& by_root,
                                            const Related& related, const WordTable& others) {
  std::map<uint32_t, bool> found;  // number of the other word: strong?
  for (const std::string& root : roots) {
    const uint64_t hash = HashBytes(root);
    for (auto it = std::lower_bound(by_root.begin(), by_root.end(), ByRoot{hash, 0});
         it != by_root.end() && it->root == hash; ++it) {
      for (const RelatedWord& one : related[it->word]) found[one.target] |= one.strong;
    }
  }
  std::vector<Entry> entries;
  entries.reserve(found.size());
  for (const auto& [number, strong] : found) entries.push_back({others[number], strong});
  return entries;
}

std::vector<Lexicon::Entry> Lexicon::Forward(std::string_view word) const {
  return LookUp(SourceRoots(word), source_by_root_, tables_.related, tables_.target);
}

std::vector<Lexicon::Entry> Lexicon::Backward(std::string_view word) const {
  return LookUp(TargetRoots(word), target_by_root_, backward_, tables_.source);
}

std::vector<std::string> Lexicon::SourceRoots(std::string_view word) const {
  return source_roots_.Roots(word,
                             [&](std::string_view root) { return tables_.source.Find(root) != WordTable::kNone; });
}

std::vector<std::string> Lexicon::TargetRoots(std::string_view word) const {
  return target_roots_.Roots(word,
                             [&](std::string_view root) { return tables_.target.Find(root) != WordTable::kNone; });
}

}  // namespace wirecopy

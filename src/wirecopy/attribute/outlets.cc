#include "wirecopy/attribute/outlets.h"

#include <wirecopy_embedded/outlets.h>

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/attribute/credit_words.h"
#include "wirecopy/base/table.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

std::string Key(std::string_view name) {
  std::string key = absl::AsciiStrToLower(absl::string_view(name.data(), name.size()));
  if (key.starts_with("www.")) key.erase(0, 4);
  return key;
}

std::string_view Host(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/:?#"));
}

}  // namespace

absl::StatusOr<OutletTable> OutletTable::Load(const std::string& path) {
  OutletTable result;
  if (!path.empty()) {
    const absl::StatusOr<std::string> content = ReadFile(path);
    if (!content.ok()) return content.status();
    if (absl::Status status = result.Add(*content, path); !status.ok()) return status;
  }
  if (absl::Status status = result.Add(embedded::outlets(), "the built-in table of outlets"); !status.ok())
    return status;
  return result;
}

absl::Status OutletTable::Add(std::string_view content, const std::string& source) {
  const absl::StatusOr<Table> table = ParseCsv(content, source);
  if (!table.ok()) return table.status();
  std::array<size_t, 5> columns{};
  constexpr std::array<std::string_view, 5> kNames = {"domain", "outlet", "family", "is_agency", "aliases"};
  for (size_t i = 0; i < kNames.size(); ++i) {
    const absl::StatusOr<size_t> column = table->Column(kNames[i]);
    if (!column.ok()) return column.status();
    columns[i] = *column;
  }
  for (const std::vector<std::string>& row : table->rows) {
    const auto cell = [&](size_t i) -> const std::string& { return row[columns[i]]; };
    const std::string& flag = cell(3);
    if (flag != "0" && flag != "1" && !flag.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(source, ": is_agency of `", cell(1), "` is neither 0 nor 1"));
    }
    const size_t number = outlets_.size();
    outlets_.push_back({cell(1), cell(2).empty() ? cell(1) : cell(2), flag == "1", true});
    std::vector<std::string> keys = SplitList(cell(4));
    keys.push_back(cell(0));
    keys.push_back(cell(1));
    for (const std::string& key : keys) {
      if (!key.empty()) by_key_.try_emplace(Key(key), number);
    }
  }
  return absl::OkStatus();
}

const Outlet* OutletTable::Find(std::string_view key) const {
  const auto it = by_key_.find(Key(key));
  return it == by_key_.end() ? nullptr : &outlets_[it->second];
}

const Outlet* OutletTable::FindHost(std::string_view host) const {
  while (host.find('.') != std::string_view::npos) {
    if (const Outlet* found = Find(host)) return found;
    host.remove_prefix(host.find('.') + 1);
  }
  return nullptr;
}

Outlet OutletTable::Resolve(std::string_view outlet, std::string_view url, const AttributionTables& sources) const {
  if (const Outlet* found = Find(outlet)) return *found;
  if (const Outlet* found = FindHost(Host(url))) return *found;
  const std::vector<Word> words = SplitPhrase(outlet);
  std::vector<PhraseTable::Match> matches;
  if (!words.empty()) sources.form_phrases.MatchesAt(words, 0, &matches);
  for (const auto& match : matches) {
    const SourceForm& form = sources.forms[match.id];
    const Source& source = sources.sources[form.source];
    if (!form.exact.empty() && outlet != form.exact) continue;
    if (match.words == words.size() && source.type == SourceType::kAgency) {
      return {source.canonical, source.canonical, true, true};
    }
  }
  return {std::string(outlet), std::string(outlet), false, false};
}

}  // namespace wirecopy

#include "wirecopy/attribute/outlets.h"

#include <wirecopy_embedded/outlets.h>

#include <array>
#include <optional>

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

// The host that a cell of the table means, for people paste the address of the front page. Nothing where it means a
// part of a site: the host would claim all of it.
std::optional<std::string_view> HostOfCell(std::string_view domain) {
  const bool url = domain.find("://") != std::string_view::npos;
  const std::string_view host = url ? Host(domain) : domain.substr(0, domain.find_first_of("/:?#"));
  const size_t end = static_cast<size_t>(host.data() - domain.data()) + host.size();
  const std::string_view rest = domain.substr(end);
  if ((host.empty() && !domain.empty()) || (!rest.empty() && rest != "/")) return std::nullopt;
  return host;
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
  for (size_t i = 0; i < table->rows.size(); ++i) {
    const auto cell = [&](size_t column) -> const std::string& { return table->rows[i][columns[column]]; };
    const auto error = [&](const std::string& what) {
      return absl::InvalidArgumentError(absl::StrCat(source, ": row ", i + 1, " below the header: ", what));
    };
    if (cell(1).empty()) return error(absl::StrCat("no name in `outlet` (`domain` is `", cell(0), "`)"));
    const std::optional<std::string_view> host = HostOfCell(cell(0));
    if (!host) return error(absl::StrCat("`domain` of `", cell(1), "` is no host: `", cell(0), "`"));
    const std::string& flag = cell(3);
    if (flag != "0" && flag != "1" && !flag.empty()) {
      return error(absl::StrCat("is_agency of `", cell(1), "` is neither 0 nor 1"));
    }
    const size_t number = outlets_.size();
    outlets_.push_back({cell(1), cell(2).empty() ? cell(1) : cell(2), flag == "1", true});
    std::vector<std::string> keys = SplitList(cell(4));
    keys.emplace_back(*host);
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

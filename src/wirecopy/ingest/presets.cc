#include "wirecopy/ingest/presets.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "wirecopy/base/check.h"
#include "wirecopy/base/table.h"
#include "wirecopy/ingest/preset_forms.h"
#include "wirecopy_embedded/presets.h"

namespace wirecopy {
namespace {

std::vector<Preset> Load() {
  const absl::StatusOr<Table> table = ParseTsv(embedded::presets(), "presets.tsv");
  WIRECOPY_CHECK(table.ok());
  std::vector<Preset> presets;
  for (const std::vector<std::string>& row : table->rows) {
    if (presets.empty() || presets.back().name != row[0]) presets.emplace_back().name = row[0];
    Preset& preset = presets.back();
    const std::string &field = row[1], &value = row[2];
    if (field == "has") {
      preset.has.push_back(value);
    } else if (field == "hasnot") {
      preset.has_not.push_back(value);
    } else if (field == "empty") {
      preset.empty.push_back(value);
    } else if (field == "drop") {
      preset.dropped.push_back(value);
    } else if (field == "columns") {
      preset.columns = absl::StrSplit(value, ' ');
    } else if (field == "hash") {
      preset.hash_column = static_cast<size_t>(value[0] - '0');
    } else {
      WIRECOPY_CHECK(IsPresetForm(row[3]));
      preset.rules.push_back({field, value, row[3]});
    }
  }
  return presets;
}

// Also where its value is null, or a list or an object, whose parts alone are fields.
bool Has(const Record& record, std::string_view name) {
  if (std::find(record.keys.begin(), record.keys.end(), name) != record.keys.end()) return true;
  return name.find('.') != std::string_view::npos && record.Find(name) != nullptr;
}

bool IsHash(std::string_view cell) {
  return cell.size() == 16 && cell.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

const std::vector<Preset>& Presets() {
  static const std::vector<Preset>& presets = *new std::vector<Preset>(Load());
  return presets;
}

absl::StatusOr<const Preset*> FindPreset(std::string_view name) {
  if (name.empty()) return nullptr;
  const auto& all = Presets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Preset& preset) { return preset.name == name; });
  if (found != all.end()) return &*found;
  const auto add_name = [](std::string* out, const Preset& preset) { out->append(preset.name); };
  return absl::InvalidArgumentError(
      absl::StrCat("--preset: `", std::string(name), "` is none of ", absl::StrJoin(all, ", ", add_name)));
}

const Preset* PresetOf(const Record& record) {
  if (record.keys.empty() || (Has(record, "outlet") && Has(record, "text"))) return nullptr;
  const auto has = [&](const std::string& name) { return Has(record, name); };
  for (const Preset& preset : Presets()) {
    if (std::all_of(preset.has.begin(), preset.has.end(), has) &&
        std::none_of(preset.has_not.begin(), preset.has_not.end(), has)) {
      return &preset;
    }
  }
  return nullptr;
}

const Preset* PresetOfFirstRow(const std::vector<std::string>& cells) {
  for (const Preset& preset : Presets()) {
    if (!preset.columns.empty() && cells.size() == preset.columns.size() && IsHash(cells[preset.hash_column - 1]))
      return &preset;
  }
  return nullptr;
}

void ApplyPreset(const Preset& preset, Record* record) {
  std::erase_if(record->fields, [&](const auto& field) {
    return std::find(preset.empty.begin(), preset.empty.end(), field.second) != preset.empty.end();
  });
  std::vector<std::pair<std::string, std::string>> made;
  const auto is_made = [&](const std::string& name) {
    return std::any_of(made.begin(), made.end(), [&](const auto& field) { return field.first == name; });
  };
  std::set<std::string> ruled(preset.dropped.begin(), preset.dropped.end());
  for (const PresetRule& rule : preset.rules) {
    ruled.insert(rule.field);
    if (is_made(rule.field)) continue;
    std::string value = ReadForm(rule.form, rule.source, record);
    if (absl::StripAsciiWhitespace(value).empty()) continue;
    made.emplace_back(rule.field, std::move(value));
  }
  for (auto& field : record->fields) {
    const std::string top = field.first.substr(0, field.first.find('.'));
    if (!ruled.contains(field.first) && !ruled.contains(top)) made.push_back(std::move(field));
  }
  record->fields = std::move(made);
  record->dropped = preset.dropped;
}

}  // namespace wirecopy

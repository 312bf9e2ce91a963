// The layouts that scrapers write: which record is in which of them, and where its text, its outlet and its date stand.
// What is known of them is in data/presets.tsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {

struct PresetRule {
  std::string field;   // of the article
  std::string source;  // of the record
  std::string form;    // empty, or one of those that data/presets.tsv explains
};

struct Preset {
  std::string name;
  std::vector<std::string> has, has_not;
  std::vector<PresetRule> rules;     // for one field the first that gives a value counts
  std::vector<std::string> empty;    // values that stand for none
  std::vector<std::string> dropped;  // fields that are wholly taken into others
  std::vector<std::string> columns;  // of its files of cells without a header
  size_t hash_column = 0;            // from 1; which of them holds 16 hexadecimal digits
};

// In the order in which they are tried.
const std::vector<Preset>& Presets();

// By its name, for `--preset`; null for an empty name. An error lists the names.
absl::StatusOr<const Preset*> FindPreset(std::string_view name);

// Null for the normal layout, for a record that has no names of its own (a page, a text), and for an unknown layout.
const Preset* PresetOf(const Record& record);

// Of a file of cells that begins with such a row and so has no header; null for any other.
const Preset* PresetOfFirstRow(const std::vector<std::string>& cells);

// Gives the fields of the record the names of an article's. Sources of rules stay beside them, unless they are dropped.
// About the cost of copying the record, and of reading HTML where the layout has it.
void ApplyPreset(const Preset& preset, Record* record);

}  // namespace wirecopy

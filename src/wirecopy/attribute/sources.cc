#include "wirecopy/attribute/sources.h"

#include <wirecopy_embedded/cues.h>
#include <wirecopy_embedded/furniture.h>
#include <wirecopy_embedded/media_nouns.h>
#include <wirecopy_embedded/sources.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "wirecopy/attribute/braces.h"
#include "wirecopy/attribute/credit_words.h"
#include "wirecopy/base/table.h"

namespace wirecopy {
namespace {

template <typename T, size_t N>
std::optional<T> Lookup(const std::array<std::pair<std::string_view, T>, N>& names, std::string_view name) {
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, SourceType>, 4> kSourceTypes = {{
    {"agency", SourceType::kAgency},
    {"outlet", SourceType::kOutlet},
    {"broadcaster", SourceType::kBroadcaster},
    {"government", SourceType::kGovernment},
}};

constexpr std::array<std::pair<std::string_view, CreditKind>, 5> kCueKinds = {{
    {"credit-line", CreditKind::kCreditLine},
    {"partial", CreditKind::kCreditLine},
    {"attribution-in-text", CreditKind::kAttributionInText},
    {"photo-credit", CreditKind::kPhotoCredit},
    {"quoted-medium", CreditKind::kQuotedMedium},
}};

constexpr std::array<std::pair<std::string_view, Filler>, 4> kFillerKinds = {{
    {"joiner", {false, false, false}},
    {"desk", {true, false, false}},
    {"via", {false, true, false}},
    {"photo-archive", {true, false, true}},
}};

constexpr std::array<std::pair<std::string_view, Veto>, 4> kVetoKinds = {{
    {"no-credit", {false, false, false, false}},
    {"no-credit-short", {false, true, false, false}},
    {"no-subject", {false, false, true, false}},
    {"no-agency", {false, true, false, true}},
}};

constexpr std::array<std::pair<std::string_view, Cue::Position>, 4> kPositions = {{
    {"before", Cue::Position::kBefore},
    {"after", Cue::Position::kAfter},
    {"line", Cue::Position::kLine},
    {"apart", Cue::Position::kApart},
}};

constexpr std::array<std::pair<std::string_view, FurnitureRule::Where>, 3> kPlaces = {{
    {"starts", FurnitureRule::Where::kStarts},
    {"equals", FurnitureRule::Where::kEquals},
    {"contains", FurnitureRule::Where::kContains},
}};

absl::Status BadCell(const Table& table, std::string_view what, const std::vector<std::string>& row) {
  std::string shown;
  for (const std::string& cell : row) absl::StrAppend(&shown, shown.empty() ? "" : " | ", cell);
  return absl::InvalidArgumentError(absl::StrCat(table.source, ": ", std::string(what), " in the row `", shown, "`"));
}

// The cells of the named columns, row by row.
template <size_t N, typename Take>
absl::Status ForEachRow(const Table& table, const std::array<std::string_view, N>& names, const Take& take) {
  std::array<size_t, N> columns{};
  for (size_t i = 0; i < N; ++i) {
    absl::StatusOr<size_t> column = table.Column(names[i]);
    if (!column.ok()) return column.status();
    columns[i] = *column;
  }
  for (const std::vector<std::string>& row : table.rows) {
    std::array<std::string_view, N> cells;
    for (size_t i = 0; i < N; ++i) cells[i] = row[columns[i]];
    if (const std::string_view wrong = take(cells); !wrong.empty()) return BadCell(table, wrong, row);
  }
  return absl::OkStatus();
}

uint32_t SourceNumber(AttributionTables* tables, std::string_view canonical, SourceType type) {
  const auto it = std::find_if(tables->sources.begin(), tables->sources.end(),
                               [&](const Source& s) { return s.canonical == canonical; });
  if (it != tables->sources.end()) return static_cast<uint32_t>(it - tables->sources.begin());
  tables->sources.push_back({std::string(canonical), type});
  return static_cast<uint32_t>(tables->sources.size() - 1);
}

void AddForm(std::string_view cell, const SourceForm& form, AttributionTables* tables) {
  for (const std::string& spelling : ExpandBraces(cell)) {
    tables->form_phrases.Add(SplitPhrase(spelling), static_cast<uint32_t>(tables->forms.size()));
    tables->forms.push_back(form);
    if (!form.exact.empty()) tables->forms.back().exact = spelling;
  }
}

absl::Status AddSources(const Table& table, AttributionTables* tables) {
  // Tables of users may do without it.
  const absl::StatusOr<size_t> weak = table.Column("weak_forms");
  size_t row = 0;
  return ForEachRow<4>(table, {"canonical", "type", "forms", "short_forms"},
                       [&](const auto& cells) -> std::string_view {
                         const std::string& weak_cell = weak.ok() ? table.rows[row][*weak] : std::string();
                         ++row;
                         const auto type = Lookup(kSourceTypes, cells[1]);
                         if (!type) return "an unknown type";
                         const uint32_t source = SourceNumber(tables, cells[0], *type);
                         for (const std::string& form : SplitList(cells[2])) AddForm(form, {source}, tables);
                         for (const std::string& form : SplitList(cells[3])) AddForm(form, {source, form}, tables);
                         for (const std::string& form : SplitList(weak_cell)) {
                           const size_t colon = form.find(':');
                           const bool bound = colon != std::string::npos;
                           const std::string name = bound ? form.substr(colon + 1) : form;
                           AddForm(name, {source, name, true, bound ? form.substr(0, colon) : ""}, tables);
                         }
                         return "";
                       });
}

// "told ... to": the words behind the dots must stand right beside the name.
void AddCue(std::string_view phrase, const Cue& cue, AttributionTables* tables) {
  constexpr std::string_view kDots = "...";
  const size_t dots = phrase.find(kDots);
  const bool linked = dots != std::string_view::npos;
  const std::string_view left = phrase.substr(0, dots), right = linked ? phrase.substr(dots + kDots.size()) : "";
  const bool before = cue.position != Cue::Position::kAfter;
  tables->cue_phrases.Add(SplitPhrase(linked && !before ? right : left), static_cast<uint32_t>(tables->cues.size()));
  tables->cues.push_back(cue);
  if (!linked) return;
  for (const Word& word : SplitPhrase(before ? right : left)) tables->cues.back().link.push_back(word.hash);
}

absl::Status AddCues(const Table& table, AttributionTables* tables) {
  const absl::StatusOr<size_t> language = table.Column("language");  // tables of users may do without it
  size_t row = 0;
  return ForEachRow<4>(table, {"kind", "position", "gap", "phrase"}, [&](const auto& cells) -> std::string_view {
    const std::string spoken = language.ok() ? table.rows[row][*language] : std::string();
    ++row;
    const auto position = Lookup(kPositions, cells[1]);
    if (!position) return "an unknown position";
    if (const auto filler = Lookup(kFillerKinds, cells[0])) {
      for (const std::string& phrase : ExpandBraces(cells[3])) {
        tables->filler_phrases.Add(SplitPhrase(phrase), static_cast<uint32_t>(tables->fillers.size()));
      }
      tables->fillers.push_back(*filler);
      return "";
    }
    if (auto veto = Lookup(kVetoKinds, cells[0])) {
      for (const std::string& phrase : ExpandBraces(cells[3])) {
        tables->veto_phrases.Add(SplitPhrase(phrase), static_cast<uint32_t>(tables->vetoes.size()));
      }
      veto->before = *position == Cue::Position::kBefore;
      tables->vetoes.push_back(*veto);
      return "";
    }
    const auto kind = Lookup(kCueKinds, cells[0]);
    if (!kind) return "an unknown kind";
    Cue cue{*kind, cells[0] == "partial", *position, 0, spoken};
    if (!absl::SimpleAtoi(absl::string_view(cells[2].data(), cells[2].size()), &cue.gap)) return "no number as gap";
    for (const std::string& phrase : ExpandBraces(cells[3])) AddCue(phrase, cue, tables);
    return "";
  });
}

absl::Status AddMediaNouns(const Table& table, AttributionTables* tables) {
  return ForEachRow<4>(table, {"order", "named", "noun", "modifiers"}, [&](const auto& cells) -> std::string_view {
    MediaNoun noun{cells[0] == "first", cells[1] == "yes", cells[1] == "known", {}};
    for (const std::string& modifier : SplitList(cells[3])) noun.modifiers.push_back(NormalizeWord(modifier));
    for (const std::string& phrase : ExpandBraces(cells[2])) {
      tables->noun_phrases.Add(SplitPhrase(phrase), static_cast<uint32_t>(tables->nouns.size()));
    }
    tables->nouns.push_back(std::move(noun));
    return "";
  });
}

absl::Status AddFurniture(const Table& table, AttributionTables* tables) {
  return ForEachRow<3>(table, {"kind", "match", "phrase"}, [&](const auto& cells) -> std::string_view {
    const auto place = Lookup(kPlaces, cells[1]);
    if (!place) return "an unknown match";
    tables->furniture_phrases.Add(cells[2], static_cast<uint32_t>(tables->furniture.size()));
    tables->furniture.push_back({std::string(cells[0]), *place});
    return "";
  });
}

using AddTable = absl::Status (*)(const Table&, AttributionTables*);

// The built-in table, then the user's.
absl::Status AddBoth(std::string_view built_in, const char* name, const std::string& user_file, AddTable add,
                     AttributionTables* tables) {
  absl::StatusOr<Table> table = ParseTsv(built_in, name);
  if (!table.ok()) return table.status();
  if (absl::Status status = add(*table, tables); !status.ok() || user_file.empty()) return status;
  absl::StatusOr<std::string> content = ReadFile(user_file);
  if (!content.ok()) return content.status();
  table = ParseTsv(*content, user_file);
  if (!table.ok()) return table.status();
  return add(*table, tables);
}

}  // namespace

std::string_view ToString(CreditKind kind) {
  switch (kind) {
    case CreditKind::kCreditLine:
      return "credit-line";
    case CreditKind::kAttributionInText:
      return "attribution-in-text";
    case CreditKind::kPhotoCredit:
      return "photo-credit";
    case CreditKind::kQuotedMedium:
      return "quoted-medium";
  }
  return "";
}

absl::StatusOr<AttributionTables> AttributionTables::Load(const AttributionFiles& files) {
  AttributionTables tables;
  absl::Status status = AddBoth(embedded::sources(), "built-in sources", files.sources, AddSources, &tables);
  if (status.ok()) status = AddBoth(embedded::cues(), "built-in cues", files.cues, AddCues, &tables);
  if (status.ok()) status = AddBoth(embedded::media_nouns(), "built-in media nouns", "", AddMediaNouns, &tables);
  if (status.ok())
    status = AddBoth(embedded::furniture(), "built-in furniture", files.furniture, AddFurniture, &tables);
  if (!status.ok()) return status;
  return tables;
}

}  // namespace wirecopy

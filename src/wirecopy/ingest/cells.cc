#include "wirecopy/ingest/cells.h"

#include <algorithm>
#include <array>

#include "wirecopy/ingest/presets.h"

namespace wirecopy {
namespace {

constexpr int kMostHeadLines = 100;  // of a first row with line ends in its cells

}  // namespace

char SeparatorOf(std::string_view line) {
  char best = 0;
  std::ptrdiff_t most = 0;
  for (const char separator : {'\t', ',', ';'}) {
    bool quoted = false;
    std::ptrdiff_t count = 0;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      count += !quoted && c == separator ? 1 : 0;
    }
    if (count <= most) continue;
    most = count;
    best = separator;
  }
  return best;
}

bool SplitCells(std::string_view row, char separator, std::vector<std::string>* cells) {
  cells->assign(1, "");
  bool quoted = false, begins = true;  // a mark inside a cell that has none at its begin is one of the text
  for (size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    if (quoted) {
      if (c != '"') {
        cells->back() += c;
      } else if (row.substr(i + 1).starts_with('"')) {
        cells->back() += row[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && begins) {
      quoted = true;
    } else if (c == separator && separator != 0) {
      cells->emplace_back();
      begins = true;
      continue;
    } else {
      cells->back() += c;
    }
    begins = false;
  }
  return !quoted;
}

bool BeginsAsCells(std::string_view head) {
  size_t end = std::min(head.find('\n'), head.size());
  const char separator = SeparatorOf(head.substr(0, end));
  Record record;
  if (separator == 0) return false;
  bool closed = SplitCells(head.substr(0, end), separator, &record.keys);
  for (int lines = 1; !closed && end < head.size() && lines < kMostHeadLines; ++lines) {
    end = std::min(head.find('\n', end + 1), head.size());
    closed = SplitCells(head.substr(0, end), separator, &record.keys);
  }
  if (!closed) return false;
  if (std::string& last = record.keys.back(); last.ends_with('\r')) last.pop_back();
  if (PresetOf(record) != nullptr) return true;
  if (PresetOfFirstRow(record.keys) != nullptr) return true;
  const auto has = [&](std::string_view name) {
    return std::find(record.keys.begin(), record.keys.end(), name) != record.keys.end();
  };
  constexpr std::array<std::string_view, 5> kBeside = {"id", "url", "title", "outlet", "published"};
  return has("text") && std::any_of(kBeside.begin(), kBeside.end(), has);
}

}  // namespace wirecopy

#include "wirecopy/attribute/braces.h"

#include <utility>

namespace wirecopy {
namespace {

constexpr size_t kMostCombinations = 4096;

// The brace that closes the one at `open`, or npos.
size_t Partner(std::string_view cell, size_t open) {
  int depth = 0;
  for (size_t at = open; at < cell.size(); ++at) {
    if (cell[at] == '{') ++depth;
    if (cell[at] == '}' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

// Adds all that the choices between two braces stand for.
void AddChoices(std::string_view inside, std::vector<std::string>* choices) {
  int depth = 0;
  size_t begin = 0;
  for (size_t at = 0; at <= inside.size(); ++at) {
    const char c = at < inside.size() ? inside[at] : ',';
    if (c == '{') ++depth;
    if (c == '}') --depth;
    if (c != ',' || (depth != 0 && at < inside.size())) continue;
    for (std::string& choice : ExpandBraces(inside.substr(begin, at - begin))) choices->push_back(std::move(choice));
    begin = at + 1;
  }
}

}  // namespace

std::vector<std::string> ExpandBraces(std::string_view cell) {
  std::vector<std::string> expanded = {""};
  while (!cell.empty()) {
    const size_t open = cell.find('{');
    const size_t close = open == std::string_view::npos ? open : Partner(cell, open);
    const std::string_view plain = close == std::string_view::npos ? cell : cell.substr(0, open);
    for (std::string& one : expanded) one += plain;
    if (close == std::string_view::npos) break;
    std::vector<std::string> choices, longer;
    AddChoices(cell.substr(open + 1, close - open - 1), &choices);
    for (const std::string& one : expanded) {
      for (const std::string& choice : choices) {
        if (longer.size() < kMostCombinations) longer.push_back(one + choice);
      }
    }
    expanded = std::move(longer);
    cell.remove_prefix(close + 1);
  }
  return expanded;
}

}  // namespace wirecopy

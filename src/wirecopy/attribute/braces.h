// `{a,b}` in a cell of a table: one row for a phrase in all its inflections.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirecopy {

// "inform{ó,a}" is "informó" and "informa"; "Интерфакс{,а,у}" is the name and two cases of it. Several braces give
// every combination, from left to right; a choice may hold braces itself. Braces without a partner stand for
// themselves. More than 4096 combinations are cut off there.
std::vector<std::string> ExpandBraces(std::string_view cell);

}  // namespace wirecopy

// One row of comma-separated or tab-separated cells (RFC 4180), for files that are read row by row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirecopy {

// The separator of which the line has most: a tab, a comma or a semicolon; 0 where it has none.
char SeparatorOf(std::string_view line);

// False when a quotation mark is not closed within `row`, which may have line ends.
bool SplitCells(std::string_view row, char separator, std::vector<std::string>* cells);

// Whether a file that begins so, under whatever name, is cells: a header with names of articles' fields or of a preset,
// or a row of a preset whose files have no header.
bool BeginsAsCells(std::string_view head);

}  // namespace wirecopy

// A heat map of some thousand cells, small enough to stand a dozen times in a page: cells side by side of the same
// colour are one stroke, and cells within chance are the background.
#include <cmath>

#include "absl/strings/str_cat.h"
#include "wirecopy/report/plot.h"

namespace wirecopy {
namespace {

constexpr double kLevels[] = {0.1, 0.3, 0.7};  // of |2 * share - 1|, between the colours

int Level(float share, double chance) {
  const double bias = std::abs(2.0 * share - 1);
  if (bias <= chance) return 0;
  int level = 1;
  for (const double limit : kLevels) level += bias > limit ? 1 : 0;
  return level;
}

}  // namespace

std::string HeatMap(std::string_view description, const std::vector<float>& shares, int columns, double chance,
                    std::string_view x_label, std::string_view y_label) {
  const int rows = static_cast<int>(shares.size()) / columns;
  std::string paths[std::size(kLevels) + 2];
  for (int column = 0; column < columns; ++column) {
    for (int row = 0, next = 0; row < rows; row = next) {
      const auto level_of = [&](int r) { return Level(shares[static_cast<size_t>(r * columns + column)], chance); };
      const int level = level_of(row);
      for (next = row + 1; next < rows && level_of(next) == level;) ++next;
      if (level > 0) absl::StrAppend(&paths[level], "M", row, " ", columns - column, "h", next - row);
    }
  }
  constexpr int kLeft = 22, kBottom = 22;
  std::string svg = absl::StrCat("<svg class=\"heat\" viewBox=\"0 0 ", 2 * rows + kLeft + 2, " ",
                                 2 * columns + kBottom + 2, "\" role=\"img\" aria-label=\"", EscapeHtml(description),
                                 "\"><g transform=\"translate(", kLeft, " 1) scale(2)\"><rect class=\"h0\" width=\"",
                                 rows, "\" height=\"", columns, "\"/><g transform=\"translate(0 -.5)\">");
  for (size_t level = 1; level < std::size(paths); ++level) {
    if (!paths[level].empty()) absl::StrAppend(&svg, "<path class=\"h", level, "\" d=\"", paths[level], "\"/>");
  }
  absl::StrAppend(&svg, "</g></g><text class=\"tick\" x=\"", kLeft, "\" y=\"", 2 * columns + 16, "\">0</text>",
                  "<text class=\"tick\" text-anchor=\"end\" x=\"", kLeft + 2 * rows, "\" y=\"", 2 * columns + 16, "\">",
                  rows - 1, "</text>");
  absl::StrAppend(&svg, "<text class=\"tick\" text-anchor=\"middle\" x=\"", kLeft + rows, "\" y=\"", 2 * columns + 16,
                  "\">", EscapeHtml(x_label),
                  "</text><text class=\"tick\" text-anchor=\"middle\" transform=\"translate(14 ", columns,
                  ") rotate(-90)\">", EscapeHtml(y_label), "</text></svg>");
  return svg;
}

}  // namespace wirecopy

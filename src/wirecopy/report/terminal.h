// Colours and columns for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace wirecopy {

enum class Style { kPlain, kBold, kDim, kGreen, kYellow, kRed, kCyan, kShared };

class Painter {
 public:
  explicit Painter(bool colour) : colour_(colour) {}
  // The text in ANSI colours, or as it is. Control characters of the text itself never reach the terminal.
  std::string operator()(Style style, std::string_view text) const;

 private:
  bool colour_;
};

// Columns that a terminal gives the text: wide (East Asian) characters two, combining marks none.
int DisplayWidth(std::string_view text);

// Padded with spaces or cut with an ellipsis to exactly `columns`.
std::string Fit(std::string_view text, int columns, bool right_aligned = false);

}  // namespace wirecopy

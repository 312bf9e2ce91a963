#include "wirecopy/report/terminal.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace wirecopy {
namespace {

const char* Code(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kBold:
      return "\033[1m";
    case Style::kDim:
      return "\033[2m";
    case Style::kGreen:
      return "\033[32m";
    case Style::kYellow:
      return "\033[33m";
    case Style::kRed:
      return "\033[31m";
    case Style::kCyan:
      return "\033[36m";
    case Style::kShared:
      return "\033[30;43m";
  }
  return "";
}

int Width(UChar32 c) {
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string Painter::operator()(Style style, std::string_view text) const {
  std::string clean;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), at, c);
    if (u_charType(c) == U_FORMAT_CHAR) continue;  // direction marks and the like have no width
    u_iscntrl(c) ? clean.append(" ") : clean.append(text.substr(begin, at - begin));
  }
  if (!colour_ || style == Style::kPlain || clean.empty()) return clean;
  return Code(style) + clean + "\033[0m";
}

int DisplayWidth(std::string_view text) {
  int columns = 0;
  for (size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), at, c);
    columns += Width(c);
  }
  return columns;
}

std::string Fit(std::string_view text, int columns, bool right_aligned) {
  if (columns <= 0) return "";
  std::string fitted(text);
  if (DisplayWidth(text) > columns) {
    fitted.clear();
    int used = 0;
    for (size_t at = 0; at < text.size();) {
      const size_t begin = at;
      UChar32 c = 0;
      U8_NEXT_UNSAFE(text.data(), at, c);
      if (used + Width(c) > columns - 1) break;
      used += Width(c);
      fitted.append(text.substr(begin, at - begin));
    }
    fitted += "…";
  }
  const std::string pad(static_cast<size_t>(columns - DisplayWidth(fitted)), ' ');
  return right_aligned ? pad + fitted : fitted + pad;
}

}  // namespace wirecopy

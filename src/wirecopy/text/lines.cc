#include "wirecopy/text/lines.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace wirecopy {

Span Trim(std::string_view text, Span span) {
  size_t begin = span.begin, end = span.end;
  while (begin < end) {
    size_t next = begin;
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), next, c);
    if (!u_isUWhiteSpace(c) && u_charType(c) != U_FORMAT_CHAR) break;
    begin = next;
  }
  while (begin < end) {
    size_t previous = end;
    U8_BACK_1_UNSAFE(text.data(), previous);
    size_t next = previous;
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), next, c);
    if (!u_isUWhiteSpace(c) && u_charType(c) != U_FORMAT_CHAR) break;
    end = previous;
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

std::vector<Span> Lines(std::string_view text) {
  std::vector<Span> lines;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    const Span line = Trim(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    if (!line.empty()) lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

}  // namespace wirecopy

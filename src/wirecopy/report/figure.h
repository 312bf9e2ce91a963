// What figures have in common: a frame with a title, and a legend of series.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "wirecopy/report/plot.h"

namespace wirecopy {

inline std::string SeriesClass(size_t i) { return absl::StrCat("s", i % 12); }

// `legend` is HTML, or empty.
inline std::string Figure(std::string_view title, std::string_view picture, std::string_view legend = "") {
  return absl::StrCat("<figure><figcaption>", EscapeHtml(title), "</figcaption>", std::string(picture),
                      std::string(legend), "</figure>\n");
}

// A stroke and a name for each series, in order.
inline std::string Legend(const std::vector<std::string>& names) {
  std::string html = "<ul class=\"legend\">";
  for (size_t i = 0; i < names.size(); ++i) {
    absl::StrAppend(&html, "<li><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\"><path class=\"line ", SeriesClass(i),
                    "\" d=\"M1 5H27\"/><circle class=\"dot ", SeriesClass(i), "\" cx=\"14\" cy=\"5\" r=\"4\"/></svg>",
                    EscapeHtml(names[i]), "</li>");
  }
  return html + "</ul>";
}

}  // namespace wirecopy

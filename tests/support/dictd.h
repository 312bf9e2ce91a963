// A dictionary in the format of the DICT server, made by a test.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/gzip.h"
#include "tests/support/text.h"

namespace wirecopy::testing {

inline std::string Base64Number(uint64_t value) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string digits;
  do {
    digits.insert(digits.begin(), kDigits[value % 64]);
    value /= 64;
  } while (value > 0);
  return digits;
}

// Writes NAME.index and NAME.dict.dz into the folder and gives the index. Headwords with their articles.
inline std::string WriteDictd(const TempFolder& folder, const std::string& name,
                              const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string index, text;
  for (const auto& [head, article] : entries) {
    index += head + '\t' + Base64Number(text.size()) + '\t' + Base64Number(article.size()) + '\n';
    text += article;
  }
  folder.Write(name + ".dict.dz", StoredGzip(text));
  return folder.Write(name + ".index", index);
}

}  // namespace wirecopy::testing

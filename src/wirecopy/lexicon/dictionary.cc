#include "wirecopy/lexicon/dictionary.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/byte_source.h"

namespace wirecopy {

absl::StatusOr<std::string> ReadUnpacked(const std::string& path) {
  absl::StatusOr<std::unique_ptr<ByteSource>> source = OpenByteSource(path);
  if (!source.ok()) return source.status();
  BufferedInput input(*std::move(source));
  std::string bytes = input.ReadAll();
  if (input.status().ok()) return bytes;
  return absl::DataLossError(absl::StrCat(input.status().message(), " behind byte ", bytes.size()));
}

std::vector<std::string_view> PartsOf(std::string_view text, std::string_view marks) {
  constexpr std::string_view kSpaces = " \r";
  std::vector<std::string_view> parts;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find_first_of(marks, begin), text.size());
    std::string_view part = text.substr(begin, end - begin);
    part.remove_prefix(std::min(part.find_first_not_of(kSpaces), part.size()));
    part.remove_suffix(part.size() - (part.find_last_not_of(kSpaces) + 1));
    parts.push_back(part);
    begin = end + 1;
  }
  return parts;
}

}  // namespace wirecopy

// Records of bytes in memory.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/memory_source.h"
#include "wirecopy/ingest/normal.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy::testing {

inline constexpr size_t kBytesAtOnce = 4096;  // so that larger texts come in pieces

struct ReadRecords {
  std::vector<Record> records;
  std::vector<std::string> errors;
  std::string ending;  // empty: all was read
};

// As a file of that name; an error of opening stands under `errors`.
inline ReadRecords RecordsOf(std::string_view name, std::string_view bytes) {
  ReadRecords read;
  auto reader = OpenRecords(name, BufferedInput(std::make_unique<MemorySource>(std::string(bytes), kBytesAtOnce)));
  if (!reader.ok()) return {{}, {std::string(reader.status().message())}, ""};
  while (true) {
    absl::StatusOr<std::optional<Record>> record = (*reader)->Next();
    if (!record.ok()) {
      read.errors.emplace_back(record.status().message());
    } else if (record->has_value()) {
      read.records.push_back(**std::move(record));
    } else {
      read.ending = std::string((*reader)->Ending().message());
      return read;
    }
  }
}

// The article of each record, or the reason why it is none as its `id` in brackets.
inline std::vector<Article> ArticlesOf(std::string_view name, std::string_view bytes,
                                       const IngestOptions& options = {}) {
  std::vector<Article> articles;
  for (Record& record : RecordsOf(name, bytes).records) {
    absl::StatusOr<Article> article = ToArticle(options, {"", std::string(name), "folder"}, &record);
    articles.push_back(article.ok() ? *article : Article());
    if (!article.ok()) articles.back().id = absl::StrCat("[", article.status().message(), "]");
  }
  return articles;
}

}  // namespace wirecopy::testing

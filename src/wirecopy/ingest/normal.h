// From records of any layout to articles, and to lines of the normal layout.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/article.h"
#include "wirecopy/ingest/input_files.h"
#include "wirecopy/ingest/presets.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {

struct IngestOptions {
  // Which field of the record fills which field of the article: {"text", "maintext"}, {"outlet", "source.name"}. It
  // comes before what a preset says.
  std::vector<std::pair<std::string, std::string>> map = {};
  const Preset* preset = nullptr;  // of all records that have names; null: each by the names it has
};

struct ArticleField {
  std::string_view name;
  std::string Article::*member;
};

inline constexpr std::array<ArticleField, 10> kArticleFields = {{
    {"id", &Article::id},
    {"outlet", &Article::outlet},
    {"published", &Article::published},
    {"url", &Article::url},
    {"title", &Article::title},
    {"author", &Article::author},
    {"source_organisation", &Article::source_organisation},
    {"canonical_url", &Article::canonical_url},
    {"language", &Article::language},
    {"text", &Article::text},
}};

// The article with its id and its outlet, as far as the record or the file say them. An error says why it is none,
// without the place. The record's preset is applied to it.
absl::StatusOr<Article> ToArticle(const IngestOptions& options, const InputFile& file, Record* record);

// The article and all other fields of its record as one line of JSON, without line end.
std::string NormalLine(const Article& article, const Record& record);

// Of an article without id and url: 16 hexadecimal digits of what it says.
std::string ContentId(std::string_view outlet, std::string_view title, std::string_view text);

// `--map` as typed: "text=maintext,outlet=source_domain". An error names the part that is none.
absl::StatusOr<std::vector<std::pair<std::string, std::string>>> ParseFieldMap(std::string_view typed);

}  // namespace wirecopy

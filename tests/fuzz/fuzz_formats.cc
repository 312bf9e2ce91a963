// Any bytes as a page, a feed, a WARC or rows of cells: every reader ends, every value is valid UTF-8, and the line of
// JSON that an article becomes is an object that can be read.
#include <simdjson.h>

#include "tests/support/memory_source.h"
#include "wirecopy/base/check.h"
#include "wirecopy/ingest/charset.h"
#include "wirecopy/ingest/http_body.h"
#include "wirecopy/ingest/normal.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"page.html", "feed.xml", "crawl.warc", "rows.csv", "answer.json", "lines.jsonl"}) {
    auto reader = wirecopy::OpenRecords(
        name, wirecopy::BufferedInput(std::make_unique<wirecopy::testing::MemorySource>(std::string(bytes))));
    if (!reader.ok()) continue;
    for (size_t records = 0;; ++records) {
      WIRECOPY_CHECK(records <= size + 2);
      auto record = (*reader)->Next();
      if (!record.ok()) continue;
      if (!record->has_value()) break;
      for (const auto& [field, value] : (*record)->fields) WIRECOPY_CHECK(simdjson::validate_utf8(value));
      const auto article = wirecopy::ToArticle({}, {"", name, "folder"}, &**record);
      if (!article.ok()) continue;
      const std::string line = wirecopy::NormalLine(*article, **record);
      simdjson::dom::parser parser;
      WIRECOPY_CHECK(parser.parse(simdjson::padded_string(line)).error() == simdjson::SUCCESS);
    }
  }
  (void)wirecopy::ReadHttp(bytes, size_t{1} << 20);
  WIRECOPY_CHECK(simdjson::validate_utf8(wirecopy::ToUtf8(bytes)));
  return 0;
}

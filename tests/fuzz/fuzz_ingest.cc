// Any bytes in any format: every reader ends, and every value that it gives is valid UTF-8.
#include <simdjson.h>

#include "tests/support/memory_source.h"
#include "wirecopy/base/check.h"
#include "wirecopy/ingest/record_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"feed", "feed.jsonl", "feed.json", "feed.txt"}) {
    auto reader = wirecopy::OpenRecords(
        name, wirecopy::BufferedInput(std::make_unique<wirecopy::testing::MemorySource>(std::string(bytes))));
    if (!reader.ok()) continue;
    for (size_t records = 0;; ++records) {
      WIRECOPY_CHECK(records <= size + 1);
      const auto record = (*reader)->Next();
      if (!record.ok()) continue;
      if (!record->has_value()) break;
      for (const auto& [field, value] : (*record)->fields) WIRECOPY_CHECK(simdjson::validate_utf8(value));
    }
  }
  return 0;
}

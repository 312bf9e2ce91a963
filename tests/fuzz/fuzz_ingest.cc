// Any bytes in any format: every reader ends, and every value that it gives is valid UTF-8.
#include <simdjson.h>

#include <cstring>

#include "wirecopy/base/check.h"
#include "wirecopy/ingest/record_reader.h"

namespace {

class MemorySource : public wirecopy::ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    const size_t count = std::min(size, bytes_.size());
    std::memcpy(buffer, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"feed", "feed.jsonl", "feed.json", "feed.txt"}) {
    auto reader = wirecopy::OpenRecords(name, wirecopy::BufferedInput(std::make_unique<MemorySource>(bytes)));
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

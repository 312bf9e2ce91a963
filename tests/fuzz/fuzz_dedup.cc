// Any bytes as a feed: the parser of lines ends, what it gives is valid UTF-8, and an annotated record is JSON that
// holds the fields of the record.
#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <string>

#include "wirecopy/base/check.h"
#include "wirecopy/ingest/line_article.h"
#include "wirecopy/pipeline/read_shingles.h"
#include "wirecopy/report/annotated.h"

namespace {

namespace dom = simdjson::dom;
using Fields = std::multimap<std::string, std::string>;

// False when the line is no JSON. The parser of lines does not look into values that nobody asks for, so it may take it
// for a record nevertheless.
bool FieldsOf(const std::string& line, Fields* fields, int* own) {
  dom::parser parser;
  dom::object object;
  if (parser.parse(line).get_object().get(object) != simdjson::SUCCESS) return false;
  for (const auto& [key, value] : object) {
    if (key == "wirecopy") {
      ++*own;
    } else {
      fields->emplace(key, simdjson::minify(value));
    }
  }
  return true;
}

void ParseLines(std::string_view bytes) {
  wirecopy::LineParser parser(
      {{"text", "body.text"}, {"outlet", "source.name"}, {"title", "body.text"}, {"url", "source"}});
  wirecopy::LineParser plain({});
  const std::string padded = std::string(bytes) + std::string(wirecopy::kLinePadding, '}');
  for (std::string_view rest = std::string_view(padded).substr(0, bytes.size()); !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    for (wirecopy::LineParser* one : {&parser, &plain}) {
      wirecopy::LineArticle article;
      (void)one->Parse(rest.substr(0, end), &article).ok();
      for (const std::string_view value :
           {article.id, article.url, article.outlet, article.published, article.title, article.text}) {
        WIRECOPY_CHECK(simdjson::validate_utf8(value.data(), value.size()));
      }
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

// One file for all runs, named by its descriptor, so that nothing is left behind.
std::string FeedOf(const uint8_t* data, size_t size) {
  static std::FILE* const file = std::tmpfile();
  WIRECOPY_CHECK(file != nullptr && ::ftruncate(::fileno(file), 0) == 0);
  WIRECOPY_CHECK(::pwrite(::fileno(file), data, size, 0) == static_cast<ssize_t>(size));
  return "/proc/self/fd/" + std::to_string(::fileno(file));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace wirecopy;
  ParseLines({reinterpret_cast<const char*>(data), size});

  LineChunks input({{FeedOf(data, size), "feed", "outlet"}});
  const Executor executor(1);
  const absl::StatusOr<Dedup> dedup = DedupBatch(&input, {}, executor);
  WIRECOPY_CHECK(dedup.ok());
  std::string out;
  const absl::Status status = WriteAnnotated(&input, *dedup, {}, executor, [&](std::string_view bytes) {
    out += bytes;
    return absl::OkStatus();
  });
  WIRECOPY_CHECK(status.ok());

  // The records of the input, in their order, are those of the output.
  LineChunk chunk;
  input.Rewind();
  size_t at = 0;
  while (input.Next(&chunk)) {
    const auto check = [&](std::string_view line) {
      const size_t end = out.find('\n', at);
      WIRECOPY_CHECK(end != std::string::npos);
      const std::string annotated = out.substr(at, end - at);
      at = end + 1;
      Fields before, after;
      int own_before = 0, own_after = 0;
      if (!FieldsOf(std::string(line), &before, &own_before)) return;
      WIRECOPY_CHECK(FieldsOf(annotated, &after, &own_after));
      WIRECOPY_CHECK(before == after);
      WIRECOPY_CHECK(own_after >= 1);
    };
    WIRECOPY_CHECK(WalkLines(
        chunk, dedup->sketches, [&](uint32_t, std::string_view line) { check(line); },
        [&](const LineFault& fault, std::string_view line) {
          if (fault.no_text) check(line);
        }));
  }
  WIRECOPY_CHECK(at == out.size());
  return 0;
}

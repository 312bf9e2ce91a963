// Any valid text: words, layout and credits lie inside it, in order, on the borders of code points.
#include <simdjson.h>

#include "wirecopy/attribute/credits.h"
#include "wirecopy/base/check.h"
#include "wirecopy/text/code_points.h"
#include "wirecopy/text/quotes.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace wirecopy;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!simdjson::validate_utf8(text)) return 0;
  static const AttributionTables tables = AttributionTables::Load({}).value();
  const auto border = [&](uint32_t at) { return at == text.size() || (static_cast<uint8_t>(text[at]) & 0xC0) != 0x80; };
  const auto check = [&](Span span, uint32_t from) {
    WIRECOPY_CHECK(from <= span.begin && span.begin < span.end && span.end <= text.size());
    WIRECOPY_CHECK(border(span.begin) && border(span.end));
  };
  const std::vector<Word> words = WordSplitter().Split(text);
  for (size_t i = 0; i < words.size(); ++i) check({words[i].begin, words[i].end}, i == 0 ? 0 : words[i - 1].end);
  for (const Span quote : QuotedSpans(text)) check(quote, 0);
  const Layout layout = FindLayout({text, &words, "", nullptr}, tables);
  for (const Span body : layout.body) check(body, 0);
  for (const LayoutPart& part : layout.furniture) check(part.bytes, 0);
  for (const Credit& credit : FindCredits({text, &words, &layout}, tables)) check(credit.bytes, 0);
  const CodePointIndex index(text);
  WIRECOPY_CHECK(index.FromByte(static_cast<uint32_t>(text.size())) <= text.size());
  return 0;
}

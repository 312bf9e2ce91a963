#include "wirecopy/ingest/charset.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"

namespace wirecopy {
namespace {

constexpr size_t kMetaBytes = 4096;  // a `meta` of the charset stands in the first 1024 bytes, nearly always

// Names that mean a larger set in practice (WHATWG Encoding Standard).
constexpr std::array<std::pair<std::string_view, const char*>, 14> kLarger = {{
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"latin1", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"shift_jis", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"euc-kr", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"tis-620", "windows-874"},
}};

std::string Lower(std::string_view text) { return absl::AsciiStrToLower(absl::string_view(text.data(), text.size())); }

// The value of the first `charset=` in the page's head; of `<meta charset>` as of `content="text/html; charset=..."`.
std::string MetaCharset(std::string_view bytes) {
  const std::string head = Lower(bytes.substr(0, kMetaBytes));
  constexpr std::string_view kKey = "charset";
  for (size_t at = head.find(kKey); at != std::string::npos; at = head.find(kKey, at + 1)) {
    std::string_view rest = std::string_view(head).substr(at + kKey.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(std::min(rest.find_first_not_of("= \t\r\n\"'"), rest.size()));
    const std::string_view name = rest.substr(0, rest.find_first_of(" \t\r\n\"';/>"));
    if (!name.empty()) return std::string(name);
  }
  return "";
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// Empty where ICU does not know the charset or fails.
std::string Convert(std::string_view bytes, const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(charset.c_str(), &error));
  if (U_FAILURE(error)) return "";
  std::string out(bytes.size() * 3 + 16, '\0');  // enough for every charset but escapes that compress
  const auto size = static_cast<int32_t>(bytes.size());
  int32_t length = ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), out.data(), static_cast<int32_t>(out.size()),
                                      bytes.data(), size, &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) {
    error = U_ZERO_ERROR;
    out.resize(static_cast<size_t>(length) + 1);
    length = ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), out.data(), static_cast<int32_t>(out.size()), bytes.data(),
                                size, &error);
  }
  if (U_FAILURE(error)) return "";
  out.resize(static_cast<size_t>(length));
  return out;
}

std::string WithoutNul(std::string text) {
  std::erase(text, '\0');
  return text;
}

}  // namespace

std::string ToUtf8(std::string_view bytes, std::string_view declared) {
  if (bytes.starts_with("\xff\xfe")) return WithoutNul(Convert(bytes.substr(2), "UTF-16LE"));
  if (bytes.starts_with("\xfe\xff")) return WithoutNul(Convert(bytes.substr(2), "UTF-16BE"));
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  std::string charset = Lower(declared);
  if (charset.empty()) charset = MetaCharset(bytes);
  // ISO-2022-JP is ASCII by its bytes.
  if (!charset.starts_with("iso-2022") && simdjson::validate_utf8(bytes)) return WithoutNul(std::string(bytes));
  for (const auto& [name, larger] : kLarger) {
    if (charset == name) charset = larger;
  }
  std::string text = charset.empty() ? "" : Convert(bytes, charset);
  if (text.empty()) text = Convert(bytes, "windows-1252");
  return WithoutNul(std::move(text));
}

}  // namespace wirecopy

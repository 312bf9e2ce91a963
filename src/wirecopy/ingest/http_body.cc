#include "wirecopy/ingest/http_body.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

std::string Lower(std::string_view text) {
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(absl::string_view(text.data(), text.size())));
}

// Headers up to the empty line, which goes as well.
struct Headers {
  std::string status_line, type, encoding, transfer;
};

Headers TakeHeaders(std::string_view* response) {
  Headers headers;
  bool first = true;
  while (!response->empty()) {
    const size_t end = std::min(response->find('\n'), response->size());
    std::string_view line = response->substr(0, end);
    response->remove_prefix(std::min(end + 1, response->size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    const size_t colon = line.find(':');
    if (std::exchange(first, false)) {
      headers.status_line = line;
    } else if (colon != std::string_view::npos) {
      const std::string name = Lower(line.substr(0, colon));
      const std::string_view value = line.substr(colon + 1);
      if (name == "content-type") headers.type = value;
      if (name == "content-encoding") headers.encoding = Lower(value);
      if (name == "transfer-encoding") headers.transfer = Lower(value);
    }
  }
  return headers;
}

// False where it is no sequence of chunks. A last chunk that is cut off is kept as far as it goes.
bool JoinChunks(std::string_view body, std::string* joined) {
  joined->clear();
  while (true) {
    const size_t end = body.find('\n');
    if (end == std::string_view::npos) return !joined->empty();
    size_t size = 0;
    const auto [behind, error] = std::from_chars(body.data(), body.data() + end, size, 16);
    if (error != std::errc() || (*behind != '\r' && *behind != '\n' && *behind != ';' && *behind != ' ')) return false;
    body.remove_prefix(end + 1);
    if (size == 0) return true;
    joined->append(body.substr(0, size));
    if (size >= body.size()) return true;
    body.remove_prefix(size);
    body.remove_prefix(std::min(body.find('\n') + 1, body.size()));
  }
}

// gzip, zlib, or bare deflate by `window_bits` of zlib.
absl::StatusOr<std::string> Inflate(std::string_view body, int window_bits, size_t most_bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) return absl::ResourceExhaustedError("no memory to unpack a page");
  std::string out;
  char block[1 << 14];
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  int result = Z_OK;
  while (result == Z_OK && out.size() <= most_bytes) {
    stream.next_out = reinterpret_cast<Bytef*>(block);
    stream.avail_out = sizeof(block);
    result = inflate(&stream, Z_NO_FLUSH);
    out.append(block, sizeof(block) - stream.avail_out);
    if (stream.avail_out == sizeof(block)) break;
  }
  inflateEnd(&stream);
  if (out.size() > most_bytes)
    return absl::InvalidArgumentError(absl::StrCat("unpacks to more than ", most_bytes >> 20, " MiB"));
  if (result != Z_STREAM_END && out.empty()) return absl::DataLossError("cannot be unpacked");
  return out;
}

absl::StatusOr<std::string> Unpack(std::string body, const std::string& encoding, size_t most_bytes) {
  if (body.starts_with("\x1f\x8b")) return Inflate(body, 16 + MAX_WBITS, most_bytes);
  if (encoding == "deflate") {
    absl::StatusOr<std::string> zlib = Inflate(body, MAX_WBITS, most_bytes);
    if (!absl::IsDataLoss(zlib.status())) return zlib;
    absl::StatusOr<std::string> bare = Inflate(body, -MAX_WBITS, most_bytes);
    return absl::IsDataLoss(bare.status()) ? absl::StatusOr<std::string>(std::move(body)) : bare;
  }
  // Archives keep the header of a body that they unpacked; a page begins with a bracket.
  const bool markup = absl::StartsWith(absl::StripLeadingAsciiWhitespace(body), "<");
  const bool packed =
      !markup && !encoding.empty() && encoding != "identity" && encoding != "gzip" && encoding != "x-gzip";
  if (packed) return absl::UnimplementedError(absl::StrCat("compressed by `", encoding, "`, which is not read"));
  return body;
}

}  // namespace

absl::StatusOr<HttpResponse> ReadHttp(std::string_view response, size_t most_bytes) {
  HttpResponse result;
  if (!response.starts_with("HTTP/")) return absl::InvalidArgumentError("no HTTP response");
  const Headers headers = TakeHeaders(&response);
  const size_t space = std::min(headers.status_line.find(' '), headers.status_line.size());
  result.status = std::atoi(headers.status_line.c_str() + space);
  const std::string type = Lower(headers.type);
  result.type = Lower(std::string_view(type).substr(0, type.find(';')));
  if (const size_t at = type.find("charset="); at != std::string::npos) {
    const std::string_view rest = std::string_view(type).substr(at + 8);
    result.charset = Lower(rest.substr(rest.starts_with('"') || rest.starts_with('\'') ? 1 : 0));
    result.charset.erase(std::min(result.charset.find_first_of("\"'; "), result.charset.size()));
  }
  std::string body;
  if (headers.transfer.find("chunked") == std::string::npos || !JoinChunks(response, &body)) body = response;
  absl::StatusOr<std::string> unpacked = Unpack(std::move(body), headers.encoding, most_bytes);
  if (!unpacked.ok()) return unpacked.status();
  result.body = *std::move(unpacked);
  return result;
}

}  // namespace wirecopy

// The response of a web server as a WARC holds it.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace wirecopy {

struct HttpResponse {
  int status = 0;
  std::string type;     // of the content, in lower case and without parameters
  std::string charset;  // as it was named, may be empty
  std::string body;     // chunks joined, decompressed
};

// At most `most_bytes` of body come out: a page that unpacks to more is an error. So is a compression other than gzip
// and deflate. A body that was joined or unpacked before it was stored is taken as it is, whatever its header says.
absl::StatusOr<HttpResponse> ReadHttp(std::string_view response, size_t most_bytes);

}  // namespace wirecopy

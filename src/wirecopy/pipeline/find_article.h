// From an id as a person typed it to the article.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "wirecopy/pipeline/run.h"

namespace wirecopy {

// The number of the article that is called so. InvalidArgument names the ids that come closest.
absl::StatusOr<uint32_t> FindArticle(const Run& run, std::string_view id);

}  // namespace wirecopy

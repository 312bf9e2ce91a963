// All that an index holds as JSON Lines, so that two indexes can be compared.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "wirecopy/index/index.h"

namespace wirecopy {

// The settings, then every article by number, clusters, merges and edges. No times but those of the articles: the same
// articles added in the same nights give the same bytes. FailedPrecondition when a segment is damaged.
absl::Status ExportIndex(std::span<const IndexedSegment> segments, Catalogue* catalogue,
                         const std::function<absl::Status(std::string_view)>& write);

}  // namespace wirecopy

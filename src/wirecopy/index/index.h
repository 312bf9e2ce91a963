// A folder that holds all articles of many nights: one immutable segment for each, and the catalogue, which says what
// counts. Nothing becomes visible but by one commit of the catalogue.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "wirecopy/index/catalogue.h"
#include "wirecopy/index/lock.h"
#include "wirecopy/index/segment.h"

namespace wirecopy {

struct IndexedSegment {
  SegmentRow row;
  std::shared_ptr<const Segment> segment;
};

class Index {
 public:
  // Takes the lock, makes what is not there yet, removes what killed runs have left. `settings` null: the index must
  // exist, and may be of any. Unavailable when another process writes.
  static absl::StatusOr<std::unique_ptr<Index>> OpenToWrite(const std::string& folder, const IndexSettings* settings);
  // As it was committed at this moment, whatever is written meanwhile.
  static absl::StatusOr<std::unique_ptr<Index>> OpenToRead(const std::string& folder);

  // The same with all segments. Files that a writer replaces meanwhile are looked for again.
  static absl::StatusOr<std::unique_ptr<Index>> OpenWhole(const std::string& folder,
                                                          std::vector<IndexedSegment>* segments);

  const std::string& folder() const { return folder_; }
  Catalogue& catalogue() { return *catalogue_; }
  std::string CataloguePath() const { return folder_ + "/index.db"; }
  std::string SegmentPath(uint64_t number) const;
  std::string AsidePath(uint64_t number) const;

  // FailedPrecondition, with the name of the file, for one that is missing, damaged, or not the one that was written.
  absl::StatusOr<IndexedSegment> OpenSegment(const SegmentRow& row) const;
  // Those of nights after `after` (YYYY-MM-DD; empty: all), by the numbers of their articles.
  absl::StatusOr<std::vector<IndexedSegment>> OpenSegments(const std::string& after) const;
  absl::StatusOr<absl::flat_hash_set<uint64_t>> Deleted() const;

  // After a commit: what was committed reaches the database itself, so that the log is empty, and files that no
  // segment is called by are removed.
  absl::Status Settle();

 private:
  explicit Index(std::string folder) : folder_(std::move(folder)) {}
  absl::Status Sweep();

  std::string folder_;
  std::optional<WriterLock> lock_;
  std::unique_ptr<Catalogue> catalogue_;
};

}  // namespace wirecopy

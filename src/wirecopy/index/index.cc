#include "wirecopy/index/index.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace wirecopy {
namespace {

namespace fs = std::filesystem;

absl::Status CannotWrite(const std::string& path, const std::error_code& error) {
  return absl::UnavailableError(absl::StrCat(path, ": cannot write: ", error.message()));
}

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  return error ? CannotWrite(folder, error) : absl::OkStatus();
}

// So that a wrong folder is not taken for an empty index.
absl::Status CheckOwnFolder(const std::string& folder) {
  const std::set<std::string> own = {"lock", "segments", "aside", "index.db-journal"};
  std::error_code error;
  if (fs::exists(folder + "/index.db", error)) return absl::OkStatus();
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (!own.contains(entry.path().filename().string())) return Unfit(folder, "holds other files, and no index");
  }
  return absl::OkStatus();
}

}  // namespace

std::string Index::SegmentPath(uint64_t number) const {
  return absl::StrCat(folder_, "/segments/", absl::StrFormat("%08d.seg", number));
}

std::string Index::AsidePath(uint64_t number) const {
  return absl::StrCat(folder_, "/aside/", absl::StrFormat("%08d.seg", number));
}

absl::StatusOr<std::unique_ptr<Index>> Index::OpenToWrite(const std::string& folder, const IndexSettings* settings) {
  std::unique_ptr<Index> index(new Index(folder));
  std::error_code error;
  if (settings == nullptr && !fs::exists(index->CataloguePath(), error)) return Unfit(folder, "holds no index");
  for (const std::string& path : {folder, folder + "/segments"}) {
    if (absl::Status status = MakeFolder(path); !status.ok()) return status;
    if (absl::Status status = CheckOwnFolder(folder); !status.ok()) return status;
  }
  absl::StatusOr<WriterLock> lock = WriterLock::Take(folder + "/lock");
  if (!lock.ok()) return lock.status();
  index->lock_.emplace(*std::move(lock));
  // Without a catalogue all segments would be swept away.
  const bool may_make = fs::is_empty(folder + "/segments", error);
  auto catalogue = Catalogue::Open(index->CataloguePath(), Database::Mode::kWrite, settings, may_make);
  if (!catalogue.ok()) return catalogue.status();
  index->catalogue_ = *std::move(catalogue);
  if (absl::Status status = index->Settle(); !status.ok()) return status;
  return index;
}

absl::StatusOr<std::unique_ptr<Index>> Index::OpenToRead(const std::string& folder) {
  std::unique_ptr<Index> index(new Index(folder));
  std::error_code error;
  if (!fs::exists(index->CataloguePath(), error)) return Unfit(folder, "holds no index");
  auto catalogue = Catalogue::Open(index->CataloguePath(), Database::Mode::kRead, nullptr);
  if (!catalogue.ok()) return catalogue.status();
  index->catalogue_ = *std::move(catalogue);
  // One view of all tables from here on.
  Database& database = index->catalogue_->database();
  if (absl::Status status = database.Run("BEGIN"); !status.ok()) return status;
  if (const auto pinned = database.Number("SELECT count(*) FROM meta"); !pinned.ok()) return pinned.status();
  return index;
}

absl::StatusOr<std::unique_ptr<Index>> Index::OpenWhole(const std::string& folder,
                                                        std::vector<IndexedSegment>* segments) {
  constexpr int kTries = 5;
  absl::Status failed;
  for (int turn = 0; turn < kTries; ++turn) {
    absl::StatusOr<std::unique_ptr<Index>> index = OpenToRead(folder);
    if (!index.ok()) return index;
    absl::StatusOr<std::vector<IndexedSegment>> opened = (*index)->OpenSegments("");
    if (opened.ok()) {
      *segments = *std::move(opened);
      return index;
    }
    failed = opened.status();
  }
  return failed;
}

absl::StatusOr<IndexedSegment> Index::OpenSegment(const SegmentRow& row) const {
  const std::string path = SegmentPath(row.number);
  absl::StatusOr<std::unique_ptr<Segment>> segment = Segment::Open(path);
  if (absl::IsNotFound(segment.status())) return Unfit(path, "is missing");
  if (!segment.ok()) return segment.status();
  if ((*segment)->checksum() != row.checksum) return Unfit(path, "is not the segment that the catalogue names");
  if (!((*segment)->header().kind == catalogue_->settings().kind)) {
    return Unfit(path, absl::StrCat("was made with ", ToString((*segment)->header().kind)));
  }
  return IndexedSegment{row, *std::move(segment)};
}

absl::StatusOr<std::vector<IndexedSegment>> Index::OpenSegments(const std::string& after) const {
  const absl::StatusOr<std::vector<SegmentRow>> rows = catalogue_->Segments();
  if (!rows.ok()) return rows.status();
  std::vector<IndexedSegment> segments;
  for (const SegmentRow& row : *rows) {
    if (row.night <= after) continue;
    absl::StatusOr<IndexedSegment> segment = OpenSegment(row);
    if (!segment.ok()) return segment.status();
    segments.push_back(*std::move(segment));
  }
  return segments;
}

absl::StatusOr<absl::flat_hash_set<uint64_t>> Index::Deleted() const {
  absl::StatusOr<Statement> select = catalogue_->database().Prepare("SELECT number FROM deleted");
  if (!select.ok()) return select.status();
  absl::flat_hash_set<uint64_t> deleted;
  absl::StatusOr<bool> row = select->Step();
  for (; row.ok() && *row; row = select->Step()) deleted.insert(static_cast<uint64_t>(select->Int(0)));
  if (!row.ok()) return row.status();
  return deleted;
}

absl::Status Index::Settle() {
  // What cannot be moved now, because of a full disk or a reader, is moved another time; it is committed in the log.
  (void)catalogue_->database().Run("PRAGMA wal_checkpoint(TRUNCATE)").ok();
  return Sweep();
}

absl::Status Index::Sweep() {
  const absl::StatusOr<std::vector<SegmentRow>> rows = catalogue_->Segments();
  if (!rows.ok()) return rows.status();
  std::set<std::string> known;
  for (const SegmentRow& row : *rows) known.insert(fs::path(SegmentPath(row.number)).filename().string());
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_ + "/segments", error)) {
    if (known.contains(entry.path().filename().string())) continue;
    fs::remove(entry.path(), error);
    if (error) return CannotWrite(entry.path().string(), error);
  }
  return error ? CannotWrite(folder_ + "/segments", error) : absl::OkStatus();
}

}  // namespace wirecopy

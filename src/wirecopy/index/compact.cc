#include "wirecopy/index/compact.h"

#include <span>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "wirecopy/index/segment_writer.h"

namespace wirecopy {
namespace {

using Deleted = absl::flat_hash_set<uint64_t>;

// Neighbours by number and of one night, so that ranges of numbers stay apart and a night expires as a whole.
std::vector<std::vector<IndexedSegment>> GroupByNight(std::vector<IndexedSegment> segments) {
  std::vector<std::vector<IndexedSegment>> groups;
  for (IndexedSegment& one : segments) {
    if (groups.empty() || groups.back()[0].row.night != one.row.night) groups.emplace_back();
    groups.back().push_back(std::move(one));
  }
  return groups;
}

bool HasDeleted(const Segment& segment, const Deleted& deleted) {
  for (uint32_t i = 0; i < segment.articles() && !deleted.empty(); ++i) {
    if (deleted.contains(segment.number(i))) return true;
  }
  return false;
}

absl::Status CopyTexts(const Segment& segment, const Deleted& deleted, SegmentWriter* writer, TextPacker* packer) {
  TextUnpacker unpacker;
  for (uint32_t number = 0; number < segment.blocks(); ++number) {
    if (absl::Status status = segment.ReadBlock(number, &unpacker); !status.ok()) return status;
    uint32_t place = segment.block(number).first;
    for (const StoredText& text : unpacker.texts()) {
      if (!deleted.contains(segment.number(place++))) packer->Add(text);
    }
    if (number % 64 == 63 || number + 1 == segment.blocks()) {
      for (const TextBlock& block : packer->Take()) writer->Add(block);
    }
  }
  return absl::OkStatus();
}

// One segment with what is left of the group; `row` without articles when nothing is.
absl::StatusOr<SegmentRow> Rewrite(std::span<const IndexedSegment> group, const Deleted& deleted, const Index& index,
                                   const SignatureKind& kind, uint64_t number) {
  const auto values = static_cast<size_t>(kind.scheme.values);
  std::vector<SegmentArticle> articles;
  std::vector<uint16_t> signatures;
  for (const IndexedSegment& one : group) {
    const Segment& segment = *one.segment;
    if (absl::Status status = segment.CheckColumns(); !status.ok()) return status;
    for (uint32_t place = 0; place < segment.articles(); ++place) {
      if (deleted.contains(segment.number(place))) continue;
      articles.push_back({segment.number(place), segment.words(place), nullptr});
      signatures.resize(signatures.size() + values);
      segment.Signature(place, std::span(signatures).last(values));
    }
  }
  SegmentRow row{number, group[0].row.night, 0, 0, articles.size(), 0, 0};
  if (articles.empty()) return row;
  row.first = articles.front().number;
  row.last = articles.back().number;
  for (size_t i = 0; i < articles.size(); ++i) {
    if (articles[i].words > 0) articles[i].signature = signatures.data() + i * values;
  }
  SegmentWriter writer(index.SegmentPath(number), kind, articles);
  TextPacker packer;
  for (const IndexedSegment& one : group) {
    if (absl::Status status = CopyTexts(*one.segment, deleted, &writer, &packer); !status.ok()) return status;
  }
  const absl::StatusOr<WrittenSegment> written = writer.Finish();
  if (!written.ok()) return written.status();
  row.bytes = written->bytes;
  row.checksum = written->checksum;
  return row;
}

absl::Status Replace(std::span<const std::vector<IndexedSegment>> old, std::span<const SegmentRow> rows, uint64_t next,
                     Catalogue* catalogue) {
  Transaction transaction(&catalogue->database());
  if (!transaction.status().ok()) return transaction.status();
  absl::Status status = catalogue->SetNext("segment", next);
  for (const auto& group : old) {
    for (const IndexedSegment& one : group) {
      status.Update(catalogue->database().Run(absl::StrCat("DELETE FROM segments WHERE number = ", one.row.number)));
    }
  }
  for (const SegmentRow& row : rows) {
    if (row.articles > 0) status.Update(catalogue->AddSegment(row));
  }
  status.Update(catalogue->database().Run("DELETE FROM deleted"));
  return status.ok() ? transaction.Commit() : status;
}

}  // namespace

absl::StatusOr<Compacted> Compact(Index* index) {
  Catalogue& catalogue = index->catalogue();
  const auto deleted = index->Deleted();
  if (!deleted.ok()) return deleted.status();
  absl::StatusOr<std::vector<IndexedSegment>> segments = index->OpenSegments("");
  if (!segments.ok()) return segments.status();
  absl::StatusOr<uint64_t> next = catalogue.Next("segment");
  if (!next.ok()) return next.status();
  Compacted compacted;
  compacted.before = segments->size();
  compacted.articles = deleted->size();
  std::vector<std::vector<IndexedSegment>> old;
  std::vector<SegmentRow> rows;
  for (std::vector<IndexedSegment>& group : GroupByNight(*std::move(segments))) {
    uint64_t bytes = 0;
    bool stays = group.size() == 1;
    for (const IndexedSegment& one : group) {
      bytes += one.row.bytes;
      stays = stays && !HasDeleted(*one.segment, *deleted);
    }
    compacted.bytes_before += bytes;
    compacted.after += 1;
    compacted.bytes_after += stays ? bytes : 0;
    if (stays) continue;
    absl::StatusOr<SegmentRow> row = Rewrite(group, *deleted, *index, catalogue.settings().kind, (*next)++);
    if (!row.ok()) return row.status();
    compacted.after -= row->articles == 0 ? 1 : 0;
    compacted.bytes_after += row->bytes;
    rows.push_back(*std::move(row));
    old.push_back(std::move(group));
  }
  if (absl::Status status = Replace(old, rows, *next, &catalogue); !status.ok()) return status;
  // What was deleted has been overwritten already; this gives its room back.
  if (absl::Status status = catalogue.database().Run("VACUUM"); !status.ok()) return status;
  if (absl::Status status = index->Settle(); !status.ok()) return status;
  return compacted;
}

}  // namespace wirecopy

#include "wirecopy/night/verify_index.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/index/page_checks.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/signature/scheme.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

struct Reference {
  const char* count;  // a statement that counts what must not be
  const char* problem;
};

constexpr Reference kReferences[] = {
    {"SELECT count(*) FROM articles a LEFT JOIN articles k ON k.number = a.keeper WHERE a.keeper IS NOT NULL AND "
     "(k.number IS NULL OR k.cluster != a.cluster OR k.keeper != k.number)",
     "articles refer to a kept article that is not there, not kept, or of another cluster"},
    {"SELECT count(*) FROM articles a LEFT JOIN clusters c ON c.number = a.cluster WHERE c.number IS NULL AND "
     "(a.keeper IS NOT NULL OR a.cluster != a.number)",
     "articles are in a cluster that has no name"},
    {"SELECT count(*) FROM articles a LEFT JOIN articles v ON v.number = a.version_of WHERE a.version_of IS NOT NULL "
     "AND v.number IS NULL",
     "articles are versions of articles that are not there"},
    {"SELECT count(*) FROM articles a LEFT JOIN outlets o ON o.number = a.outlet WHERE o.number IS NULL",
     "articles have an outlet that is not there"},
    {"SELECT count(*) FROM edges e LEFT JOIN articles x ON x.number = e.a LEFT JOIN articles y ON y.number = e.b "
     "WHERE x.number IS NULL OR y.number IS NULL OR e.a >= e.b",
     "edges lead to articles that are not there"},
    {"SELECT count(*) FROM deleted d JOIN articles a ON a.number = d.number", "deleted articles are still there"},
    {"SELECT count(*) FROM articles WHERE number >= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = "
     "'next_article')",
     "articles have numbers that have not been given yet"},
    {"SELECT count(*) FROM segments x JOIN segments y ON x.number < y.number AND x.first <= y.last AND y.first <= "
     "x.last",
     "segments claim the same numbers"},
    {"SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM deleted) != (SELECT coalesce(sum(articles), 0) "
     "FROM segments)",
     "difference between the articles of the catalogue and those of the segments"},
};

absl::Status CheckReferences(Catalogue* catalogue, std::vector<std::string>* problems) {
  Database& database = catalogue->database();
  absl::StatusOr<Statement> check = database.Prepare("PRAGMA integrity_check");
  if (!check.ok()) return check.status();
  absl::StatusOr<bool> row = check->Step();
  for (; row.ok() && *row; row = check->Step()) {
    const std::string said(check->Text(0));
    if (said != "ok") problems->push_back(absl::StrCat(database.path(), ": ", said));
  }
  if (!row.ok()) return row.status();
  for (const Reference& reference : kReferences) {
    const absl::StatusOr<int64_t> found = database.Number(reference.count);
    if (!found.ok()) return found.status();
    if (*found > 0) problems->push_back(absl::StrCat(database.path(), ": ", *found, " ", reference.problem));
  }
  return absl::OkStatus();
}

// The words and the signature that each text of a segment has.
absl::Status CheckTexts(const Segment& segment, const Executor& executor) {
  const SignatureKind& kind = segment.header().kind;
  const auto scheme = MakeScheme(kind.scheme.name, kind.scheme.values);
  if (!scheme.ok() || (*scheme)->id() != kind.scheme || kind.normalisation != kNormalisation) {
    return Unfit(segment.path(), absl::StrCat("was made with ", ToString(kind), ", which this program cannot make"));
  }
  const auto values = static_cast<size_t>(kind.scheme.values);
  WordSplitter splitter;
  TextUnpacker unpacker;
  std::vector<Word> words;
  std::vector<uint64_t> shingles;
  std::vector<uint32_t> signature(values);
  std::vector<uint16_t> stored(values);
  for (uint32_t number = 0; number < segment.blocks() && !executor.cancelled(); ++number) {
    if (absl::Status status = segment.ReadBlock(number, &unpacker); !status.ok()) return status;
    uint32_t place = segment.block(number).first;
    for (const StoredText& text : unpacker.texts()) {
      splitter.Split(text.text, &words);
      bool same = words.size() == segment.words(place);
      if (same && !words.empty()) {
        ShinglesOf(words, kind.shingle_words, &shingles);
        (*scheme)->Sign(shingles, signature);
        segment.Signature(place, stored);
        for (size_t i = 0; i < values; ++i) same = same && stored[i] == (signature[i] & kSegmentMask);
      }
      if (!same) return Unfit(segment.path(), absl::StrCat("article ", segment.number(place), " is not its text"));
      ++place;
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSegment(const Index& index, const SegmentRow& row, const Executor& executor) {
  const absl::StatusOr<IndexedSegment> opened = index.OpenSegment(row);
  if (!opened.ok()) return opened.status();
  const Segment& segment = *opened->segment;
  if (absl::Status status = segment.CheckAll(); !status.ok()) return status;
  const uint32_t articles = segment.articles();
  bool rising = articles == row.articles && articles > 0;
  for (uint32_t i = 1; i < articles; ++i) rising = rising && segment.number(i - 1) < segment.number(i);
  if (!rising || segment.number(0) != row.first || segment.number(articles - 1) != row.last) {
    return Unfit(segment.path(), "has not the articles that the catalogue says");
  }
  return CheckTexts(segment, executor);
}

absl::StatusOr<std::vector<SegmentRow>> CheckOnce(const std::string& folder, const Executor& executor,
                                                  Verified* verified) {
  const absl::StatusOr<std::unique_ptr<Index>> index = Index::OpenToRead(folder);
  if (!index.ok()) return index.status();
  absl::StatusOr<std::vector<SegmentRow>> rows = (*index)->catalogue().Segments();
  if (!rows.ok()) return rows.status();
  std::vector<std::string>& problems = verified->problems;
  absl::Status status = CheckReferences(&(*index)->catalogue(), &problems);
  status.Update(CheckPages((*index)->CataloguePath()));
  if (!status.ok()) problems.emplace_back(status.message());
  std::vector<absl::Status> found(rows->size());
  executor.For(rows->size(), 1, [&](size_t i, size_t) { found[i] = CheckSegment(**index, (*rows)[i], executor); });
  for (size_t i = 0; i < found.size(); ++i) {
    verified->articles += (*rows)[i].articles;
    verified->bytes += (*rows)[i].bytes;
    if (found[i].ok()) continue;
    problems.emplace_back(found[i].message());
    verified->damaged_segments.push_back((*rows)[i].number);
  }
  verified->segments = rows->size();
  return rows;
}

}  // namespace

absl::StatusOr<Verified> VerifyIndex(const std::string& folder, const Executor& executor) {
  constexpr int kTries = 5;
  for (int turn = 0;; ++turn) {
    Verified verified;
    const absl::StatusOr<std::vector<SegmentRow>> rows = CheckOnce(folder, executor, &verified);
    if (executor.cancelled()) return absl::CancelledError("interrupted");
    if (!rows.ok()) return rows.status();
    if (verified.damaged_segments.empty() || turn == kTries) return verified;
    // A writer may have replaced the segments meanwhile.
    const absl::StatusOr<std::unique_ptr<Index>> now = Index::OpenToRead(folder);
    if (!now.ok()) return verified;
    const auto rows_now = (*now)->catalogue().Segments();
    const auto same = [](const SegmentRow& x, const SegmentRow& y) { return x.number == y.number; };
    if (!rows_now.ok() || std::equal(rows->begin(), rows->end(), rows_now->begin(), rows_now->end(), same)) {
      return verified;
    }
  }
}

}  // namespace wirecopy

// What the index knows beside texts and signatures, in tables that people may query too (docs/index-format.md).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/index/database.h"
#include "wirecopy/index/format.h"

namespace wirecopy {

inline constexpr int kCatalogueFormat = 1;

// What all articles of an index have been compared by.
struct IndexSettings {
  SignatureKind kind;
  std::string likeness;  // its name
  double threshold = 0, average = 0;
  int least_shared = 0;
};

struct SegmentRow {
  uint64_t number = 0;
  std::string night;             // YYYY-MM-DD
  uint64_t first = 0, last = 0;  // numbers of its articles
  uint64_t articles = 0;         // with deleted ones
  uint64_t bytes = 0, checksum = 0;
};

// Of an article, what clusters say.
struct Membership {
  uint64_t cluster = 0;            // its number: that of the article that it began with
  std::optional<uint64_t> keeper;  // the article that the cluster keeps; none: alone
  std::optional<double> likeness;  // to the keeper, where it is another one and was compared
  friend bool operator==(const Membership&, const Membership&) = default;
};

struct ArticleRow {
  uint64_t number = 0;  // in the order of adding; never used again
  std::string_view id, url, outlet, published;
  uint64_t content = 0;  // hash of title and text
  std::optional<uint64_t> version_of;
  Membership membership;
};

struct RunRow {
  std::string night;
  uint64_t articles = 0, versions = 0, duplicates = 0, without_text = 0;
};

// Of the new articles of one outlet in a run.
struct OutletCounts {
  std::string outlet;
  uint64_t articles = 0, duplicates = 0, without_text = 0;
  uint32_t median_words = 0;  // of those with text
};

// What the index says of an article.
struct StoredAnswer {
  uint64_t number = 0;
  std::string id, cluster, keeper, version_of;  // ids; the last two empty where there is none
  Membership membership;
};

struct Merge {
  uint64_t cluster = 0, into = 0;
};

// What a cluster, and the article that it keeps, have become.
struct Succession {
  uint64_t cluster = 0, keeper = 0;
  uint64_t new_cluster = 0, new_keeper = 0;
};

class Catalogue {
 public:
  // kWrite makes the tables where there are none, with `settings`, if it may. FailedPrecondition when the database is
  // damaged, of another format, or has other settings than those that are given.
  static absl::StatusOr<std::unique_ptr<Catalogue>> Open(const std::string& path, Database::Mode mode,
                                                         const IndexSettings* settings, bool may_make = true);

  const IndexSettings& settings() const { return settings_; }
  Database& database() { return *database_; }

  absl::StatusOr<std::vector<SegmentRow>> Segments();    // by number of their articles
  absl::StatusOr<uint64_t> Next(std::string_view what);  // article, segment or run
  absl::Status SetNext(std::string_view what, uint64_t number);

  struct Known {
    uint64_t number = 0;
    bool same_content = false;
  };
  // The article with this id and content; else the newest with this id or url. None: it is new.
  absl::StatusOr<std::optional<Known>> Find(std::string_view id, std::string_view url, uint64_t content);
  absl::StatusOr<std::optional<Membership>> MembershipOf(uint64_t number);
  absl::Status ForEachEdge(uint64_t number, const std::function<void(uint64_t other, double likeness)>& call);
  // Of all articles from `first` to `last`, by number.
  absl::Status ForEachAnswer(uint64_t first, uint64_t last, const std::function<void(const StoredAnswer&)>& call);

  // In a transaction of the caller.
  absl::Status AddArticle(const ArticleRow& article);
  absl::Status AddEdge(uint64_t a, uint64_t b, double likeness);  // a < b
  absl::Status SetMembership(uint64_t number, const Membership& membership);
  // Named by the article with the cluster's number, where it has no name yet.
  absl::Status AddCluster(uint64_t number);
  absl::Status AddMerge(const Merge& merge, uint64_t run);
  // For members that were not grouped anew, because they are out of the window: they follow their cluster.
  absl::Status Follow(const Succession& succession);
  absl::Status AddSegment(const SegmentRow& segment);
  absl::Status AddRun(uint64_t number, const RunRow& run, const std::vector<OutletCounts>& outlets);

 private:
  explicit Catalogue(std::unique_ptr<Database> database) : database_(std::move(database)) {}
  absl::StatusOr<uint64_t> OutletNumber(std::string_view name);

  std::unique_ptr<Database> database_;
  IndexSettings settings_;
  struct Statements;
  std::shared_ptr<Statements> statements_;
};

}  // namespace wirecopy

// Postings: which articles hold which key (a fingerprint or a band), and the groups that share one.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "wirecopy/base/executor.h"

namespace wirecopy {

struct Posting {
  uint64_t key = 0;
  uint32_t article = 0;
  uint32_t word = 0;  // where a fingerprint's shingle begins; 0 for bands
  friend auto operator<=>(const Posting&, const Posting&) = default;
};

// Stands for "in too many places to list" where one article holds a key very often.
inline constexpr uint32_t kManyPlaces = ~uint32_t{0};

// Two postings of unlike articles that share a key, a.article < b.article.
struct Meeting {
  uint32_t a = 0, b = 0;            // articles
  uint32_t word_a = 0, word_b = 0;  // where the shared shingle begins
  friend auto operator<=>(const Meeting&, const Meeting&) = default;
};

struct MeetingOptions {
  // A key in more articles than this is not paired out (n squared) but linked: each article with the group's first and
  // with the one before it, so a story in ten thousand copies stays whole and costs linear time. Nothing is dropped.
  size_t most_paired = 64;
};

struct Meetings {
  std::vector<Meeting> all;     // sorted, no repetitions
  std::vector<Posting> linked;  // the postings of groups that were linked instead of paired
  uint64_t groups = 0;          // keys held by two or more articles
  uint64_t linked_groups = 0;   // of these, linked instead of paired
};

// The postings partitioned by key and sorted (`rank` must outlive them), so that the meetings can be had of one range
// of articles at a time.
class PostingGroups {
 public:
  PostingGroups(std::vector<Posting> postings, std::span<const uint32_t> rank, const MeetingOptions& options,
                const Executor& executor);

  // Those whose a is at least `begin` and below `end`; sorted, no repetitions.
  std::vector<Meeting> Of(uint32_t begin, uint32_t end, const Executor& executor) const;
  // One above the highest number of an article.
  uint32_t articles() const { return articles_; }
  // At least so many meetings as there are, of all articles.
  uint64_t most_meetings() const { return most_meetings_; }

  uint64_t groups() const { return groups_; }
  uint64_t linked_groups() const { return linked_groups_; }
  std::vector<Posting> linked() const;

 private:
  std::vector<std::vector<Posting>> parts_;
  std::span<const uint32_t> rank_;
  MeetingOptions options_;
  uint32_t articles_ = 0;
  uint64_t most_meetings_ = 0, groups_ = 0, linked_groups_ = 0;
};

// Pairs every group. An article that holds a key in a few places meets the others with each; in more, with kManyPlaces
// once. `rank` orders the articles of a linked group (lower first, e.g. by time); empty: by number.
Meetings FindMeetings(std::vector<Posting> postings, std::span<const uint32_t> rank, const MeetingOptions& options,
                      const Executor& executor);

// Runs `emit(article, postings)` over the articles and joins what it adds in their order.
std::vector<Posting> CollectPostings(size_t articles, const Executor& executor,
                                     const std::function<void(uint32_t, std::vector<Posting>*)>& emit);

using ArticlePair = std::pair<uint32_t, uint32_t>;  // the lower number first

// The pairs, sorted, whose meetings pass `keep`. `meetings`: sorted. `met`: set to the number of all pairs, if given.
std::vector<ArticlePair> KeepPairs(const std::vector<Meeting>& meetings, const Executor& executor,
                                   const std::function<bool(std::span<const Meeting>)>& keep, uint64_t* met = nullptr);

// KeepPairs of all meetings, range by range of articles: about `at_once` of them are held.
std::vector<ArticlePair> FindPairs(const PostingGroups& groups, const Executor& executor,
                                   const std::function<bool(std::span<const Meeting>)>& keep, uint64_t* met = nullptr,
                                   uint64_t at_once = uint64_t{1} << 24);

// Those of two articles, a < b, out of sorted meetings.
std::span<const Meeting> MeetingsOf(const std::vector<Meeting>& meetings, uint32_t a, uint32_t b);

}  // namespace wirecopy

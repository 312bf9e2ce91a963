#include "wirecopy/candidates/postings.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace wirecopy {
namespace {

constexpr size_t kParts = 256;
constexpr size_t kArticlesAChunk = 64;
constexpr size_t kPairsAChunk = 1024;
constexpr size_t kMostPlaces = 4;  // of one key in one article that are listed one by one
constexpr size_t kPartShift = 56;  // the keys are hashes: their top byte divides them evenly

// The order of both as numbers: a comparison of all four or three fields one by one takes twice the time.
bool Before(const Meeting& x, const Meeting& y) {
  const uint64_t pair_x = uint64_t{x.a} << 32 | x.b, pair_y = uint64_t{y.a} << 32 | y.b;
  if (pair_x != pair_y) return pair_x < pair_y;
  return (uint64_t{x.word_a} << 32 | x.word_b) < (uint64_t{y.word_a} << 32 | y.word_b);
}
bool Before(const Posting& x, const Posting& y) {
  if (x.key != y.key) return x.key < y.key;
  return (uint64_t{x.article} << 32 | x.word) < (uint64_t{y.article} << 32 | y.word);
}

// One article's places of a key, as a range of the part's postings.
using Holder = std::span<const Posting>;

void Meet(Holder x, Holder y, std::vector<Meeting>* meetings) {
  if (x[0].article > y[0].article) std::swap(x, y);
  const uint32_t a = x[0].article, b = y[0].article;
  if (x.size() > kMostPlaces || y.size() > kMostPlaces) {
    meetings->push_back({a, b, kManyPlaces, kManyPlaces});
    return;
  }
  for (const Posting& in_a : x) {
    for (const Posting& in_b : y) meetings->push_back({a, b, in_a.word, in_b.word});
  }
}

// Articles of a range: the ones whose meetings are asked for.
struct Range {
  uint32_t begin = 0, end = 0;
  bool holds(uint32_t article) const { return article >= begin && article < end; }
};

// `group`: by article, two or more.
void PairOut(const std::vector<Holder>& group, Range range, std::vector<Meeting>* meetings) {
  for (size_t i = 0; i < group.size(); ++i) {
    if (!range.holds(group[i][0].article)) continue;
    for (size_t j = i + 1; j < group.size(); ++j) Meet(group[i], group[j], meetings);
  }
}

void Link(std::vector<Holder>& group, std::span<const uint32_t> rank, Range range, std::vector<Meeting>* meetings) {
  const auto order = [&](const Holder& holder) {
    const uint32_t article = holder[0].article;
    return std::pair(rank.empty() ? article : rank[article], article);
  };
  std::sort(group.begin(), group.end(), [&](const Holder& x, const Holder& y) { return order(x) < order(y); });
  const auto meet = [&](const Holder& x, const Holder& y) {
    if (range.holds(std::min(x[0].article, y[0].article))) Meet(x, y, meetings);
  };
  for (size_t i = 1; i < group.size(); ++i) {
    meet(group[0], group[i]);
    if (i > 1) meet(group[i - 1], group[i]);
  }
}

// Sorted parts by the top byte of the key, so that they can be sorted side by side and stay in the cache.
std::vector<std::vector<Posting>> Partition(const std::vector<Posting>& postings) {
  std::array<size_t, kParts> sizes{};
  for (const Posting& p : postings) ++sizes[p.key >> kPartShift];
  std::vector<std::vector<Posting>> parts(kParts);
  for (size_t i = 0; i < kParts; ++i) parts[i].reserve(sizes[i]);
  for (const Posting& p : postings) parts[p.key >> kPartShift].push_back(p);
  return parts;
}

// Calls visit(group) for every key that two or more articles hold; the group is by article, and the visitor's own.
template <typename Visit>
void ForGroups(const std::vector<Posting>& part, const Visit& visit) {
  std::vector<Holder> group;
  for (size_t begin = 0, end = 0; begin < part.size(); begin = end) {
    group.clear();
    while (end < part.size() && part[end].key == part[begin].key) {
      const size_t first = end;
      while (end < part.size() && part[end].key == part[begin].key && part[end].article == part[first].article) ++end;
      group.push_back(std::span(part).subspan(first, end - first));
    }
    if (group.size() > 1) visit(group);
  }
}

uint64_t MostMeetings(const std::vector<Holder>& group, bool linked) {
  uint64_t places = 0;
  for (const Holder& holder : group) places += std::min(holder.size(), kMostPlaces);
  return linked ? 2 * kMostPlaces * places : places * places / 2;
}

// Side by side, by parts of nearby articles.
void SortMeetings(Range range, const Executor& executor, std::vector<std::vector<Meeting>>* found,
                  std::vector<Meeting>* sorted) {
  const auto part_of = [&](const Meeting& meeting) {
    return (meeting.a - range.begin) * uint64_t{kParts} / (range.end - range.begin);
  };
  std::array<size_t, kParts + 1> begins{};
  for (const std::vector<Meeting>& meetings : *found) {
    for (const Meeting& meeting : meetings) ++begins[part_of(meeting) + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  sorted->resize(begins.back());
  auto next = begins;
  for (std::vector<Meeting>& meetings : *found) {
    for (const Meeting& meeting : meetings) (*sorted)[next[part_of(meeting)]++] = meeting;
    meetings = {};
  }
  executor.For(kParts, 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      std::sort(sorted->begin() + static_cast<std::ptrdiff_t>(begins[i]),
                sorted->begin() + static_cast<std::ptrdiff_t>(begins[i + 1]),
                [](const Meeting& x, const Meeting& y) { return Before(x, y); });
    }
  });
}

}  // namespace

PostingGroups::PostingGroups(std::vector<Posting> postings, std::span<const uint32_t> rank,
                             const MeetingOptions& options, const Executor& executor)
    : parts_(Partition(postings)), rank_(rank), options_(options) {
  for (const Posting& posting : postings) articles_ = std::max(articles_, posting.article + 1);
  postings = {};
  std::array<std::array<uint64_t, 3>, kParts> counts{};
  executor.For(kParts, 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      std::sort(parts_[i].begin(), parts_[i].end(), [](const Posting& x, const Posting& y) { return Before(x, y); });
      ForGroups(parts_[i], [&](const std::vector<Holder>& group) {
        const bool linked = group.size() > options_.most_paired;
        counts[i][0] += 1;
        counts[i][1] += linked;
        counts[i][2] += MostMeetings(group, linked);
      });
    }
  });
  for (const auto& [groups, linked, most] : counts) {
    groups_ += groups;
    linked_groups_ += linked;
    most_meetings_ += most;
  }
}

std::vector<Meeting> PostingGroups::Of(uint32_t begin, uint32_t end, const Executor& executor) const {
  const Range range{begin, end};
  std::vector<std::vector<Meeting>> found(kParts);
  executor.For(kParts, 1, [&](size_t first, size_t last) {
    for (size_t i = first; i < last; ++i) {
      ForGroups(parts_[i], [&](std::vector<Holder>& group) {
        if (group.size() <= options_.most_paired) {
          PairOut(group, range, &found[i]);
        } else {
          Link(group, rank_, range, &found[i]);
        }
      });
    }
  });
  std::vector<Meeting> sorted;
  SortMeetings(range, executor, &found, &sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

std::vector<Posting> PostingGroups::linked() const {
  std::vector<Posting> linked;
  for (const std::vector<Posting>& part : parts_) {
    ForGroups(part, [&](const std::vector<Holder>& group) {
      if (group.size() <= options_.most_paired) return;
      for (const Holder& holder : group) linked.insert(linked.end(), holder.begin(), holder.end());
    });
  }
  return linked;
}

Meetings FindMeetings(std::vector<Posting> postings, std::span<const uint32_t> rank, const MeetingOptions& options,
                      const Executor& executor) {
  const PostingGroups groups(std::move(postings), rank, options, executor);
  return {groups.Of(0, groups.articles(), executor), groups.linked(), groups.groups(), groups.linked_groups()};
}

std::vector<Posting> CollectPostings(size_t articles, const Executor& executor,
                                     const std::function<void(uint32_t, std::vector<Posting>*)>& emit) {
  std::vector<std::vector<Posting>> chunks((articles + kArticlesAChunk - 1) / kArticlesAChunk);
  executor.For(articles, kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) emit(static_cast<uint32_t>(i), &chunks[begin / kArticlesAChunk]);
  });
  std::vector<Posting> all;
  size_t total = 0;
  for (const std::vector<Posting>& chunk : chunks) total += chunk.size();
  all.reserve(total);
  for (std::vector<Posting>& chunk : chunks) {
    all.insert(all.end(), chunk.begin(), chunk.end());
    chunk = {};
  }
  return all;
}

std::vector<ArticlePair> KeepPairs(const std::vector<Meeting>& meetings, const Executor& executor,
                                   const std::function<bool(std::span<const Meeting>)>& keep, uint64_t* met) {
  std::vector<size_t> begins;
  for (size_t i = 0; i < meetings.size(); ++i) {
    if (i == 0 || meetings[i].a != meetings[i - 1].a || meetings[i].b != meetings[i - 1].b) begins.push_back(i);
  }
  const size_t pairs = begins.size();
  if (met != nullptr) *met = pairs;
  begins.push_back(meetings.size());
  std::vector<uint8_t> kept(pairs, 0);
  executor.For(pairs, kPairsAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      kept[i] = keep(std::span(meetings).subspan(begins[i], begins[i + 1] - begins[i]));
    }
  });
  std::vector<ArticlePair> result;
  for (size_t i = 0; i < pairs; ++i) {
    if (kept[i] != 0) result.emplace_back(meetings[begins[i]].a, meetings[begins[i]].b);
  }
  return result;
}

std::vector<ArticlePair> FindPairs(const PostingGroups& groups, const Executor& executor,
                                   const std::function<bool(std::span<const Meeting>)>& keep, uint64_t* met,
                                   uint64_t at_once) {
  const uint64_t articles = groups.articles();
  const uint64_t ranges = std::min(articles, groups.most_meetings() / at_once + 1);
  std::vector<ArticlePair> pairs;
  if (met != nullptr) *met = 0;
  for (uint64_t i = 0; i < ranges; ++i) {
    const auto begin = static_cast<uint32_t>(i * articles / ranges);
    const auto end = static_cast<uint32_t>((i + 1) * articles / ranges);
    uint64_t in_range = 0;
    const std::vector<ArticlePair> kept = KeepPairs(groups.Of(begin, end, executor), executor, keep, &in_range);
    pairs.insert(pairs.end(), kept.begin(), kept.end());
    if (met != nullptr) *met += in_range;
  }
  return pairs;
}

std::span<const Meeting> MeetingsOf(const std::vector<Meeting>& meetings, uint32_t a, uint32_t b) {
  const auto first = std::lower_bound(meetings.begin(), meetings.end(), Meeting{a, b, 0, 0});
  const auto last = std::upper_bound(first, meetings.end(), Meeting{a, b, kManyPlaces, kManyPlaces});
  return {first, last};
}

}  // namespace wirecopy

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

struct PartResult {
  std::vector<Meeting> meetings;
  std::vector<Posting> linked_postings;
  uint64_t groups = 0;
  uint64_t linked = 0;
};

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

void PairGroup(std::vector<Holder>& group, std::span<const uint32_t> rank, size_t most_paired, PartResult* result) {
  if (group.size() < 2) return;
  ++result->groups;
  if (group.size() <= most_paired) {
    for (size_t i = 0; i < group.size(); ++i) {
      for (size_t j = i + 1; j < group.size(); ++j) Meet(group[i], group[j], &result->meetings);
    }
    return;
  }
  ++result->linked;
  for (const Holder& holder : group) {
    result->linked_postings.insert(result->linked_postings.end(), holder.begin(), holder.end());
  }
  const auto order = [&](const Holder& holder) {
    const uint32_t article = holder[0].article;
    return std::pair(rank.empty() ? article : rank[article], article);
  };
  std::sort(group.begin(), group.end(), [&](const Holder& x, const Holder& y) { return order(x) < order(y); });
  for (size_t i = 1; i < group.size(); ++i) {
    Meet(group[0], group[i], &result->meetings);
    if (i > 1) Meet(group[i - 1], group[i], &result->meetings);
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

void PairPart(std::vector<Posting>& part, std::span<const uint32_t> rank, const MeetingOptions& options,
              PartResult* result) {
  std::sort(part.begin(), part.end());
  std::vector<Holder> group;
  for (size_t begin = 0, end = 0; begin < part.size(); begin = end) {
    group.clear();
    while (end < part.size() && part[end].key == part[begin].key) {
      const size_t first = end;
      while (end < part.size() && part[end].key == part[begin].key && part[end].article == part[first].article) ++end;
      group.push_back(std::span(part).subspan(first, end - first));
    }
    PairGroup(group, rank, options.most_paired, result);
  }
  part = {};
}

// By parts of nearby articles, side by side.
void SortMeetings(const Executor& executor, std::vector<Meeting>* meetings) {
  uint64_t articles = 0;
  for (const Meeting& meeting : *meetings) articles = std::max<uint64_t>(articles, uint64_t{meeting.a} + 1);
  const auto part_of = [&](const Meeting& meeting) { return meeting.a * uint64_t{kParts} / articles; };
  std::array<size_t, kParts + 1> begins{};
  for (const Meeting& meeting : *meetings) ++begins[part_of(meeting) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<Meeting> sorted(meetings->size());
  auto next = begins;
  for (const Meeting& meeting : *meetings) sorted[next[part_of(meeting)]++] = meeting;
  executor.For(kParts, 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begins[i]),
                sorted.begin() + static_cast<std::ptrdiff_t>(begins[i + 1]));
    }
  });
  meetings->swap(sorted);
}

}  // namespace

Meetings FindMeetings(std::vector<Posting> postings, std::span<const uint32_t> rank, const MeetingOptions& options,
                      const Executor& executor) {
  std::vector<std::vector<Posting>> parts = Partition(postings);
  postings = {};
  std::vector<PartResult> results(kParts);
  executor.For(kParts, 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) PairPart(parts[i], rank, options, &results[i]);
  });
  Meetings meetings;
  for (PartResult& result : results) {
    meetings.all.insert(meetings.all.end(), result.meetings.begin(), result.meetings.end());
    meetings.linked.insert(meetings.linked.end(), result.linked_postings.begin(), result.linked_postings.end());
    meetings.groups += result.groups;
    meetings.linked_groups += result.linked;
    result = {};
  }
  SortMeetings(executor, &meetings.all);
  meetings.all.erase(std::unique(meetings.all.begin(), meetings.all.end()), meetings.all.end());
  return meetings;
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

std::span<const Meeting> MeetingsOf(const std::vector<Meeting>& meetings, uint32_t a, uint32_t b) {
  const auto first = std::lower_bound(meetings.begin(), meetings.end(), Meeting{a, b, 0, 0});
  const auto last = std::upper_bound(first, meetings.end(), Meeting{a, b, kManyPlaces, kManyPlaces});
  return {first, last};
}

}  // namespace wirecopy

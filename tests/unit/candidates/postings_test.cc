#include "wirecopy/candidates/postings.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

using Pairs = std::set<std::pair<uint32_t, uint32_t>>;

// More places than any reading of "a few", and fewer than this are few in these tests: at most three.
constexpr uint32_t kVeryMany = 30;

// Every pair of postings, looked at one by one.
std::vector<Meeting> AllMeetings(const std::vector<Posting>& postings) {
  std::map<std::pair<uint64_t, uint32_t>, uint32_t> places;
  for (const Posting& p : postings) ++places[{p.key, p.article}];
  std::set<Meeting> meetings;
  for (const Posting& x : postings) {
    for (const Posting& y : postings) {
      if (x.key != y.key || x.article >= y.article) continue;
      const bool many = places[{x.key, x.article}] >= kVeryMany || places[{y.key, y.article}] >= kVeryMany;
      meetings.insert({x.article, y.article, many ? kManyPlaces : x.word, many ? kManyPlaces : y.word});
    }
  }
  return {meetings.begin(), meetings.end()};
}

// Postings of random keys in random articles: mostly in one place, sometimes in a few, rarely in very many.
std::vector<Posting> RandomPostings(std::mt19937& random, uint32_t articles, uint64_t keys, int holders) {
  std::set<std::pair<uint64_t, uint32_t>> taken;
  std::vector<Posting> postings;
  for (int i = 0; i < holders; ++i) {
    const uint64_t key = Mix(random() % keys);
    const uint32_t article = static_cast<uint32_t>(random()) % articles;
    if (!taken.insert({key, article}).second) continue;
    const uint32_t kind = static_cast<uint32_t>(random()) % 40;
    const uint32_t places = kind == 0 ? kVeryMany : kind < 10 ? 1 + kind % 3 : 1;
    for (uint32_t place = 0; place < places; ++place) postings.push_back({key, article, 100 * place + kind});
  }
  std::shuffle(postings.begin(), postings.end(), random);
  return postings;
}

// One key in each of `articles` articles, in order.
std::vector<Posting> OneKey(uint32_t articles) {
  std::vector<Posting> postings;
  for (uint32_t i = 0; i < articles; ++i) postings.push_back({Mix(1), i, 10 * i});
  return postings;
}

Pairs PairsOf(const Meetings& meetings) {
  Pairs pairs;
  for (const Meeting& m : meetings.all) pairs.insert({m.a, m.b});
  return pairs;
}

bool Connected(const Pairs& pairs, uint32_t articles) {
  std::vector<uint32_t> group(articles);
  std::iota(group.begin(), group.end(), 0u);
  const auto find = [&](uint32_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  for (const auto& [a, b] : pairs) group[find(a)] = find(b);
  for (uint32_t i = 0; i < articles; ++i) {
    if (find(i) != find(0)) return false;
  }
  return true;
}

TEST_CASE("Meetings are those of every two postings of unlike articles that share a key") {
  std::mt19937 random(101);
  for (const auto& [articles, keys, holders] :
       {std::tuple(5u, 3u, 20), std::tuple(40u, 30u, 300), std::tuple(60u, 1000u, 400), std::tuple(60u, 2u, 90)}) {
    for (int trial = 0; trial < 10; ++trial) {
      const std::vector<Posting> postings = RandomPostings(random, articles, keys, holders);
      const std::vector<Meeting> expected = AllMeetings(postings);
      const Meetings meetings = FindMeetings(postings, {}, {.most_paired = 64}, Executor(1));
      INFO(articles << " articles, " << keys << " keys, trial " << trial);
      CHECK(meetings.all == expected);
      CHECK(meetings.linked_groups == 0);
      std::map<uint64_t, std::set<uint32_t>> holders_of;
      for (const Posting& p : postings) holders_of[p.key].insert(p.article);
      const auto shared =
          std::count_if(holders_of.begin(), holders_of.end(), [](const auto& e) { return e.second.size() > 1; });
      CHECK(meetings.groups == static_cast<uint64_t>(shared));
    }
  }
}

TEST_CASE("Meetings do not depend on the threads, the order of work or the order of the postings") {
  std::mt19937 random(102);
  std::vector<Posting> postings = RandomPostings(random, 300, 200, 5000);
  const MeetingOptions options{.most_paired = 20};  // both kinds of groups come up
  const Meetings expected = FindMeetings(postings, {}, options, Executor(1));
  CHECK(expected.linked_groups > 0);
  CHECK(expected.linked_groups < expected.groups);
  for (const int threads : {1, 2, 4}) {
    for (const uint64_t seed : {0, 3, 4}) {
      std::shuffle(postings.begin(), postings.end(), random);
      const Meetings meetings = FindMeetings(postings, {}, options, Executor(threads, nullptr, seed));
      CHECK(meetings.all == expected.all);
      CHECK(meetings.groups == expected.groups);
      CHECK(meetings.linked_groups == expected.linked_groups);
    }
  }
}

TEST_CASE("The meetings of ranges of articles are those of all, each in the range of its lower article") {
  std::mt19937 random(103);
  for (int trial = 0; trial < 20; ++trial) {
    const std::vector<Posting> postings = RandomPostings(random, 300, 200, 5000);
    const MeetingOptions options{.most_paired = 20};
    const PostingGroups groups(postings, {}, options, Executor(1));
    const std::vector<Meeting> all = FindMeetings(postings, {}, options, Executor(1)).all;
    CHECK(groups.most_meetings() >= all.size());
    std::vector<Meeting> joined;
    const auto step = static_cast<uint32_t>(1 + random() % groups.articles());
    for (uint32_t begin = 0; begin < groups.articles(); begin += step) {
      const std::vector<Meeting> part = groups.Of(begin, std::min(begin + step, groups.articles()), Executor(1));
      for (const Meeting& meeting : part) CHECK((meeting.a >= begin && meeting.a < begin + step));
      joined.insert(joined.end(), part.begin(), part.end());
    }
    CHECK(joined == all);
  }
}

TEST_CASE("Pairs found range by range are those of all meetings") {
  std::mt19937 random(104);
  const std::vector<Posting> postings = RandomPostings(random, 300, 400, 5000);
  const auto odd = [](std::span<const Meeting> met) { return met.size() % 2 == 1; };
  for (const uint64_t at_once : {uint64_t{1}, uint64_t{1000}, uint64_t{1} << 40}) {
    uint64_t met = 0, expected_met = 0;
    const PostingGroups groups(postings, {}, {}, Executor(1));
    CHECK(FindPairs(groups, Executor(1), odd, &met, at_once) ==
          KeepPairs(FindMeetings(postings, {}, {}, Executor(1)).all, Executor(1), odd, &expected_met));
    CHECK(met == expected_met);
  }
}

TEST_CASE("A key in a few places of an article meets with each, in very many with none in particular, once") {
  std::vector<Posting> few = {{Mix(1), 7, 1}, {Mix(1), 7, 2}, {Mix(1), 3, 5}, {Mix(1), 3, 6}};
  CHECK(FindMeetings(few, {}, {}, Executor(1)).all ==
        std::vector<Meeting>{{3, 7, 5, 1}, {3, 7, 5, 2}, {3, 7, 6, 1}, {3, 7, 6, 2}});
  std::vector<Posting> many = {{Mix(1), 7, 1}};
  for (uint32_t place = 0; place < kVeryMany; ++place) many.push_back({Mix(1), 3, place});
  CHECK(FindMeetings(many, {}, {}, Executor(1)).all == std::vector<Meeting>{{3, 7, kManyPlaces, kManyPlaces}});
}

TEST_CASE("A key in one article alone, however often, is no group") {
  const Meetings meetings = FindMeetings({{Mix(1), 2, 1}, {Mix(1), 2, 9}, {Mix(2), 3, 1}}, {}, {}, Executor(1));
  CHECK(meetings.all.empty());
  CHECK(meetings.groups == 0);
  CHECK(FindMeetings({}, {}, {}, Executor(2)).all.empty());
}

TEST_CASE("Two keys that share an article pair are two groups and two meetings") {
  const Meetings meetings =
      FindMeetings({{Mix(1), 0, 1}, {Mix(1), 1, 2}, {Mix(2), 0, 3}, {Mix(2), 1, 4}}, {}, {}, Executor(1));
  CHECK(meetings.all == std::vector<Meeting>{{0, 1, 1, 2}, {0, 1, 3, 4}});
  CHECK(meetings.groups == 2);
}

TEST_CASE("Postings come in the order of their articles, pairs in theirs, whatever the threads") {
  const auto emit = [](uint32_t article, std::vector<Posting>* out) {
    for (uint32_t i = 0; i < article % 3; ++i) out->push_back({i, article, i});
  };
  const std::vector<Posting> one = CollectPostings(5000, Executor(1), emit);
  REQUIRE(one.size() == 4999);
  CHECK(
      std::is_sorted(one.begin(), one.end(), [](const Posting& x, const Posting& y) { return x.article < y.article; }));
  CHECK(CollectPostings(5000, Executor(4), emit) == one);

  std::vector<Meeting> meetings;
  for (uint32_t a = 0; a < 3000; ++a) {
    for (uint32_t word = 0; word <= a % 3; ++word) meetings.push_back({a, a + 1, word, 0});
  }
  uint64_t met = 0;
  const auto several = [](std::span<const Meeting> range) { return range.size() > 1; };
  const std::vector<ArticlePair> kept = KeepPairs(meetings, Executor(4), several, &met);
  CHECK(met == 3000);
  REQUIRE(kept.size() == 2000);
  CHECK(kept[0] == ArticlePair(1, 2));
  CHECK(kept == KeepPairs(meetings, Executor(1), several));
  CHECK(KeepPairs({}, Executor(1), several).empty());
}

TEST_CASE("A group is paired out up to the limit and linked beyond it") {
  const Meetings paired = FindMeetings(OneKey(64), {}, {.most_paired = 64}, Executor(1));
  CHECK(paired.all.size() == 64 * 63 / 2);
  CHECK(paired.linked_groups == 0);
  const Meetings linked = FindMeetings(OneKey(65), {}, {.most_paired = 64}, Executor(1));
  CHECK(linked.all.size() == 64 + 63);
  CHECK(linked.linked_groups == 1);
  CHECK(linked.groups == 1);
}

TEST_CASE("A linked group is linear in its size and stays whole") {
  for (const uint32_t articles : {3u, 65u, 1000u}) {
    const Meetings meetings = FindMeetings(OneKey(articles), {}, {.most_paired = 2}, Executor(1));
    INFO(articles);
    CHECK(meetings.all.size() <= 2 * articles);
    CHECK(Connected(PairsOf(meetings), articles));
  }
}

TEST_CASE("In a linked group each article meets the first by rank and the one before it") {
  std::mt19937 random(103);
  constexpr uint32_t kArticles = 50;
  std::vector<uint32_t> order(kArticles), rank(kArticles);
  std::iota(order.begin(), order.end(), 0u);
  for (int trial = 0; trial < 5; ++trial) {
    const bool ranked = trial > 0;
    if (ranked) std::shuffle(order.begin(), order.end(), random);
    for (uint32_t i = 0; i < kArticles; ++i) rank[order[i]] = 1000 + i;
    std::set<Meeting> expected;
    for (uint32_t i = 1; i < kArticles; ++i) {
      for (const uint32_t other : {order[0], order[i - 1]}) {
        const auto [a, b] = std::minmax(order[i], other);
        expected.insert({a, b, 10 * a, 10 * b});
      }
    }
    const auto ranks = ranked ? std::span<const uint32_t>(rank) : std::span<const uint32_t>();
    const Meetings meetings = FindMeetings(OneKey(kArticles), ranks, {.most_paired = 10}, Executor(1));
    CHECK(meetings.all == std::vector<Meeting>(expected.begin(), expected.end()));
  }
}

TEST_CASE("Rank changes nothing where groups are paired out") {
  std::mt19937 random(104);
  const std::vector<Posting> postings = RandomPostings(random, 30, 20, 100);
  std::vector<uint32_t> rank(30);
  std::iota(rank.rbegin(), rank.rend(), 0u);
  CHECK(FindMeetings(postings, rank, {}, Executor(1)).all == FindMeetings(postings, {}, {}, Executor(1)).all);
}

}  // namespace
}  // namespace wirecopy

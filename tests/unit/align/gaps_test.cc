#include "wirecopy/align/gaps.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/oracle_aligner.h"
#include "tests/support/sample.h"

namespace wirecopy {
namespace {

using testing::Fresh;
using testing::Join;
using testing::OracleAligner;
using testing::Sample;
using testing::Text;
using testing::UnlikeWord;

Span All(const Sample& text) { return {0, static_cast<uint32_t>(text.words().size())}; }

// The score of matches in two spans from corner to corner, where no word is split: what stands between two matches is
// changed or missing, each word of the longer side at the same cost.
double ScoreOf(const std::vector<WordRun>& runs, const Sample& a, const Sample& b, Span in_a, Span in_b) {
  double score = 0;
  uint32_t end_a = in_a.begin, end_b = in_b.begin;
  const auto gap = [&](uint32_t to_a, uint32_t to_b) {
    REQUIRE(to_a >= end_a);
    REQUIRE(to_b >= end_b);
    score += OracleAligner::kMissing * std::max(to_a - end_a, to_b - end_b);
  };
  for (const WordRun& run : runs) {
    REQUIRE(run.size == 1);
    gap(run.a, run.b);
    const bool equal = a.Word(run.a) == b.Word(run.b);
    REQUIRE((equal || NearlyEqual(a.Word(run.a), b.Word(run.b))));
    score += equal ? OracleAligner::kEqual : OracleAligner::kNear;
    end_a = run.a + 1, end_b = run.b + 1;
  }
  gap(in_a.end, in_b.end);
  return score;
}

// Words of a small vocabulary, so that many places match, some with a letter's error.
Text RandomGap(std::mt19937& random, size_t words) {
  Text text;
  for (size_t i = 0; i < words; ++i) {
    std::string word = UnlikeWord(random() % 6);
    if (random() % 4 == 0) word[random() % word.size()] = 'q';
    text.push_back(word);
  }
  return text;
}

// Two texts no word of which is taken.
struct Gaps {
  Gaps(const Sample& a, const Sample& b)
      : used_a(a.view().words.size(), 0),
        used_b(b.view().words.size(), 0),
        aligner(a.view(), b.view(), used_a, used_b) {}
  std::vector<uint8_t> used_a, used_b;
  GapAligner aligner;
};

TEST_CASE("A gap is aligned as well as by looking at all ways") {
  std::mt19937 random(1);
  size_t matches = 0;
  for (int round = 0; round < 500; ++round) {
    const Sample a(RandomGap(random, 1 + random() % 20)), b(RandomGap(random, 1 + random() % 20));
    const std::vector<WordRun> runs = Gaps(a, b).aligner.Between(All(a), All(b));
    matches += runs.size();
    REQUIRE(ScoreOf(runs, a, b, All(a), All(b)) == Approx(OracleAligner(a, b).Global().score));
  }
  CHECK(matches > 1500);
}

TEST_CASE("A gap that is empty on one side has no matches") {
  const Sample a(Text{UnlikeWord(1), UnlikeWord(2)});
  const Gaps of_a(a, a);
  const GapAligner& gaps = of_a.aligner;
  CHECK(gaps.Between({1, 1}, {0, 2}).empty());
  CHECK(gaps.Between({0, 2}, {1, 1}).empty());
  CHECK(gaps.Onwards({2, 2}, {0, 2}, 0).empty());
  CHECK(gaps.Backwards({0, 2}, {0, 0}, 0).empty());
}

TEST_CASE("An end goes on as far as the best of all ways, forth and mirrored back") {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    uint32_t next = 0;
    Text a = Fresh(&next, 40), b = a;
    for (int edit = 0; edit < 4; ++edit) {  // far enough apart that the score never drops far behind its best
      const auto at = static_cast<ptrdiff_t>(4 + 9 * edit + random() % 4);
      if (random() % 3 == 0) {
        b[at] = UnlikeWord(90000 + random() % 1000);
      } else if (random() % 2 == 0) {
        b.erase(b.begin() + at);
      } else {
        b.insert(b.begin() + at, UnlikeWord(80000 + random() % 1000));
      }
    }
    const size_t kept = a.size();
    a = Join({a, Fresh(&next, 20)});
    b = Join({b, Fresh(&next, 20)});
    const Sample sample_a(a), sample_b(b);
    const std::vector<WordRun> forth = Gaps(sample_a, sample_b).aligner.Onwards(All(sample_a), All(sample_b), 4);
    REQUIRE_FALSE(forth.empty());
    const Span to_a{0, forth.back().a + 1}, to_b{0, forth.back().b + 1};
    CHECK(to_a.end <= kept);
    CHECK(ScoreOf(forth, sample_a, sample_b, to_a, to_b) == Approx(OracleAligner(sample_a, sample_b).All(12)[0].score));
    std::reverse(a.begin(), a.end());
    std::reverse(b.begin(), b.end());
    const Sample back_a(a), back_b(b);
    std::vector<WordRun> back = Gaps(back_a, back_b).aligner.Backwards(All(back_a), All(back_b), 4);
    std::reverse(back.begin(), back.end());
    for (WordRun& run : back) {
      run.a = static_cast<uint32_t>(a.size()) - 1 - run.a;
      run.b = static_cast<uint32_t>(b.size()) - 1 - run.b;
    }
    CHECK(back == forth);
  }
}

TEST_CASE("An end stops where the text turns away, though it comes back much later") {
  uint32_t next = 0;
  const Text near = Fresh(&next, 10), far = Fresh(&next, 30);
  const Sample a(Join({near, Fresh(&next, 3), far})), b(Join({near, Fresh(&next, 3), far}));
  CHECK(Gaps(a, b).aligner.Onwards(All(a), All(b), 4).size() == 10);
  CHECK(Gaps(a, b).aligner.Onwards(All(a), All(b), 10).size() == 10);
  CHECK(Gaps(a, b).aligner.Onwards(All(a), All(b), 10.5f).empty());
}

TEST_CASE("A word that is split on one side does not end the extension, and matches nothing itself") {
  uint32_t next = 0;
  const Text before = Fresh(&next, 5), behind = Fresh(&next, 5);
  const Sample whole(Join({before, {"parliamentary"}, behind})), split(Join({before, {"parlia", "mentary"}, behind}));
  const std::vector<WordRun> runs = Gaps(whole, split).aligner.Onwards(All(whole), All(split), 10.5f);
  REQUIRE(runs.size() == 10);
  CHECK(runs[4] == WordRun{4, 4, 1});
  CHECK(runs[5] == WordRun{6, 7, 1});
  const std::vector<WordRun> mirrored = Gaps(split, whole).aligner.Backwards(All(split), All(whole), 10.5f);
  REQUIRE(mirrored.size() == 10);
  CHECK(mirrored[5] == WordRun{7, 6, 1});
}

TEST_CASE("A word that is taken matches nothing") {
  uint32_t next = 0;
  const Sample a(Fresh(&next, 10));
  Gaps gaps(a, a);
  CHECK(gaps.aligner.Between(All(a), All(a)).size() == 10);
  gaps.used_b[4] = 1;
  gaps.used_a[7] = 1;
  const std::vector<WordRun> runs = gaps.aligner.Between(All(a), All(a));
  CHECK(runs.size() == 8);
  for (const WordRun& run : runs) CHECK((run.a == run.b && run.a != 4 && run.a != 7));
}

}  // namespace
}  // namespace wirecopy

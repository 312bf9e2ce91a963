#include "wirecopy/align/align.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/sample.h"

namespace wirecopy {
namespace {

using testing::AlignTexts;
using testing::Fresh;
using testing::Join;
using testing::Sample;
using testing::Text;
using testing::UnlikeWord;
using testing::WordOf;

// Substitutes, inserts before or deletes words, each with a third of `rate`.
Text Edited(std::mt19937& random, const Text& text, double rate, uint32_t* next) {
  std::uniform_real_distribution<double> chance(0, 1);
  Text edited;
  for (const std::string& word : text) {
    const double c = chance(random);
    if (c < rate / 3) {
      edited.push_back(UnlikeWord((*next)++));
    } else if (c < 2 * rate / 3) {
      edited.push_back(UnlikeWord((*next)++));
      edited.push_back(word);
    } else if (c >= rate) {
      edited.push_back(word);
    }
  }
  return edited;
}

// The longest common subsequence of words, by the plain table.
uint32_t LongestCommonSubsequence(const Text& a, const Text& b) {
  std::vector<std::vector<uint32_t>> table(a.size() + 1, std::vector<uint32_t>(b.size() + 1, 0));
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
    }
  }
  return table[a.size()][b.size()];
}

uint32_t Shared(const std::vector<Passage>& passages) {
  uint32_t shared = 0;
  for (const Passage& passage : passages) shared += passage.shared_words();
  return shared;
}

bool RunsAreEqualText(const std::vector<Passage>& passages, const Text& a, const Text& b) {
  for (const Passage& passage : passages) {
    for (const WordRun& run : passage.runs) {
      for (uint32_t i = 0; i < run.size; ++i) {
        if (a[run.a + i] != b[run.b + i]) return false;
      }
    }
  }
  return true;
}

Text RandomText(std::mt19937& random, size_t count, uint32_t vocabulary) {
  Text text;
  for (size_t i = 0; i < count; ++i) text.push_back(UnlikeWord(static_cast<uint32_t>(random()) % vocabulary));
  return text;
}

TEST_CASE("Edited copies share nearly all that the longest common subsequence shares, and never more") {
  std::mt19937 random(5);
  uint32_t next = 100000;
  for (const double rate : {0.0, 0.02, 0.04, 0.06}) {
    for (int round = 0; round < 15; ++round) {
      const Text a = RandomText(random, 100 + random() % 300, 2500);
      const Text b = Edited(random, a, rate, &next);
      const std::vector<Passage> passages = AlignTexts(a, b);
      const uint32_t best = LongestCommonSubsequence(a, b);
      CHECK(RunsAreEqualText(passages, a, b));
      CHECK(Shared(passages) <= best);
      CHECK(Shared(passages) >= 0.9 * best);
    }
  }
}

TEST_CASE("Texts with frequent words in common share no more than the longest common subsequence") {
  std::mt19937 random(6);
  uint32_t next = 100000;
  for (int round = 0; round < 20; ++round) {
    // Half of the words are of ten frequent short ones, as in prose.
    Text a;
    for (int i = 0; i < 250; ++i)
      a.push_back(random() % 2 == 0 ? WordOf(static_cast<uint32_t>(random() % 10)) : UnlikeWord(random() % 4000));
    const Text b = Edited(random, a, 0.05, &next);
    const std::vector<Passage> passages = AlignTexts(a, b);
    const uint32_t best = LongestCommonSubsequence(a, b);
    CHECK(RunsAreEqualText(passages, a, b));
    CHECK(Shared(passages) <= best);
    CHECK(Shared(passages) >= 0.9 * best);
  }
}

TEST_CASE("A moved paragraph is found at its new place and everything else stays found") {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    uint32_t next = 0;
    std::vector<Text> paragraphs;
    for (int i = 0; i < 6; ++i) paragraphs.push_back(Fresh(&next, 20 + random() % 40));
    const size_t from = random() % 3, to = 3 + random() % 3;
    std::vector<Text> moved = paragraphs;
    const Text paragraph = moved[from];
    moved.erase(moved.begin() + static_cast<ptrdiff_t>(from));
    moved.insert(moved.begin() + static_cast<ptrdiff_t>(to), paragraph);
    const Text a = Join(paragraphs), b = Join(moved);
    const std::vector<Passage> passages = AlignTexts(a, b);
    CHECK(RunsAreEqualText(passages, a, b));
    CHECK(Shared(passages) == a.size());
    const auto begin_a =
        static_cast<uint32_t>(Join({paragraphs.begin(), paragraphs.begin() + static_cast<ptrdiff_t>(from)}).size());
    const auto begin_b =
        static_cast<uint32_t>(Join({moved.begin(), moved.begin() + static_cast<ptrdiff_t>(to)}).size());
    const auto size = static_cast<uint32_t>(paragraph.size());
    const bool whole = std::any_of(passages.begin(), passages.end(), [&](const Passage& p) {
      return std::any_of(p.runs.begin(), p.runs.end(), [&](const WordRun& run) {
        return run == WordRun{begin_a, begin_b, size};
      });
    });
    CHECK(whole);
  }
}

TEST_CASE("Planted runs far apart are found with exact ends, in any order") {
  std::mt19937 random(8);
  for (int round = 0; round < 40; ++round) {
    uint32_t next = 0;
    std::vector<Text> planted;
    for (size_t i = 0; i < 1 + random() % 5; ++i) planted.push_back(Fresh(&next, 12 + random() % 50));
    std::vector<size_t> order_b(planted.size());
    for (size_t i = 0; i < order_b.size(); ++i) order_b[i] = i;
    std::shuffle(order_b.begin(), order_b.end(), random);
    Text a = Fresh(&next, random() % 10), b = Fresh(&next, random() % 10);
    std::vector<uint32_t> begin_a(planted.size()), begin_b(planted.size());
    for (size_t i = 0; i < planted.size(); ++i) {
      begin_a[i] = static_cast<uint32_t>(a.size());
      a = Join({a, planted[i], Fresh(&next, 25 + random() % 20)});
      begin_b[order_b[i]] = static_cast<uint32_t>(b.size());
      b = Join({b, planted[order_b[i]], Fresh(&next, 25 + random() % 20)});
    }
    const std::vector<Passage> passages = AlignTexts(a, b);
    REQUIRE(passages.size() == planted.size());
    for (size_t i = 0; i < planted.size(); ++i) {
      const auto size = static_cast<uint32_t>(planted[i].size());
      CHECK(passages[i].runs == std::vector<WordRun>{{begin_a[i], begin_b[i], size}});
      CHECK(passages[i].kind == PassageKind::kExact);
      CHECK(passages[i].similarity == 1.0);
    }
  }
}

TEST_CASE("Planted runs with few unlike words between them make one edited passage") {
  uint32_t next = 0;
  const Text first = Fresh(&next, 12), second = Fresh(&next, 9);
  const Text a = Join({Fresh(&next, 3), first, Fresh(&next, 4), second, Fresh(&next, 6)});
  const Text b = Join({Fresh(&next, 7), first, Fresh(&next, 1), second});
  const std::vector<Passage> passages = AlignTexts(a, b);
  REQUIRE(passages.size() == 1);
  CHECK(passages[0].a == Span{3, 28});
  CHECK(passages[0].b == Span{7, 29});
  CHECK(passages[0].runs == std::vector<WordRun>{{3, 7, 12}, {19, 20, 9}});
  CHECK(passages[0].kind == PassageKind::kEdited);
  CHECK(passages[0].similarity == Approx(42.0 / 47.0));
}

TEST_CASE("Runs far apart make one passage where the words between them are mostly the same") {
  uint32_t next = 0;
  const Text first = Fresh(&next, 15), between = Fresh(&next, 40), last = Fresh(&next, 15);
  const Text a = Join({first, between, last});
  const auto passages_with = [&](size_t every) {
    Text edited = between;
    for (size_t i = 1; i < edited.size(); i += every) edited[i] = UnlikeWord(next++);
    return AlignTexts(a, Join({first, edited, last}));
  };
  const std::vector<Passage> mostly = passages_with(3);
  REQUIRE(mostly.size() == 1);
  CHECK(mostly[0].a == Span{0, 70});
  CHECK(mostly[0].shared_words() == 57);
  CHECK(passages_with(1).size() == 2);
  // Nor where they stand elsewhere: each word is in one passage at most.
  Text moved = between;
  std::rotate(moved.begin(), moved.begin() + 20, moved.end());
  const std::vector<Passage> around = AlignTexts(a, Join({first, moved, last}));
  CHECK(around.size() > 1);
  CHECK(Shared(around) <= a.size());
}

// Whether no word of either text is matched twice.
bool Disjoint(const std::vector<Passage>& passages) {
  std::set<uint32_t> in_a, in_b;
  uint32_t shared = 0;
  for (const Passage& passage : passages) {
    for (const WordRun& run : passage.runs) {
      for (uint32_t i = 0; i < run.size; ++i) in_a.insert(run.a + i), in_b.insert(run.b + i);
    }
    shared += passage.shared_words();
  }
  return in_a.size() == shared && in_b.size() == shared;
}

TEST_CASE("Text that was moved out of a passage, or into it, is matched once") {
  uint32_t next = 0;
  const Text first = Fresh(&next, 20), second = Fresh(&next, 20);
  for (const size_t moved : {12u, 60u}) {
    const Text inner = Fresh(&next, moved);
    const Text a = Join({first, inner, second}), b = Join({first, Fresh(&next, 3), second, Fresh(&next, 40), inner});
    for (const auto& [x, y] : {std::pair(a, b), std::pair(b, a)}) {
      const std::vector<Passage> passages = AlignTexts(x, y);
      CHECK(Disjoint(passages));
      CHECK(Shared(passages) == 40 + moved);
    }
  }
  std::mt19937 random(21);
  for (int round = 0; round < 200; ++round) {
    // Few words that stand in many places, pieces moved about, and words changed.
    std::vector<Text> pieces;
    for (int i = 0; i < 8; ++i) pieces.push_back(RandomText(random, 8 + random() % 30, round % 2 == 0 ? 30 : 5000));
    const Text x = Join({pieces[0], pieces[1], pieces[2], pieces[3], pieces[4], pieces[5]});
    std::shuffle(pieces.begin(), pieces.end(), random);
    const Text y =
        Edited(random, Join({pieces[0], pieces[1], pieces[2], pieces[0], pieces[3], pieces[4], pieces[5]}), 0.1, &next);
    const std::vector<Passage> passages = AlignTexts(x, y);
    CHECK(Disjoint(passages));
    CHECK(Shared(passages) <= std::min(x.size(), y.size()));
  }
}

TEST_CASE("A copy behind endless repetition is found") {
  uint32_t next = 0;
  const Text copy = Fresh(&next, 100);
  for (const size_t times : {300u, 600u, 2500u}) {
    const Text text = Join({Text(times, "again"), copy});
    CHECK(Shared(AlignTexts(text, Join({text, Fresh(&next, 5)}))) == times + 100);
  }
}

TEST_CASE("Without chains each run is a passage of its own") {
  uint32_t next = 0;
  const Text first = Fresh(&next, 14), second = Fresh(&next, 13);
  const Text a = Join({first, Fresh(&next, 1), second}), b = Join({first, Fresh(&next, 1), second});
  AlignOptions options;
  CHECK(AlignTexts(a, b, options).size() == 1);
  options.chain = false;
  const std::vector<Passage> runs = AlignTexts(a, b, options);
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].a == Span{0, 14});
  CHECK(runs[1].a == Span{15, 28});
  CHECK(runs[1].kind == PassageKind::kExact);
}

TEST_CASE("A copy makes one exact passage of similarity 1, whatever its length from eight words on") {
  std::mt19937 random(9);
  for (uint32_t size = 8; size < 120; ++size) {
    const Text text = RandomText(random, size, 30);
    const std::vector<Passage> passages = AlignTexts(text, text);
    REQUIRE(passages.size() == 1);
    CHECK(passages[0].runs == std::vector<WordRun>{{0, 0, size}});
    CHECK(passages[0].kind == PassageKind::kExact);
    CHECK(passages[0].similarity == 1.0);
  }
}

TEST_CASE("A copy of fewer words than a seed makes one exact passage") {
  uint32_t next = 0;
  for (uint32_t size = 1; size < 5; ++size) {
    const Text text = Fresh(&next, size);
    const std::vector<Passage> passages = AlignTexts(text, text);
    REQUIRE(passages.size() == 1);
    CHECK(passages[0].runs == std::vector<WordRun>{{0, 0, size}});
    CHECK(passages[0].similarity == 1.0);
  }
}

TEST_CASE("A copy of a few words more than a seed makes one exact passage like a shorter and a longer one") {
  for (uint32_t size = 5; size < 8; ++size) {
    uint32_t next = 0;
    const Text text = Fresh(&next, size);
    CHECK(AlignTexts(text, text).size() == 1);
  }
}

TEST_CASE("A copy too short for a seed is one exact passage whatever the options") {
  AlignOptions options;
  options.seed_words = 12;
  for (uint32_t size = 1; size < 20; ++size) {
    uint32_t next = 0;
    const Text text = Fresh(&next, size);
    INFO(size);
    const std::vector<Passage> passages = AlignTexts(text, text, options);
    REQUIRE(passages.size() == 1);
    CHECK(passages[0].runs == std::vector<WordRun>{{0, 0, size}});
  }
}

TEST_CASE("Short texts that are not equal share nothing") {
  const Text brief = {"rain", "floods", "harbour"};
  const Text longer = {"after", "the", "rain", "floods", "harbour", "roads", "were", "closed"};
  CHECK(AlignTexts(brief, {"rain", "floods", "harbours"}).empty());
  CHECK(AlignTexts(brief, {"rain", "floods"}).empty());
  CHECK(AlignTexts(brief, longer).empty());
  CHECK(AlignTexts(longer, brief).empty());
}

TEST_CASE("An empty text shares nothing, not even with itself") {
  uint32_t next = 0;
  const Text nine = Fresh(&next, 9);
  CHECK(AlignTexts({}, {}).empty());
  CHECK(AlignTexts({}, nine).empty());
  CHECK(AlignTexts(nine, {}).empty());
}

TEST_CASE("The other way round the passages are mirrored where the texts are unambiguous") {
  std::mt19937 random(10);
  for (int round = 0; round < 30; ++round) {
    uint32_t next = 0;
    const Text a = Fresh(&next, 150 + random() % 100);
    Text b = Edited(random, a, 0.06, &next);
    std::rotate(b.begin(), b.begin() + static_cast<ptrdiff_t>(random() % b.size()), b.end());
    std::vector<Passage> forth = AlignTexts(a, b);
    std::vector<Passage> back = AlignTexts(b, a);
    for (Passage& passage : back) {
      std::swap(passage.a, passage.b);
      for (WordRun& run : passage.runs) std::swap(run.a, run.b);
    }
    std::sort(back.begin(), back.end(), [](const Passage& x, const Passage& y) { return x.a < y.a; });
    REQUIRE(forth.size() == back.size());
    for (size_t i = 0; i < forth.size(); ++i) {
      CHECK(forth[i].runs == back[i].runs);
      CHECK(forth[i].kind == back[i].kind);
      CHECK(forth[i].similarity == back[i].similarity);
    }
  }
}

TEST_CASE("A word repeated 200,000 times against itself is aligned within seconds") {
  const std::vector<Word> words(200000, Word{42, 0, 0});
  const AlignText text{"", words, {}};
  const auto start = std::chrono::steady_clock::now();
  const std::vector<Passage> passages = Align(text, text, AlignOptions());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  // Generous, because sanitizers take their share; work that is linear but for a logarithm takes a fraction of a
  // second.
  CHECK(took.count() < 20);
  REQUIRE_FALSE(passages.empty());
  CHECK(Shared(passages) <= 200000);
  CHECK(std::any_of(passages.begin(), passages.end(), [](const Passage& p) { return p.shared_words() > 100000; }));
}

TEST_CASE("A short refrain repeated for 30,000 words against an edited copy is aligned within seconds") {
  std::mt19937 random(11);
  std::vector<Word> a, b;
  for (uint64_t i = 0; i < 30000; ++i) a.push_back({i % 7, 0, 0});
  b = a;
  for (int i = 0; i < 300; ++i) b[random() % b.size()].hash = 1000 + random() % 1000;
  const auto start = std::chrono::steady_clock::now();
  const std::vector<Passage> passages = Align({"", a, {}}, {"", b, {}}, AlignOptions());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  CHECK(took.count() < 20);
  CHECK_FALSE(passages.empty());
  CHECK(Shared(passages) <= 30000);
}

TEST_CASE("Kinds of passages have the names of the contract") {
  CHECK(ToString(PassageKind::kExact) == "exact");
  CHECK(ToString(PassageKind::kEdited) == "edited");
}

}  // namespace
}  // namespace wirecopy

// What makes a passage and what does not: least words, gaps, ends, and which of several places is taken.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/sample.h"
#include "wirecopy/align/align.h"

namespace wirecopy {
namespace {

using testing::AlignTexts;
using testing::Fresh;
using testing::Join;
using testing::Sample;
using testing::Text;
using testing::UnlikeWord;

// Two texts that share only `shared`, far from their ends.
std::vector<Passage> AlignInside(const Text& shared_a, const Text& shared_b) {
  uint32_t next = 100000;
  return AlignTexts(Join({Fresh(&next, 30), shared_a, Fresh(&next, 30)}),
                    Join({Fresh(&next, 40), shared_b, Fresh(&next, 40)}));
}

TEST_CASE("A passage has at least twelve words") {
  uint32_t next = 0;
  const Text words = Fresh(&next, 12), fewer(words.begin(), words.end() - 1);
  CHECK(AlignInside(words, words).size() == 1);
  CHECK(AlignInside(fewer, fewer).empty());
}

TEST_CASE("An article of fewer words than a passage may stand whole in another") {
  uint32_t next = 0;
  const Text brief = Fresh(&next, 9);
  const Text longer = Join({Fresh(&next, 30), brief, Fresh(&next, 30)});
  const std::vector<Passage> passages = AlignTexts(brief, longer);
  REQUIRE(passages.size() == 1);
  CHECK(passages[0].runs == std::vector<WordRun>{{0, 30, 9}});
}

TEST_CASE("Without an anchor of eight words a passage needs fifteen close together") {
  uint32_t next = 0;
  const Text first = Fresh(&next, 7), second = Fresh(&next, 7), third = Fresh(&next, 5);
  const auto spread = [&](const std::vector<Text>& runs, size_t gap) {
    Text text;
    for (const Text& run : runs) text = Join({text, run, Fresh(&next, gap)});
    return text;
  };
  const auto passages = [&](const std::vector<Text>& runs, size_t gap) {
    return AlignInside(spread(runs, gap), spread(runs, gap)).size();
  };
  CHECK(passages({first, second, third}, 1) == 1);
  CHECK(passages({first, second, third}, 10) == 0);  // too far apart
  CHECK(passages({first, second}, 1) == 0);          // 14 words
}

TEST_CASE("Anchors are one passage up to a gap of 120 code points, whatever their bytes, on either side") {
  uint32_t next = 0;
  const Text first = Fresh(&next, 20), second = Fresh(&next, 20);
  // A gap holds one word more letters, a space on each side of it.
  const auto passages = [&](const std::string& letter, size_t code_points, bool in_a) {
    Text gap(1);
    for (size_t i = 0; i + 2 < code_points; ++i) gap[0] += letter;
    const Text apart = Join({first, gap, second}), close = Join({first, second});
    return AlignTexts(in_a ? apart : close, in_a ? close : apart).size();
  };
  for (const char* letter : {"x", "д", "ก", "𐐷"}) {
    INFO(letter);
    for (const bool in_a : {false, true}) {
      CHECK(passages(letter, 120, in_a) == 1);
      CHECK(passages(letter, 121, in_a) == 2);
    }
  }
}

TEST_CASE("Words with a letter's error, and beyond them words that are equal, belong to the passage") {
  uint32_t next = 0;
  Text a = Fresh(&next, 60), b = a;
  for (const size_t at : {4u, 5u, 30u, 31u, 55u}) b[at][3] = b[at][3] == 'q' ? 'x' : 'q';
  b[40] = UnlikeWord(777777);
  const std::vector<Passage> passages = AlignInside(a, b);
  REQUIRE(passages.size() == 1);
  CHECK(passages[0].a == Span{30, 90});
  CHECK(passages[0].b == Span{40, 100});
  CHECK(passages[0].shared_words() == 59);
  CHECK(passages[0].kind == PassageKind::kEdited);
  CHECK(passages[0].runs == std::vector<WordRun>{{30, 40, 40}, {71, 81, 19}});
}

TEST_CASE("A passage goes on over changes as far as its words outweigh them") {
  uint32_t next = 0;
  const Text anchor = Fresh(&next, 60), beyond = Fresh(&next, 9);
  // The words shared when `beyond` follows the first words of the anchor with so many words of its own between.
  const auto shared = [&](size_t anchor_words, size_t own_a, size_t own_b, size_t beyond_words) {
    const Text begin(anchor.begin(), anchor.begin() + static_cast<ptrdiff_t>(anchor_words));
    const Text end(beyond.begin(), beyond.begin() + static_cast<ptrdiff_t>(beyond_words));
    const Text a = Join({begin, Fresh(&next, own_a), end}), b = Join({begin, Fresh(&next, own_b), end});
    const uint32_t behind = AlignInside(a, b)[0].shared_words();
    std::vector<Text> sides = {a, b};  // the same before the passage
    for (Text& side : sides) std::reverse(side.begin(), side.end());
    CHECK(AlignInside(sides[0], sides[1])[0].shared_words() == behind);
    return behind;
  };
  CHECK(shared(60, 1, 1, 4) == 60);  // a change costs 1.5 words, and 4 must be gained
  CHECK(shared(60, 1, 1, 6) == 66);
  CHECK(shared(60, 1, 2, 6) == 60);
  CHECK(shared(60, 1, 2, 7) == 67);
}

TEST_CASE("Of two places with the same words the prose is taken before what stands aside, then the later") {
  uint32_t next = 0;
  const Text shared = Fresh(&next, 20);
  const Text a = shared;
  const Text b = Join({shared, Fresh(&next, 30), shared, Fresh(&next, 30), shared, Fresh(&next, 30)});
  const auto place = [&](std::vector<uint32_t> aside_places) {
    std::vector<uint8_t> aside(b.size(), 0);
    for (const uint32_t from : aside_places) std::fill_n(aside.begin() + from, 20, 1);
    const Sample sample_a(a), sample_b(b, aside);
    const std::vector<Passage> passages = Align(sample_a.view(), sample_b.view(), AlignOptions());
    REQUIRE(passages.size() == 1);
    const std::vector<Passage> back = Align(sample_b.view(), sample_a.view(), AlignOptions());
    REQUIRE(back.size() == 1);
    CHECK(back[0].a == passages[0].b);
    return passages[0].b;
  };
  CHECK(place({}) == Span{100, 120});
  CHECK(place({100}) == Span{50, 70});
  CHECK(place({50, 100}) == Span{0, 20});
  CHECK(place({0, 50, 100}) == Span{100, 120});
}

}  // namespace
}  // namespace wirecopy

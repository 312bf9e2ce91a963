#include "wirecopy/attribute/reuse.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/sample.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

using From = Direction::From;
using Precision = Timestamp::Precision;
using testing::UnlikeWord;
using testing::WordsOf;

constexpr int kShingleWords = 5;

// Words number first .. first + count - 1; no number stands twice in an article.
struct Part {
  uint32_t first;
  uint32_t count;
  uint8_t flag = 0;
};

// An article built word by word, and the evidence about it.
class Side {
 public:
  Side(std::initializer_list<Part> parts) : Side(std::vector<Part>(parts)) {}
  explicit Side(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      for (uint32_t i = 0; i < part.count; ++i) {
        text_ += UnlikeWord(part.first + i) + ' ';
        flags_.push_back(part.flag);
      }
    }
    words_ = WordsOf(text_);
    shingles_ = ShingleSet(words_, WordsWith(kFurnitureWord, flags_), kShingleWords);
  }

  Evidence Of() const {
    Evidence evidence;
    evidence.text = text_;
    evidence.words = words_;
    evidence.flags = flags_;
    evidence.shingles = shingles_;
    evidence.prose_words = static_cast<uint32_t>(std::count(flags_.begin(), flags_.end(), uint8_t{0}));
    return evidence;
  }

 private:
  std::string text_;
  std::vector<Word> words_;
  std::vector<uint8_t> flags_;
  std::vector<uint64_t> shingles_;
};

SharedText Compare(const Side& a, const Side& b) {
  return CompareArticles(a.Of(), b.Of(), AlignOptions(), OverlapCuts());
}

// Own words of two articles: never shared.
constexpr uint32_t kOwnA = 10000, kOwnB = 20000;

TEST_CASE("Sixteen shared words of prose are a fragment, fifteen nothing") {
  const auto overlap = [](uint32_t words) {
    return Compare(Side({{kOwnA, 200}, {0, words}}), Side({{kOwnB, 200}, {0, words}})).overlap;
  };
  CHECK(overlap(16) == Overlap::kFragment);
  CHECK(overlap(15) == Overlap::kNone);
}

TEST_CASE("Forty shared words with one run of twenty are partial") {
  // Two runs, far apart on one side, in long articles.
  const auto overlap = [](uint32_t first, uint32_t second) {
    const Side a({{kOwnA, 200}, {0, first}, {kOwnA + 300, 50}, {1000, second}});
    const Side b({{kOwnB, 200}, {0, first}, {kOwnB + 300, 50}, {1000, second}});
    return Compare(a, b).overlap;
  };
  CHECK(overlap(20, 20) == Overlap::kPartial);
  CHECK(overlap(20, 19) == Overlap::kFragment);
  CHECK(overlap(40, 0) == Overlap::kPartial);
  CHECK(overlap(39, 0) == Overlap::kFragment);
}

TEST_CASE("Forty shared words without a run of twenty are a fragment") {
  const auto overlap = [](uint32_t run) {
    const Side a({{kOwnA, 200}, {0, run}, {kOwnA + 300, 50}, {1000, 19}, {kOwnA + 400, 50}, {2000, 19}});
    const Side b({{kOwnB, 200}, {0, run}, {kOwnB + 300, 50}, {1000, 19}, {kOwnB + 400, 50}, {2000, 19}});
    return Compare(a, b);
  };
  CHECK(overlap(19).prose_words == 57);
  CHECK(overlap(19).overlap == Overlap::kFragment);
  CHECK(overlap(20).overlap == Overlap::kPartial);
}

TEST_CASE("Thirty shared words and half of the shorter article's prose are contained") {
  const auto overlap = [](uint32_t shared, uint32_t own) {
    return Compare(Side({{kOwnA, 500}, {0, shared}, {kOwnA + 600, 500}}), Side({{0, shared}, {kOwnB, own}})).overlap;
  };
  CHECK(overlap(30, 30) == Overlap::kContained);
  CHECK(overlap(30, 31) == Overlap::kFragment);
  CHECK(overlap(29, 5) == Overlap::kFragment);
  CHECK(overlap(30, 0) == Overlap::kContained);
}

TEST_CASE("Half of the prose words of either article in both are a near-duplicate") {
  const auto compare = [](uint32_t own) {
    return Compare(Side({{0, 44}, {kOwnA, own}}), Side({{0, 44}, {kOwnB, own}}));
  };
  CHECK(compare(22).overlap == Overlap::kNearDuplicate);  // 44 of 88 words
  CHECK(compare(23).overlap == Overlap::kContained);
  CHECK(compare(20).jaccard == 0.5);  // of the shingles: 40 of 80
}

TEST_CASE("Single words changed here and there leave a near-duplicate one, though most shingles differ") {
  const auto side = [](uint32_t first_own) {
    std::vector<Part> parts;
    for (uint32_t i = 0; i < 6; ++i) {
      parts.push_back({100 * i, 8});
      parts.push_back({first_own + i, 1});
    }
    return Side(parts);
  };
  const SharedText shared = Compare(side(kOwnA), side(kOwnB));
  CHECK(shared.prose_words == 48);
  CHECK(shared.jaccard == Approx(24.0 / 76.0));
  CHECK(shared.overlap == Overlap::kNearDuplicate);
}

TEST_CASE("Speech is out of the count of what the articles have in common and of what they have") {
  const auto side = [](uint32_t first_own, uint8_t flag) {
    return Side({{first_own, 30}, {0, 40}, {first_own + 100, 60, flag}, {200, 80, flag}});
  };
  for (const uint8_t flag : {kQuotedWord, kSpeechWord}) {
    const SharedText shared = Compare(side(kOwnA, flag), side(kOwnB, flag));
    CHECK(shared.prose_words == 40);
    CHECK(shared.containment_a == Approx(40.0 / 70.0));
    CHECK(shared.overlap == Overlap::kContained);  // 40 of 100 prose words
  }
}

TEST_CASE("The cuts are options") {
  OverlapCuts cuts;
  cuts.fragment_words = 14;
  const Side a({{kOwnA, 200}, {0, 14}}), b({{kOwnB, 200}, {0, 14}});
  CHECK(CompareArticles(a.Of(), b.Of(), AlignOptions(), cuts).overlap == Overlap::kFragment);
  CHECK(Compare(a, b).overlap == Overlap::kNone);
}

TEST_CASE("Shared speech alone is a quotation, from sixteen words on") {
  const auto compare = [](uint32_t words) {
    return Compare(Side({{kOwnA, 200}, {0, words, kQuotedWord}}), Side({{kOwnB, 200}, {0, words, kQuotedWord}}));
  };
  CHECK(compare(60).overlap == Overlap::kQuotation);
  CHECK(compare(60).relation == Relation::kQuotation);
  CHECK(compare(60).prose_words == 0);
  CHECK(compare(60).shared_words == 60);
  CHECK(compare(60).containment_a == 0);
  CHECK(compare(16).overlap == Overlap::kQuotation);
  CHECK(compare(15).overlap == Overlap::kNone);
}

TEST_CASE("Words count as prose only where they are prose in both articles") {
  const Side quoted({{kOwnA, 200}, {0, 40, kQuotedWord}, {40, 20}}), plain({{kOwnB, 200}, {0, 60}});
  for (const SharedText& shared : {Compare(quoted, plain), Compare(plain, quoted)}) {
    CHECK(shared.shared_words == 60);
    CHECK(shared.prose_words == 20);
    CHECK(shared.longest_run == 60);
    CHECK(shared.overlap == Overlap::kFragment);
  }
}

TEST_CASE("A run of twenty that speech interrupts is no run of twenty of prose") {
  const auto overlap = [](uint32_t before) {
    const Side side_a({{kOwnA, 200}, {0, before}, {100, 20, kQuotedWord}, {200, 19}, {kOwnA + 300, 60}, {300, 12}});
    const Side side_b({{kOwnB, 200}, {0, before}, {100, 20, kQuotedWord}, {200, 19}, {kOwnB + 300, 60}, {300, 12}});
    return Compare(side_a, side_b).overlap;
  };
  CHECK(overlap(19) == Overlap::kFragment);
  CHECK(overlap(20) == Overlap::kPartial);
}

TEST_CASE("Shared furniture is nothing, on whichever side it is known") {
  const Side own_a({{kOwnA, 200}, {0, 60, kFurnitureWord}}), own_b({{kOwnB, 200}, {0, 60, kFurnitureWord}});
  const Side plain({{kOwnB, 200}, {0, 60}});
  for (const SharedText& shared : {Compare(own_a, own_b), Compare(own_a, plain), Compare(plain, own_a)}) {
    CHECK(shared.passages.empty());
    CHECK(shared.overlap == Overlap::kNone);
    CHECK(shared.shared_words == 0);
    CHECK(shared.prose_words == 0);
    CHECK(shared.jaccard == 0);
  }
}

TEST_CASE("Furniture inside a shared passage does not count as prose") {
  const Side a({{kOwnA, 200}, {0, 15}, {100, 40, kFurnitureWord}}),
      b({{kOwnB, 200}, {0, 15}, {100, 40, kFurnitureWord}});
  CHECK(Compare(a, b).prose_words == 15);
  CHECK(Compare(a, b).overlap < Overlap::kFragment);
}

TEST_CASE("Furniture with a few words of prose is no quotation, because nobody speaks") {
  const Side a({{kOwnA, 200}, {0, 10}, {100, 40, kFurnitureWord}}),
      b({{kOwnB, 200}, {0, 10}, {100, 40, kFurnitureWord}});
  CHECK(Compare(a, b).overlap == Overlap::kNone);
}

TEST_CASE("Articles that are equal but for their furniture are near-duplicates") {
  const Side a({{0, 100}, {kOwnA, 50, kFurnitureWord}}), b({{kOwnB, 70, kFurnitureWord}, {0, 100}});
  const SharedText shared = Compare(a, b);
  CHECK(shared.jaccard == 1);
  CHECK(shared.overlap == Overlap::kNearDuplicate);
  CHECK(shared.containment_a == 1);
  CHECK(shared.containment_b == 1);
}

TEST_CASE("Containment is each side's share of prose words, and mirrors when the sides do") {
  const Side brief({{0, 50}}), longer({{kOwnB, 100}, {0, 50}, {kOwnB + 200, 50}, {kOwnB + 300, 40, kQuotedWord}});
  const SharedText forth = Compare(brief, longer), back = Compare(longer, brief);
  CHECK(forth.containment_a == 1);
  CHECK(forth.containment_b == 0.25);
  CHECK(back.containment_a == 0.25);
  CHECK(back.containment_b == 1);
  CHECK(forth.overlap == back.overlap);
  CHECK(forth.jaccard == back.jaccard);
  CHECK(forth.longest_run == 50);
}

TEST_CASE("Swapped sides are the comparison of the articles the other way round") {
  const Side a({{0, 30}, {kOwnA, 60}, {100, 40}, {kOwnA + 100, 9}}),
      b({{100, 40}, {kOwnB, 50}, {0, 14}, {kOwnB + 100, 2}, {16, 14}});
  SharedText swapped = Compare(a, b);
  SwapSides(&swapped);
  const SharedText back = Compare(b, a);
  CHECK(swapped.containment_a == back.containment_a);
  CHECK(swapped.containment_b == back.containment_b);
  CHECK(swapped.containment_a != swapped.containment_b);
  CHECK(swapped.overlap == back.overlap);
  CHECK(swapped.prose_words == back.prose_words);
  REQUIRE(swapped.passages.size() == 2);
  REQUIRE(back.passages.size() == 2);
  for (size_t i = 0; i < 2; ++i) {
    CHECK(swapped.passages[i].a == back.passages[i].a);
    CHECK(swapped.passages[i].b == back.passages[i].b);
    CHECK(swapped.passages[i].runs == back.passages[i].runs);
    CHECK(swapped.passages[i].kind == back.passages[i].kind);
  }
}

TEST_CASE("Articles without prose or without words share nothing and divide by nothing") {
  const Side empty({}), furniture({{0, 30, kFurnitureWord}}), prose({{0, 30}});
  for (const SharedText& shared : {Compare(empty, empty), Compare(empty, prose), Compare(furniture, furniture)}) {
    CHECK(shared.overlap == Overlap::kNone);
    CHECK(shared.containment_a == 0);
    CHECK(shared.containment_b == 0);
    CHECK(shared.passages.empty());
  }
}

TEST_CASE("Equal briefs are near-duplicates whatever their length, unlike ones share nothing") {
  for (uint32_t words : {1u, 2u, 3u, 4u, 8u, 9u, 20u}) {
    INFO(words);
    CHECK(Compare(Side({{0, words}}), Side({{0, words}})).overlap == Overlap::kNearDuplicate);
    CHECK(Compare(Side({{0, words}}), Side({{1, words}})).jaccard < 1);
    CHECK(Compare(Side({{0, words}}), Side({{100, words}})).overlap == Overlap::kNone);
  }
}

TEST_CASE("Equal articles of five to seven words are near-duplicates like shorter and longer ones") {
  for (uint32_t words = 5; words < 8; ++words) {
    INFO(words);
    CHECK(Compare(Side({{0, words}}), Side({{0, words}})).overlap == Overlap::kNearDuplicate);
  }
}

TEST_CASE(
    "The relation is newswire when either side is an agency's, or one of two families credits one for the whole") {
  const Side a({{0, 60}, {kOwnA, 100}}), b({{0, 60}, {kOwnB, 100}});
  const auto relation = [&](bool agency_a, CreditState credit_a, CreditState credit_b, const char* family_b) {
    Evidence side_a = a.Of(), side_b = b.Of();
    side_a.is_agency = agency_a;
    side_a.family = "one house";
    side_b.family = family_b;
    side_a.credit = credit_a;
    side_b.credit = credit_b;
    return CompareArticles(side_a, side_b, AlignOptions(), OverlapCuts()).relation;
  };
  const CreditState none = CreditState::kNone;
  CHECK(relation(true, none, none, "another") == Relation::kNewswire);
  for (const CreditState state : {CreditState::kFull, CreditState::kMetadata}) {
    CHECK(relation(false, state, none, "another") == Relation::kNewswire);
    CHECK(relation(false, none, state, "another") == Relation::kNewswire);
    CHECK(relation(false, none, state, "one house") == Relation::kOutlet);
  }
  for (const CreditState state : {none, CreditState::kPartial, CreditState::kInText, CreditState::kPhotoOnly}) {
    CHECK(relation(false, state, state, "another") == Relation::kOutlet);
  }
}

TEST_CASE("A shared quotation is a quotation, also of an agency") {
  const Side a({{kOwnA, 100}, {0, 30, kQuotedWord}}), b({{kOwnB, 100}, {0, 30, kQuotedWord}});
  Evidence agency = a.Of();
  agency.is_agency = true;
  CHECK(CompareArticles(agency, b.Of(), AlignOptions(), OverlapCuts()).relation == Relation::kQuotation);
}

TEST_CASE("A passage stands in a quotation when half of its words do in both articles") {
  const auto in_quote = [](uint32_t quoted_a, uint32_t quoted_b) {
    Passage passage;
    passage.a = {5, 15};
    passage.b = {0, 10};
    std::vector<uint8_t> a(30, 0), b(30, 0);
    std::fill_n(a.begin() + 5, quoted_a, kQuotedWord);
    std::fill_n(b.begin() + 10 - quoted_b, quoted_b, kQuotedWord);
    a[0] = a[20] = b[10] = b[20] = kQuotedWord;  // outside the passage
    a[14] |= kFurnitureWord;
    return InQuote(passage, a, b);
  };
  CHECK(in_quote(5, 5));
  CHECK(in_quote(10, 10));
  CHECK_FALSE(in_quote(4, 10));
  CHECK_FALSE(in_quote(10, 4));
  CHECK_FALSE(in_quote(0, 0));
}

// The basis and the side.
Direction Directed(bool agency_a, Timestamp a, bool agency_b, Timestamp b) {
  Evidence side_a, side_b;
  side_a.is_agency = agency_a;
  side_b.is_agency = agency_b;
  side_a.time = a;
  side_b.time = b;
  return FindDirection(side_a, side_b);
}

constexpr int64_t kDay = 24 * 60 * 60;
const Timestamp kUndated{0, Precision::kNone};
const Timestamp kMorning{10 * kDay + 100, Precision::kSecond};
const Timestamp kEvening{10 * kDay + 70000, Precision::kSecond};
const Timestamp kThatDay{10 * kDay, Precision::kDay};
const Timestamp kNextDay{11 * kDay, Precision::kDay};

TEST_CASE("An agency comes before an outlet, whatever the times say") {
  const Direction forth = Directed(true, kEvening, false, kMorning), back = Directed(false, kMorning, true, kUndated);
  CHECK(forth.from == From::kA);
  CHECK(forth.basis == DirectionBasis::kAgency);
  CHECK(back.from == From::kB);
  CHECK(back.basis == DirectionBasis::kAgency);
}

TEST_CASE("Among equals the earlier by a proven order comes first") {
  for (const bool agencies : {false, true}) {
    const Direction forth = Directed(agencies, kMorning, agencies, kEvening);
    CHECK(forth.from == From::kA);
    CHECK(forth.basis == DirectionBasis::kPublished);
    CHECK(Directed(agencies, kEvening, agencies, kMorning).from == From::kB);
  }
  CHECK(Directed(false, kEvening, false, kNextDay).from == From::kA);
  CHECK(Directed(false, kNextDay, false, kThatDay).from == From::kB);
}

TEST_CASE("Equal times, and a date against a time of that day, are a tie") {
  for (const Direction& tie : {Directed(false, kMorning, false, kMorning), Directed(false, kThatDay, false, kEvening),
                               Directed(false, kThatDay, false, kThatDay)}) {
    CHECK(tie.from == From::kNeither);
    CHECK(tie.basis == DirectionBasis::kTie);
  }
}

TEST_CASE("Without both times the direction is unknown") {
  for (const Direction& unknown :
       {Directed(false, kUndated, false, kMorning), Directed(false, kMorning, false, kUndated),
        Directed(true, kUndated, true, kUndated)}) {
    CHECK(unknown.from == From::kNeither);
    CHECK(unknown.basis == DirectionBasis::kUnknown);
  }
}

TEST_CASE("Overlaps, relations and bases have the names of the contract") {
  CHECK(ToString(Overlap::kNone) == "none");
  CHECK(ToString(Overlap::kQuotation) == "quotation");
  CHECK(ToString(Overlap::kFragment) == "fragment");
  CHECK(ToString(Overlap::kPartial) == "partial");
  CHECK(ToString(Overlap::kContained) == "contained");
  CHECK(ToString(Overlap::kNearDuplicate) == "near-duplicate");
  CHECK(ToString(Relation::kNewswire) == "newswire");
  CHECK(ToString(Relation::kOutlet) == "outlet");
  CHECK(ToString(Relation::kQuotation) == "quotation");
  CHECK(ToString(DirectionBasis::kAgency) == "agency");
  CHECK(ToString(DirectionBasis::kPublished) == "published");
  CHECK(ToString(DirectionBasis::kTie) == "tie");
  CHECK(ToString(DirectionBasis::kUnknown) == "unknown");
}

}  // namespace
}  // namespace wirecopy

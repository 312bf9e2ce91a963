#include "wirecopy/align/reworded.h"

#include <algorithm>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

using Sentence = std::string;

// Words in *stars* are quoted. Every word is a term of weight 5, so that the rarity in the pair decides.
SentenceBags BagsOf(const std::vector<Sentence>& sentences) {
  SentenceBags bags;
  uint32_t word = 0;
  for (const Sentence& sentence : sentences) {
    std::map<uint32_t, BagTerm> terms;
    std::istringstream in(sentence);
    const uint32_t begin = word;
    for (std::string text; in >> text; ++word) {
      const bool quoted = text.front() == '*';
      std::erase(text, '*');
      const auto id = static_cast<uint32_t>(HashBytes(text));
      BagTerm& term = terms[id];
      term.term = id;
      ++term.count;
      term.quoted = static_cast<uint16_t>(term.quoted + quoted);
      term.weight = 5;
    }
    std::vector<BagTerm> sorted;
    for (const auto& entry : terms) sorted.push_back(entry.second);
    bags.Add({begin, word}, sorted);
  }
  bags.Finish();
  return bags;
}

std::vector<Sentence> Noise(std::mt19937& random, int sentences) {
  std::vector<Sentence> noise;
  for (int i = 0; i < sentences; ++i) noise.push_back(testing::RandomWords(random, 14, 100000));
  return noise;
}

std::vector<Sentence> Join(const std::vector<std::vector<Sentence>>& parts) {
  std::vector<Sentence> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

const std::vector<Sentence> kStory = {
    "heavy rain burst the old dam above nortown on tuesday and drowned forty cattle",
    "mayor lena marlo ordered two thousand people to leave their houses before midnight",
    "engineers from the coast brought nine pumps and worked until the water fell",
};
const std::vector<Sentence> kRetold = {
    "on tuesday the ageing dam above nortown gave way in a downpour and forty cattle drowned",
    "before midnight two thousand people had to abandon their houses as mayor lena marlo demanded",
    "nine pumps came with engineers from the coast who worked till the water went down",
};
const std::vector<Sentence> kKisah = {
    "hujan deras menjebol bendungan tua di atas kota sumberjati pada selasa malam dan menghanyutkan empat puluh sapi",
    "wali kota lena marlo memerintahkan dua ribu warga meninggalkan rumah sebelum tengah malam",
};
const std::vector<Sentence> kDiceritakan = {
    "pada selasa malam bendungan lama di atas kota sumberjati jebol akibat hujan dan empat puluh sapi hanyut",
    "sebelum tengah malam dua ribu warga harus mengosongkan rumah menurut perintah wali kota lena marlo",
};

TEST_CASE("Retold sentences are one passage that spans them and nothing else") {
  std::mt19937 random(1);
  for (const auto& [story, retold] : {std::pair(kStory, kRetold), std::pair(kKisah, kDiceritakan)}) {
    const SentenceBags a = BagsOf(Join({Noise(random, 10), story, Noise(random, 10)}));
    const SentenceBags b = BagsOf(Join({Noise(random, 25), retold, Noise(random, 4)}));
    const std::vector<Passage> found = FindReworded(a, b, {});
    REQUIRE(found.size() == 1);
    const auto last = static_cast<uint32_t>(story.size()) - 1;
    CHECK(found[0].kind == PassageKind::kReworded);
    CHECK(found[0].runs.empty());
    CHECK(found[0].a == Span{a.words(10).begin, a.words(10 + last).end});
    CHECK(found[0].b == Span{b.words(25).begin, b.words(25 + last).end});
    CHECK(found[0].similarity > 0.34);
    CHECK(found[0].similarity < 1);
  }
}

TEST_CASE("Sentences in another order are still one passage") {
  std::mt19937 random(2);
  const SentenceBags a = BagsOf(Join({Noise(random, 10), kStory, Noise(random, 10)}));
  const SentenceBags b = BagsOf(Join({Noise(random, 3), {kRetold[2], kRetold[0], kRetold[1]}, Noise(random, 9)}));
  const std::vector<Passage> found = FindReworded(a, b, {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].b == Span{b.words(3).begin, b.words(5).end});
}

TEST_CASE("One alike sentence is no retelling") {
  std::mt19937 random(3);
  const SentenceBags a = BagsOf(Join({Noise(random, 10), {kStory[0] + ' ' + kStory[1]}, Noise(random, 10)}));
  const SentenceBags b = BagsOf(Join({Noise(random, 10), {kRetold[0] + ' ' + kRetold[1]}, Noise(random, 10)}));
  CHECK(FindReworded(a, b, {}).empty());
  RewordedOptions one;
  one.least_sentences = 1;
  CHECK(FindReworded(a, b, one).size() == 1);
}

TEST_CASE("Unlike texts have none, and neither do empty ones") {
  std::mt19937 random(4);
  CHECK(FindReworded(BagsOf(Noise(random, 40)), BagsOf(Noise(random, 40)), {}).empty());
  CHECK(FindReworded(BagsOf({}), BagsOf(kStory), {}).empty());
  CHECK(FindReworded(BagsOf(kStory), BagsOf({}), {}).empty());
}

TEST_CASE("Words in quotation marks on both sides are nobody's retelling, on one side they are") {
  std::mt19937 random(5);
  const auto quoted = [](std::vector<Sentence> sentences) {
    for (Sentence& sentence : sentences) {
      std::string marked;
      std::istringstream in(sentence);
      for (std::string word; in >> word;) marked += '*' + word + "* ";
      sentence = marked;
    }
    return sentences;
  };
  const auto noise = Noise(random, 20);
  const SentenceBags speech = BagsOf(Join({noise, quoted(kStory)}));
  CHECK(FindReworded(speech, BagsOf(quoted(kRetold)), {}).empty());
  CHECK(FindReworded(speech, BagsOf(kRetold), {}).size() == 1);
}

TEST_CASE("An article that holds very many others is not read for each of them") {
  std::mt19937 random(6);
  const std::string vocabulary = testing::RandomWords(random, 2, 200);  // words that sentences of the digest share
  const auto with_common = [&](std::vector<Sentence> sentences) {
    for (Sentence& sentence : sentences) sentence += ' ' + vocabulary;
    return sentences;
  };
  const auto noise = [&](int sentences) {
    std::vector<Sentence> all;
    for (int i = 0; i < sentences; ++i) {
      all.push_back(testing::RandomWords(random, 10, 1'000'000) + ' ' + testing::RandomWords(random, 3, 200));
    }
    return all;
  };
  const SentenceBags retold = BagsOf(with_common(kRetold));
  const SentenceBags digest = BagsOf(Join({noise(4000), with_common(kStory), noise(4000)}));
  uint64_t work = 0, mirrored = 0;
  CHECK(FindReworded(digest, retold, {}, &work).size() == 1);
  CHECK(FindReworded(retold, digest, {}, &mirrored).size() == 1);
  CHECK(work == mirrored);
  CHECK(work < digest.terms().size() / 50);
}

TEST_CASE("Both sides give the same passages") {
  std::mt19937 random(6);
  const SentenceBags a = BagsOf(Join({Noise(random, 6), kStory, Noise(random, 30), kKisah}));
  const SentenceBags b = BagsOf(Join({kDiceritakan, Noise(random, 30), kRetold}));
  std::vector<Passage> there = FindReworded(a, b, {}), back = FindReworded(b, a, {});
  for (Passage& passage : back) passage.SwapSides();
  std::sort(back.begin(), back.end(), [](const Passage& x, const Passage& y) { return x.a < y.a; });
  REQUIRE(there.size() == 2);
  REQUIRE(back.size() == 2);
  for (size_t i = 0; i < 2; ++i) {
    CHECK(there[i].a == back[i].a);
    CHECK(there[i].b == back[i].b);
  }
}

Passage Reworded(Span a, Span b, double similarity) {
  Passage passage;
  passage.a = a;
  passage.b = b;
  passage.kind = PassageKind::kReworded;
  passage.similarity = similarity;
  return passage;
}

Passage Piece(uint32_t a, uint32_t b, uint32_t size) {
  Passage passage;
  passage.a = {a, a + size};
  passage.b = {b, b + size};
  passage.runs = {{a, b, size}};
  passage.similarity = 1;
  return passage;
}

TEST_CASE("A reworded passage takes in short pieces and leaves evident ones beside it") {
  std::vector<Passage> passages = {Piece(95, 195, 10), Piece(150, 260, 20), Piece(900, 900, 9)};
  PlaceReworded({Reworded({100, 200}, {200, 300}, 0.5)}, &passages);
  REQUIRE(passages.size() == 3);
  CHECK(passages[0].kind == PassageKind::kReworded);
  CHECK(passages[0].a == Span{95, 200});
  CHECK(passages[0].b == Span{195, 300});
  CHECK(passages[0].runs == std::vector<WordRun>{{95, 195, 10}});
  CHECK(passages[1].a == Span{150, 170});
  CHECK(passages[2].a == Span{900, 909});
}

TEST_CASE("What is copied is not reworded") {
  std::vector<Passage> passages = {Piece(100, 200, 80)};
  PlaceReworded({Reworded({90, 200}, {190, 300}, 0.9)}, &passages);
  REQUIRE(passages.size() == 1);
  CHECK(passages[0].kind == PassageKind::kExact);
}

TEST_CASE("Nearly the same words in short runs are text in another order") {
  std::vector<Passage> passages = {Piece(100, 260, 14), Piece(120, 240, 14), Piece(140, 220, 14), Piece(160, 200, 14)};
  PlaceReworded({Reworded({100, 180}, {200, 280}, 0.9)}, &passages);
  REQUIRE(passages.size() == 1);
  CHECK(passages[0].kind == PassageKind::kReworded);
  CHECK(passages[0].shared_words() == 56);
}

TEST_CASE("Room for a reworded passage is where words stand in no run, or runs are short pieces") {
  CHECK(LeaveRoom({}, 100, 100));
  CHECK_FALSE(LeaveRoom({}, 23, 23));  // too short for any
  CHECK_FALSE(LeaveRoom({Piece(0, 0, 100)}, 100, 100));
  CHECK_FALSE(LeaveRoom({Piece(0, 0, 100)}, 109, 109));
  CHECK(LeaveRoom({Piece(0, 0, 100)}, 130, 100));
  CHECK(LeaveRoom({Piece(0, 30, 100)}, 100, 130));
  CHECK_FALSE(LeaveRoom({Piece(0, 50, 50), Piece(50, 0, 50)}, 100, 100));
  CHECK(LeaveRoom({Piece(0, 80, 20), Piece(20, 0, 80)}, 100, 100));
}

TEST_CASE("Where no room is left no reworded passage is kept") {
  std::mt19937 random(5);
  const auto below = [&](uint32_t most) { return static_cast<uint32_t>(random() % most); };
  size_t full = 0;
  for (int round = 0; round < 500; ++round) {
    std::vector<Passage> passages;
    uint32_t end_a = 0, end_b = 0;  // pieces in the same order, with gaps of any size between them
    for (uint32_t pieces = 1 + below(4); pieces > 0; --pieces) {
      const uint32_t a = end_a + below(1 + below(16)), b = end_b + below(1 + below(16));
      passages.push_back(Piece(a, b, 25 + below(60)));
      end_a = passages.back().a.end;
      end_b = passages.back().b.end;
    }
    const uint32_t words_a = end_a + below(16), words_b = end_b + below(16);
    if (LeaveRoom(passages, words_a, words_b)) continue;
    ++full;
    for (uint32_t begin = 0; begin + 24 <= std::min(words_a, words_b); ++begin) {
      for (const double similarity : {0.5, 0.8, 1.0}) {
        std::vector<Passage> placed = passages;
        PlaceReworded({Reworded({begin, words_a}, {begin, words_b}, similarity)}, &placed);
        CHECK(placed.size() == passages.size());
        CHECK(std::none_of(placed.begin(), placed.end(),
                           [](const Passage& passage) { return passage.kind == PassageKind::kReworded; }));
      }
    }
  }
  CHECK(full > 100);
}

}  // namespace
}  // namespace wirecopy

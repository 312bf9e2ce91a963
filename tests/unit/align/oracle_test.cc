// Align against a plain aligner that looks at every pair of words (oracle_aligner.h), on random edited texts.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/oracle_aligner.h"
#include "tests/support/sample.h"
#include "wirecopy/align/align.h"

namespace wirecopy {
namespace {

using testing::Join;
using testing::OracleAligner;
using testing::OracleAlignment;
using testing::Sample;
using testing::Text;
using testing::UnlikeWord;

// Prose-like: half of the words are among thirty short ones.
std::string RandomWord(std::mt19937& random) {
  if (random() % 2 == 0) return UnlikeWord(random() % 30).substr(0, 2 + random() % 3);
  return UnlikeWord(1000 + random() % 6000).substr(0, 5 + random() % 6);
}

Text RandomText(std::mt19937& random, size_t words) {
  Text text;
  for (size_t i = 0; i < words; ++i) text.push_back(RandomWord(random));
  return text;
}

struct Edits {
  double substituted = 0, inserted = 0, deleted = 0, split = 0;  // share of the words
  double letters = 0;                                            // share of the letters that are misread
  int moves = 0;
};

Text Edited(std::mt19937& random, const Text& text, const Edits& edits) {
  std::uniform_real_distribution<double> chance(0, 1);
  Text edited;
  for (std::string word : text) {
    for (char& c : word) c = chance(random) < edits.letters ? static_cast<char>('a' + random() % 26) : c;
    if (chance(random) < edits.inserted) edited.push_back(RandomWord(random));
    if (chance(random) < edits.deleted) continue;
    if (chance(random) < edits.substituted) word = RandomWord(random);
    if (word.size() > 6 && chance(random) < edits.split) {
      edited.push_back(word.substr(0, word.size() / 2));
      word.erase(0, word.size() / 2);
    }
    edited.push_back(word);
  }
  for (int i = 0; i < edits.moves; ++i) {  // a stretch of 30 to 60 words goes elsewhere
    const auto from = static_cast<ptrdiff_t>(random() % (edited.size() - 60));
    const Text moved(edited.begin() + from, edited.begin() + from + 30 + static_cast<ptrdiff_t>(random() % 30));
    edited.erase(edited.begin() + from, edited.begin() + from + static_cast<ptrdiff_t>(moved.size()));
    const auto to = static_cast<ptrdiff_t>(random() % edited.size());
    edited.insert(edited.begin() + to, moved.begin(), moved.end());
  }
  return edited;
}

// What was seen over many rounds.
struct Seen {
  size_t oracle = 0;    // matches of the oracle
  size_t found = 0;     // of these in the passages
  size_t passages = 0;  // matches of the passages
  size_t outside = 0;   // of these outside of all regions of the oracle
  double worst = 1;     // share of the oracle's matches in one round
};

void Compare(const Sample& a, const Sample& b, Seen* seen) {
  std::set<std::pair<uint32_t, uint32_t>> matches;
  for (const Passage& passage : Align(a.view(), b.view(), AlignOptions())) {
    for (const WordRun& run : passage.runs) {
      for (uint32_t i = 0; i < run.size; ++i) matches.emplace(run.a + i, run.b + i);
    }
  }
  const std::vector<OracleAlignment> locals = OracleAligner(a, b).All(5);
  size_t all = 0, found = 0;
  for (const OracleAlignment& local : locals) {
    if (local.score < 12) continue;  // too little for a passage of its own
    all += local.matches.size();
    for (const auto& match : local.matches) found += matches.contains(match);
  }
  for (const auto& [i, j] : matches) {
    seen->outside += std::none_of(locals.begin(), locals.end(), [&, i = i, j = j](const OracleAlignment& local) {
      return local.a.begin <= i && i < local.a.end && local.b.begin <= j && j < local.b.end;
    });
  }
  seen->oracle += all;
  seen->found += found;
  seen->passages += matches.size();
  if (all > 0) seen->worst = std::min(seen->worst, static_cast<double>(found) / static_cast<double>(all));
}

// A text and an edited one, each inside a text of its own.
Seen CompareMany(uint32_t seed, int rounds, const Edits& edits) {
  std::mt19937 random(seed);
  Seen seen;
  for (int round = 0; round < rounds; ++round) {
    const Text text = RandomText(random, 100 + random() % 120);
    const Sample a(Join({RandomText(random, random() % 40), text, RandomText(random, random() % 40)}));
    const Sample b(
        Join({RandomText(random, random() % 40), Edited(random, text, edits), RandomText(random, random() % 40)}));
    Compare(a, b, &seen);
  }
  return seen;
}

double Share(size_t part, size_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

struct Expected {
  Edits edits;
  int rounds;
  double pooled, worst;  // shares of the oracle's matches over all rounds and in the worst; 0: no claim
};

TEST_CASE("The passages hold nearly all words that a full dynamic-programming aligner matches, and none elsewhere") {
  const Expected all[] = {
      {{}, 40, 0.999, 0.98},
      {{.substituted = 0.05, .inserted = 0.02, .deleted = 0.02}, 60, 0.975, 0.75},
      {{.substituted = 0.1, .inserted = 0.05, .deleted = 0.05}, 60, 0.85, 0.25},
      {{.split = 0.1, .letters = 0.01}, 60, 0.99, 0.85},
      {{.split = 0.1, .letters = 0.03}, 60, 0.97, 0.65},
      {{.split = 0.1, .letters = 0.05}, 60, 0.9, 0},
      {{.moves = 1}, 60, 0.999, 0.99},
      {{.moves = 2}, 60, 0.99, 0.95},
      {{.substituted = 0.02, .inserted = 0.01, .letters = 0.01, .moves = 1}, 60, 0.9, 0.4},
  };
  uint32_t seed = 1;
  for (const Expected& expected : all) {
    const Edits& edits = expected.edits;
    INFO(edits.substituted << " " << edits.inserted << " " << edits.split << " " << edits.letters << " "
                           << edits.moves);
    const Seen seen = CompareMany(seed++, expected.rounds, edits);
    CHECK(Share(seen.found, seen.oracle) >= expected.pooled);
    if (expected.worst > 0) CHECK(seen.worst >= expected.worst);
    CHECK(Share(seen.outside, seen.passages) <= 0.003);
  }
}

TEST_CASE("Texts that only chance makes alike have no passage") {
  std::mt19937 random(77);
  for (int round = 0; round < 100; ++round) {
    const Sample a(RandomText(random, 300)), b(RandomText(random, 300));
    REQUIRE(Align(a.view(), b.view(), AlignOptions()).empty());
  }
}

}  // namespace
}  // namespace wirecopy

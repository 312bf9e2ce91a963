#include "wirecopy/candidates/finder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/shingle/winnow.h"

namespace wirecopy {
namespace {

using Pair = std::pair<uint32_t, uint32_t>;
using Words = std::vector<Word>;
using Corpus = std::vector<Words>;

constexpr int kValues = 60;

FinderOptions Options() {
  FinderOptions options;
  options.bands = OptimalBands(kValues, options.threshold, 4).value();
  return options;
}

Candidates Find(const Corpus& corpus, const FinderOptions& options, const Executor& executor = Executor(1),
                std::span<const uint32_t> rank = {}, const std::vector<std::vector<uint8_t>>& excluded = {}) {
  std::vector<Searchable> articles;
  for (size_t i = 0; i < corpus.size(); ++i) {
    articles.push_back({corpus[i], excluded.empty() ? std::span<const uint8_t>() : excluded[i]});
  }
  return FindCandidates(articles, rank, *MakeKMinsScheme(kValues).value(), options, executor);
}

std::map<Pair, CandidatePair> ByPair(const Candidates& candidates) {
  std::map<Pair, CandidatePair> by_pair;
  for (const CandidatePair& pair : candidates.pairs) by_pair[{pair.a, pair.b}] = pair;
  return by_pair;
}

// A candidate as text, so that a failure tells all of it.
std::vector<std::string> Told(const Candidates& candidates) {
  std::vector<std::string> told;
  for (const CandidatePair& p : candidates.pairs) {
    told.push_back(std::to_string(p.a) + "-" + std::to_string(p.b) + (p.by_fingerprint ? " fingerprint" : "") +
                   (p.by_bands ? " bands" : ""));
  }
  return told;
}

Words RandomText(std::mt19937& random, size_t size, uint32_t vocabulary) {
  Words words(size);
  for (Word& word : words) word.hash = Mix(random() % vocabulary);
  return words;
}

// Words that stand nowhere else.
Words OwnWords(std::mt19937_64& random, size_t size) {
  Words words(size);
  for (Word& word : words) word.hash = random();
  return words;
}

Words Joined(const std::vector<Words>& parts) {
  Words all;
  for (const Words& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// The longest run of words that stands in both: every place against every place.
size_t LongestSharedRun(const Words& a, const Words& b) {
  size_t longest = 0;
  std::vector<size_t> run(b.size() + 1, 0);
  for (const Word& word : a) {
    for (size_t j = b.size(); j > 0; --j) {
      run[j] = b[j - 1].hash == word.hash ? run[j - 1] + 1 : 0;
      longest = std::max(longest, run[j]);
    }
  }
  return longest;
}

std::set<std::vector<uint64_t>> ShinglesOf(const Words& words, size_t k) {
  std::set<std::vector<uint64_t>> shingles;
  const size_t width = std::min(k, words.size());  // a brief is one shingle of all its words
  for (size_t i = 0; width > 0 && i + width <= words.size(); ++i) {
    std::vector<uint64_t> shingle;
    for (size_t j = i; j < i + width; ++j) shingle.push_back(words[j].hash);
    shingles.insert(shingle);
  }
  return shingles;
}

double Jaccard(const Words& a, const Words& b, int k) {
  const auto x = ShinglesOf(a, static_cast<size_t>(k)), y = ShinglesOf(b, static_cast<size_t>(k));
  const auto both = std::count_if(x.begin(), x.end(), [&](const auto& shingle) { return y.count(shingle) > 0; });
  const double either = static_cast<double>(x.size() + y.size()) - static_cast<double>(both);
  return either == 0 ? 0 : static_cast<double>(both) / either;
}

// `words` with every word replaced at the given rate.
Words Edited(std::mt19937_64& random, Words words, double rate) {
  std::bernoulli_distribution edit(rate);
  for (Word& word : words) {
    if (edit(random)) word.hash = random();
  }
  return words;
}

// Articles of few words and of many, some with runs of about the guaranteed length taken from others.
Corpus RandomCorpus(uint32_t seed, uint32_t vocabulary) {
  std::mt19937 random(seed);
  Corpus corpus;
  for (int i = 0; i < 40; ++i) {
    Words words = RandomText(random, random() % 150, vocabulary);
    for (int copies = 0; copies < 2 && i > 0; ++copies) {
      const Words& from = corpus[random() % corpus.size()];
      const size_t size = 12 + random() % 8;
      if (from.size() <= size) continue;
      const auto begin = from.begin() + static_cast<std::ptrdiff_t>(random() % (from.size() - size));
      words.insert(words.begin() + static_cast<std::ptrdiff_t>(random() % (words.size() + 1)), begin,
                   begin + static_cast<std::ptrdiff_t>(size));
    }
    corpus.push_back(words);
  }
  return corpus;
}

TEST_CASE("Every two articles with a shared run of the guaranteed length are candidates by fingerprint") {
  for (const uint32_t vocabulary : {2u, 40u, 100'000u}) {
    for (const auto& [k, guarantee] : {std::pair(8, 16), std::pair(5, 12), std::pair(8, 8)}) {
      FinderOptions options = Options();
      options.fingerprint_words = k;
      options.guarantee_words = guarantee;
      const Corpus corpus = RandomCorpus(110 + vocabulary % 7, vocabulary);
      const auto found = ByPair(Find(corpus, options));
      size_t expected = 0;
      std::vector<Pair> missed, wrong;
      for (uint32_t a = 0; a < corpus.size(); ++a) {
        for (uint32_t b = a + 1; b < corpus.size(); ++b) {
          const size_t run = LongestSharedRun(corpus[a], corpus[b]);
          const auto it = found.find({a, b});
          const bool by_fingerprint = it != found.end() && it->second.by_fingerprint;
          if (run >= static_cast<size_t>(guarantee)) {
            ++expected;
            if (!by_fingerprint) missed.emplace_back(a, b);
          } else if (run < static_cast<size_t>(k) && by_fingerprint) {
            wrong.emplace_back(a, b);
          }
        }
      }
      INFO(vocabulary << " words, k " << k << ", guarantee " << guarantee);
      CHECK(expected > 10);
      CHECK(missed.empty());
      CHECK(wrong.empty());
    }
  }
}

// A phrase that a hundred articles hold, and two articles that share a whole run of the guaranteed length around it.
// The run's only fingerprint is the phrase's, whose group is linked and not paired.
TEST_CASE("A shared run of the guaranteed length is met also where its fingerprint is a phrase of very many articles") {
  constexpr uint32_t kArticles = 100, kX = 30, kY = 70;
  const FinderOptions options = Options();
  const int k = options.fingerprint_words;
  const int window = WindowForGuarantee(options.guarantee_words, k);
  REQUIRE(kArticles > options.meetings.most_paired);
  const auto fingerprints = [&](const Words& words) {
    std::set<uint64_t> hashes;
    for (const Fingerprint& f : Winnow(ShingleHashes(words, {}, k), window)) hashes.insert(f.hash);
    return hashes;
  };
  std::mt19937_64 random(120);
  Words phrase;
  do phrase = OwnWords(random, static_cast<size_t>(k));
  while (ShingleHashes(phrase, {}, k)[0] > ~uint64_t{0} / 1000);  // the smallest of every window it stands in
  Corpus corpus;
  for (uint32_t i = 0; i < kArticles; ++i)
    corpus.push_back(Joined({OwnWords(random, 30), phrase, OwnWords(random, 30)}));
  std::set<uint64_t> both;
  for (int tries = 0; tries < 1000 && both.size() != 1; ++tries) {
    const Words run = Joined({OwnWords(random, 4), phrase, OwnWords(random, 4)});
    corpus[kX] = Joined({OwnWords(random, 30), run, OwnWords(random, 30)});
    corpus[kY] = Joined({OwnWords(random, 30), run, OwnWords(random, 30)});
    const std::set<uint64_t> x = fingerprints(corpus[kX]), y = fingerprints(corpus[kY]);
    both.clear();
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::inserter(both, both.end()));
  }
  REQUIRE(both == std::set<uint64_t>{ShingleHashes(phrase, {}, k)[0]});
  REQUIRE(LongestSharedRun(corpus[kX], corpus[kY]) == static_cast<size_t>(options.guarantee_words));
  CHECK(ByPair(Find(corpus, options)).count({kX, kY}) == 1);
}

TEST_CASE("Short runs that reach the guarantee together make a candidate, one short run alone makes none") {
  std::mt19937_64 random(121);
  const Words first = OwnWords(random, 12), second = OwnWords(random, 12);
  FinderOptions options = Options();
  options.fingerprint_words = 8;
  options.guarantee_words = 8;  // every shingle is a fingerprint
  const auto text = [&](const std::vector<Words>& runs) {
    std::vector<Words> parts = {OwnWords(random, 20)};
    for (const Words& run : runs) {
      parts.push_back(run);
      parts.push_back(OwnWords(random, 20));
    }
    return Joined(parts);
  };
  const Corpus corpus = {text({first, second}), text({second, first}), text({first})};
  CHECK(Told(Find(corpus, options)) ==
        std::vector<std::string>{"0-1 fingerprint", "0-2 fingerprint", "1-2 fingerprint"});
  options.guarantee_words = 12;
  const Corpus short_runs = {text({Words(first.begin(), first.begin() + 9)}),
                             text({Words(first.begin(), first.begin() + 9)})};
  CHECK(Find(short_runs, options).pairs.empty());
}

TEST_CASE("A run that several fingerprints meet in counts once") {
  std::mt19937_64 random(131);
  FinderOptions options = Options();
  options.fingerprint_words = 3;
  options.guarantee_words = 12;
  const int window = WindowForGuarantee(options.guarantee_words, options.fingerprint_words);
  int met_twice = 0;
  std::vector<std::string> found;
  for (int trial = 0; trial < 200; ++trial) {
    const Words run = OwnWords(random, 11);
    const Corpus corpus = {Joined({OwnWords(random, 40), run, OwnWords(random, 40)}),
                           Joined({OwnWords(random, 40), run, OwnWords(random, 40)})};
    std::set<uint64_t> hashes[2];
    for (size_t i = 0; i < 2; ++i) {
      for (const Fingerprint& f : Winnow(ShingleHashes(corpus[i], {}, 3), window)) hashes[i].insert(f.hash);
    }
    met_twice +=
        std::count_if(hashes[0].begin(), hashes[0].end(), [&](uint64_t h) { return hashes[1].contains(h); }) > 1;
    for (const std::string& told : Told(Find(corpus, options))) found.push_back(told);
  }
  CHECK(met_twice > 10);  // or there was nothing to count twice
  CHECK(found.empty());
}

TEST_CASE("Pairs found by bands alone have at least half of the threshold's resemblance") {
  std::mt19937_64 random(122);
  FinderOptions options = Options();
  options.fingerprint_words = 16;
  options.bands = {20, 3};  // lenient: many pairs below the threshold meet
  Corpus corpus;
  for (int group = 0; group < 30; ++group) {
    const Words original = OwnWords(random, 120);
    corpus.push_back(original);
    for (size_t step = 6; step < 16; ++step) {  // an edit every few words: no run reaches the guarantee
      Words edited = original;
      for (size_t i = step - 1; i < edited.size(); i += step) edited[i].hash = random();
      corpus.push_back(edited);
    }
  }
  const Candidates found = Find(corpus, options);
  size_t by_bands_alone = 0, below = 0;
  for (const CandidatePair& pair : found.pairs) {
    if (pair.by_fingerprint) continue;
    ++by_bands_alone;
    below += Jaccard(corpus[pair.a], corpus[pair.b], options.shingle_words) < options.threshold / 2;
  }
  CHECK(by_bands_alone > 100);
  CHECK(below == 0);
  CHECK(found.band_pairs > found.near_pairs + 20);  // or there was nothing to leave out
}

TEST_CASE("A pair found by fingerprint that met in a bucket too is told so, however little it resembles") {
  std::mt19937_64 random(123);
  FinderOptions options = Options();
  options.bands = {kValues, 1};  // any equal value is a bucket: pairs that resemble little meet
  Candidates found;
  for (int tries = 0; tries < 100 && found.band_pairs == 0; ++tries) {
    const Words run = OwnWords(random, 30);
    const Corpus corpus = {Joined({OwnWords(random, 200), run}), Joined({run, OwnWords(random, 200)})};
    REQUIRE(Jaccard(corpus[0], corpus[1], options.shingle_words) < options.threshold / 2);
    found = Find(corpus, options);
    CHECK(found.run_pairs == 1);
  }
  REQUIRE(found.band_pairs == 1);
  CHECK(Told(found) == std::vector<std::string>{"0-1 fingerprint bands"});
  CHECK(found.near_pairs == 1);
}

TEST_CASE("Bands find pairs above the threshold at the rate of the S-curve of their resemblance") {
  std::mt19937_64 random(124);
  const FinderOptions options = Options();
  Corpus corpus;
  for (int i = 0; i < 600; ++i) {
    const Words original = OwnWords(random, 150);
    corpus.push_back(original);
    corpus.push_back(Edited(random, original, 0.01 + 0.00008 * i));
  }
  const auto found = ByPair(Find(corpus, options));
  double expected = 0, variance = 0, above = 0, met = 0;
  for (uint32_t a = 0; a < corpus.size(); a += 2) {
    const double jaccard = Jaccard(corpus[a], corpus[a + 1], options.shingle_words);
    if (jaccard < options.threshold) continue;
    const double chance = MeetingProbability(options.bands, jaccard);
    expected += chance;
    variance += chance * (1 - chance);
    ++above;
    const auto it = found.find({a, a + 1});
    met += it != found.end() && it->second.by_bands;
  }
  REQUIRE(above > 300);
  CHECK(std::abs(met - expected) <= 3 * std::sqrt(variance) + 1);
  CHECK(met / above > ExpectedRecall(options.bands, options.threshold) - 0.1);
}

TEST_CASE("Identical articles are candidates on both paths") {
  std::mt19937_64 random(125);
  const Words text = OwnWords(random, 100);
  CHECK(Told(Find({text, OwnWords(random, 100), text}, Options())) ==
        std::vector<std::string>{"0-2 fingerprint bands"});
}

TEST_CASE("Equal briefs are candidates, unlike ones and the beginnings of longer articles are not") {
  const auto words = [](std::string_view text) { return testing::WordsOf(text); };
  const Corpus corpus = {words("Markets closed."), words("Markets closed for the day on low volume and little news."),
                         words("MARKETS CLOSED"), words("Markets opened."), words("Closed markets")};
  CHECK(Told(Find(corpus, Options())) == std::vector<std::string>{"0-2 bands"});
}

TEST_CASE("Empty articles are no candidates, also among others") {
  std::mt19937_64 random(126);
  const Words text = OwnWords(random, 40);
  CHECK(Told(Find({{}, text, {}, text, {}}, Options())) == std::vector<std::string>{"1-3 fingerprint bands"});
  CHECK(Find({{}, {}}, Options()).pairs.empty());
  CHECK(Find({}, Options()).pairs.empty());
  CHECK(Find({text}, Options()).pairs.empty());
}

TEST_CASE("A run that is excluded as boilerplate makes no candidate, unless it goes on outside") {
  std::mt19937_64 random(127);
  const Words run = OwnWords(random, 40);
  const Corpus corpus = {Joined({OwnWords(random, 80), run}), Joined({OwnWords(random, 80), run})};
  std::vector<uint8_t> all(120, 0), part(120, 0);
  std::fill(all.begin() + 80, all.end(), uint8_t{1});
  std::fill(part.begin() + 80, part.begin() + 104, uint8_t{1});  // leaves 16 words
  CHECK(Find(corpus, Options(), Executor(1), {}, {all, all}).pairs.empty());
  CHECK(Told(Find(corpus, Options(), Executor(1), {}, {part, part})) == std::vector<std::string>{"0-1 fingerprint"});
}

TEST_CASE("An article of one word repeated is handled and meets its like") {
  const Words text(400, Word{Mix(1), 0, 0}), other(400, Word{Mix(2), 0, 0});
  CHECK(Told(Find({text, other, text}, Options())) == std::vector<std::string>{"0-2 fingerprint bands"});
}

TEST_CASE("Candidates do not depend on the threads and the order of work") {
  const Corpus corpus = RandomCorpus(128, 200);
  FinderOptions options = Options();
  options.meetings.most_paired = 3;  // links come up too
  const Candidates expected = Find(corpus, options);
  CHECK(expected.pairs.size() > 10);
  CHECK(expected.linked_groups > 0);
  for (const int threads : {1, 2, 4}) {
    for (const uint64_t seed : {0, 5, 6}) {
      const Candidates found = Find(corpus, options, Executor(threads, nullptr, seed));
      CHECK(Told(found) == Told(expected));
      CHECK(found.fingerprints == expected.fingerprints);
      CHECK(found.linked_groups == expected.linked_groups);
    }
  }
}

TEST_CASE("Candidates come in order, each once, and the counts are theirs") {
  const Corpus corpus = RandomCorpus(129, 100'000);
  const FinderOptions options = Options();
  const Candidates found = Find(corpus, options);
  uint64_t by_fingerprint = 0, fingerprints = 0;
  for (size_t i = 0; i < found.pairs.size(); ++i) {
    const CandidatePair& pair = found.pairs[i];
    CHECK(pair.a < pair.b);
    CHECK((pair.by_fingerprint || pair.by_bands));
    if (i > 0) CHECK(Pair(found.pairs[i - 1].a, found.pairs[i - 1].b) < Pair(pair.a, pair.b));
    by_fingerprint += pair.by_fingerprint;
  }
  for (const Words& words : corpus) {
    fingerprints += Winnow(ShingleHashes(words, {}, options.fingerprint_words),
                           WindowForGuarantee(options.guarantee_words, options.fingerprint_words))
                        .size();
  }
  CHECK(found.fingerprints == fingerprints);
  CHECK(found.run_pairs == by_fingerprint);
  CHECK(found.run_pairs <= found.fingerprint_pairs);
  CHECK(found.near_pairs <= found.band_pairs);
  CHECK(found.linked_groups == 0);
}

TEST_CASE("Three thousand identical articles stay one whole at linear cost, linked to the first by rank") {
  std::mt19937_64 random(130);
  constexpr uint32_t kArticles = 3000;
  const Corpus corpus(kArticles, OwnWords(random, 30));
  std::vector<uint32_t> rank(kArticles);
  std::iota(rank.rbegin(), rank.rend(), 0u);  // the last article is the first
  const Candidates found = Find(corpus, Options(), Executor(2), rank);
  CHECK(found.linked_groups > 0);
  CHECK(found.pairs.size() <= 2 * kArticles);
  size_t with_first = 0;
  for (const CandidatePair& pair : found.pairs) with_first += pair.b == kArticles - 1;
  CHECK(with_first == kArticles - 1);
}

TEST_CASE("A run that stands in very many unlike articles links all of them at linear cost") {
  std::mt19937_64 random(132);
  constexpr uint32_t kArticles = 1000;
  const FinderOptions options = Options();
  const Words run = OwnWords(random, static_cast<size_t>(options.guarantee_words));
  Corpus corpus;
  for (uint32_t i = 0; i < kArticles; ++i) {
    corpus.push_back(Joined({OwnWords(random, 10 + i % 7), run, OwnWords(random, 30)}));
  }
  const Candidates found = Find(corpus, options, Executor(2));
  CHECK(found.linked_groups > 0);
  // Each of the run's nine shingles is a fingerprint of few articles, which are paired out (64 * 63 / 2), or of many,
  // which are linked (two pairs an article); the run itself is linked. All pairs would be half a million.
  CHECK(found.pairs.size() <= 21 * kArticles);
  std::set<uint32_t> with_first;
  for (const CandidatePair& pair : found.pairs) {
    CHECK(pair.by_fingerprint);
    if (pair.a == 0) with_first.insert(pair.b);
  }
  CHECK(with_first.size() == kArticles - 1);
}

}  // namespace
}  // namespace wirecopy

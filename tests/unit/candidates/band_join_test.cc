#include "wirecopy/candidates/band_join.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/candidates/band_join_disk.h"

namespace wirecopy {
namespace {

struct Signatures {
  std::vector<std::vector<uint16_t>> values;  // empty: none
  std::vector<const uint16_t*> Pointers() const {
    std::vector<const uint16_t*> pointers;
    for (const auto& one : values) pointers.push_back(one.empty() ? nullptr : one.data());
    return pointers;
  }
};

// Copies of earlier ones with some values changed, and some without a signature. `kinds`: of values, so that rows also
// agree by chance.
Signatures RandomSignatures(std::mt19937& random, size_t articles, int values, uint32_t kinds) {
  Signatures made;
  for (size_t i = 0; i < articles; ++i) {
    std::vector<uint16_t> one;
    if (random() % 10 != 0) {
      one.resize(static_cast<size_t>(values));
      for (uint16_t& value : one) value = static_cast<uint16_t>(random() % kinds);
      const std::vector<uint16_t>* old = made.values.empty() ? nullptr : &made.values[random() % made.values.size()];
      if (old != nullptr && !old->empty() && random() % 2 == 0) {
        const auto share = random() % 100;
        for (size_t v = 0; v < one.size(); ++v) {
          if (random() % 100 >= share) one[v] = (*old)[v];
        }
      }
    }
    made.values.push_back(std::move(one));
  }
  return made;
}

bool AgreesIn(const Signatures& all, uint32_t a, uint32_t b, Bands bands, int band) {
  const auto begin = static_cast<std::ptrdiff_t>(band) * bands.rows;
  return std::equal(all.values[a].begin() + begin, all.values[a].begin() + begin + bands.rows,
                    all.values[b].begin() + begin);
}

template <typename KeepPair>
std::vector<ArticlePair> BruteForce(const Signatures& all, Bands bands, const KeepPair& keep) {
  std::vector<ArticlePair> pairs;
  for (uint32_t a = 0; a < all.values.size(); ++a) {
    for (uint32_t b = a + 1; b < all.values.size(); ++b) {
      if (all.values[a].empty() || all.values[b].empty()) continue;
      int equal = 0;
      for (size_t v = 0; v < all.values[a].size(); ++v) equal += all.values[a][v] == all.values[b][v] ? 1 : 0;
      bool met = false;
      for (int band = 0; band < bands.bands && !met; ++band) met = AgreesIn(all, a, b, bands, band);
      if (met && keep(a, b, equal)) pairs.emplace_back(a, b);
    }
  }
  return pairs;
}

const std::vector<Executor>& Executors() {
  static const std::vector<Executor> executors = [] {
    std::vector<Executor> made;
    made.emplace_back(1);
    made.emplace_back(2);
    made.emplace_back(5);
    made.emplace_back(1, nullptr, 17);
    made.emplace_back(5, nullptr, 99);
    return made;
  }();
  return executors;
}

TEST_CASE("The pairs of a join are those that agree in a band and are worth a look, each once") {
  std::mt19937 random(21);
  size_t found = 0;
  for (int round = 0; round < 60; ++round) {
    const int values = std::vector<int>{8, 24, 40, 128}[random() % 4];
    const int rows = 1 + static_cast<int>(random() % 8);
    const Bands bands{1 + static_cast<int>(random() % static_cast<uint32_t>(values / rows)), rows};
    const Signatures all = RandomSignatures(random, 1 + random() % 120, values, rows == 1 ? 3000 : rows == 2 ? 40 : 5);
    const int least = static_cast<int>(random() % 3) * values / 8;
    const auto keep = [&](uint32_t a, uint32_t b, int equal) { return equal >= least && (a + b) % 7 != 0; };
    const std::vector<ArticlePair> expected = BruteForce(all, bands, keep);
    found += expected.size();
    const std::vector<const uint16_t*> pointers = all.Pointers();
    BandJoinInput input{pointers, values, bands};
    input.most_paired = 1000;
    input.keep = keep;
    INFO(values << " values, " << bands.bands << " bands of " << rows << " rows, " << all.values.size() << " articles");
    uint64_t meetings = 0;
    for (const Executor& executor : Executors()) {
      const BandJoin joined = JoinBands(input, executor);
      REQUIRE((joined.pairs == expected));
      REQUIRE(joined.large_buckets == 0);
      REQUIRE(joined.meetings >= expected.size());
      if (meetings == 0) meetings = joined.meetings;
      REQUIRE(joined.meetings == meetings);
    }
  }
  CHECK(found > 1000);
}

// In pieces of unlike lengths, out of order, as threads write them.
std::unique_ptr<SignatureFile> OnDisk(const Signatures& all, int values, std::mt19937& random) {
  auto file = SignatureFile::Make(values);
  REQUIRE(file.ok());
  struct Piece {
    uint32_t first, count;
    uint64_t at = 0;
  };
  std::vector<Piece> pieces;
  for (uint32_t first = 0; first < all.values.size();) {
    const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(all.values.size() - first, 1 + random() % 30));
    pieces.push_back({first, count});
    first += count;
  }
  std::vector<size_t> order(pieces.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::shuffle(order.begin(), order.end(), random);
  for (const size_t i : order) {
    std::vector<uint16_t> together;
    for (uint32_t a = pieces[i].first; a < pieces[i].first + pieces[i].count; ++a) {
      std::vector<uint16_t> one = all.values[a];
      one.resize(static_cast<size_t>(values), 0);
      together.insert(together.end(), one.begin(), one.end());
    }
    const auto at = (*file)->Append(together);
    REQUIRE(at.ok());
    pieces[i].at = *at;
  }
  for (const Piece& piece : pieces) (*file)->Place(piece.first, piece.count, piece.at);
  return *std::move(file);
}

TEST_CASE("A join on disk gives what a join in memory gives, whatever memory it has") {
  std::mt19937 random(22);
  size_t found = 0;
  for (int round = 0; round < 40; ++round) {
    const int values = std::vector<int>{8, 24, 128}[random() % 3];
    const int rows = 1 + static_cast<int>(random() % 4);
    const Bands bands{1 + static_cast<int>(random() % static_cast<uint32_t>(values / rows)), rows};
    const Signatures all = RandomSignatures(random, 1 + random() % 700, values, rows == 1 ? 3000 : 40);
    const auto keep = [&](uint32_t a, uint32_t b, int equal) { return equal >= values / 8 && (a + b) % 7 != 0; };
    const std::vector<const uint16_t*> pointers = all.Pointers();
    BandJoinInput input{pointers, values, bands};
    input.keep = keep;
    input.most_paired = random() % 2 == 0 ? 64 : 3;
    const BandJoin expected = JoinBands(input, Executor(1));
    found += expected.pairs.size();
    const std::unique_ptr<SignatureFile> file = OnDisk(all, values, random);
    std::vector<uint8_t> has_signature;
    for (const auto& one : all.values) has_signature.push_back(one.empty() ? 0 : 1);
    DiskBandJoinInput on_disk{*file, has_signature, bands};
    on_disk.most_paired = input.most_paired;
    on_disk.keep = keep;
    for (const uint64_t memory : {uint64_t{0}, uint64_t{100} << 10, uint64_t{64} << 20}) {
      on_disk.memory = memory;
      const auto joined = JoinBandsOnDisk(on_disk, Executor(1 + static_cast<int>(random() % 3)));
      REQUIRE(joined.ok());
      REQUIRE((joined->pairs == expected.pairs));
      REQUIRE(joined->meetings == expected.meetings);
      REQUIRE(joined->large_buckets == expected.large_buckets);
    }
  }
  CHECK(found > 1000);
}

TEST_CASE("No articles, or none with a signature, give no pairs") {
  const std::vector<const uint16_t*> none, nulls(5, nullptr);
  for (const auto& pointers : {none, nulls}) {
    BandJoinInput input{pointers, 16, {8, 2}};
    input.keep = [](uint32_t, uint32_t, int) { return true; };
    CHECK(JoinBands(input, Executor(2)).pairs.empty());
  }
}

TEST_CASE("Ten thousand equal signatures give a linear number of pairs, and all are connected to the first") {
  const std::vector<uint16_t> one = [] {
    std::vector<uint16_t> values(128);
    for (size_t i = 0; i < values.size(); ++i) values[i] = static_cast<uint16_t>(i * 977);
    return values;
  }();
  for (const Bands bands : {Bands{64, 2}, Bands{20, 5}}) {
    std::vector<const uint16_t*> pointers(10'000, one.data());
    BandJoinInput input{pointers, 128, bands};
    input.keep = [](uint32_t, uint32_t, int equal) { return equal == 128; };
    const BandJoin joined = JoinBands(input, Executor(2));
    CHECK(joined.large_buckets == static_cast<uint64_t>(bands.bands));
    CHECK(joined.pairs.size() < 3 * pointers.size());
    CHECK(std::is_sorted(joined.pairs.begin(), joined.pairs.end()));
    CHECK(std::adjacent_find(joined.pairs.begin(), joined.pairs.end()) == joined.pairs.end());
    std::vector<uint8_t> with_first(pointers.size(), 0);
    for (const auto& [a, b] : joined.pairs) {
      if (a == 0) with_first[b] = 1;
    }
    CHECK(std::count(with_first.begin(), with_first.end(), 1) == 9999);
  }
}

// A large bucket must not hide its pairs from the small ones.
TEST_CASE("Pairs that share a small bucket are found, whatever large buckets they share too") {
  std::mt19937 random(22);
  const Bands bands{32, 2};
  Signatures all;
  // Templates: band 0 is that of everybody; later bands are of two articles each.
  for (uint32_t i = 0; i < 400; ++i) {
    std::vector<uint16_t> one(64);
    for (uint16_t& value : one) value = static_cast<uint16_t>(random());
    one[0] = one[1] = 7;
    if (i >= 200) {
      for (size_t v = 40; v < 64; ++v) one[v] = all.values[i - 200][v];
    }
    all.values.push_back(one);
  }
  const std::vector<const uint16_t*> pointers = all.Pointers();
  BandJoinInput input{pointers, 64, bands};
  input.keep = [](uint32_t, uint32_t, int equal) { return equal >= 20; };
  for (const Executor& executor : Executors()) {
    const BandJoin joined = JoinBands(input, executor);
    CHECK(joined.large_buckets == 1);
    std::vector<ArticlePair> expected;
    for (uint32_t i = 0; i < 200; ++i) expected.emplace_back(i, i + 200);
    CHECK((joined.pairs == expected));
  }
}

TEST_CASE("With large buckets too, a join is the same for any number of threads") {
  std::mt19937 random(23);
  for (int round = 0; round < 10; ++round) {
    const Signatures all = RandomSignatures(random, 500, 64, 4);
    const std::vector<const uint16_t*> pointers = all.Pointers();
    BandJoinInput input{pointers, 64, {16, 4}};
    input.most_paired = 8;
    input.keep = [](uint32_t, uint32_t, int equal) { return equal >= 16; };
    const BandJoin expected = JoinBands(input, Executor(1));
    for (const Executor& executor : Executors()) {
      const BandJoin joined = JoinBands(input, executor);
      REQUIRE(joined.pairs == expected.pairs);
      REQUIRE(joined.meetings == expected.meetings);
      REQUIRE(joined.large_buckets == expected.large_buckets);
    }
    // All that share a bucket of at most eight, and nothing that shares none.
    const auto keep = [&](uint32_t, uint32_t, int equal) { return equal >= 16; };
    const std::vector<ArticlePair> meeting = BruteForce(all, input.bands, keep);
    REQUIRE(std::includes(meeting.begin(), meeting.end(), expected.pairs.begin(), expected.pairs.end()));
    for (int band = 0; band < input.bands.bands; ++band) {
      std::map<std::vector<uint16_t>, std::vector<uint32_t>> buckets;
      for (uint32_t i = 0; i < all.values.size(); ++i) {
        if (all.values[i].empty()) continue;
        const auto begin = all.values[i].begin() + static_cast<std::ptrdiff_t>(band) * input.bands.rows;
        buckets[{begin, begin + input.bands.rows}].push_back(i);
      }
      for (const auto& [key, members] : buckets) {
        if (members.size() > input.most_paired) continue;
        for (size_t x = 0; x < members.size(); ++x) {
          for (size_t y = x + 1; y < members.size(); ++y) {
            const ArticlePair pair(members[x], members[y]);
            if (!std::binary_search(meeting.begin(), meeting.end(), pair)) continue;
            REQUIRE(std::binary_search(expected.pairs.begin(), expected.pairs.end(), pair));
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace wirecopy

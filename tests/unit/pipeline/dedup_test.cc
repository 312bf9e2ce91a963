#include "wirecopy/pipeline/dedup.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/pipeline/alike.h"
#include "wirecopy/pipeline/keep.h"
#include "wirecopy/pipeline/read_shingles.h"
#include "wirecopy/shingle/shingle_table.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

using testing::RandomWords;
using testing::TempFolder;
using testing::WordOf;

// ---------------------------------------------------------------- likeness

// A sketch of shingles alone: the different ones of those given.
class Shingled {
 public:
  explicit Shingled(std::vector<uint32_t> shingles) : shingles_(std::move(shingles)) {
    shingles_.resize(ShingleTable().Take(shingles_));
    sketch_.shingles = shingles_.data();
    sketch_.shingle_count = static_cast<uint32_t>(shingles_.size());
    sketch_.words = sketch_.shingle_count + 4;
  }
  Shingled(Shingled&& other) noexcept : Shingled(std::move(other.shingles_)) {}
  Shingled(const Shingled& other) : Shingled(other.shingles_) {}

  const Sketch& sketch() const { return sketch_; }
  std::set<uint32_t> set() const { return {shingles_.begin(), shingles_.end()}; }

 private:
  std::vector<uint32_t> shingles_;
  Sketch sketch_;
};

Shingled OfText(const std::string& text) {
  std::vector<uint64_t> hashes;
  const std::vector<Word> words = testing::WordsOf(text);
  ShingleHashes(words, 5, &hashes);
  if (hashes.empty()) hashes.push_back(BriefHash(words));
  std::vector<uint32_t> shingles;
  for (const uint64_t hash : hashes) shingles.push_back(ShortShingle(hash));
  return Shingled(std::move(shingles));
}

size_t CommonOf(const std::set<uint32_t>& x, const std::set<uint32_t>& y) {
  return static_cast<size_t>(std::count_if(x.begin(), x.end(), [&](uint32_t one) { return y.contains(one); }));
}

double ExpectedLikeness(const DedupOptions& options, const Shingled& a, const Shingled& b) {
  const std::set<uint32_t> x = a.set(), y = b.set();
  const auto common = static_cast<double>(CommonOf(x, y));
  const auto size_x = static_cast<double>(x.size()), size_y = static_cast<double>(y.size());
  if (options.likeness == Likeness::kContainment && common >= options.least_shared) {
    return common / std::min(size_x, size_y);
  }
  return common / (size_x + size_y - common);
}

TEST_CASE("Likeness is that of the sets of shingles, by containment and by Jaccard") {
  std::mt19937 random(42);
  for (const Likeness likeness : {Likeness::kContainment, Likeness::kJaccard}) {
    DedupOptions options;
    options.likeness = likeness;
    for (int round = 0; round < 400; ++round) {
      const std::string shared = RandomWords(random, static_cast<int>(random() % 60), round % 2 == 0 ? 5 : 5000);
      const auto text = [&] {
        const std::string before = RandomWords(random, static_cast<int>(random() % 40), 3000);
        const std::string again = random() % 2 == 0 ? shared : std::string();
        const std::string behind = RandomWords(random, static_cast<int>(random() % 40), 3000);
        return absl::StrCat(before, " ", shared, " ", again, " ", behind);
      };
      const Shingled a = OfText(text()), b = OfText(text());
      REQUIRE(LikenessOf(options, a.sketch(), b.sketch()) == Approx(ExpectedLikeness(options, a, b)));
      REQUIRE(LikenessOf(options, b.sketch(), a.sketch()) == LikenessOf(options, a.sketch(), b.sketch()));
      REQUIRE(LikenessOf(options, a.sketch(), a.sketch()) == 1);
    }
  }
}

TEST_CASE("An article is put aside by how much of it the kept one has, not by how much it has of the kept one") {
  std::vector<uint32_t> brief(100), full(400);
  std::iota(brief.begin(), brief.end(), 1u);
  std::iota(full.begin(), full.end(), 1u);
  const Shingled a(brief), b(full);
  DedupOptions options;
  CHECK(LikenessOf(options, a.sketch(), b.sketch()) == 1);
  CHECK(ShareIn(options, a.sketch(), b.sketch()) == 1);
  CHECK(ShareIn(options, b.sketch(), a.sketch()) == 0.25);
  options.likeness = Likeness::kJaccard;
  CHECK(ShareIn(options, a.sketch(), b.sketch()) == 0.25);
  std::vector<DedupRow> rows(2);
  const std::vector<std::vector<uint32_t>> clusters = {{0, 1}};
  ChooseKept(DedupOptions{}, std::vector<Sketch>{a.sketch(), b.sketch()}, clusters, Executor(1), rows);
  CHECK(rows[1].reason == DedupReason::kRelated);  // three quarters of it are news
  ChooseKept(DedupOptions{}, std::vector<Sketch>{b.sketch(), a.sketch()}, clusters, Executor(1), rows);
  CHECK(rows[1].reason == DedupReason::kDuplicate);
}

TEST_CASE("Equal articles are never turned away before they are compared") {
  for (const Likeness likeness : {Likeness::kContainment, Likeness::kJaccard}) {
    for (const double threshold : {0.01, 0.4, 0.9, 1.0}) {
      DedupOptions options;
      options.likeness = likeness;
      options.threshold = threshold;
      for (const uint32_t count : {1u, 2u, 50u, 100'000u}) {
        Sketch sketch;
        sketch.shingle_count = count;
        for (const int values : {8, 100, 128, 1024}) CHECK(MayBeAlike(options, sketch, sketch, values, values));
      }
    }
  }
  DedupOptions options;
  Sketch a, b;
  a.shingle_count = b.shingle_count = 200;
  CHECK_FALSE(MayBeAlike(options, a, b, 1, 128));
}

TEST_CASE("Alike pairs are those whose likeness reaches the threshold, the threshold itself among them") {
  // Ten shingles of which 9, 7, 6, ... are shared with the first: exactly nine tenths, seven tenths, ...
  std::vector<uint32_t> first(100);
  for (uint32_t i = 0; i < 100; ++i) first[i] = i + 1;
  std::vector<Shingled> made = {Shingled(first)};
  for (uint32_t shared = 5; shared <= 100; shared += 5) {
    std::vector<uint32_t> other(first.begin(), first.begin() + shared);
    while (other.size() < 100) other.push_back(static_cast<uint32_t>(1000 * shared + other.size()));
    made.emplace_back(std::move(other));
  }
  std::vector<Sketch> sketches;
  std::vector<ArticlePair> pairs;
  for (const Shingled& one : made) sketches.push_back(one.sketch());
  for (uint32_t i = 1; i < sketches.size(); ++i) pairs.emplace_back(0, i);
  for (uint32_t tenths = 2; tenths <= 10; ++tenths) {
    DedupOptions options;
    options.threshold = tenths / 10.0;
    for (const int threads : {1, 3}) {
      const std::vector<Edge> alike = AlikePairs(options, sketches, pairs, Executor(threads));
      INFO(options.threshold);
      REQUIRE(alike.size() == 2 * (10 - tenths) + 1);
      for (const Edge& edge : alike) CHECK(edge.similarity >= options.threshold);
      CHECK(alike.front().b == 2 * tenths);
    }
  }
}

// ---------------------------------------------------------------- whole batches

struct Item {
  std::string id, published, text;
};

std::string Line(const Item& item) {
  return "{\"id\":\"" + item.id + "\",\"published\":\"" + item.published + "\",\"text\":\"" + item.text + "\"}\n";
}

Dedup Run(const std::vector<Item>& items, const DedupOptions& options, int threads = 2, uint64_t shuffle = 0) {
  const TempFolder folder;
  std::string content;
  for (const Item& item : items) content += Line(item);
  LineChunks input({{folder.Write("feed.jsonl", content), "", "feed"}});
  absl::StatusOr<Dedup> dedup = DedupBatch(&input, options, Executor(threads, nullptr, shuffle));
  INFO(dedup.status().ToString());
  REQUIRE(dedup.ok());
  REQUIRE(dedup->rows.size() == items.size());
  // Once more the shingles, which a batch does not keep.
  std::vector<uint8_t> wanted;
  for (const Sketch& sketch : dedup->sketches.articles) wanted.push_back(sketch.words > 0);
  auto shingles = ReadShingles(&input, options.sketch, wanted, Executor(1), &dedup->sketches);
  REQUIRE(shingles.ok());
  std::move(shingles->begin(), shingles->end(), std::back_inserter(dedup->sketches.arenas));
  return *std::move(dedup);
}

// Some words replaced by new ones.
std::string Edited(std::mt19937& random, const std::string& text, int edits) {
  std::vector<std::string> words;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  for (int i = 0; i < edits; ++i)
    words[random() % words.size()] = std::string("new").append(WordOf(static_cast<uint32_t>(random() % 100'000)));
  std::string edited;
  for (const std::string& word : words) edited += (edited.empty() ? "" : " ") + word;
  return edited;
}

// What always holds of rows.
void CheckRows(const Dedup& dedup, const DedupOptions& options) {
  std::map<uint32_t, std::vector<uint32_t>> clusters;
  for (uint32_t i = 0; i < dedup.rows.size(); ++i) clusters[dedup.rows[i].cluster].push_back(i);
  uint64_t of_many = 0, duplicates = 0;
  for (const auto& [name, members] : clusters) {
    REQUIRE(members.front() == name);
    of_many += members.size() > 1 ? 1 : 0;
    const uint32_t keeper = dedup.rows[name].keeper;
    REQUIRE(std::binary_search(members.begin(), members.end(), keeper));
    for (const uint32_t member : members) {
      const DedupRow& row = dedup.rows[member];
      REQUIRE(row.keeper == keeper);
      if (members.size() == 1) {
        REQUIRE(row.reason == DedupReason::kAlone);
      } else if (member == keeper) {
        REQUIRE(row.reason == DedupReason::kKept);
      } else {
        const double share = ShareIn(options, dedup.sketches.articles[member], dedup.sketches.articles[keeper]);
        REQUIRE(row.share == Approx(share));
        REQUIRE(row.reason == (share >= options.threshold ? DedupReason::kDuplicate : DedupReason::kRelated));
        duplicates += row.reason == DedupReason::kDuplicate ? 1 : 0;
      }
    }
  }
  REQUIRE(dedup.clusters == of_many);
  REQUIRE(dedup.duplicates == duplicates);
}

TEST_CASE("Near copies come together, others stay alone") {
  std::mt19937 random(51);
  std::vector<Item> items;
  for (int story = 0; story < 40; ++story) {
    const std::string text = RandomWords(random, 120, 20'000);
    for (int copy = 0; copy < 1 + story % 4; ++copy) {
      items.push_back({std::to_string(story), "", Edited(random, text, copy * 3)});
    }
  }
  std::shuffle(items.begin(), items.end(), random);
  for (const Likeness likeness : {Likeness::kContainment, Likeness::kJaccard}) {
    DedupOptions options;
    options.likeness = likeness;
    const Dedup dedup = Run(items, options);
    CheckRows(dedup, options);
    std::map<std::string, uint32_t> cluster_of;
    for (size_t i = 0; i < items.size(); ++i) {
      const auto [at, fresh] = cluster_of.emplace(items[i].id, dedup.rows[i].cluster);
      CHECK(at->second == dedup.rows[i].cluster);
    }
    CHECK(dedup.clusters == 30);
    CHECK(cluster_of.size() == 40);
  }
}

TEST_CASE("By containment an excerpt is a copy of the whole, by Jaccard it is not") {
  std::mt19937 random(52);
  const std::string excerpt = RandomWords(random, 60, 20'000);
  const std::vector<Item> items = {{"whole", "", excerpt + " " + RandomWords(random, 300, 20'000)},
                                   {"excerpt", "", excerpt}};
  DedupOptions options;
  CHECK(Run(items, options).duplicates == 1);
  options.likeness = Likeness::kJaccard;
  CHECK(Run(items, options).duplicates == 0);
}

TEST_CASE("A bridge between two unlike groups does not chain them") {
  std::mt19937 random(53);
  for (const int members : {4, 12}) {
    const std::string half_x = RandomWords(random, 90, 20'000), half_y = RandomWords(random, 90, 20'000);
    const std::string x = half_x + " " + RandomWords(random, 60, 20'000);
    const std::string y = half_y + " " + RandomWords(random, 60, 20'000);
    std::vector<Item> items;
    for (int i = 0; i < members; ++i) {
      items.push_back({"x", "", Edited(random, x, 2)});
      items.push_back({"y", "", Edited(random, y, 2)});
    }
    items.push_back({"bridge", "", half_x + " " + half_y});
    const DedupOptions options;
    const Dedup dedup = Run(items, options);
    CheckRows(dedup, options);
    CHECK(dedup.rows[0].cluster != dedup.rows[1].cluster);
    for (size_t i = 0; i + 1 < items.size(); ++i) CHECK(dedup.rows[i].cluster == dedup.rows[i % 2].cluster);
  }
}

TEST_CASE("Briefs of a few words are equal only when they are equal, and nothing resembles what has no words") {
  const std::vector<Item> items = {{"a", "", "Harbour closed"},
                                   {"b", "", "Harbour closed today"},
                                   {"c", "", "harbour CLOSED!"},
                                   {"d", "", "Closed"},
                                   {"e", "", "closed harbour"},
                                   {"f", "", "... --- !!!"},
                                   {"g", "", "... --- !!!"},
                                   {"h", "", "Harbour closed for two"},
                                   {"i", "", "Harbour closed for two"},
                                   {"j", "", "Harbour closed for two days now"}};
  for (const Likeness likeness : {Likeness::kContainment, Likeness::kJaccard}) {
    DedupOptions options;
    options.likeness = likeness;
    const Dedup dedup = Run(items, options);
    CheckRows(dedup, options);
    CHECK(dedup.clusters == 2);
    CHECK(dedup.rows[2].cluster == 0);
    CHECK(dedup.rows[8].cluster == 7);
    for (const size_t alone : {1u, 3u, 4u, 5u, 6u, 9u}) CHECK(dedup.rows[alone].reason == DedupReason::kAlone);
  }
}

uint32_t KeptWith(Keep keep, const std::vector<std::string>& published, const std::vector<int>& words = {}) {
  std::mt19937 random(54);
  const std::string text = RandomWords(random, 100, 20'000);
  std::vector<Item> items;
  for (size_t i = 0; i < published.size(); ++i) {
    const int more = words.empty() ? 0 : words[i];
    items.push_back({"n", published[i], text + (more == 0 ? "" : " " + RandomWords(random, more, 20'000))});
  }
  DedupOptions options;
  options.keep = keep;
  const Dedup dedup = Run(items, options);
  CheckRows(dedup, options);
  CHECK(dedup.clusters == 1);
  CHECK(dedup.rows[0].cluster == 0);
  return dedup.rows[0].keeper;
}

TEST_CASE("Which article of a cluster is kept") {
  const std::vector<std::string> times = {"2025-03-02T10:00:00Z", "2025-03-01T09:00:00Z", "2025-03-01T08:00:00Z"};
  CHECK(KeptWith(Keep::kEarliest, times) == 2);
  CHECK(KeptWith(Keep::kFirstSeen, times) == 0);
  CHECK(KeptWith(Keep::kLongest, times, {0, 9, 5}) == 1);
  CHECK(KeptWith(Keep::kLongest, times, {3, 5, 5}) == 1);  // of equals the first
  CHECK(KeptWith(Keep::kLongest, times) == 0);
  // Ties and times that prove no order leave the first seen.
  CHECK(KeptWith(Keep::kEarliest, {"2025-03-01T09:00:00Z", "2025-03-01T09:00:00Z"}) == 0);
  CHECK(KeptWith(Keep::kEarliest, {"2025-03-01T09:00:00Z", "2025-03-01T10:30:00+02:00"}) == 1);
  CHECK(KeptWith(Keep::kEarliest, {"2025-03-01T09:00:00Z", "2025-03-01"}) == 0);
  CHECK(KeptWith(Keep::kEarliest, {"2025-03-01", "2025-03-01T00:00:00Z"}) == 0);
  CHECK(KeptWith(Keep::kEarliest, {"2025-03-01", "2025-02-28T23:59:59Z"}) == 1);
  CHECK(KeptWith(Keep::kEarliest, {"2025-03-01T00:00:01Z", "2025-02-28"}) == 1);
  CHECK(KeptWith(Keep::kEarliest, {"", "soon", ""}) == 0);
}

TEST_CASE("No member of a cluster is provenly earlier than the kept one") {
  std::mt19937 random(55);
  for (int round = 0; round < 200; ++round) {
    std::vector<Sketch> articles(2 + random() % 6);
    std::vector<uint32_t> members;
    const Shingled same(std::vector<uint32_t>(50, 7));
    for (uint32_t i = 0; i < articles.size(); ++i) {
      articles[i] = same.sketch();
      constexpr std::string_view kTimes[] = {"",           "2025-03-01T00:00:00Z", "2025-03-01T01:00:00Z",
                                             "2025-03-01", "2025-03-02T02:00:00Z", "2025-03-02",
                                             "2025-03-03", "2025-03-03T00:00:00Z"};
      articles[i].published = kTimes[random() % std::size(kTimes)];
      members.push_back(i);
    }
    const std::vector<std::vector<uint32_t>> clusters = {members};
    std::vector<DedupRow> rows(articles.size());
    ChooseKept(DedupOptions{}, articles, clusters, Executor(1), rows);
    const Timestamp kept = ParseTimestamp(articles[rows[0].keeper].published);
    for (const Sketch& article : articles) REQUIRE(ProvenOrder(ParseTimestamp(article.published), kept) >= 0);
  }
}

bool Equal(const Dedup& x, const Dedup& y) {
  return x.compared == y.compared && x.alike == y.alike && x.meetings == y.meetings && x.clusters == y.clusters &&
         std::equal(
             x.rows.begin(), x.rows.end(), y.rows.begin(), y.rows.end(), [](const DedupRow& a, const DedupRow& b) {
               return a.cluster == b.cluster && a.keeper == b.keeper && a.share == b.share && a.reason == b.reason;
             });
}

TEST_CASE("A batch in parts for want of memory gives what it gives at once, and too little is said to be so") {
  std::mt19937 random(57);
  std::vector<Item> items;
  for (int i = 0; i < 150; ++i) {
    const std::string text = RandomWords(random, 20'000, 9000);
    items.push_back({std::to_string(2 * i), "", text});
    items.push_back({std::to_string(2 * i + 1), "", Edited(random, text, 50)});
  }
  const Dedup whole = Run(items, {});
  CHECK(whole.parts == 1);
  CHECK(whole.clusters == 150);
  DedupOptions options;
  options.memory = uint64_t{54} << 20;
  const Dedup parted = Run(items, options, 1);
  CHECK(parted.parts > 1);
  CHECK(Equal(whole, parted));
  options.memory = uint64_t{30} << 20;
  TempFolder folder;
  LineChunks input({{folder.Write("feed.jsonl", R"({"text":"One two three."})"), "", ""}});
  const absl::Status status = DedupBatch(&input, options, Executor(1)).status();
  CHECK(absl::IsResourceExhausted(status));
  CHECK_THAT(std::string(status.message()), Catch::Contains("--memory") && Catch::Contains("30M"));
}

TEST_CASE("A batch whose signatures go to disk for want of memory gives what it gives at once") {
  std::mt19937 random(58);
  std::vector<Item> items;
  std::string story;
  for (int i = 0; i < 40'000; ++i) {
    if (i % 3 != 1) story = RandomWords(random, i % 50 == 7 ? 0 : 30, 9000).append("?!");
    items.push_back({std::to_string(i), "", absl::StrCat(story, i % 3 == 1 ? " and so it ends" : "")});
  }
  const Dedup whole = Run(items, {});
  CHECK(whole.sketches.signatures == nullptr);
  CHECK(whole.clusters > 5000);
  for (const int threads : {1, 3}) {
    DedupOptions options;
    options.memory = (uint64_t{48} + 8 * static_cast<uint64_t>(threads)) << 20;
    const Dedup spilled = Run(items, options, threads);
    CHECK(spilled.sketches.signatures != nullptr);
    CHECK(Equal(whole, spilled));
  }
}

TEST_CASE("A batch gives the same for any number of threads and in any order of work") {
  std::mt19937 random(56);
  std::vector<Item> items;
  std::vector<std::string> stories;
  for (int i = 0; i < 3000; ++i) {
    if (stories.empty() || random() % 3 == 0)
      stories.push_back(RandomWords(random, 30 + static_cast<int>(random() % 200), 9000));
    std::string text =
        Edited(random, stories[random() % stories.size() / (1 + random() % 8)], static_cast<int>(random() % 20));
    if (random() % 8 == 0) text += " " + stories[random() % stories.size()];
    items.push_back({"n" + std::to_string(i),
                     random() % 2 == 0 ? "" : std::string("2025-03-0").append(std::to_string(1 + random() % 9)), text});
  }
  const DedupOptions options;
  const Dedup one = Run(items, options, 1);
  CheckRows(one, options);
  CHECK(one.clusters > 100);
  CHECK(one.duplicates > 500);
  for (const int threads : {2, 5}) CHECK(Equal(Run(items, options, threads), one));
  CHECK(Equal(Run(items, options, 5, 77), one));
}

TEST_CASE("A story in ten thousand copies is one cluster, and its cost is linear") {
  std::mt19937 random(57);
  const std::string text = RandomWords(random, 80, 20'000);
  std::map<int, uint64_t> compared, meetings;
  for (const int copies : {2500, 10'000}) {
    std::vector<Item> items;
    items.reserve(static_cast<size_t>(copies));
    for (int i = 0; i < copies; ++i) items.push_back({std::to_string(i), "", Edited(random, text, 1 + i % 3)});
    const DedupOptions options;
    const Dedup dedup = Run(items, options);
    CHECK(std::all_of(dedup.rows.begin(), dedup.rows.end(), [](const DedupRow& row) { return row.cluster == 0; }));
    CHECK(dedup.clusters == 1);
    CHECK(dedup.duplicates == static_cast<uint64_t>(copies) - 1);
    compared[copies] = dedup.compared;
    meetings[copies] = dedup.meetings;
  }
  INFO(compared[2500] << " and " << compared[10'000] << " pairs");
  CHECK(static_cast<double>(compared[10'000]) <= 4.5 * static_cast<double>(compared[2500]));
  CHECK(static_cast<double>(meetings[10'000]) <= 4.5 * static_cast<double>(meetings[2500]));
}

TEST_CASE("An input that is another one in the second pass is an error") {
  std::mt19937 random(58);
  const TempFolder folder;
  const std::string text = RandomWords(random, 50, 1000);
  const std::string a = Line({"a", "", text}), b = Line({"b", "", text});
  for (const std::string& later : {a, a + b + b, a + "\n" + b, a + b.substr(0, b.size() - 9), std::string()}) {
    const std::string path = folder.Write("feed.jsonl", a + b);
    LineChunks input({{path, "", "feed"}});
    const SketchOptions options;
    absl::StatusOr<Sketches> sketches = MakeSketches(&input, options, Executor(1), {});
    REQUIRE(sketches.ok());
    folder.Write("feed.jsonl", later);
    const std::vector<uint8_t> wanted(2, 1);
    INFO(later.size());
    CHECK(absl::IsDataLoss(ReadShingles(&input, options, wanted, Executor(1), &*sketches).status()));
  }
}

TEST_CASE("Options out of range are refused") {
  const auto refused = [](auto change) {
    DedupOptions options;
    change(&options);
    return !Validate(options).ok();
  };
  CHECK(Validate(DedupOptions{}).ok());
  for (const double threshold : {0.0, -0.5, 1.01, std::nan("")}) {
    CHECK(refused([&](DedupOptions* options) { options->threshold = threshold; }));
  }
  for (const int words : {0, 65}) CHECK(refused([&](DedupOptions* options) { options->sketch.shingle_words = words; }));
  for (const int values : {7, 1025}) CHECK(refused([&](DedupOptions* options) { options->sketch.values = values; }));
  CHECK(refused([](DedupOptions* options) { options->sketch.scheme = "no-such"; }));
}

}  // namespace
}  // namespace wirecopy

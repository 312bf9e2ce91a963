#include "wirecopy/pipeline/explain.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

using Catch::Matchers::Contains;
using testing::RandomWords;
using testing::TempFolder;

// Articles of outlets of their own, in a feed.
class Feed {
 public:
  void Add(const std::string& id, const std::string& text, const std::string& outlet = "") {
    content_ += R"({"id":")" + id + R"(","outlet":")";
    content_ += outlet.empty() ? id : outlet;
    content_ += R"(","text":")";
    for (const char c : text) {
      if (c == '\n') content_ += "\\n";
      if (c != '\n') content_ += c;
    }
    content_ += "\"}\n";
  }

  ScanOptions options;

  absl::StatusOr<Explanation> Ask(const std::string& a, const std::string& b, std::optional<RunCounts> counts = {}) {
    options.inputs = {folder_.Write("feed.jsonl", content_)};
    return Explain(options, a, b, counts, Executor(1));
  }

  // What is explained must be what a scan reports.
  Explanation Of(const std::string& a, const std::string& b) {
    absl::StatusOr<Explanation> explanation = Ask(a, b);
    INFO(explanation.status().ToString());
    REQUIRE(explanation.ok());
    const absl::StatusOr<Run> run = Scan(explanation->options, Executor(1));
    REQUIRE(run.ok());
    const auto pair = std::find_if(run->pairs.begin(), run->pairs.end(), [&](const PairResult& p) {
      return std::minmax(p.a, p.b) == std::minmax(explanation->a, explanation->b);
    });
    const bool reported = explanation->outcome == Outcome::kShared || explanation->outcome == Outcome::kReworded;
    CHECK(reported == (pair != run->pairs.end()));
    if (pair != run->pairs.end()) {
      CHECK(pair->shared.overlap == explanation->shared.overlap);
      CHECK(pair->shared.prose_words == explanation->shared.prose_words);
      CHECK(pair->shared.passages.size() == explanation->shared.passages.size());
    }
    return *std::move(explanation);
  }

 private:
  TempFolder folder_;
  std::string content_;
};

std::mt19937 Seeded(uint32_t seed) { return std::mt19937(seed); }

std::string Words(std::mt19937& random, int count) { return RandomWords(random, count, 50000); }

// Every word that stands at a place of `every` is another one.
std::string Change(std::mt19937& random, const std::string& text, int every) {
  std::string changed;
  int place = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (!changed.empty()) changed += ' ';
    if (++place % every == 0) {
      changed += Words(random, 1);
      changed += "xq";
    } else {
      changed.append(text, begin, end - begin);
    }
    begin = end + 1;
  }
  return changed;
}

const Cut& CutOf(const Explanation& explanation, Overlap overlap) {
  const auto& cuts = explanation.judgement.cuts;
  return *std::find_if(cuts.begin(), cuts.end(), [&](const Cut& cut) { return cut.overlap == overlap; });
}

}  // namespace

TEST_CASE("A piece in two long articles is found by its fingerprints alone") {
  auto random = Seeded(1);
  const std::string piece = Words(random, 40);
  Feed feed;
  feed.Add("x", Words(random, 300) + " " + piece);
  feed.Add("y", piece + " " + Words(random, 300));
  const Explanation e = feed.Of("y", "x");  // in either order
  CHECK(e.run.input.articles[e.a].id == "x");
  REQUIRE(e.candidate);
  CHECK((e.candidate->by_fingerprint && !e.candidate->by_bands));
  CHECK(e.trace.fingerprints.met);
  CHECK(e.trace.fingerprints.common > 0);
  CHECK(e.trace.run_words == 40);
  CHECK(e.plain_run == 40);
  CHECK(e.shared.jaccard < 0.25);
  CHECK(e.outcome == Outcome::kShared);
  CHECK(CutOf(e, Overlap::kPartial).met());
  CHECK_FALSE(CutOf(e, Overlap::kContained).met());
  CHECK_FALSE(e.same_duplicates);
}

TEST_CASE("A near-duplicate whose edits leave no long run is found by its bands alone") {
  auto random = Seeded(2);
  const std::string text = Words(random, 300);
  Feed feed;
  feed.Add("x", text);
  feed.Add("y", Change(random, text, 14));
  for (int i = 0; i < 3; ++i) feed.Add("other" + std::to_string(i), Words(random, 300));
  const Explanation e = feed.Of("x", "y");
  CHECK(e.plain_run == 13);
  REQUIRE(e.candidate);
  CHECK(e.candidate->by_bands);
  CHECK(e.trace.bands.common > 0);
  CHECK(e.trace.bands.met);
  CHECK(e.near_enough);
  CHECK(e.outcome == Outcome::kShared);
  CHECK(e.shared.overlap == Overlap::kNearDuplicate);
  CHECK(e.same_duplicates);
  CHECK(e.duplicate_similarity == e.shared.prose_jaccard);
}

TEST_CASE("Copied sentences whose edits leave no long run are found by their terms, and reported as copied") {
  auto random = Seeded(7);
  std::string piece;
  for (int i = 0; i < 4; ++i) piece += "There " + Words(random, 12) + ". ";
  Feed feed;
  feed.options.find_by_letters = false;
  feed.options.finder.by_bands = false;         // which may meet by chance,
  feed.options.finder.by_fingerprints = false;  // as two runs of nine words together
  feed.Add("x", Words(random, 400) + ". " + piece);
  feed.Add("y", Change(random, piece, 10) + ". There " + Words(random, 400) + ".");
  for (int i = 0; i < 3; ++i) feed.Add("other" + std::to_string(i), Words(random, 300));
  const Explanation e = feed.Of("x", "y");
  CHECK_FALSE(e.candidate);
  CHECK(e.plain_run == 9);
  CHECK(e.retold_asked);
  CHECK(e.retold_found == 1);
  CHECK(e.outcome == Outcome::kShared);
  REQUIRE(e.shared.passages.size() == 1);
  CHECK(e.shared.passages[0].kind == PassageKind::kEdited);
}

TEST_CASE("Two articles with one short run in common are no candidates, and compared they have too little") {
  auto random = Seeded(3);
  const std::string piece = Words(random, 12);
  Feed feed;
  feed.Add("x", Words(random, 200) + " " + piece);
  feed.Add("y", piece + " " + Words(random, 200));
  const Explanation e = feed.Of("x", "y");
  CHECK_FALSE(e.candidate);
  CHECK(e.outcome == Outcome::kNotCompared);
  CHECK(e.plain_run == 12);
  CHECK(e.shared.overlap == Overlap::kNone);
  CHECK(e.shared.prose_words == 12);
  for (const Cut& cut : e.judgement.cuts) CHECK_FALSE(cut.met());
  CHECK(CutOf(e, Overlap::kFragment).bars[0].value == 12);
  CHECK(CutOf(e, Overlap::kFragment).bars[0].least == 16);
  CHECK(e.duplicate_similarity == 0);
}

TEST_CASE("What an outlet prints under all its articles is boilerplate: no candidate, and nothing else in common") {
  auto random = Seeded(4);
  const std::string footer = "Visit " + Words(random, 30) + " today.";
  Feed feed;
  for (int i = 0; i < 6; ++i) {
    feed.Add("house" + std::to_string(i), Words(random, 150) + ".\n" + footer, "House");
  }
  const Explanation e = feed.Of("house0", "house1");
  CHECK(e.words_a.furniture == 32);
  CHECK(e.plain_run == 0);
  CHECK_FALSE(e.candidate);
  CHECK(e.outcome == Outcome::kNotCompared);
  CHECK(e.judgement.furniture.size() == 1);
  CHECK(e.shared.passages.empty());
}

TEST_CASE("Shared speech is reported as a quotation") {
  auto random = Seeded(5);
  const std::string speech = "“" + Words(random, 30) + "”";
  Feed feed;
  feed.Add("x", Words(random, 150) + ". " + speech + " he said.");
  feed.Add("y", Words(random, 150) + ". " + speech + " it was heard.");
  const Explanation e = feed.Of("x", "y");
  CHECK(e.words_a.quoted == 30);
  CHECK(e.outcome == Outcome::kShared);
  CHECK(e.shared.overlap == Overlap::kQuotation);
  CHECK(e.shared.prose_words == 0);
  CHECK_FALSE(CutOf(e, Overlap::kFragment).met());
  CHECK(CutOf(e, Overlap::kQuotation).met());
}

TEST_CASE("An unknown id is answered with the closest ones, one article is not two") {
  auto random = Seeded(6);
  Feed feed;
  for (const char* id : {"harbor-flood-01", "harbor-flood-02", "council"}) feed.Add(id, Words(random, 50));
  const auto unknown = feed.Ask("harbor-flod-01", "council");
  CHECK(unknown.status().code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(unknown.status().message()), Contains("harbor-flod-01; closest: harbor-flood-01"));
  CHECK_THAT(std::string(feed.Ask("council", "flood-02").status().message()), Contains("closest: harbor-flood-02"));
  CHECK_FALSE(feed.Ask("council", "council").ok());
}

TEST_CASE("Inputs that are no longer what the run has read are refused") {
  auto random = Seeded(7);
  Feed feed;
  feed.Add("x", Words(random, 50));
  feed.Add("y", Words(random, 50));
  CHECK(feed.Ask("x", "y", RunCounts{2, 2, 0, 0, 100}).ok());
  const auto changed = feed.Ask("x", "y", RunCounts{2, 2, 0, 0, 99});
  CHECK(changed.status().code() == absl::StatusCode::kFailedPrecondition);
  CHECK_THAT(std::string(changed.status().message()), Contains("99 words; now there are 2 articles"));
}

}  // namespace wirecopy

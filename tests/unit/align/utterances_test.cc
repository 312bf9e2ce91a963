#include "wirecopy/align/utterances.h"

#include <map>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

// Quotations of one article; every word of four letters and more is a term of weight 1, under its hash.
class Quotations {
 public:
  explicit Quotations(const std::vector<std::string>& quotations, std::vector<uint32_t> speakers = {}) {
    for (const std::string& quotation : quotations) {
      const auto first = static_cast<uint32_t>(words_.size());
      std::map<uint32_t, BagTerm> terms;
      for (Word word : testing::WordsOf(quotation)) {
        const auto term = static_cast<uint32_t>(word.hash);
        if (word.end - word.begin >= 4) terms[term] = {term, 1, 1, 1};
        words_.push_back(word);
      }
      Utterance utterance{{first, static_cast<uint32_t>(words_.size())}, {}, speakers};
      for (const auto& [hash, term] : terms) utterance.terms.push_back(term);
      utterances_.push_back(std::move(utterance));
    }
  }
  const std::vector<Utterance>& utterances() const { return utterances_; }
  const std::vector<Word>& words() const { return words_; }

 private:
  std::vector<Word> words_;
  std::vector<Utterance> utterances_;
};

std::vector<QuotePair> Match(const Quotations& a, const Quotations& b) {
  const Utterances of_a(a.utterances());
  return UtteranceMatcher(of_a, a.words()).Match(Utterances(b.utterances()), b.words());
}

TEST_CASE("an utterance in other words is found by the terms that stay") {
  const auto pairs =
      Match(Quotations({"the harbour must stay open for every vessel from the islands"}),
            Quotations({"we keep this harbour open, and each island vessel from these islands may land"}));
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].similarity > 0.33);
  CHECK(pairs[0].run == 2);
}

TEST_CASE("two statements of one speaker that share a phrase are two") {
  CHECK(Match(Quotations({"the harbour must stay open for every vessel from the islands"}),
              Quotations({"sailors and captains will drink to the great harbour and to all who built its long mole"}))
            .empty());
}

TEST_CASE("runs of four equal words count where they are a third of the shorter quotation") {
  const std::string end = " harbour vessels dredging channels";
  CHECK(Match(Quotations({"I take this chance now to greet all" + end}),
              Quotations({"today I take this chance for thanks, as our captains always wanted some"}))
            .size() == 1);
  CHECK(Match(Quotations({"I take this chance now to greet all" + end + " pilots sailors lighthouse moles"}),
              Quotations(
                  {"today I take this chance for thanks, as our captains always wanted some, and their owners asked"}))
            .empty());
}

TEST_CASE("a fragment is part of what has all its words, and no more than that") {
  const Quotations whole({"our first duty and number one priority remains the old harbour"});
  CHECK(Match(Quotations({"number one priority"}), whole).size() == 1);
  CHECK(Match(Quotations({"priority"}), whole).empty());
  CHECK(Match(Quotations({"number two problem"}), whole).empty());
  CHECK(Match(Quotations({"number one priority", "our first duty"}), whole).size() == 2);
}

TEST_CASE("names around two quotations must not contradict each other") {
  const std::vector<std::string> said = {"the harbour stays open for every vessel"};
  CHECK(Match(Quotations(said, {1, 2}), Quotations(said, {2, 3})).size() == 1);
  CHECK(Match(Quotations(said, {1, 2}), Quotations(said, {3})).empty());
  CHECK(Match(Quotations(said, {1, 2}), Quotations(said)).size() == 1);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/pipeline/retold.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

// One article whose words of four letters and more are terms of weight 1; what stands in quotation marks is a
// quotation.
class Story {
 public:
  explicit Story(const std::string& text, int64_t published = 0) {
    article_.text = text;
    if (published > 0) article_.time = {published, Timestamp::Precision::kSecond};
    analysis_.language = "en";
    analysis_.words = testing::WordsOf(text);
    analysis_.word_flags.assign(analysis_.words.size(), 0);
    analysis_.layout.body = {{0, static_cast<uint32_t>(text.size())}};
    for (size_t begin = text.find('"'); begin != std::string::npos; begin = text.find('"', begin)) {
      const size_t end = text.find('"', begin + 1);
      analysis_.quotes.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
      begin = end + 1;
    }
    std::map<uint32_t, BagTerm> terms;
    for (const Word& word : analysis_.words) {
      const std::string normal = NormalizeWord(text.substr(word.begin, word.end - word.begin));
      const uint32_t term = TermOf(normal, analysis_.language);
      if (normal.size() >= 4) terms[term] = {term, 1, 0, 1};
    }
    std::vector<BagTerm> sorted;
    for (const auto& [hash, term] : terms) sorted.push_back(term);
    bags_.Add({0, static_cast<uint32_t>(analysis_.words.size())}, sorted);
    bags_.Finish();
    retold_ = PrepareRetold(article_, analysis_, bags_, FactWords("en"));
  }
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;

  const Retold& retold() const { return retold_; }
  std::string Text(uint32_t word) const {
    const Word& one = analysis_.words[word];
    return article_.text.substr(one.begin, one.end - one.begin);
  }

 private:
  Article article_;
  Analysis analysis_;
  SentenceBags bags_;
  Retold retold_;
};

Kinship KinshipOf(const Story& a, const Story& b) { return KinOf(a.retold()).Judge(b.retold()); }

const std::string kSaid =
    "The port was in the hands of Lena Marlo of Nortown on Tuesday. "
    "\"Our harbour must stay open for every vessel that comes from these islands\", Lena Marlo told them in Nortown.";
const std::string kSaidAgain =
    "Few had waited for Lena Marlo to come to Nortown that morning. "
    "\"We keep this harbour open, and each vessel from these islands stays welcome\", said Lena Marlo at Nortown.";

TEST_CASE("an article is prepared by its names and quotations") {
  const Story story(kSaid);
  std::vector<std::string> names;
  for (const Retold::Name& name : story.retold().names) names.push_back(story.Text(name.word));
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"Lena", "Marlo", "Nortown", "Tuesday"});
  CHECK(story.retold().names_weight == 4);
  REQUIRE(story.retold().utterances.all().size() == 1);
  const Utterance& utterance = story.retold().utterances.all()[0];
  CHECK(story.Text(utterance.words.begin) == "Our");
  CHECK(std::count(utterance.speakers.begin(), utterance.speakers.end(), TermOf("marlo", "en")) == 1);
  CHECK(story.retold().neighbours[0].size() % 2 == 0);
}

TEST_CASE("one statement in two wordings is a common source, and is so for sure") {
  const Kinship kinship = KinshipOf(Story(kSaid), Story(kSaidAgain));
  CHECK(kinship.relation == Relation::kCommonSource);
  CHECK(kinship.sure);
  REQUIRE(kinship.quotes.size() == 1);
  CHECK(kinship.likeness > 0.5);
}

TEST_CASE("one statement in the same words is a quotation that anybody may have printed") {
  const Story other(
      "Weeks later the captains asked in vain for Lena Marlo at Nortown. "
      "\"Our harbour must stay open for every vessel that comes from these islands\", they heard Lena Marlo say.");
  const Kinship kinship = KinshipOf(Story(kSaid), other);
  CHECK(kinship.relation == Relation::kQuotation);
  CHECK_FALSE(kinship.sure);
}

TEST_CASE("a statement that returns months later is a quotation") {
  constexpr int64_t kMarch = 1'709'251'200, kJune = 1'717'200'000;
  CHECK(KinshipOf(Story(kSaid, kMarch), Story(kSaidAgain, kJune)).relation == Relation::kQuotation);
  CHECK(KinshipOf(Story(kSaid, kMarch), Story(kSaidAgain, kMarch + 86'400)).relation == Relation::kCommonSource);
}

TEST_CASE("a statement alone relates nobody, two names must be common as well") {
  const Story nameless("\"We keep this harbour open, and each vessel from these islands stays welcome\", they said.");
  const Kinship kinship = KinshipOf(Story(kSaid), nameless);
  CHECK(kinship.relation == Relation::kOutlet);
  CHECK(kinship.quotes.empty());
}

TEST_CASE("one printed day and its names are a common source that is not sure") {
  const std::string names = "with Lena Marlo and Pavel Orsini of Nortown and Westerbrook";
  const Story a("They met there on 4 March 2024 " + names + " over the bridge."),
      b("The quarrel ended with a treaty on 4 March 2024 " + names + " at the table."),
      other_day("They met there on 9 April 2024 " + names + " over the bridge."),
      few_names("They met there on 4 March 2024 with Lena Marlo over the bridge.");
  const Kinship told = KinshipOf(a, b);
  CHECK(told.relation == Relation::kCommonSource);
  CHECK_FALSE(told.sure);
  CHECK(KinshipOf(a, other_day).relation == Relation::kOutlet);
  CHECK(KinshipOf(a, few_names).relation == Relation::kOutlet);
}

TEST_CASE("facts of both are shown by place, and numbers and days that differ as such") {
  const Story a("They met there on 4 March 2024 for five hours with Lena Marlo of Nortown."),
      b("A visit of Lena Marlo was over on 5 April 2024 and took six hours of their time.");
  const std::vector<SharedFact> facts = FactsOfBoth(a.retold(), b.retold());
  REQUIRE(facts.size() == 3);
  CHECK(facts[0].kind == SharedFact::Kind::kDate);
  CHECK_FALSE(facts[0].same);
  CHECK(facts[1].kind == SharedFact::Kind::kNumber);
  CHECK_FALSE(facts[1].same);
  CHECK(facts[2].kind == SharedFact::Kind::kName);
  CHECK(facts[2].same);
  CHECK(facts[2].a.size() == 2);  // a name of two words is shown as a whole
}

}  // namespace
}  // namespace wirecopy

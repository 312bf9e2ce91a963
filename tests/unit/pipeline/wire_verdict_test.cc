#include "wirecopy/pipeline/wire_verdict.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

// One cluster of articles by their families and credits.
class Members {
 public:
  Members& Credits(const std::string& family, const std::string& agency, CreditState state = CreditState::kFull) {
    Analysis& member = Add({"outlet " + std::to_string(run_.analyses.size()), family, false, true});
    member.credit.state = state;
    member.credit.source = agency;
    return *this;
  }

  Members& Own(const std::string& agency) {
    Add({agency, agency, true, true});
    return *this;
  }

  WireVerdict Judge(const Consensus& consensus = {}) const {
    Cluster cluster;
    for (uint32_t i = 0; i < run_.analyses.size(); ++i) cluster.members.push_back(i);
    return JudgeWire(run_, cluster, consensus);
  }

 private:
  Analysis& Add(const Outlet& outlet) {
    run_.input.articles.emplace_back().id = "article";
    run_.analyses.emplace_back();
    run_.analyses.back().outlet = outlet;
    return run_.analyses.back();
  }

  Run run_;
};

TEST_CASE("Families that credit an agency agree on whose copy it is, the more the surer") {
  const WireVerdict one = Members().Credits("A", "Reuters").Judge();
  CHECK(one.agency == "Reuters");
  CHECK(one.confidence == Approx(0.5));
  const WireVerdict four =
      Members().Credits("A", "Reuters").Credits("B", "Reuters").Credits("C", "Reuters").Credits("D", "Reuters").Judge();
  CHECK(four.confidence == Approx(0.8));
  CHECK(four.reasons ==
        std::vector<std::string>{"families that credit it: 4 of 4 that credit an agency", "families that print it: 4"});
}

TEST_CASE("Families agree on 100 % of the words only where they agree on all") {
  const auto told = [](double share) {
    return Members().Credits("A", "Reuters").Judge({0, {{{0, 40}, 2}}, share}).reasons.back();
  };
  CHECK(told(1) == "unrelated families agree on 100 % of the words of article");
  CHECK(told(0.999) == "unrelated families agree on 99 % of the words of article");
  CHECK(told(0.876) == "unrelated families agree on 88 % of the words of article");
}

TEST_CASE("A network's own sharing is no corroboration") {
  Members members;
  for (int i = 0; i < 9; ++i) members.Credits("Chain", "Associated Press");
  CHECK(members.Judge().confidence == Approx(0.5));
  members.Credits("B", "Reuters").Credits("C", "Reuters");
  CHECK(members.Judge().agency == "Reuters");
  CHECK(members.Judge().confidence == Approx(0.5));  // two of three, and one against
}

TEST_CASE("The agency's own article decides against all credits") {
  const WireVerdict verdict = Members().Credits("A", "Reuters").Credits("B", "Reuters").Own("EFE").Judge();
  CHECK(verdict.agency == "EFE");
  CHECK(verdict.confidence == 1);
  CHECK(verdict.reasons ==
        std::vector<std::string>{"the agency's own article is in the cluster", "families that print it: 2"});
}

TEST_CASE("A photo's credit, an attribution and no credit name nobody") {
  const WireVerdict verdict = Members()
                                  .Credits("A", "Reuters", CreditState::kPhotoOnly)
                                  .Credits("B", "Reuters", CreditState::kInText)
                                  .Credits("C", "", CreditState::kUnknown)
                                  .Judge();
  CHECK(verdict.agency.empty());
  CHECK(verdict.reasons.empty());
  CHECK(Members().Credits("A", "Reuters", CreditState::kMetadata).Judge().agency == "Reuters");
}

TEST_CASE("A credit of a part makes no agency's copy of an article that stands alone") {
  CHECK(Members().Credits("A", "Reuters", CreditState::kPartial).Judge().agency.empty());
  CHECK(Members().Credits("A", "Reuters", CreditState::kPartial).Credits("B", "", CreditState::kNone).Judge().agency ==
        "Reuters");
}

}  // namespace
}  // namespace wirecopy

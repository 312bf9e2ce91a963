#include "wirecopy/lexicon/word_evidence.h"

#include <cmath>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

TEST_CASE("rare translations say more than common ones, up to a cap") {
  const double common = EvidenceOf({0.05, 0.05, 0, false}).strong, rare = EvidenceOf({0.01, 0.01, 0, false}).strong;
  CHECK(rare > common);
  CHECK(common > 0);
  CHECK(EvidenceOf({1e-9, 1e-9, 0, false}).strong == EvidenceOf({1e-12, 1e-12, 0, false}).strong);
}

TEST_CASE("a word that stands everywhere says nothing, however rare what it is tied to") {
  const WordEvidence said = EvidenceOf({0.4, 0.001, 0, false});
  CHECK(said.strong <= -std::log(0.4) + 1e-9);
  CHECK(said.none == Approx(0).margin(0.01));
}

TEST_CASE("a missing word speaks against a translation, a name more than a word") {
  const WordEvidence word = EvidenceOf({0.01, 0.01, 0, false}), name = EvidenceOf({0.01, 0.01, 0, true});
  CHECK(word.none < 0);
  CHECK(name.none < word.none);
  CHECK(name.strong > word.strong);
  CHECK(EvidenceOf({0.01, 0, 0, true}).none < EvidenceOf({0.01, 0, 0, false}).none);
}

TEST_CASE("a weak tie says less than a strong one") {
  const WordEvidence both = EvidenceOf({0.01, 0.01, 0.01, false});
  CHECK(both.strong > both.weak);
  CHECK(both.weak > both.none);
  CHECK(both.best == both.strong);
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/text/byte_classes.h"

#include <hwy/targets.h>

#include <random>
#include <string>

#include "tests/support/catch.h"

namespace wirecopy {
namespace {

std::vector<ByteClasses> OneByOne(std::string_view text) {
  std::vector<ByteClasses> blocks((text.size() + 63) / 64);
  for (size_t i = 0; i < text.size(); ++i) {
    const uint64_t bit = uint64_t{1} << i % 64;
    const auto c = static_cast<unsigned char>(text[i]);
    ByteClasses& block = blocks[i / 64];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) block.letters |= bit;
    if (c >= '0' && c <= '9') block.digits |= bit;
    if (c >= 0x80) block.high |= bit;
    if (c == '\'') block.apostrophes |= bit;
    if (c == '.' || c == ',') block.separators |= bit;
  }
  return blocks;
}

TEST_CASE("Every set of instructions classifies bytes as one byte after the other does") {
  std::mt19937 random(31);
  std::vector<ByteClasses> blocks;
  int targets = 0;
  for (int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    const int64_t target = left & -left;
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(target);
    ++targets;
    for (size_t size = 0; size < 400; ++size) {
      std::string text(size, ' ');
      for (char& c : text) c = static_cast<char>(random() % (size % 2 == 0 ? 256 : 128));
      ClassifyBytes(text, &blocks);
      INFO(hwy::TargetName(target) << " " << size);
      REQUIRE(blocks == OneByOne(text));
    }
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
  CHECK(targets > 1);
}

}  // namespace
}  // namespace wirecopy

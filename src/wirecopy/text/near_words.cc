// The edit distance (Levenshtein 1966), one bit a letter of x (Myers 1999, "A fast bit-vector algorithm for approximate
// string matching based on dynamic programming", in the form of Hyyro 2001 for whole words), behind a test of the
// letters alone that turns away nearly all unlike words.
#include "wirecopy/text/near_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace wirecopy {
namespace {

constexpr size_t kLettersAnError = 3;
constexpr size_t kMostBytes = 64;

uint8_t Fold(char c) { return static_cast<uint8_t>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); }

uint64_t Letters(std::string_view word) {
  uint64_t letters = 0;
  for (const char c : word) letters |= uint64_t{1} << (Fold(c) & 63);
  return letters;
}

size_t EditDistance(std::string_view x, std::string_view y) {
  std::array<uint64_t, 256> places{};  // of a letter in x
  for (size_t i = 0; i < x.size(); ++i) places[Fold(x[i])] |= uint64_t{1} << i;
  const uint64_t last = uint64_t{1} << (x.size() - 1);
  uint64_t up = ~uint64_t{0}, down = 0;  // where the distance rises and falls down the column
  size_t distance = x.size();
  for (const char c : y) {
    const uint64_t same = places[Fold(c)];
    const uint64_t diagonal = (((same & up) + up) ^ up) | same | down;
    uint64_t right_up = down | ~(diagonal | up);
    uint64_t right_down = up & diagonal;
    distance += (right_up & last) != 0;
    distance -= (right_down & last) != 0;
    right_up = (right_up << 1) | 1;
    right_down <<= 1;
    up = right_down | ~(diagonal | right_up);
    down = right_up & diagonal;
  }
  return distance;
}

}  // namespace

bool NearlyEqual(std::string_view x, std::string_view y) {
  const size_t longer = std::max(x.size(), y.size()), shorter = std::min(x.size(), y.size());
  const size_t errors = longer / kLettersAnError;
  if (errors == 0 || longer > kMostBytes || longer - shorter > errors) return false;
  if (static_cast<size_t>(std::popcount(Letters(x) ^ Letters(y))) > 2 * errors) return false;
  return EditDistance(x, y) <= errors;
}

}  // namespace wirecopy

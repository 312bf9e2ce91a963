// Keys one after another, none waiting for the hash before it: what a program sees that fills a table or a signature.
// A set is small enough for the second cache, so memory is not what is measured, and long and mixed enough that the
// branches on a key's length are predicted no better than in use.
#include "wirecopy/measure/hash_speed.h"

#include <algorithm>
#include <span>

namespace wirecopy {
namespace {

constexpr size_t kTimedKeys = 4096;

KeyTiming TimeKeys(const HashFunction& function, const KeySet& set, const TimingOptions& options) {
  const std::span keys = std::span(set.keys).first(std::min(kTimedKeys, set.keys.size()));
  double bytes = 0;
  for (const std::string_view key : keys) bytes += static_cast<double>(key.size());
  return {set.name, bytes / static_cast<double>(keys.size()),
          Time(options, keys.size(), [&] { return function.hash_all(keys); })};
}

}  // namespace

HashSpeed MeasureHashSpeed(const HashFunction& function, const Keys& keys, const TimingOptions& options) {
  HashSpeed speed;
  for (const KeySet& set : keys.by_length) speed.by_length.push_back(TimeKeys(function, set, options));
  for (const KeySet& set : keys.kinds) speed.by_kind.push_back(TimeKeys(function, set, options));
  const std::string_view input = *keys.long_input;
  speed.long_bytes = input.size();
  const Timing a_byte = Time(options, speed.long_bytes, [&] { return function.hash_all(std::span(&input, 1)); });
  speed.long_gb_per_second = 1 / a_byte.median_ns;
  speed.best_long_gb_per_second = 1 / a_byte.least_ns;
  return speed;
}

}  // namespace wirecopy

// A repetition calls the work as often as it takes to outlast the clock's grain and an interrupt's, and there are
// several repetitions. The least time is what the work costs; the median is what it costs on this machine as it is now.
// A mean would count what other programs did meanwhile (Chen, Revels 2016, "Robust benchmarking in noisy
// environments").
#include "wirecopy/measure/timing.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

double Seconds(uint64_t calls, const std::function<uint64_t()>& work) {
  const auto start = std::chrono::steady_clock::now();
  uint64_t sum = 0;
  for (uint64_t i = 0; i < calls; ++i) sum += work();
  [[maybe_unused]] volatile uint64_t kept = sum;
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Timing Time(const TimingOptions& options, uint64_t units, const std::function<uint64_t()>& work) {
  Seconds(1, work);  // caches, page faults, the processor's clock
  uint64_t calls = 1;
  for (double took = Seconds(1, work); took < options.least_seconds && calls < (uint64_t{1} << 40);
       took = Seconds(calls, work)) {
    calls *= took * 10 < options.least_seconds ? 10 : 2;
  }
  std::vector<double> each;
  for (int i = 0; i < std::max(1, options.repetitions); ++i) {
    each.push_back(Seconds(calls, work) * 1e9 / static_cast<double>(calls * std::max<uint64_t>(1, units)));
  }
  std::sort(each.begin(), each.end());
  const size_t half = each.size() / 2;
  return {each.size() % 2 == 1 ? each[half] : (each[half - 1] + each[half]) / 2, each.front()};
}

Calibration Calibrate(const TimingOptions& options, uint64_t buffer_bytes) {
  std::vector<uint64_t> buffer(buffer_bytes / 8);
  for (size_t i = 0; i < buffer.size(); ++i) buffer[i] = Mix(i);
  const std::string_view bytes(reinterpret_cast<const char*>(buffer.data()), buffer.size() * 8);
  const Timing read = Time(options, bytes.size(), [&] {
    uint64_t sum = 0;
    for (const uint64_t word : buffer) sum += word;
    return sum;
  });
  const Timing hashed = Time(options, bytes.size(), [&] { return HashBytes(bytes); });
  return {1 / read.median_ns, 1 / hashed.median_ns, bytes.size()};
}

}  // namespace wirecopy

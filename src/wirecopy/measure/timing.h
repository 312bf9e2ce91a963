// Time of short pieces of work, so that the figures hold on a machine that others use too.
#pragma once

#include <cstdint>
#include <functional>

namespace wirecopy {

struct Timing {
  double median_ns = 0;  // a unit of work
  double least_ns = 0;   // of all repetitions: what the work takes when nothing disturbs it
};

struct TimingOptions {
  int repetitions = 11;
  double least_seconds = 0.004;  // of one repetition
};

// `work` does `units` units of work and returns anything that depends on all of it, so that the compiler cannot leave
// it out. It runs once to warm up and to find how often a repetition must call it.
Timing Time(const TimingOptions& options, uint64_t units, const std::function<uint64_t()>& work);

// What this machine does in the same minute, to hold figures of different machines and hours against each other.
struct Calibration {
  double read_gb_per_second = 0;  // 64-bit words of the buffer added up
  double xxh3_gb_per_second = 0;  // XXH3 64-bit over the same buffer
  uint64_t buffer_bytes = 0;
};
Calibration Calibrate(const TimingOptions& options, uint64_t buffer_bytes);

}  // namespace wirecopy

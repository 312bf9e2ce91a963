#include "wirecopy/base/executor.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <thread>
#include <vector>

namespace wirecopy {

Executor::Executor(int threads, const std::atomic<bool>* cancel, uint64_t shuffle_seed)
    : threads_(std::max(1, threads)), cancel_(cancel), shuffle_seed_(shuffle_seed) {}

void Executor::For(size_t count, size_t grain, const std::function<void(size_t, size_t)>& body) const {
  grain = std::max<size_t>(1, grain);
  const size_t chunks = (count + grain - 1) / grain;
  std::vector<size_t> order;
  if (shuffle_seed_ != 0) {
    order.resize(chunks);
    std::iota(order.begin(), order.end(), size_t{0});
    std::shuffle(order.begin(), order.end(), std::mt19937_64(shuffle_seed_));
  }
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t turn = next++; turn < chunks && !cancelled(); turn = next++) {
      const size_t chunk = order.empty() ? turn : order[turn];
      body(chunk * grain, std::min(count, (chunk + 1) * grain));
    }
  };
  const size_t helpers = std::min<size_t>(static_cast<size_t>(threads_), chunks);
  std::vector<std::jthread> pool;
  for (size_t i = 1; i < helpers; ++i) pool.emplace_back(work);
  work();
}

}  // namespace wirecopy

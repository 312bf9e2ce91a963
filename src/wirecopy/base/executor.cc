#include "wirecopy/base/executor.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <random>
#include <thread>
#include <vector>

namespace wirecopy {

class Executor::Pool {
 public:
  explicit Pool(size_t threads) : threads_(threads) {}

  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    changed_.notify_all();
  }

  // Calls `work` on the caller's thread and up to `helpers` others; returns when all calls have.
  void Run(size_t helpers, const std::function<void()>& work) {
    if (busy_.exchange(true)) return work();
    const Turn turn(this);
    {
      const std::lock_guard lock(mutex_);
      // Begun when first needed: many programs never come to a loop of more than one chunk.
      for (helpers = std::min(helpers, threads_); workers_.size() < helpers;)
        workers_.emplace_back([this] { Serve(); });
      work_ = &work;
      wanted_ = helpers;
    }
    changed_.notify_all();
    work();
  }

 private:
  // Ends when nobody is at work any more, whether the caller's own work returned or threw.
  class Turn {
   public:
    explicit Turn(Pool* pool) : pool_(*pool) {}
    ~Turn() {
      std::unique_lock lock(pool_.mutex_);
      pool_.wanted_ = 0;  // who has not come by now finds nothing left to do
      pool_.changed_.wait(lock, [this] { return pool_.running_ == 0; });
      pool_.busy_ = false;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Pool& pool_;
  };

  void Serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return ending_ || wanted_ > 0; });
      if (ending_) return;
      --wanted_;
      ++running_;
      const std::function<void()>& work = *work_;
      lock.unlock();
      work();
      lock.lock();
      if (--running_ == 0) changed_.notify_all();
    }
  }

  const size_t threads_;
  std::atomic<bool> busy_ = false;
  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  const std::function<void()>* work_ = nullptr;
  size_t wanted_ = 0, running_ = 0;  // threads that are to come, that are at work
  bool ending_ = false;
  std::vector<std::jthread> workers_;  // joined before all else goes
};

Executor::Executor(int threads, const std::atomic<bool>* cancel, uint64_t shuffle_seed)
    : threads_(std::max(1, threads)), cancel_(cancel), shuffle_seed_(shuffle_seed) {
  if (threads_ > 1) pool_ = std::make_shared<Pool>(static_cast<size_t>(threads_) - 1);
}

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
  if (pool_ == nullptr || chunks < 2) return work();
  pool_->Run(chunks - 1, work);
}

}  // namespace wirecopy

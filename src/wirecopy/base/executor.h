// Parallel loops whose result does not depend on the number of threads: a body writes only to the slots of its own
// indices, so any order of completion gives the same bytes.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace wirecopy {

// A copy shares the threads, which wait for the next loop and end with the last copy.
class Executor {
 public:
  // `threads` at least 1, the caller's among them. `cancel`, where given, is polled between chunks: once true, loops
  // end early and the caller must check cancelled(). `shuffle_seed` other than 0 hands out the chunks in a shuffled
  // order (tests use it to prove that the order does not matter).
  explicit Executor(int threads, const std::atomic<bool>* cancel = nullptr, uint64_t shuffle_seed = 0);

  // Calls body(begin, end) for chunks of at most `grain` indices that cover [0, count). A loop inside of a loop, or
  // beside one of another thread, is run by its caller alone. What a body throws on the caller's thread goes on from
  // here once the other threads are done; on one of those it ends the program.
  void For(size_t count, size_t grain, const std::function<void(size_t begin, size_t end)>& body) const;

  int threads() const { return threads_; }
  bool cancelled() const { return cancel_ != nullptr && cancel_->load(std::memory_order_relaxed); }

 private:
  class Pool;

  int threads_;
  std::shared_ptr<Pool> pool_;  // of the other threads; null for one thread
  const std::atomic<bool>* cancel_;
  uint64_t shuffle_seed_;
};

}  // namespace wirecopy

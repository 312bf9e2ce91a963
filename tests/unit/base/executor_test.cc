#include "wirecopy/base/executor.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <new>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

// How often each index of [0, count) was handed out, and the largest chunk.
struct Coverage {
  std::vector<int> times;
  size_t largest = 0;
};

Coverage Cover(const Executor& executor, size_t count, size_t grain) {
  Coverage coverage{std::vector<int>(count, 0), 0};
  std::mutex mutex;
  executor.For(count, grain, [&](size_t begin, size_t end) {
    const std::lock_guard lock(mutex);
    coverage.largest = std::max(coverage.largest, end - begin);
    for (size_t i = begin; i < end; ++i) ++coverage.times.at(i);
  });
  return coverage;
}

// The chunks in the order in which one thread runs them.
std::vector<size_t> Order(uint64_t shuffle_seed, size_t count) {
  std::vector<size_t> begins;
  Executor(1, nullptr, shuffle_seed).For(count, 1, [&](size_t begin, size_t) { begins.push_back(begin); });
  return begins;
}

TEST_CASE("A loop covers every index exactly once whatever the threads, the grain and the order") {
  for (const int threads : {1, 2, 3, 4}) {
    for (const uint64_t seed : {0, 1, 99}) {
      const Executor executor(threads, nullptr, seed);
      for (const size_t count : {0, 1, 2, 17, 1000}) {
        for (const size_t grain : {1, 3, 7, 1000, 5000}) {
          const Coverage coverage = Cover(executor, count, grain);
          INFO(threads << " threads, seed " << seed << ", count " << count << ", grain " << grain);
          CHECK(coverage.times == std::vector<int>(count, 1));
          CHECK(coverage.largest <= grain);
        }
      }
    }
  }
}

TEST_CASE("A loop without indices never calls its body") {
  int calls = 0;
  Executor(4).For(0, 10, [&](size_t, size_t) { ++calls; });
  CHECK(calls == 0);
}

TEST_CASE("Slots written by index have the same content for every number of threads and every order") {
  std::vector<uint64_t> expected(5000);
  for (size_t i = 0; i < expected.size(); ++i) expected[i] = Mix(i);
  for (const int threads : {1, 2, 4}) {
    for (const uint64_t seed : {0, 7}) {
      std::vector<uint64_t> slots(expected.size());
      Executor(threads, nullptr, seed).For(slots.size(), 16, [&](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) slots[i] = Mix(i);
      });
      CHECK(slots == expected);
    }
  }
}

TEST_CASE("Without a shuffle seed one thread takes the chunks in order, with one in a shuffled order of its own") {
  std::vector<size_t> rising(200);
  std::iota(rising.begin(), rising.end(), size_t{0});
  CHECK(Order(0, rising.size()) == rising);
  const std::vector<size_t> first = Order(1, rising.size()), second = Order(2, rising.size());
  CHECK(first != rising);
  CHECK(first != second);
  CHECK(Order(1, rising.size()) == first);
  CHECK(std::is_permutation(first.begin(), first.end(), rising.begin(), rising.end()));
}

TEST_CASE("Four threads work on four chunks at the same time") {
  std::atomic<int> arrived{0};
  std::atomic<int> met{0};
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  Executor(4).For(4, 1, [&](size_t, size_t) {
    ++arrived;
    while (arrived < 4 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    if (arrived == 4) ++met;
  });
  CHECK(met == 4);
}

// Counts the threads that ever came to it.
std::atomic<int> begun_threads{0};
struct CountsThreads {
  CountsThreads() { ++begun_threads; }
  int here = 1;
};

TEST_CASE("Threads wait for the next loop instead of ending with one") {
  const Executor executor(3);
  const Executor copy = executor;  // which shares them
  begun_threads = 0;
  for (int loop = 0; loop < 20; ++loop) {
    std::atomic<int> arrived{0};
    (loop % 2 == 0 ? executor : copy).For(3, 1, [&](size_t, size_t) {
      thread_local const CountsThreads counts;
      arrived += counts.here;
      while (arrived < 3) std::this_thread::yield();  // so that all three come
    });
  }
  CHECK(begun_threads == 3);
}

TEST_CASE("A loop whose body throws on the caller's thread leaves an executor that works") {
  const Executor executor(3);
  const std::thread::id caller = std::this_thread::get_id();
  for (int loop = 0; loop < 20; ++loop) {
    std::atomic<int> arrived{0};
    const auto throwing = [&](size_t, size_t) {
      ++arrived;
      while (arrived < 3) std::this_thread::yield();
      if (std::this_thread::get_id() == caller) throw std::bad_alloc();
    };
    CHECK_THROWS_AS(executor.For(3, 1, throwing), std::bad_alloc);
    CHECK(Cover(executor, 100, 1).times == std::vector<int>(100, 1));
  }
}

TEST_CASE("Loops inside of loops and loops of several threads cover all their indices") {
  const Executor executor(3);
  std::atomic<uint64_t> sum{0};
  const auto loop = [&] {
    executor.For(20, 1, [&](size_t outer, size_t) {
      executor.For(10, 3, [&](size_t begin, size_t end) {
        for (size_t inner = begin; inner < end; ++inner) sum += 10 * outer + inner;
      });
    });
  };
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 4; ++i) callers.emplace_back(loop);
  }
  CHECK(sum == 4 * (200 * 199 / 2));
}

TEST_CASE("A loop that is cancelled from its body ends before the next chunk") {
  std::atomic<bool> cancel{false};
  const Executor executor(1, &cancel);
  std::vector<size_t> begins;
  CHECK_FALSE(executor.cancelled());
  executor.For(100, 10, [&](size_t begin, size_t) {
    begins.push_back(begin);
    if (begins.size() == 3) cancel = true;
  });
  CHECK(begins == std::vector<size_t>{0, 10, 20});
  CHECK(executor.cancelled());
}

TEST_CASE("Threads that are cancelled finish at most the chunk each of them holds") {
  constexpr int kThreads = 4;
  std::atomic<bool> cancel{false};
  std::atomic<int> begun_after{0}, done{0};
  Executor(kThreads, &cancel).For(100'000, 1, [&](size_t, size_t) {
    if (cancel) ++begun_after;
    if (++done == 10) cancel = true;
  });
  CHECK(done >= 10);
  CHECK(done < 100'000);
  CHECK(begun_after < kThreads);
}

TEST_CASE("A loop that is cancelled before it begins does nothing") {
  const std::atomic<bool> cancel{true};
  for (const int threads : {1, 3}) {
    std::atomic<int> calls{0};
    Executor(threads, &cancel).For(50, 1, [&](size_t, size_t) { ++calls; });
    CHECK(calls == 0);
  }
}

TEST_CASE("An executor without a cancel flag is never cancelled and tells its threads") {
  const Executor executor(3);
  CHECK_FALSE(executor.cancelled());
  CHECK(executor.threads() == 3);
}

}  // namespace
}  // namespace wirecopy

// How a long job tells the one who called it where it stands. The library prints nothing itself.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace wirecopy {

// Called from the thread that runs the job: `total` 0 means not known.
using Progress = std::function<void(std::string_view stage, uint64_t done, uint64_t total)>;

}  // namespace wirecopy

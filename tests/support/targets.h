// Tests of kernels that are compiled for each set of instructions.
#pragma once

#include <hwy/targets.h>

#include <cstdint>

#include "tests/support/catch.h"

namespace wirecopy::testing {

// Calls body() with each set of instructions that this machine has, chosen for all kernels.
template <typename Body>
void OnEveryTarget(const Body& body) {
  int targets = 0;
  for (int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    const int64_t target = left & -left;
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(target);
    INFO(hwy::TargetName(target));
    body();
    ++targets;
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
  CHECK(targets > 1);
}

}  // namespace wirecopy::testing

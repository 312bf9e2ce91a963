// JoinBands for signatures that lie on disk.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/candidates/band_join.h"
#include "wirecopy/signature/signature_file.h"

namespace wirecopy {

struct DiskBandJoinInput {
  const SignatureFile& signatures;
  std::span<const uint8_t> has_signature;  // one flag an article
  Bands bands;
  size_t most_paired = 64;                                           // as BandJoinInput has it
  std::function<bool(uint32_t a, uint32_t b, int equal)> keep = {};  // the same
  uint64_t memory = uint64_t{256} << 20;                             // bytes, beside the pairs
};

// The pairs that JoinBands gives. Writes and reads 8 bytes an article and band, and 8 for a meeting.
absl::StatusOr<BandJoin> JoinBandsOnDisk(const DiskBandJoinInput& input, const Executor& executor);

}  // namespace wirecopy

#include "wirecopy/signature/signature_file.h"

#include <algorithm>

#include "wirecopy/base/check.h"

namespace wirecopy {

absl::StatusOr<std::unique_ptr<SignatureFile>> SignatureFile::Make(int values) {
  absl::StatusOr<std::unique_ptr<TempFile>> file = TempFile::Make();
  if (!file.ok()) return file.status();
  return std::unique_ptr<SignatureFile>(new SignatureFile(*std::move(file), values));
}

absl::Status SignatureFile::Read(uint32_t first, std::span<uint16_t> signatures) const {
  const auto values = static_cast<size_t>(values_);
  auto extent = std::upper_bound(extents_.begin(), extents_.end(), first,
                                 [](uint32_t article, const Extent& of) { return article < of.first; });
  WIRECOPY_CHECK(extent != extents_.begin());
  for (--extent; !signatures.empty(); ++extent) {
    WIRECOPY_CHECK(extent != extents_.end() && first >= extent->first);
    const uint32_t skipped = first - extent->first;
    const size_t count = std::min<size_t>(extent->count - skipped, signatures.size() / values);
    absl::Status status =
        file_->Read(extent->at + skipped * values * sizeof(uint16_t), signatures.first(count * values));
    if (!status.ok()) return status;
    signatures = signatures.subspan(count * values);
    first += static_cast<uint32_t>(count);
  }
  return absl::OkStatus();
}

}  // namespace wirecopy

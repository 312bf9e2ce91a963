#include "wirecopy/base/external_sort.h"

#include <algorithm>
#include <utility>

namespace wirecopy {
namespace {

constexpr size_t kLeastPiece = 512;  // numbers of a run in memory

}  // namespace

ExternalSort::ExternalSort(TempFile* file, size_t numbers) : file_(*file), most_(std::max(kLeastPiece, numbers)) {}

absl::Status ExternalSort::WriteRun() {
  std::sort(held_.begin(), held_.end());
  const absl::StatusOr<uint64_t> offset = file_.Append(std::span<const uint64_t>(held_));
  if (!offset.ok()) return offset.status();
  runs_.push_back({*offset, held_.size()});
  held_.clear();
  return absl::OkStatus();
}

absl::StatusOr<bool> ExternalSort::Fill(Run* run, size_t numbers) const {
  run->at = 0;
  run->piece.resize(std::min<uint64_t>(run->left, numbers));
  if (absl::Status status = file_.Read(run->offset, std::span(run->piece)); !status.ok()) return status;
  run->offset += run->piece.size() * sizeof(uint64_t);
  run->left -= run->piece.size();
  return !run->piece.empty();
}

absl::Status ExternalSort::Visit(const std::function<absl::Status(uint64_t)>& visit) {
  std::sort(held_.begin(), held_.end());
  if (runs_.empty()) {
    for (const uint64_t number : std::exchange(held_, {})) {
      if (absl::Status status = visit(number); !status.ok()) return status;
    }
    return absl::OkStatus();
  }
  if (!held_.empty()) {
    if (absl::Status status = WriteRun(); !status.ok()) return status;
  }
  held_ = {};
  const size_t piece = std::max(kLeastPiece, most_ / runs_.size());
  using Head = std::pair<uint64_t, uint32_t>;  // number and run; the least is on top
  std::vector<Head> heads;
  heads.reserve(runs_.size());
  for (uint32_t i = 0; i < runs_.size(); ++i) {
    if (const absl::StatusOr<bool> any = Fill(&runs_[i], piece); !any.ok()) return any.status();
    heads.emplace_back(runs_[i].piece[runs_[i].at++], i);
  }
  std::make_heap(heads.begin(), heads.end(), std::greater<>());
  while (!heads.empty()) {
    if (absl::Status status = visit(heads.front().first); !status.ok()) return status;
    std::pop_heap(heads.begin(), heads.end(), std::greater<>());
    Run& run = runs_[heads.back().second];
    if (run.at == run.piece.size()) {
      const absl::StatusOr<bool> any = Fill(&run, piece);
      if (!any.ok()) return any.status();
      if (!*any) {
        heads.pop_back();
        continue;
      }
    }
    heads.back().first = run.piece[run.at++];
    std::push_heap(heads.begin(), heads.end(), std::greater<>());
  }
  runs_.clear();
  return absl::OkStatus();
}

}  // namespace wirecopy

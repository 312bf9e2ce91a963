// Tonight's articles and those of the window that they may be alike to, under one row of joint numbers, and the edges
// between them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/cluster/clusters.h"
#include "wirecopy/index/catalogue.h"
#include "wirecopy/index/segment_join.h"
#include "wirecopy/night/old_articles.h"
#include "wirecopy/night/recognise.h"
#include "wirecopy/pipeline/sketches.h"

namespace wirecopy {

class NightGraph {
 public:
  // All of it must outlive this. `first`: the number of the first new article.
  NightGraph(std::span<const IndexedSegment> segments, const Sketches& sketches, const Recognised& recognised,
             uint64_t first, const SketchOptions& options);
  NightGraph(const NightGraph&) = delete;
  NightGraph& operator=(const NightGraph&) = delete;

  uint32_t old() const { return joint_.old(); }  // articles of the window; those of tonight come behind
  bool IsOld(uint32_t joint) const { return joint < joint_.old(); }
  // Place among the new articles.
  uint32_t FreshOf(uint32_t joint) const { return joint - joint_.old(); }
  uint64_t NumberOf(uint32_t joint) const;
  // A sketch with the count of its shingles at least.
  Sketch Counted(uint32_t joint) const;

  // Chooses the articles that are compared from here on (joint numbers, in any order), with their shingles.
  absl::Status Choose(std::vector<uint32_t> joint, const Executor& executor);
  std::span<const uint32_t> chosen() const { return chosen_; }    // joint numbers, rising
  std::span<const Sketch> sketches() const { return compared_; }  // of these
  uint32_t LocalOf(uint32_t joint) const;                         // place among these
  uint32_t chosen_old() const;                                    // how many of these are of the window

  // `tonight`: edges by joint numbers. Returns with them all older edges of the components that they touch, by joint
  // numbers, sorted, each once. What is out of the window, or was deleted, belongs to no component.
  absl::StatusOr<std::vector<Edge>> WithComponents(std::vector<Edge> tonight, Catalogue* catalogue) const;

 private:
  const Sketches& tonight_;
  const Recognised& recognised_;
  const uint64_t first_;
  const SketchOptions& options_;
  const JointArticles joint_;
  OldArticles loaded_;
  std::vector<uint32_t> chosen_;
  std::vector<Sketch> compared_;
};

}  // namespace wirecopy

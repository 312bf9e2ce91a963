#include "wirecopy/night/night.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/index/segment_join.h"
#include "wirecopy/night/commit.h"
#include "wirecopy/night/graph.h"
#include "wirecopy/night/recognise.h"
#include "wirecopy/night/regroup.h"
#include "wirecopy/night/write_segment.h"
#include "wirecopy/pipeline/alike.h"
#include "wirecopy/pipeline/stage_clock.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

// The stages of a night, in their order, and what one leaves to the next.
class NightRun {
 public:
  NightRun(LineChunks* input, const DedupOptions& options, const Night& night, Index* index, const Executor& executor)
      : input_(*input),
        options_(options),
        night_(night),
        index_(*index),
        catalogue_(index->catalogue()),
        kind_(catalogue_.settings().kind),
        executor_(executor) {}

  absl::StatusOr<IndexedDedup> Run(const Progress& progress) {
    StageClock clock(&result_.stages);
    absl::Status status;
    const auto stage = [&](const char* name, absl::Status (NightRun::*step)(const Progress&)) {
      if (!status.ok()) return;
      if (progress) progress(name, 0, 0);
      status = (this->*step)(progress);
      if (status.ok() && executor_.cancelled()) status = absl::CancelledError("interrupted");
      clock.Note(name);
    };
    stage("read", &NightRun::Read);
    stage("recognise", &NightRun::RecogniseKnown);
    if (!recognised_.fresh.empty()) {
      stage("pair", &NightRun::Pair);
      stage("write", &NightRun::Write);
      stage("compare", &NightRun::Compare);
      stage("cluster", &NightRun::Cluster);
      stage("commit", &NightRun::Commit);
    }
    stage("answer", &NightRun::Answer);
    if (!status.ok()) return status;
    return std::move(result_);
  }

 private:
  absl::Status Read(const Progress& progress) {
    absl::StatusOr<Sketches> sketches = MakeSketches(&input_, options_.sketch, executor_, progress);
    if (!sketches.ok()) return sketches.status();
    if (sketches->memory > options_.memory) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "--memory: the signatures of ", sketches->articles.size(), " articles take ", sketches->memory >> 20,
          "M, more than the ", options_.memory >> 20, "M that are allowed; add them to the index in smaller pieces"));
    }
    result_.sketches = *std::move(sketches);
    return absl::OkStatus();
  }

  absl::Status RecogniseKnown(const Progress&) {
    const ReadTransaction reading(&catalogue_.database());
    if (!reading.status().ok()) return reading.status();
    const absl::StatusOr<uint64_t> next = catalogue_.Next("article");
    if (!next.ok()) return next.status();
    absl::StatusOr<Recognised> recognised = Recognise(result_.sketches, *next, &catalogue_);
    if (!recognised.ok()) return recognised.status();
    recognised_ = *std::move(recognised);
    segment_row_.night = night_.date;
    segment_row_.articles = result_.fresh = recognised_.fresh.size();
    segment_row_.first = *next;
    segment_row_.last = *next + result_.fresh - 1;
    for (const auto& version : recognised_.version_of) result_.versions += version.has_value() ? 1 : 0;
    return absl::OkStatus();
  }

  absl::Status Pair(const Progress&) {
    absl::StatusOr<std::vector<IndexedSegment>> segments = index_.OpenSegments(night_.after);
    if (!segments.ok()) return segments.status();
    segments_ = *std::move(segments);
    const auto deleted = index_.Deleted();
    if (!deleted.ok()) return deleted.status();
    graph_.emplace(segments_, result_.sketches, recognised_, segment_row_.first, options_.sketch);
    result_.old = graph_->old();
    std::vector<const uint16_t*> signatures;
    for (const uint32_t i : recognised_.fresh) signatures.push_back(result_.sketches.articles[i].signature);
    SegmentJoinInput join_input{segments_, &*deleted, signatures};
    join_input.keep = [&](uint32_t a, uint32_t b, int equal) {
      return MayBeAlike(options_, graph_->Counted(a), graph_->Counted(b), equal, options_.sketch.values);
    };
    absl::StatusOr<SegmentJoin> join = JoinSegments(join_input, kind_, executor_);
    if (!join.ok()) return join.status();
    pairs_ = std::move(join->pairs);
    result_.meetings = join->meetings;
    result_.compared = pairs_.size();
    return absl::OkStatus();
  }

  // The segment counts from the commit on; without one it is swept away.
  absl::Status Write(const Progress& progress) {
    const absl::StatusOr<uint64_t> number = catalogue_.Next("segment");
    if (!number.ok()) return number.status();
    std::vector<uint8_t> wanted(result_.sketches.articles.size(), 0);
    for (const auto& [a, b] : pairs_) {
      wanted[recognised_.fresh[graph_->FreshOf(b)]] = 1;
      if (!graph_->IsOld(a)) wanted[recognised_.fresh[graph_->FreshOf(a)]] = 1;
    }
    absl::StatusOr<NightSegment> segment =
        WriteNightSegment(&input_, options_.sketch, recognised_, wanted, kind_, index_.SegmentPath(*number), executor_,
                          progress, &result_.sketches);
    if (!segment.ok()) return segment.status();
    segment_row_.number = *number;
    segment_row_.bytes = segment->written.bytes;
    segment_row_.checksum = segment->written.checksum;
    shingles_ = std::move(segment->arenas);
    return absl::OkStatus();
  }

  absl::Status Compare(const Progress&) {
    std::vector<uint32_t> members;
    for (const auto& [a, b] : pairs_) members.insert(members.end(), {a, b});
    if (absl::Status status = graph_->Choose(std::move(members), executor_); !status.ok()) return status;
    std::vector<ArticlePair> local;
    for (const auto& [a, b] : pairs_) local.emplace_back(graph_->LocalOf(a), graph_->LocalOf(b));
    edges_ = AlikePairs(options_, graph_->sketches(), local, executor_);
    for (Edge& edge : edges_) edge = {graph_->chosen()[edge.a], graph_->chosen()[edge.b], edge.similarity};
    result_.alike = edges_.size();
    return absl::OkStatus();
  }

  absl::Status Cluster(const Progress&) {
    const ReadTransaction reading(&catalogue_.database());
    if (!reading.status().ok()) return reading.status();
    absl::StatusOr<std::vector<Edge>> all = graph_->WithComponents(edges_, &catalogue_);
    if (!all.ok()) return all.status();
    std::vector<uint32_t> members;
    for (const Edge& edge : *all) members.insert(members.end(), {edge.a, edge.b});
    if (absl::Status status = graph_->Choose(std::move(members), executor_); !status.ok()) return status;
    for (Edge& edge : *all) edge = {graph_->LocalOf(edge.a), graph_->LocalOf(edge.b), edge.similarity};
    std::vector<uint64_t> numbers;
    for (const uint32_t member : graph_->chosen()) numbers.push_back(graph_->NumberOf(member));
    for (uint32_t i = 0; i < graph_->chosen_old(); ++i) {
      const auto membership = catalogue_.MembershipOf(numbers[i]);
      if (!membership.ok()) return membership.status();
      if (!membership->has_value()) return Unfit(index_.CataloguePath(), "an edge leads to no article");
      before_.push_back(**membership);
    }
    regrouped_ = Regroup(options_, {numbers, graph_->sketches(), before_, *all}, executor_);
    result_.merges = regrouped_.merges.size();
    return absl::OkStatus();
  }

  absl::Status Commit(const Progress&) {
    absl::Status status =
        CommitNight(options_, recognised_, {segment_row_, *graph_, edges_, before_, regrouped_}, &catalogue_, &result_);
    return status.ok() ? index_.Settle() : status;
  }

  absl::Status Answer(const Progress&) {
    const ReadTransaction reading(&catalogue_.database());
    return reading.status().ok() ? FillAnswers(recognised_, &catalogue_, &result_) : reading.status();
  }

  LineChunks& input_;
  const DedupOptions& options_;
  const Night& night_;
  Index& index_;
  Catalogue& catalogue_;
  const SignatureKind& kind_;
  const Executor& executor_;
  IndexedDedup result_;

  Recognised recognised_;
  SegmentRow segment_row_;  // of tonight
  std::vector<IndexedSegment> segments_;
  std::optional<NightGraph> graph_;
  std::vector<ArticlePair> pairs_;
  std::vector<Arena> shingles_;
  std::vector<Edge> edges_;  // of tonight, by joint numbers
  std::vector<Membership> before_;
  Regrouped regrouped_;
};

}  // namespace

IndexSettings SettingsOf(const DedupOptions& options) {
  const Bands bands = BandsFor(options);
  const SchemeId scheme = MakeScheme(options.sketch.scheme, options.sketch.values).value()->id();
  return {{scheme, options.sketch.shingle_words, kNormalisation, bands},
          options.likeness == Likeness::kContainment ? "containment" : "jaccard",
          options.threshold,
          options.average,
          options.least_shared};
}

DedupOptions IndexedOptions(const DedupOptions& options) {
  DedupOptions indexed = options;
  indexed.sketch.bits = kSegmentBits;
  indexed.sketch.entries = true;
  return indexed;
}

bool IsDuplicate(const Membership& membership, bool is_version, double threshold) {
  return !is_version && membership.likeness.has_value() && *membership.likeness >= threshold;
}

absl::StatusOr<IndexedDedup> DedupIntoIndex(LineChunks* input, const DedupOptions& options, const Night& night,
                                            Index* index, const Executor& executor, const Progress& progress) {
  DedupOptions own = options;
  own.average = index->catalogue().settings().average;
  own.least_shared = index->catalogue().settings().least_shared;
  return NightRun(input, own, night, index, executor).Run(progress);
}

}  // namespace wirecopy

#include "wirecopy/report/annotated.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>

#include "absl/strings/str_cat.h"
#include "wirecopy/night/night.h"
#include "wirecopy/pipeline/read_shingles.h"
#include "wirecopy/report/json.h"

namespace wirecopy {
namespace {

constexpr std::string_view kOwnKey = "\"wirecopy\"";

std::string_view Trimmed(std::string_view line) {
  const size_t begin = line.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r\n") + 1 - begin);
}

// The object without the field that an earlier run added; all else as it stands there. O(bytes).
std::string WithoutOwn(std::string_view object) {
  std::string kept;
  const std::string_view fields = object.substr(1, object.size() - 2);
  const auto add = [&](std::string_view field) {
    const std::string_view trimmed = Trimmed(field);
    if (trimmed.starts_with(kOwnKey) && Trimmed(trimmed.substr(kOwnKey.size())).starts_with(':')) return;
    if (!kept.empty()) kept += ',';
    kept += field;
  };
  bool in_string = false;
  int depth = 0;
  size_t begin = 0;
  for (size_t i = 0; i < fields.size(); ++i) {
    const char c = fields[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else {
        in_string = c != '"';
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (c == ',' && depth == 0) {
      add(fields.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  add(fields.substr(begin));
  return absl::StrCat("{", kept, "}");
}

std::string_view NameOf(Keep keep) {
  switch (keep) {
    case Keep::kEarliest:
      return "earliest";
    case Keep::kLongest:
      return "longest";
    case Keep::kAgency:
      return "agency";
    case Keep::kCredited:
      return "credited";
    case Keep::kFirstSeen:
      break;
  }
  return "first-seen";
}

std::string_view NameOf(DedupReason reason, Keep keep) {
  switch (reason) {
    case DedupReason::kAlone:
      return "alone";
    case DedupReason::kKept:
      return NameOf(keep);
    case DedupReason::kDuplicate:
      return "duplicate";
    case DedupReason::kRelated:
      break;
  }
  return "related";
}

const Answer kNoText{{}, {}, {}, {}, "no-text"};

// Chunks are rendered by many threads, and written in their order by one at a time.
class Annotator {
 public:
  Annotator(LineChunks* input, const Sketches& sketches, const AnswerOf& answer_of, const AnnotateOptions& options,
            const WriteBytes& write)
      : input_(*input), sketches_(sketches), answer_of_(answer_of), options_(options), write_(write) {}

  absl::Status Run(const Executor& executor, const Progress& progress) {
    if (options_.annotations_only) return WriteAnnotations(executor);
    input_.Rewind();
    executor.For(static_cast<size_t>(executor.threads()), 1, [&](size_t, size_t) {
      std::string rendered;
      for (LineChunk chunk; !executor.cancelled() && input_.Next(&chunk);) {
        rendered.clear();
        const absl::Status status = Render(chunk, &rendered);
        if (!Pass(chunk.number, status, rendered)) return;
        input_.Tell("write", progress);
      }
    });
    if (status_.ok() && executor.cancelled()) return absl::CancelledError("interrupted");
    if (status_.ok() && turn_ != sketches_.chunks.size()) return InputChanged("");
    return status_;
  }

 private:
  // Needs no second look at the records.
  absl::Status WriteAnnotations(const Executor& executor) const {
    constexpr size_t kArticlesAtOnce = 1 << 14;
    const size_t articles = sketches_.articles.size();
    std::vector<std::string> rendered(static_cast<size_t>(executor.threads()));
    for (size_t from = 0; from < articles; from += rendered.size() * kArticlesAtOnce) {
      executor.For(rendered.size(), 1, [&](size_t part, size_t) {
        rendered[part].clear();
        const size_t begin = from + part * kArticlesAtOnce, end = std::min(articles, begin + kArticlesAtOnce);
        for (size_t i = begin; i < end; ++i) {
          AddAnnotation(answer_of_(static_cast<uint32_t>(i)), &rendered[part]);
        }
      });
      if (executor.cancelled()) return absl::CancelledError("interrupted");
      for (const std::string& part : rendered) {
        if (absl::Status status = write_(part); !status.ok()) return status;
      }
    }
    return absl::OkStatus();
  }

  bool IsDropped(const Answer& answer) const { return options_.drop && !answer.duplicate_of.empty(); }

  void AddAnnotation(const Answer& answer, std::string* out) const {
    if (IsDropped(answer)) return;
    Json json;
    json.Value(answer.id);
    absl::StrAppend(out, "{\"id\":", json.Take(), ",\"wirecopy\":", Annotation(answer), "}\n");
  }

  // Waits for the chunk's turn; false when writing has ended.
  bool Pass(uint64_t number, const absl::Status& status, std::string_view rendered) {
    std::unique_lock lock(mutex_);
    turned_.wait(lock, [&] { return turn_ == number || !status_.ok(); });
    if (status_.ok()) status_ = status.ok() ? write_(rendered) : status;
    ++turn_;
    turned_.notify_all();
    return status_.ok();
  }

  absl::Status Render(const LineChunk& chunk, std::string* out) const {
    bool objects = true;
    const auto on_article = [&](uint32_t article, std::string_view line) {
      objects = AddRecord(Trimmed(line), answer_of_(article), out) && objects;
    };
    const auto on_fault = [&](const LineFault& fault, std::string_view line) {
      if (fault.no_text) objects = AddRecord(Trimmed(line), kNoText, out) && objects;
    };
    const bool same = WalkLines(chunk, sketches_, on_article, on_fault) && objects;
    return same ? absl::OkStatus() : InputChanged(input_.files()[chunk.file].path);
  }

  // False when the line is no object.
  bool AddRecord(std::string_view line, const Answer& answer, std::string* out) const {
    if (!line.starts_with('{') || !line.ends_with('}')) return false;
    if (IsDropped(answer)) return true;
    std::string cleaned;
    if (line.find(kOwnKey) != std::string_view::npos) line = cleaned = WithoutOwn(line);
    line = Trimmed(line.substr(0, line.size() - 1));
    out->append(line);
    absl::StrAppend(out, line.ends_with('{') ? "" : ",", "\"wirecopy\":", Annotation(answer), "}\n");
    return true;
  }

  static std::string Annotation(const Answer& answer) {
    Json json;
    json.Open();
    json.FieldOrNull("cluster", answer.cluster);
    json.FieldOrNull("duplicate_of", answer.duplicate_of);
    json.Key("similarity");
    answer.similarity ? json.Value(*answer.similarity) : json.Null();
    json.Field("kept", answer.duplicate_of.empty());
    json.Field("reason", answer.reason);
    if (!answer.version_of.empty()) json.Field("version_of", answer.version_of);
    json.Close();
    return json.Take();
  }

  LineChunks& input_;
  const Sketches& sketches_;
  const AnswerOf& answer_of_;
  const AnnotateOptions& options_;
  const WriteBytes& write_;
  std::mutex mutex_;  // of what follows
  std::condition_variable turned_;
  uint64_t turn_ = 0;
  absl::Status status_;
};

}  // namespace

Answer ToAnswer(const StoredAnswer& stored, double threshold, Keep keep) {
  const Membership& membership = stored.membership;
  Answer answer{stored.id, stored.cluster, {}, {}, {}, stored.version_of};
  if (membership.likeness) answer.similarity = static_cast<float>(*membership.likeness);
  if (!stored.version_of.empty()) {
    answer.reason = "version";
  } else if (!membership.keeper) {
    answer.reason = NameOf(DedupReason::kAlone, keep);
  } else if (*membership.keeper == stored.number) {
    answer.reason = NameOf(DedupReason::kKept, keep);
  } else if (IsDuplicate(membership, false, threshold)) {
    answer.reason = NameOf(DedupReason::kDuplicate, keep);
    answer.duplicate_of = stored.keeper;
  } else {
    answer.reason = NameOf(DedupReason::kRelated, keep);
  }
  return answer;
}

absl::Status WriteAnnotated(LineChunks* input, const Sketches& sketches, const AnswerOf& answer_of,
                            const AnnotateOptions& options, const Executor& executor, const WriteBytes& write,
                            const Progress& progress) {
  return Annotator(input, sketches, answer_of, options, write).Run(executor, progress);
}

absl::Status WriteAnnotated(LineChunks* input, const Dedup& dedup, const AnnotateOptions& options,
                            const Executor& executor, const WriteBytes& write, const Progress& progress) {
  const auto answer_of = [&](uint32_t article) {
    const DedupRow& row = dedup.rows[article];
    const auto id = [&](uint32_t other) { return dedup.sketches.articles[other].id; };
    Answer answer{id(article), id(row.cluster), {}, {}, NameOf(row.reason, options.keep)};
    if (row.reason == DedupReason::kDuplicate) answer.duplicate_of = id(row.keeper);
    if (row.keeper != article) answer.similarity = static_cast<double>(row.share);
    return answer;
  };
  return WriteAnnotated(input, dedup.sketches, answer_of, options, executor, write, progress);
}

}  // namespace wirecopy

#include "wirecopy/report/annotated.h"

#include <simdjson.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>

#include "absl/strings/str_cat.h"
#include "wirecopy/report/json.h"

namespace wirecopy {
namespace {

constexpr std::string_view kOwnKey = "\"wirecopy\"";

std::string_view Trimmed(std::string_view line) {
  const size_t begin = line.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r\n") + 1 - begin);
}

// The object without the fields that an earlier run added.
std::string WithoutOwn(std::string_view line) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(line.data(), line.size()).get_object().get(object) != simdjson::SUCCESS) return std::string(line);
  Json json;
  std::string fields;
  for (const auto& [key, value] : object) {
    if (key == "wirecopy") continue;
    json.Value(key);
    absl::StrAppend(&fields, fields.empty() ? "" : ",", json.Take(), ":", simdjson::minify(value));
  }
  return absl::StrCat("{", fields, "}");
}

std::string_view NameOf(Keep keep) {
  switch (keep) {
    case Keep::kEarliest:
      return "earliest";
    case Keep::kLongest:
      return "longest";
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

// Chunks are rendered by many threads, and written in their order by one at a time.
class Annotator {
 public:
  Annotator(LineChunks* input, const Dedup& dedup, const AnnotateOptions& options, const WriteBytes& write)
      : input_(*input), dedup_(dedup), options_(options), write_(write) {}

  absl::Status Run(const Executor& executor) {
    input_.Rewind();
    executor.For(static_cast<size_t>(executor.threads()), 1, [&](size_t, size_t) {
      std::string rendered;
      for (LineChunk chunk; !executor.cancelled() && input_.Next(&chunk);) {
        rendered.clear();
        const absl::Status status = Render(chunk, &rendered);
        if (!Pass(chunk.number, status, rendered)) return;
      }
    });
    if (status_.ok() && executor.cancelled()) return absl::CancelledError("interrupted");
    if (status_.ok() && turn_ != dedup_.sketches.chunks.size()) return Changed();
    return status_;
  }

 private:
  static absl::Status Changed() { return absl::DataLossError("the input changed while it was being read"); }

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
    if (chunk.number >= dedup_.sketches.chunks.size()) return Changed();
    const ChunkLines& lines = dedup_.sketches.chunks[chunk.number];
    if (lines.bytes != chunk.lines.size()) return Changed();
    uint32_t article = lines.first_article, number = 0;
    auto fault = lines.faults.begin();
    for (std::string_view rest = chunk.lines; !rest.empty(); ++number) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = Trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const bool faulty = fault != lines.faults.end() && fault->line == number;
      if (faulty && fault->no_text) AddRecord(line, nullptr, out);
      if (faulty) ++fault;
      if (faulty || line.empty()) continue;
      if (article == lines.first_article + lines.articles || !line.ends_with('}')) return Changed();
      AddRecord(line, &article, out);
      ++article;
    }
    return number == lines.lines && article == lines.first_article + lines.articles ? absl::OkStatus() : Changed();
  }

  // `article` null: a record without text.
  void AddRecord(std::string_view line, const uint32_t* article, std::string* out) const {
    if (options_.drop && article != nullptr && dedup_.rows[*article].reason == DedupReason::kDuplicate) return;
    if (options_.annotations_only) {
      if (article == nullptr) return;
      Json json;
      json.Value(dedup_.sketches.articles[*article].id);
      absl::StrAppend(out, "{\"id\":", json.Take(), ",\"wirecopy\":", Annotation(article), "}\n");
      return;
    }
    std::string cleaned;
    if (line.find(kOwnKey) != std::string_view::npos) line = cleaned = WithoutOwn(line);
    line = Trimmed(line.substr(0, line.size() - 1));
    out->append(line);
    absl::StrAppend(out, line.ends_with('{') ? "" : ",", "\"wirecopy\":", Annotation(article), "}\n");
  }

  std::string Annotation(const uint32_t* article) const {
    Json json;
    json.Open();
    if (article == nullptr) {
      json.Key("cluster");
      json.Null();
    } else {
      json.Field("cluster", IdOf(dedup_.rows[*article].cluster));
    }
    const bool duplicate = article != nullptr && dedup_.rows[*article].reason == DedupReason::kDuplicate;
    json.Key("duplicate_of");
    duplicate ? json.Value(IdOf(dedup_.rows[*article].keeper)) : json.Null();
    json.Key("similarity");
    const bool compared = article != nullptr && dedup_.rows[*article].keeper != *article;
    compared ? json.Value(static_cast<double>(dedup_.rows[*article].likeness)) : json.Null();
    json.Field("kept", !duplicate);
    json.Field("reason", article == nullptr ? "no-text" : NameOf(dedup_.rows[*article].reason, options_.keep));
    json.Close();
    return json.Take();
  }

  std::string_view IdOf(uint32_t article) const { return dedup_.sketches.articles[article].id; }

  LineChunks& input_;
  const Dedup& dedup_;
  const AnnotateOptions& options_;
  const WriteBytes& write_;
  std::mutex mutex_;  // of what follows
  std::condition_variable turned_;
  uint64_t turn_ = 0;
  absl::Status status_;
};

}  // namespace

absl::Status WriteAnnotated(LineChunks* input, const Dedup& dedup, const AnnotateOptions& options,
                            const Executor& executor, const WriteBytes& write) {
  return Annotator(input, dedup, options, write).Run(executor);
}

}  // namespace wirecopy

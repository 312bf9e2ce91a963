#include "wirecopy/pipeline/sketches.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/ingest/line_article.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/signature/packed.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

struct Part {
  uint64_t number = 0;  // of the chunk
  ChunkLines lines;
  std::vector<Sketch> articles;
  std::vector<SketchEntry> entries;
  std::optional<uint64_t> spilled = {};  // where its signatures are in the file
};

absl::Status SpillPart(SignatureFile* file, Part* part) {
  const auto values = static_cast<size_t>(file->values());
  std::vector<uint16_t> together(part->articles.size() * values, 0);
  for (size_t i = 0; i < part->articles.size(); ++i) {
    const uint16_t* signature = std::exchange(part->articles[i].signature, nullptr);
    if (signature != nullptr) std::copy(signature, signature + values, together.data() + i * values);
  }
  const absl::StatusOr<uint64_t> at = file->Append(together);
  if (at.ok()) part->spilled = *at;
  return at.status();
}

// What one thread needs, and what it has made.
class Sketcher {
 public:
  Sketcher(const SketchOptions& options, const SignatureScheme& scheme)
      : options_(options), scheme_(scheme), parser_(options.map), signature_(static_cast<size_t>(options.values)) {}

  void Read(const LineChunk& chunk) {
    Part part{chunk.number, {chunk.file, 0, 0, 0, chunk.lines.size(), {}}, {}, {}};
    part.articles.reserve(last_articles_ + last_articles_ / 8);
    part.lines.lines =
        ForEachLine(chunk.lines, [&](uint32_t number, std::string_view line) { ReadLine(chunk, number, line, &part); });
    part.lines.articles = static_cast<uint32_t>(part.articles.size());
    last_articles_ = part.articles.size();
    parts_.push_back(std::move(part));
  }

  // Moves the signatures of all that was read to the file.
  absl::Status Spill(SignatureFile* file) {
    for (; spilled_ < parts_.size(); ++spilled_) {
      if (absl::Status status = SpillPart(file, &parts_[spilled_]); !status.ok()) return status;
    }
    signature_arena_ = {};
    return absl::OkStatus();
  }

  std::vector<Part>& parts() { return parts_; }
  Arena& arena() { return arena_; }
  Arena& signature_arena() { return signature_arena_; }
  uint64_t counted = 0;  // bytes of both, when they were counted

 private:
  void ReadLine(const LineChunk& chunk, uint32_t number, std::string_view line, Part* part) {
    LineArticle article;
    const absl::Status status = (chunk.normal ? normal_parser_ : parser_).Parse(line, &article);
    if (!status.ok()) {
      part->lines.faults.push_back({number, false, std::string(status.message())});
    } else if (IsBlank(article.text)) {
      part->lines.faults.push_back({number, true, "no text"});
      if (options_.entries) part->lines.faults.back().outlet = article.outlet;
    } else {
      part->articles.push_back(Make(article));
      if (options_.entries) part->entries.push_back(MakeEntry(article));
    }
  }

  Sketch Make(const LineArticle& article) {
    Sketch sketch;
    sketch.id = Copy(!article.id.empty()    ? article.id
                     : !article.url.empty() ? article.url
                                            : ContentId(article.outlet, article.title, article.text));
    sketch.published = Copy(article.published);
    splitter_.Split(article.text, &words_);
    sketch.words = static_cast<uint32_t>(words_.size());
    if (words_.empty()) return sketch;
    ShinglesOf(words_, options_.shingle_words, &shingles_);
    sketch.shingle_count = static_cast<uint32_t>(shingles_.size());
    scheme_.Sign(shingles_, signature_);
    const std::span<uint16_t> packed = signature_arena_.Allocate<uint16_t>(signature_.size());
    PackSignature(signature_, packed);
    if (options_.bits < 16) {
      for (uint16_t& value : packed) value = static_cast<uint16_t>(value & ((1u << options_.bits) - 1));
    }
    sketch.signature = packed.data();
    return sketch;
  }

  SketchEntry MakeEntry(const LineArticle& article) {
    return {Copy(article.url), Copy(article.outlet), HashBytes(article.text, HashBytes(article.title))};
  }

  std::string_view Copy(std::string_view text) {
    const std::span<const char> copy = arena_.Copy(std::span(text));
    return {copy.data(), copy.size()};
  }

  const SketchOptions& options_;
  const SignatureScheme& scheme_;
  LineParser parser_, normal_parser_{{}};
  WordSplitter splitter_;
  std::vector<Word> words_;
  std::vector<uint64_t> shingles_;
  std::vector<uint32_t> signature_;
  size_t last_articles_ = 0, spilled_ = 0;
  Arena arena_, signature_arena_;
  std::vector<Part> parts_;
};

// What all threads have made, and whether it is too much.
class Gathering {
 public:
  Gathering(int values, const IsTooMuch& is_too_much) : values_(values), is_too_much_(is_too_much) {}

  // After each chunk. False after an error.
  bool Count(Sketcher* sketcher) {
    SignatureFile* file = nullptr;
    {
      const std::lock_guard lock(mutex_);
      articles_ += sketcher->parts().back().articles.size();
      Recount(sketcher);
      if (is_too_much_ && file_ == nullptr && is_too_much_(articles_, bytes_ + articles_ * sizeof(Sketch))) MakeFile();
      if (!status_.ok()) return false;
      file = file_.get();
    }
    if (file == nullptr) return true;
    const absl::Status spilled = sketcher->Spill(file);
    const std::lock_guard lock(mutex_);
    Recount(sketcher);
    status_.Update(spilled);
    return status_.ok();
  }

  void Take(Sketcher* sketcher) {
    const std::lock_guard lock(mutex_);
    std::move(sketcher->parts().begin(), sketcher->parts().end(), std::back_inserter(parts_));
    arenas_.push_back(std::move(sketcher->arena()));
    signature_arenas_.push_back(std::move(sketcher->signature_arena()));
  }

  absl::StatusOr<Sketches> Finish() {
    if (file_ != nullptr) {  // a thread may have come to its end before
      for (Part& part : parts_) {
        if (!part.spilled && status_.ok()) status_.Update(SpillPart(file_.get(), &part));
      }
      signature_arenas_.clear();
    }
    if (!status_.ok()) return status_;
    std::sort(parts_.begin(), parts_.end(), [](const Part& x, const Part& y) { return x.number < y.number; });
    Sketches sketches;
    sketches.articles.reserve(articles_);
    for (Part& part : parts_) {
      part.lines.first_article = static_cast<uint32_t>(sketches.articles.size());
      if (part.spilled && part.lines.articles > 0) {
        file_->Place(part.lines.first_article, part.lines.articles, *part.spilled);
      }
      sketches.entries.insert(sketches.entries.end(), part.entries.begin(), part.entries.end());
      sketches.bytes += part.lines.bytes;
      sketches.articles.insert(sketches.articles.end(), part.articles.begin(), part.articles.end());
      sketches.chunks.push_back(std::move(part.lines));
      part.articles = {};
    }
    sketches.signatures = std::move(file_);
    sketches.arenas = std::move(arenas_);
    std::move(signature_arenas_.begin(), signature_arenas_.end(), std::back_inserter(sketches.arenas));
    sketches.memory = articles_ * sizeof(Sketch);
    for (const Arena& arena : sketches.arenas) sketches.memory += arena.bytes();
    return sketches;
  }

 private:
  void Recount(Sketcher* sketcher) {
    bytes_ -= sketcher->counted;
    bytes_ += sketcher->counted = sketcher->arena().bytes() + sketcher->signature_arena().bytes();
  }

  void MakeFile() {
    absl::StatusOr<std::unique_ptr<SignatureFile>> file = SignatureFile::Make(values_);
    status_.Update(file.status());
    if (file.ok()) file_ = *std::move(file);
  }

  const int values_;
  const IsTooMuch& is_too_much_;
  std::mutex mutex_;  // of what follows
  absl::Status status_;
  size_t articles_ = 0;
  uint64_t bytes_ = 0;  // in the arenas of all threads
  std::unique_ptr<SignatureFile> file_;
  std::vector<Part> parts_;
  std::vector<Arena> arenas_, signature_arenas_;
};

// Lines are counted through the chunks of a file.
void NameFaults(const LineChunks& input, Sketches* sketches) {
  std::vector<Skip> of_files = input.skips();
  uint64_t line = 0;
  for (size_t i = 0; i < sketches->chunks.size(); ++i) {
    const ChunkLines& chunk = sketches->chunks[i];
    if (i == 0 || sketches->chunks[i - 1].file != chunk.file) line = 0;
    for (const LineFault& fault : chunk.faults) {
      sketches->skips.push_back(
          {input.files()[chunk.file].path, absl::StrCat("line ", line + fault.line + 1), fault.reason});
    }
    line += chunk.lines;
  }
  sketches->skips.insert(sketches->skips.end(), of_files.begin(), of_files.end());
}

}  // namespace

absl::StatusOr<Sketches> MakeSketches(LineChunks* input, const SketchOptions& options, const Executor& executor,
                                      const Progress& progress, const IsTooMuch& is_too_much) {
  const auto scheme = MakeScheme(options.scheme, options.values);
  if (!scheme.ok()) return scheme.status();
  Gathering gathering(options.values, is_too_much);
  executor.For(static_cast<size_t>(executor.threads()), 1, [&](size_t, size_t) {
    Sketcher sketcher(options, **scheme);
    for (LineChunk chunk; !executor.cancelled() && input->Next(&chunk);) {
      sketcher.Read(chunk);
      if (!gathering.Count(&sketcher)) return;
      input->Tell("read", progress);
    }
    gathering.Take(&sketcher);
  });
  if (absl::Status status = input->status(); !status.ok()) return status;
  absl::StatusOr<Sketches> sketches = gathering.Finish();
  if (sketches.ok()) NameFaults(*input, &*sketches);
  return sketches;
}

uint64_t NameApart(Sketches* sketches) {
  std::vector<std::pair<uint64_t, uint32_t>> by_id;  // hash and article
  for (uint32_t i = 0; i < sketches->articles.size(); ++i) {
    by_id.emplace_back(HashBytes(sketches->articles[i].id), i);
  }
  std::sort(by_id.begin(), by_id.end());
  const auto taken = [&](std::string_view id) {
    const auto at = std::lower_bound(by_id.begin(), by_id.end(), std::pair(HashBytes(id), uint32_t{0}));
    return at != by_id.end() && at->first == HashBytes(id);
  };
  Arena names;
  uint64_t renamed = 0;
  for (size_t i = 0, count = 2; i + 1 < by_id.size(); ++i) {
    if (by_id[i + 1].first != by_id[i].first) {
      count = 2;
      continue;
    }
    std::string_view& id = sketches->articles[by_id[i + 1].second].id;
    std::string name;
    do name = absl::StrCat(std::string(id), "#", count++);
    while (taken(name));
    const std::span<const char> copy = names.Copy(std::span<const char>(name));
    id = {copy.data(), copy.size()};
    ++renamed;
  }
  sketches->memory += names.bytes();
  sketches->arenas.push_back(std::move(names));
  return renamed;
}

}  // namespace wirecopy

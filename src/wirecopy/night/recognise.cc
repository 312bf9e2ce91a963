#include "wirecopy/night/recognise.h"

#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace wirecopy {
namespace {

struct Seen {
  uint64_t number = 0, content = 0;
};

// Those of the input so far, as Catalogue::Find is asked about those of the index.
class SeenTonight {
 public:
  std::optional<Catalogue::Known> Find(const Sketch& sketch, const SketchEntry& entry) const {
    std::optional<Catalogue::Known> found;
    if (const auto same = exact_.find(std::pair(sketch.id, entry.content)); same != exact_.end()) {
      return Catalogue::Known{same->second, true};
    }
    if (const auto by_id = by_id_.find(sketch.id); by_id != by_id_.end()) found = {by_id->second.number, false};
    if (entry.url.empty()) return found;
    const auto by_url = by_url_.find(entry.url);
    if (by_url == by_url_.end() || by_url->second.content == entry.content) return found;
    if (!found || found->number < by_url->second.number) found = {by_url->second.number, false};
    return found;
  }

  void Add(const Sketch& sketch, const SketchEntry& entry, uint64_t number) {
    exact_[std::pair(sketch.id, entry.content)] = number;
    by_id_[sketch.id] = {number, entry.content};
    by_url_[entry.url.empty() ? sketch.id : entry.url] = {number, entry.content};
  }

 private:
  absl::flat_hash_map<std::pair<std::string_view, uint64_t>, uint64_t> exact_;
  absl::flat_hash_map<std::string_view, Seen> by_id_, by_url_;
};

}  // namespace

absl::StatusOr<Recognised> Recognise(const Sketches& sketches, uint64_t next, Catalogue* catalogue) {
  Recognised recognised;
  recognised.numbers.reserve(sketches.articles.size());
  SeenTonight tonight;
  for (uint32_t i = 0; i < sketches.articles.size(); ++i) {
    const Sketch& sketch = sketches.articles[i];
    const SketchEntry& entry = sketches.entries[i];
    std::optional<Catalogue::Known> known = tonight.Find(sketch, entry);
    if (!known || !known->same_content) {
      const auto stored = catalogue->Find(sketch.id, entry.url, entry.content);
      if (!stored.ok()) return stored.status();
      if (!known || (*stored && (*stored)->same_content)) known = *stored;
    }
    if (known && known->same_content) {
      recognised.numbers.push_back(known->number);
      continue;
    }
    recognised.numbers.push_back(next);
    recognised.fresh.push_back(i);
    recognised.version_of.push_back(known ? std::optional(known->number) : std::nullopt);
    tonight.Add(sketch, entry, next++);
  }
  return recognised;
}

}  // namespace wirecopy

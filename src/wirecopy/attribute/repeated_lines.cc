#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "wirecopy/attribute/repeat_parts.h"
#include "wirecopy/text/lines.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 256;
constexpr uint32_t kMostLineBytes = 600;  // longer lines are no furniture

struct Held {
  uint64_t line;
  uint32_t outlet;
  uint32_t article;
  Span bytes;
};

// The distinct lines of an article, by hash, with their sizes in bytes.
using LineSet = std::vector<std::pair<uint64_t, uint32_t>>;

// The share of the shorter article's bytes whose lines stand in the longer as well.
double SharedBytes(const LineSet& x, const LineSet& y) {
  uint64_t size_x = 0, size_y = 0, both = 0;
  for (const auto& [hash, size] : x) size_x += size;
  for (const auto& [hash, size] : y) size_y += size;
  LineSet common;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(common));
  for (const auto& [hash, size] : common) both += size;
  return static_cast<double>(both) / static_cast<double>(std::max<uint64_t>(1, std::min(size_x, size_y)));
}

// Whether most neighbours among the articles that hold a line are unlike.
bool HoldersAreUnlike(std::span<const Held> holders, const std::vector<LineSet>& sets) {
  size_t compared = 0, unlike = 0;
  for (size_t i = 1; i < holders.size() && compared < kMostCompared; ++i) {
    if (holders[i].article == holders[i - 1].article) continue;
    ++compared;
    unlike += SharedBytes(sets[holders[i - 1].article], sets[holders[i].article]) < kUnlike;
  }
  return 2 * unlike > compared;
}

uint32_t DistinctArticles(std::span<const Held> holders) {
  uint32_t count = 0;
  for (size_t i = 0; i < holders.size(); ++i) count += i == 0 || holders[i].article != holders[i - 1].article;
  return count;
}

}  // namespace

std::vector<RepeatedText> LearnRepeatedLines(std::span<const RepeatInput> articles, const RepeatOptions& options,
                                             const Executor& executor) {
  std::vector<LineSet> sets(articles.size());
  std::vector<std::vector<Held>> collected((articles.size() + kArticlesAChunk - 1) / kArticlesAChunk);
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      for (const Span line : Lines(articles[i].text)) {
        const uint64_t hash = MaskedHash(articles[i].text.substr(line.begin, line.size()));
        sets[i].emplace_back(hash, line.size());
        if (line.size() > kMostLineBytes) continue;
        collected[begin / kArticlesAChunk].push_back({hash, articles[i].outlet, static_cast<uint32_t>(i), line});
      }
      std::sort(sets[i].begin(), sets[i].end());
      sets[i].erase(std::unique(sets[i].begin(), sets[i].end()), sets[i].end());
    }
  });
  std::vector<Held> held;
  for (auto& chunk : collected) held.insert(held.end(), chunk.begin(), chunk.end());
  std::sort(held.begin(), held.end(), [](const Held& x, const Held& y) {
    return std::tuple(x.line, x.outlet, x.article, x.bytes) < std::tuple(y.line, y.outlet, y.article, y.bytes);
  });
  absl::flat_hash_map<uint32_t, uint32_t> outlet_articles;
  for (const RepeatInput& article : articles) ++outlet_articles[article.outlet];

  std::vector<RepeatedText> learned;
  for (size_t begin = 0, end = 0; begin < held.size(); begin = end) {
    while (end < held.size() && held[end].line == held[begin].line) ++end;
    const std::span<const Held> line(held.data() + begin, end - begin);
    const uint32_t family = articles[line.front().article].family;
    const bool shared =
        std::any_of(line.begin(), line.end(), [&](const Held& h) { return articles[h.article].family != family; });
    if (shared) continue;
    for (size_t from = 0, to = 0; from < line.size(); from = to) {
      while (to < line.size() && line[to].outlet == line[from].outlet) ++to;
      const std::span<const Held> holders = line.subspan(from, to - from);
      const uint32_t count = DistinctArticles(holders);
      if (!articles[holders[0].article].learn) continue;
      const bool often = count >= LeastHolders(options, outlet_articles[holders[0].outlet]);
      if (!often || !HoldersAreUnlike(holders, sets)) continue;
      const Span example = holders[0].bytes;
      learned.push_back({holders[0].outlet, count,
                         std::string(articles[holders[0].article].text.substr(example.begin, example.size()))});
    }
  }
  return learned;
}

}  // namespace wirecopy

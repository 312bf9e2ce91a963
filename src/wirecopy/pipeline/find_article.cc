#include "wirecopy/pipeline/find_article.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"

namespace wirecopy {
namespace {

constexpr size_t kNamed = 3;

// Edits of bytes (Levenshtein 1966). O(product of the sizes).
size_t Edits(std::string_view x, std::string_view y) {
  std::vector<size_t> row(y.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= x.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= y.size(); ++j) {
      const size_t changed = diagonal + (x[i - 1] != y[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

std::string Closest(const Run& run, std::string_view id) {
  struct Found {
    bool apart = false;  // neither holds the other: a part of an id is a likely thing to type
    size_t edits = 0;
    uint32_t article = 0;
    auto operator<=>(const Found&) const = default;
  };
  std::vector<Found> found;
  for (uint32_t i = 0; i < run.input.articles.size(); ++i) {
    const std::string& other = run.input.articles[i].id;
    const bool part = !id.empty() && (other.find(id) != std::string::npos || id.find(other) != std::string_view::npos);
    found.push_back({!part, Edits(id, other), i});
  }
  const size_t named = std::min(kNamed, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<ptrdiff_t>(named), found.end());
  std::string names;
  for (size_t i = 0; i < named; ++i) {
    absl::StrAppend(&names, i > 0 ? ", " : "", run.input.articles[found[i].article].id);
  }
  return names;
}

}  // namespace

absl::StatusOr<uint32_t> FindArticle(const Run& run, std::string_view id) {
  const std::vector<Article>& articles = run.input.articles;
  const auto at = std::find_if(articles.begin(), articles.end(), [&](const Article& a) { return a.id == id; });
  if (at != articles.end()) return static_cast<uint32_t>(at - articles.begin());
  if (articles.empty()) return absl::InvalidArgumentError("the run holds no articles");
  return absl::InvalidArgumentError(
      absl::StrCat("no article has the id ", std::string(id), "; closest: ", Closest(run, id)));
}

}  // namespace wirecopy

#include "wirecopy/index/catalogue.h"

#include <unistd.h>

#include <filesystem>
#include <random>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/table.h"
#include "wirecopy/index/index.h"
#include "wirecopy/index/page_checks.h"

namespace wirecopy {
namespace {

using testing::TempFolder;

const IndexSettings kSettings{{{"fast-similarity", 1, 128}, 5, 1, {64, 2}}, "containment", 0.4, 0.75, 15};

bool Says(const absl::Status& status, const std::string& part) {
  return std::string(status.message()).find(part) != std::string::npos;
}

ArticleRow Row(uint64_t number, std::string_view id, std::string_view url, uint64_t content) {
  return {number, id, url, "Post", "2026-01-02", content, {}, {number, {}, {}}};
}

TEST_CASE("Settings are kept, and others refused") {
  const TempFolder folder;
  const std::string path = folder / "index.db";
  CHECK(absl::IsFailedPrecondition(Catalogue::Open(path, Database::Mode::kWrite, nullptr).status()));
  REQUIRE(Catalogue::Open(path, Database::Mode::kWrite, &kSettings).ok());
  const auto again = Catalogue::Open(path, Database::Mode::kRead, nullptr);
  REQUIRE(again.ok());
  CHECK((*again)->settings().kind == kSettings.kind);
  CHECK((*again)->settings().threshold == 0.4);
  IndexSettings others[] = {kSettings, kSettings, kSettings, kSettings};
  others[0].kind.scheme.version = 2;
  others[1].threshold = 0.41;
  others[2].kind.normalisation = 2;
  others[3].likeness = "jaccard";
  for (const IndexSettings& other : others) {
    const absl::Status status = Catalogue::Open(path, Database::Mode::kWrite, &other).status();
    CHECK(absl::IsFailedPrecondition(status));
    CHECK(Says(status, "was made with fast-similarity"));
  }
}

TEST_CASE("An article is known by id and content, and a version by id or url") {
  const TempFolder folder;
  auto catalogue = Catalogue::Open(folder / "index.db", Database::Mode::kWrite, &kSettings);
  REQUIRE(catalogue.ok());
  REQUIRE((*catalogue)->AddArticle(Row(1, "a", "http://a", 10)).ok());
  REQUIRE((*catalogue)->AddArticle(Row(2, "http://b", "http://b", 20)).ok());
  REQUIRE((*catalogue)->AddArticle(Row(3, "a", "http://a", 11)).ok());
  const auto find = [&](std::string_view id, std::string_view url, uint64_t content) -> std::pair<uint64_t, bool> {
    const auto found = (*catalogue)->Find(id, url, content);
    REQUIRE(found.ok());
    return found->has_value() ? std::pair((*found)->number, (*found)->same_content) : std::pair(uint64_t{0}, false);
  };
  CHECK(find("a", "", 10) == std::pair(uint64_t{1}, true));
  CHECK(find("a", "", 11) == std::pair(uint64_t{3}, true));
  CHECK(find("a", "", 12) == std::pair(uint64_t{3}, false));
  CHECK(find("x", "http://a", 12) == std::pair(uint64_t{3}, false));
  CHECK(find("x", "http://a", 11) == std::pair(uint64_t{0}, false));  // a copy under another id
  CHECK(find("x", "http://b", 21) == std::pair(uint64_t{2}, false));
  CHECK(find("x", "", 10) == std::pair(uint64_t{0}, false));
}

TEST_CASE("A transaction that is not committed leaves nothing") {
  const TempFolder folder;
  auto catalogue = Catalogue::Open(folder / "index.db", Database::Mode::kWrite, &kSettings);
  REQUIRE(catalogue.ok());
  {
    const Transaction transaction(&(*catalogue)->database());
    REQUIRE((*catalogue)->AddArticle(Row(1, "a", "", 10)).ok());
  }
  CHECK(*(*catalogue)->database().Number("SELECT count(*) FROM articles") == 0);
}

TEST_CASE("A flipped bit anywhere in the database is seen by the check of its pages, and by whoever reads the page") {
  const TempFolder folder;
  const std::string path = folder / "index.db";
  {
    auto catalogue = Catalogue::Open(path, Database::Mode::kWrite, &kSettings);
    REQUIRE(catalogue.ok());
    Transaction transaction(&(*catalogue)->database());
    for (uint64_t i = 1; i < 500; ++i) {
      REQUIRE((*catalogue)->AddArticle(Row(i, std::string("id-") + std::to_string(i), "", i)).ok());
    }
    REQUIRE(transaction.Commit().ok());
  }
  const std::string whole = *ReadFile(path);
  REQUIRE(CheckPages(path).ok());
  std::mt19937 random(1);
  for (int turn = 0; turn < 200; ++turn) {
    std::string bytes = whole;
    const size_t at = turn < 100 ? static_cast<size_t>(turn) : random() % whole.size();
    bytes[at] = static_cast<char>(bytes[at] ^ 1 << random() % 8);
    const std::string damaged = folder.Write("damaged.db", bytes);
    CHECK(Says(CheckPages(damaged), "damaged.db: page "));
    auto catalogue = Catalogue::Open(damaged, Database::Mode::kRead, nullptr);
    absl::Status status = catalogue.status();
    uint64_t seen = 0;
    if (catalogue.ok()) {
      status = (*catalogue)->ForEachAnswer(1, 1000, [&](const StoredAnswer& answer) {
        seen += answer.id == "id-" + std::to_string(answer.number) ? 1 : 0;
      });
    }
    CHECK((status.ok() ? seen == 499 : absl::IsFailedPrecondition(status)));
  }
}

TEST_CASE("One writer at a time, leftovers are swept, and a strange folder is left alone") {
  const TempFolder folder;
  const std::string place = folder / "index";
  {
    const auto index = Index::OpenToWrite(place, &kSettings);
    REQUIRE(index.ok());
    folder.Write("index/segments/00000001.seg", "left by a killed run");
    folder.Write("index/segments/00000002.seg.tmp", "and this");
    const absl::Status second = Index::OpenToWrite(place, &kSettings).status();
    CHECK(absl::IsUnavailable(second));
    CHECK(Says(second, "process " + std::to_string(::getpid()) + " is writing"));
    CHECK(Index::OpenToRead(place).ok());
  }
  REQUIRE(Index::OpenToWrite(place, nullptr).ok());
  CHECK(std::filesystem::is_empty(place + "/segments"));
  folder.Write("other/letters.txt", "mine");
  CHECK(absl::IsFailedPrecondition(Index::OpenToWrite(folder / "other", &kSettings).status()));
  CHECK(absl::IsFailedPrecondition(Index::OpenToRead(folder / "none").status()));
}

}  // namespace
}  // namespace wirecopy

#include "wirecopy/base/files.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

std::string Content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST_CASE("An output file holds all writes in order, also more than its buffer takes") {
  const testing::TempFolder folder;
  std::string expected;
  OutputFile file(folder / "out.bin");
  for (int i = 0; i < 60; ++i) {
    const std::string piece(static_cast<size_t>(50'000 + i), static_cast<char>('a' + i % 26));
    file.Write(piece);
    expected += piece;
  }
  REQUIRE(file.Close().ok());
  CHECK(Content(folder / "out.bin") == expected);
}

TEST_CASE("An output file is written over where it is told to, and goes on at its end") {
  const testing::TempFolder folder;
  OutputFile file(folder / "out.bin");
  file.Write("....body");
  file.WriteAt(0, "head");
  file.Write("tail");
  REQUIRE(file.Close().ok());
  CHECK(Content(folder / "out.bin") == "headbodytail");
}

TEST_CASE("A file gets its name in place of an older one, and a name in no folder is an error") {
  const testing::TempFolder folder;
  folder.Write("new", "new");
  folder.Write("old", "old");
  REQUIRE(RenameForGood(folder / "new", folder / "old").ok());
  CHECK(Content(folder / "old") == "new");
  CHECK_FALSE(std::filesystem::exists(folder / "new"));
  CHECK(absl::IsUnavailable(RenameForGood(folder / "old", folder / "none/old")));
}

TEST_CASE("An output file empties one of that name that was there before") {
  const testing::TempFolder folder;
  const std::string path = folder.Write("out.txt", "something longer");
  OutputFile file(path);
  file.Write("new");
  REQUIRE(file.Close().ok());
  CHECK(Content(path) == "new");
}

TEST_CASE("A full disk is reported when the output file is closed, however little was written") {
  for (const size_t bytes : {size_t{1}, size_t{5'000'000}}) {
    OutputFile file("/dev/full");
    file.Write(std::string(bytes, 'x'));
    file.Write("more");
    const absl::Status status = file.Close();
    REQUIRE_FALSE(status.ok());
    CHECK_THAT(std::string(status.message()), Catch::Contains("/dev/full"));
    CHECK_THAT(std::string(status.message()), Catch::Contains("No space left on device"));
  }
}

TEST_CASE("An output file that cannot be made says so when it is closed") {
  const testing::TempFolder folder;
  OutputFile file(folder / "missing/out.txt");
  file.Write(std::string(3'000'000, 'x'));
  const absl::Status status = file.Close();
  REQUIRE_FALSE(status.ok());
  CHECK_THAT(std::string(status.message()), Catch::Contains("missing/out.txt"));
  CHECK_THAT(std::string(status.message()), Catch::Contains("No such file or directory"));
}

TEST_CASE("A whole file replaces another only when told so, and leaves nothing beside it") {
  const testing::TempFolder folder;
  const std::string path = folder / "out.json";
  REQUIRE(WriteWholeFile(path, "one", false).ok());
  CHECK(Content(path) == "one");
  CHECK(absl::IsAlreadyExists(WriteWholeFile(path, "two", false)));
  CHECK(Content(path) == "one");
  REQUIRE(WriteWholeFile(path, "three", true).ok());
  CHECK(Content(path) == "three");
  CHECK(std::distance(std::filesystem::directory_iterator(folder / ""), {}) == 1);
}

TEST_CASE("A whole file is not written over a folder or into one that is not there") {
  const testing::TempFolder folder;
  CHECK(absl::IsAlreadyExists(CheckOutputFile(folder / "", true)));
  const absl::Status status = WriteWholeFile(folder / "no/out.json", "x", false);
  CHECK(!status.ok());
  CHECK_THAT(std::string(status.message()), Catch::Contains("no/out.json"));
}

}  // namespace
}  // namespace wirecopy

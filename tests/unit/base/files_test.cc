#include "wirecopy/base/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

namespace fs = std::filesystem;

std::string Content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The names of all files below the folder, sorted.
std::vector<std::string> Names(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST_CASE("Writing a file atomically creates it with exactly the bytes given") {
  const testing::TempFolder folder;
  const std::string content("\0\xff line\r\n\n", 10);
  REQUIRE(WriteFileAtomically(folder / "new.bin", content).ok());
  CHECK(Content(folder / "new.bin") == content);
  REQUIRE(WriteFileAtomically(folder / "empty.bin", "").ok());
  CHECK(Content(folder / "empty.bin").empty());
  CHECK(Names(folder.path()) == std::vector<std::string>{"empty.bin", "new.bin"});
}

TEST_CASE("Writing a file atomically replaces a longer one whole and leaves nothing beside it") {
  const testing::TempFolder folder;
  const std::string path = folder.Write("a.json", std::string(100'000, 'x'));
  REQUIRE(WriteFileAtomically(path, "short").ok());
  CHECK(Content(path) == "short");
  CHECK(Names(folder.path()) == std::vector<std::string>{"a.json"});
}

TEST_CASE("A reader that holds the old file open goes on reading the old content") {
  const testing::TempFolder folder;
  const std::string path = folder.Write("a.json", "old content");
  std::ifstream reader(path, std::ios::binary);
  REQUIRE(reader.good());
  REQUIRE(WriteFileAtomically(path, "new").ok());
  const std::string read((std::istreambuf_iterator<char>(reader)), std::istreambuf_iterator<char>());
  CHECK(read == "old content");
  CHECK(Content(path) == "new");
}

TEST_CASE("Writing into a folder that is missing fails with the path and the reason and leaves nothing") {
  const testing::TempFolder folder;
  const std::string path = folder / "missing/a.json";
  const absl::Status status = WriteFileAtomically(path, "x");
  REQUIRE_FALSE(status.ok());
  CHECK_THAT(std::string(status.message()), Catch::Contains(path));
  CHECK_THAT(std::string(status.message()), Catch::Contains("No such file or directory"));
  CHECK(Names(folder.path()).empty());
}

TEST_CASE("Writing over a folder fails and leaves the folder as it was, without a temporary file") {
  const testing::TempFolder folder;
  folder.Write("target/inside.txt", "kept");
  const absl::Status status = WriteFileAtomically(folder / "target", "x");
  REQUIRE_FALSE(status.ok());
  CHECK_THAT(std::string(status.message()), Catch::Contains(folder / "target"));
  CHECK(Names(folder.path()) == std::vector<std::string>{"inside.txt", "target"});
  CHECK(Content(folder / "target/inside.txt") == "kept");
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

}  // namespace
}  // namespace wirecopy

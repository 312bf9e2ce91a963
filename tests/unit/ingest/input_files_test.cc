#include "wirecopy/ingest/input_files.h"

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/text.h"

namespace wirecopy {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

std::vector<InputFile> Expand(const Strings& arguments) {
  const auto files = ExpandInputs(arguments);
  INFO(files.status().ToString());
  REQUIRE(files.ok());
  return *files;
}

Strings Ids(const std::vector<InputFile>& files) {
  Strings ids;
  for (const InputFile& file : files) ids.push_back(file.id);
  return ids;
}

Strings Outlets(const std::vector<InputFile>& files) {
  Strings outlets;
  for (const InputFile& file : files) outlets.push_back(file.outlet);
  return outlets;
}

TEST_CASE("A folder gives all files below it, sorted by path, with the path inside it as id and its folder as outlet") {
  const testing::TempFolder folder;
  folder.Write("feeds/zeit/2.txt", "");
  folder.Write("feeds/zeit/10.txt", "");
  folder.Write("feeds/afp/world/a.jsonl", "");
  folder.Write("feeds/b.json", "");
  fs::create_directory(folder / "feeds/empty");
  for (const char* typed : {"feeds", "feeds/"}) {
    const std::vector<InputFile> files = Expand({folder / typed});
    INFO(typed);
    CHECK(Ids(files) == Strings{"afp/world/a.jsonl", "b.json", "zeit/10.txt", "zeit/2.txt"});
    CHECK(Outlets(files) == Strings{"world", "feeds", "zeit", "zeit"});
    for (const InputFile& file : files) CHECK(fs::equivalent(file.path, folder.path() / "feeds" / file.id));
  }
}

TEST_CASE("Hidden files and whatever lies in hidden folders is left out") {
  const testing::TempFolder folder;
  folder.Write("feeds/.DS_Store", "");
  folder.Write("feeds/.git/config.txt", "");
  folder.Write("feeds/.git/deep/a.txt", "");
  folder.Write("feeds/a.txt", "");
  folder.Write("feeds/afp/.b.txt", "");
  CHECK(Ids(Expand({folder / "feeds"})) == Strings{"a.txt"});
}

TEST_CASE("A link to nowhere in a folder is left out and stops nothing") {
  const testing::TempFolder folder;
  folder.Write("feeds/a.txt", "");
  folder.Write("feeds/z.txt", "");
  fs::create_symlink(folder / "nowhere", folder / "feeds/m.txt");
  CHECK(Ids(Expand({folder / "feeds"})) == Strings{"a.txt", "z.txt"});
}

TEST_CASE("A folder without files gives none") {
  const testing::TempFolder folder;
  CHECK(Expand({folder.path().string()}).empty());
}

TEST_CASE("A file is named by its own name and its outlet by the folder that holds it") {
  const testing::TempFolder folder;
  const std::string path = folder.Write("reuters/today.jsonl", "");
  const std::vector<InputFile> files = Expand({path});
  REQUIRE(files.size() == 1);
  CHECK(files[0].path == path);
  CHECK(files[0].id == "today.jsonl");
  CHECK(files[0].outlet == "reuters");
}

TEST_CASE("A relative path has the outlet of the folder it really lies in") {
  const testing::TempFolder folder;
  folder.Write("dpa/a.txt", "");
  const fs::path before = fs::current_path();
  fs::current_path(folder.path() / "dpa");
  const auto typed = ExpandInputs({"a.txt"}), here = ExpandInputs({"."});
  fs::current_path(before);
  REQUIRE(typed.ok());
  REQUIRE(here.ok());
  CHECK(Outlets(*typed) == Strings{"dpa"});
  CHECK(Outlets(*here) == Strings{"dpa"});
  CHECK(Ids(*here) == Strings{"a.txt"});
}

TEST_CASE("A pattern that the shell left alone is expanded, also with braces and to folders") {
  const testing::TempFolder folder;
  folder.Write("x/b.jsonl", "");
  folder.Write("x/a.jsonl", "");
  folder.Write("x/c.txt", "");
  folder.Write("y/d.jsonl", "");
  CHECK(Ids(Expand({folder / "x/*.jsonl"})) == Strings{"a.jsonl", "b.jsonl"});
  CHECK(Ids(Expand({folder / "{y,x}/[a-c].*"})) == Strings{"a.jsonl", "b.jsonl", "c.txt"});
  CHECK(Ids(Expand({folder / "?"})) == Strings{"a.jsonl", "b.jsonl", "c.txt", "d.jsonl"});
}

TEST_CASE("A file whose name looks like a pattern is that file") {
  const testing::TempFolder folder;
  const std::string path = folder.Write("a[1].txt", "");
  folder.Write("a1.txt", "");
  CHECK(Ids(Expand({path})) == Strings{"a[1].txt"});
}

TEST_CASE("Arguments keep their order, and the dash is stdin") {
  const testing::TempFolder folder;
  const std::string z = folder.Write("one/z.txt", ""), a = folder.Write("two/a.txt", "");
  const std::vector<InputFile> files = Expand({z, "-", a});
  CHECK(Ids(files) == Strings{"z.txt", "", "a.txt"});
  CHECK(files[1].path == "-");
  CHECK(Expand({}).empty());
}

TEST_CASE("An argument that leads to nothing is an error that names it") {
  const testing::TempFolder folder;
  const std::string there = folder.Write("a.txt", "");
  for (const char* missing : {"none.txt", "*.jsonl", "none/"}) {
    const absl::Status status = ExpandInputs({there, folder / missing}).status();
    INFO(missing);
    REQUIRE_FALSE(status.ok());
    CHECK_THAT(std::string(status.message()), Catch::Contains(folder / missing));
  }
}

}  // namespace
}  // namespace wirecopy

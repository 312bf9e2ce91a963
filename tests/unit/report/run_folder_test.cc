#include "wirecopy/report/run_folder.h"

#include <rapidjson/document.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/text.h"
#include "wirecopy/base/table.h"
#include "wirecopy/pipeline/scan.h"
#include "wirecopy/report/json.h"

namespace wirecopy {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using testing::RandomWords;
using testing::TempFolder;

const std::set<std::string> kFiles = {"articles.jsonl",    "boilerplate.jsonl", "clusters.jsonl",
                                      "licence-audit.csv", "learned.tsv",       "outlets.csv",
                                      "pairs.jsonl",       "report.html",       "run.json"};

std::string Record(const std::string& id, const std::string& title, const std::string& text) {
  Json json;
  json.Open();
  json.Field("id", std::string_view(id));
  json.Field("outlet", std::string_view("Outlet of " + id));
  json.Field("title", std::string_view(title));
  json.Field("text", std::string_view(text));
  json.Close();
  return json.Take() + "\n";
}

Run ScanLines(const std::string& lines) {
  const TempFolder folder;
  ScanOptions options;
  options.inputs = {folder.Write("all.jsonl", lines)};
  absl::StatusOr<Run> run = Scan(options, Executor(1));
  REQUIRE(run.ok());
  return *std::move(run);
}

const std::string kText =
    "The quarter lay under water for a third day, and nobody in the old town could say when the pumps would come.\n"
    "Two cranes came down in the night, and the ferries stayed at their berths until the wind had turned at last.\n";

// Two equal articles.
Run SmallRun(const std::string& first = "a") { return ScanLines(Record(first, "", kText) + Record("b", "", kText)); }

// The names of what a folder holds, at any depth.
std::set<std::string> Names(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    names.insert(entry.path().lexically_relative(folder).string());
  return names;
}

RunFolderOptions At(const std::string& path, bool force = false) { return {path, force, {{"threshold", "0.5"}}, 1}; }

TEST_CASE("A run folder may be made where nothing is, and in an empty folder") {
  const TempFolder folder;
  CHECK(CheckRunFolder(At(folder / "new")).ok());
  CHECK(CheckRunFolder(At(folder / "new/below/it")).ok());
  fs::create_directory(folder / "empty");
  CHECK(CheckRunFolder(At(folder / "empty")).ok());
}

TEST_CASE("A folder of something else is refused, with force too") {
  const TempFolder folder;
  folder.Write("mine/letters.txt", "dear diary");
  for (const bool force : {false, true}) {
    const absl::Status status = CheckRunFolder(At(folder / "mine", force));
    CHECK_FALSE(status.ok());
    CHECK_THAT(std::string(status.message()), Contains(folder / "mine"));
    CHECK_FALSE(WriteRunFolder(SmallRun(), At(folder / "mine", force)).ok());
  }
  CHECK(Names(folder.path()) == std::set<std::string>{"mine", "mine/letters.txt"});
  CHECK(ReadFile(folder / "mine/letters.txt").value() == "dear diary");
}

TEST_CASE("A file is no run folder, with force too") {
  const TempFolder folder;
  const std::string path = folder.Write("file", "dear diary");
  for (const bool force : {false, true}) {
    CHECK_FALSE(CheckRunFolder(At(path, force)).ok());
    CHECK_FALSE(WriteRunFolder(SmallRun(), At(path, force)).ok());
  }
  CHECK(ReadFile(path).value() == "dear diary");
  CHECK(Names(folder.path()) == std::set<std::string>{"file"});
}

TEST_CASE("An older run is replaced only by force") {
  const TempFolder folder;
  REQUIRE(WriteRunFolder(SmallRun(), At(folder / "run")).ok());
  const absl::Status status = CheckRunFolder(At(folder / "run"));
  CHECK_FALSE(status.ok());
  CHECK_THAT(std::string(status.message()), Contains("--force"));
  CHECK(CheckRunFolder(At(folder / "run", true)).ok());
}

TEST_CASE("A folder with an older run and a file of somebody else's is not touched, with force too") {
  const TempFolder folder;
  REQUIRE(WriteRunFolder(SmallRun(), At(folder / "run")).ok());
  folder.Write("run/letters.txt", "dear diary");
  CHECK_FALSE(WriteRunFolder(SmallRun(), At(folder / "run", true)).ok());
  CHECK(fs::exists(folder / "run/letters.txt"));
}

TEST_CASE("A folder whose run.json is another program's is not touched, with force too") {
  const TempFolder folder;
  folder.Write("game/run.json", R"({"speed": 3})");
  folder.Write("game/levels/1.txt", "ladder");
  CHECK_FALSE(WriteRunFolder(SmallRun(), At(folder / "game", true)).ok());
  CHECK(fs::exists(folder / "game/levels/1.txt"));
}

TEST_CASE("A run is written as all its files and leaves nothing else behind") {
  const TempFolder folder;
  const Run run = SmallRun();
  REQUIRE(WriteRunFolder(run, At(folder / "deep/er/run")).ok());
  CHECK(Names(folder / "deep/er/run") == kFiles);
  CHECK(Names(folder / "deep/er").size() == kFiles.size() + 1);
  const auto content = [&](const std::string& name) { return ReadFile((folder / "deep/er/run/") + name).value(); };
  CHECK(content("articles.jsonl") == ArticleLine(run, 0) + "\n" + ArticleLine(run, 1) + "\n");
  CHECK(content("pairs.jsonl") == PairLine(run, run.pairs.at(0)) + "\n");
  CHECK(content("clusters.jsonl") ==
        ClusterLine(run, run.duplicates.at(0), run.duplicate_consensus.at(0), "duplicate") + "\n" +
            ClusterLine(run, run.stories.at(0), run.story_consensus.at(0), "story") + "\n");
  CHECK(content("outlets.csv") == OutletsCsv(run));
  CHECK(content("report.html") == ReportHtml(run, At("")));
  CHECK(content("run.json") == RunJson(run, At("")) + "\n");
}

TEST_CASE("A path that ends with a slash, or an empty folder, is as good a run folder") {
  const TempFolder folder;
  fs::create_directory(folder / "empty");
  CHECK(WriteRunFolder(SmallRun(), At(folder / "empty/")).ok());
  CHECK(WriteRunFolder(SmallRun(), At(folder / "new/")).ok());
  CHECK(Names(folder / "empty") == kFiles);
  CHECK(Names(folder / "new") == kFiles);
  CHECK(Names(folder.path()).size() == 2 * (kFiles.size() + 1));
}

TEST_CASE("By force the older run is replaced whole") {
  const TempFolder folder;
  REQUIRE(WriteRunFolder(SmallRun("old"), At(folder / "run")).ok());
  const Run fresh = SmallRun("fresh");
  REQUIRE(WriteRunFolder(fresh, At(folder / "run", true)).ok());
  CHECK(ReadFile(folder / "run/articles.jsonl").value() == ArticleLine(fresh, 0) + "\n" + ArticleLine(fresh, 1) + "\n");
  CHECK(Names(folder.path()).size() == kFiles.size() + 1);
  CHECK_FALSE(WriteRunFolder(SmallRun("later"), At(folder / "run")).ok());
  CHECK_THAT(ReadFile(folder / "run/articles.jsonl").value(), Contains("fresh"));
}

TEST_CASE("A run that cannot be written says where and leaves nothing behind") {
  const TempFolder folder;
  const std::string file = folder.Write("file", "dear diary");
  for (const std::string& path : {file + "/run", file + "/deep/run", folder / std::string(250, 'x')}) {
    INFO(path);
    const absl::Status status = WriteRunFolder(SmallRun(), At(path, true));
    CHECK_FALSE(status.ok());
    CHECK_THAT(std::string(status.message()), Contains(path));
    CHECK(Names(folder.path()) == std::set<std::string>{"file"});
  }
  CHECK(ReadFile(file).value() == "dear diary");
}

// No file may grow beyond `bytes` while this lives, as on a full disk.
class SmallFilesOnly {
 public:
  explicit SmallFilesOnly(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit less{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &less);
  }
  ~SmallFilesOnly() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  SmallFilesOnly(const SmallFilesOnly&) = delete;
  SmallFilesOnly& operator=(const SmallFilesOnly&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_ = {};
};

TEST_CASE("A disk that is full in the middle leaves no half run, and the older run as it was") {
  const TempFolder folder;
  REQUIRE(WriteRunFolder(SmallRun("old"), At(folder / "run")).ok());
  const std::set<std::string> names = Names(folder.path());
  const std::string before = ReadFile(folder / "run/report.html").value();
  const Run fresh = SmallRun("fresh");
  absl::Status replaced, made;
  {
    const SmallFilesOnly full(5000);  // the lines fit, the report does not
    replaced = WriteRunFolder(fresh, At(folder / "run", true));
    made = WriteRunFolder(fresh, At(folder / "new"));
  }
  CHECK_FALSE(replaced.ok());
  CHECK_FALSE(made.ok());
  CHECK_THAT(std::string(made.message()), Contains("report.html"));
  CHECK(Names(folder.path()) == names);
  CHECK(ReadFile(folder / "run/report.html").value() == before);
}

TEST_CASE("A run that is cancelled while it is written leaves nothing behind, and the older run as it was") {
  const TempFolder folder;
  REQUIRE(WriteRunFolder(SmallRun("old"), At(folder / "run")).ok());
  const std::set<std::string> names = Names(folder.path());
  const std::atomic<bool> cancel = true;
  for (const char* name : {"run", "new"}) {
    RunFolderOptions options = At(folder / name, true);
    options.cancel = &cancel;
    CHECK(absl::IsCancelled(WriteRunFolder(SmallRun("fresh"), options)));
    CHECK(Names(folder.path()) == names);
  }
  CHECK_THAT(ReadFile(folder / "run/articles.jsonl").value(), Contains("\"old\""));
}

size_t Count(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// The data inside a report, and the page without them.
std::pair<rapidjson::Document, std::string> Divide(const std::string& page) {
  const std::string open = "<script type=\"application/json\" id=\"data\">";
  const size_t begin = page.find(open) + open.size(), end = page.find("</script>", begin);
  REQUIRE(begin < end);
  const std::string data = page.substr(begin, end - begin);
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag>(data.c_str(), data.size());
  INFO(data.substr(0, 2000));
  REQUIRE_FALSE(document.HasParseError());
  return {std::move(document), page.substr(0, begin) + page.substr(end)};
}

// One side of a passage, its pieces joined.
std::string Joined(const rapidjson::Value& pieces) {
  std::string text;
  for (const auto& piece : pieces.GetArray()) text += piece[0].GetString();
  return text;
}

TEST_CASE("The report has no marker of its template left and loads nothing") {
  const std::string page = Divide(ReportHtml(SmallRun(), At(""))).second;
  CHECK(page.find("{{") == std::string::npos);
  CHECK(page.find("<link") == std::string::npos);
  CHECK(page.find(" src=") == std::string::npos);
  CHECK(page.find("@import") == std::string::npos);
  CHECK(page.find("url(") == std::string::npos);
  CHECK(page.find("http://") == std::string::npos);
  CHECK(page.find("https://") == std::string::npos);
}

TEST_CASE("Text that looks like markup, a script's end or a marker survives as text and nothing else") {
  const std::string evil =
      "The crane said </script><script>alert(1)</script> and <!-- then {{data}} and /*{{js}}*/ and /*{{css}}*/ again & "
      "again, "
      "line\xe2\x80\xa8two\xe2\x80\xa9three, \\u003c, <img src=x onerror=alert(2)>, ]]> and \"quotes\" until the pumps "
      "came at last.";
  const std::string title = "</title><script>alert(3)</script> {{data}}";
  const std::string text = kText + evil + "\n" + kText.substr(0, 60) + ".\n";
  const Run run = ScanLines(Record("a</script>", title, text) + Record("b", title, text));
  REQUIRE(run.pairs.size() == 1);
  const std::string page = ReportHtml(run, {"", false, {{"title", title}}, 1});
  CHECK(Count(page, "</script") == Count(ReportHtml(SmallRun(), At("")), "</script"));
  CHECK(page.find("alert(1)</") == std::string::npos);
  CHECK(page.find("<img") == std::string::npos);
  CHECK(page.find("<!--") == std::string::npos);
  const auto [data, rest] = Divide(page);
  CHECK(rest.find("{{") == std::string::npos);
  CHECK(data["articles"][0]["title"] == title);
  CHECK(data["articles"][0]["id"] == "a</script>");
  CHECK(data["options"]["title"] == title);
  REQUIRE(data["pairs"][0]["passages"].Size() >= 1);
  CHECK_THAT(Joined(data["pairs"][0]["passages"][0]["a"]), Contains(evil));
}

TEST_CASE("A passage's pieces join to its text, shared and changed told apart, with what stands around it") {
  const std::string changed =
      "Öwn beginning here.\nThe quarter lay under water for a third day, and nobody in the blåck market could say when "
      "the pumps would come.\n";
  const Run run = ScanLines(Record("a", "", "Fremde Wörter zuerst.\n" + kText) +
                            Record("b", "", changed + kText.substr(kText.find("Two"))));
  const auto [data, rest] = Divide(ReportHtml(run, At("")));
  REQUIRE(data["pairs"].Size() == 1);
  REQUIRE(data["pairs"][0]["passages"].Size() == 1);
  const auto& passage = data["pairs"][0]["passages"][0];
  CHECK(passage["kind"] == "edited");
  CHECK_FALSE(passage["cut"].GetBool());
  CHECK_THAT(Joined(passage["b"]), Contains("nobody in the blåck market could"));
  CHECK(Joined(passage["a"]) == kText.substr(0, kText.size() - 2));
  std::vector<std::string> unlike;
  for (const auto& piece : passage["b"].GetArray()) {
    if (piece[1].GetInt() == 0) unlike.push_back(piece[0].GetString());
  }
  REQUIRE(unlike.size() == 1);
  CHECK_THAT(unlike[0], Contains("blåck market"));
  CHECK(passage["a_before"] == "Fremde Wörter zuerst.\n");
  CHECK(passage["b_before"] == "Öwn beginning here.\n");
  CHECK(passage["a_after"] == ".\n");
}

TEST_CASE("A passage too long to show is cut between two characters and says so") {
  std::mt19937 random(1);
  for (int shift = 0; shift < 4; ++shift) {
    std::string text(static_cast<size_t>(shift), 'W');
    for (int i = 0; i < 700; ++i) text += "é🌊é" + RandomWords(random, 1, 50000) + " ";
    const Run run = ScanLines(Record("a", "", text) + Record("b", "", text));
    const auto [data, rest] = Divide(ReportHtml(run, At("")));  // checks the encoding
    REQUIRE(data["pairs"].Size() == 1);
    const auto& passage = data["pairs"][0]["passages"][0];
    CHECK(passage["cut"].GetBool());
    CHECK(text.starts_with(Joined(passage["a"])));
    CHECK(Joined(passage["a"]).size() > 2000);
    CHECK(passage["a_after"] == "");
  }
}

TEST_CASE("A story too long to show is cut between two characters and says so") {
  std::mt19937 random(2);
  for (int shift = 0; shift < 4; ++shift) {
    std::string text(static_cast<size_t>(shift), 'W');
    for (int i = 0; i < 2000; ++i) text += "é🌊é" + RandomWords(random, 1, 50000) + " ";
    const auto [data, rest] = Divide(ReportHtml(ScanLines(Record("a", "", text) + Record("b", "", text)), At("")));
    REQUIRE(data["stories"].Size() == 1);
    const auto& story = data["stories"][0];
    CHECK(story["cut"].GetBool());
    CHECK(text.starts_with(Joined(story["pieces"])));
    CHECK(Joined(story["pieces"]).size() > 5990);
    CHECK(Joined(story["pieces"]).size() <= 6000);
  }
  const auto [data, rest] = Divide(ReportHtml(SmallRun(), At("")));
  CHECK_FALSE(data["stories"][0]["cut"].GetBool());
}

TEST_CASE("Every pair that is shown has its two articles shown") {
  std::mt19937 random(2);
  std::string lines;
  for (int i = 0; i < 40; ++i)
    lines += Record(std::to_string(i), "", kText + "W" + RandomWords(random, 9, 50000) + ".\n");
  const Run run = ScanLines(lines);
  REQUIRE(run.pairs.size() > 500);
  const auto [data, rest] = Divide(ReportHtml(run, At("")));
  CHECK(data["pairs"].Size() == data["pairs_shown"].GetUint());
  CHECK(data["pairs"].Size() <= run.pairs.size());
  CHECK(data["counts"]["pairs"].GetUint() == run.pairs.size());
  CHECK(data["counts"]["articles"].GetUint() == 40);
  std::set<unsigned> shown;
  for (const auto& article : data["articles"].GetArray()) shown.insert(article["index"].GetUint());
  bool all = true;
  for (const auto& pair : data["pairs"].GetArray())
    all = all && shown.contains(pair["a"].GetUint()) && shown.contains(pair["b"].GetUint());
  CHECK(all);
}

TEST_CASE("The report of a run that found nothing is whole") {
  const auto [data, rest] = Divide(ReportHtml(ScanLines(Record("a", "", "Rain floods harbour")), At("")));
  CHECK(data["pairs"].Empty());
  CHECK(data["articles"].Size() == 1);
  CHECK(data["articles"][0]["credit"]["text"].IsNull());
  CHECK(data["recall"]["measured"].IsNull());
  CHECK(data["outlets"][0]["median_lag_hours"].IsNull());
}

}  // namespace
}  // namespace wirecopy

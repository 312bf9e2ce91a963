#include "wirecopy/ingest/line_chunks.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/gzip.h"
#include "tests/support/text.h"
#include "wirecopy/base/check.h"

namespace wirecopy {
namespace {

using testing::StoredGzip;
using testing::TempFolder;

struct Chunk {
  uint32_t file = 0;
  std::string lines;
  friend bool operator==(const Chunk&, const Chunk&) = default;
};

// The chunks of one pass by their numbers; each number comes once.
std::map<uint64_t, Chunk> Pass(LineChunks* input, int threads) {
  std::mutex mutex;
  std::map<uint64_t, Chunk> chunks;
  bool twice = false;
  const auto work = [&] {
    for (LineChunk chunk; input->Next(&chunk);) {
      // Readable behind the lines, which no check of memory would forgive otherwise.
      volatile char sink = 0;
      for (size_t i = 0; i < kLinePadding && !chunk.lines.empty(); ++i)
        sink = chunk.lines.data()[chunk.lines.size() + i];
      (void)sink;
      const std::lock_guard lock(mutex);
      twice = !chunks.emplace(chunk.number, Chunk{chunk.file, std::string(chunk.lines)}).second || twice;
    }
  };
  std::vector<std::thread> pool;
  for (int i = 1; i < threads; ++i) pool.emplace_back(work);
  work();
  for (std::thread& thread : pool) thread.join();
  REQUIRE_FALSE(twice);
  uint64_t next = 0;
  for (const auto& [number, chunk] : chunks) REQUIRE(number == next++);
  return chunks;
}

std::string Joined(const std::map<uint64_t, Chunk>& chunks) {
  std::string all;
  for (const auto& [number, chunk] : chunks) all += chunk.lines;
  return all;
}

InputFile FileAt(const std::string& path) { return {path, "name-of-file", "folder-of-file"}; }

// Lines of `least` to `most` bytes with their numbers inside, so that what is lost or repeated can be told.
std::string NumberedLines(std::mt19937& random, size_t bytes, size_t least, size_t most, std::string_view end = "\n") {
  std::string all;
  for (size_t number = 0; all.size() < bytes; ++number) {
    std::string line = std::to_string(number) + ":";
    line.resize(std::max<size_t>(1, least + random() % (most - least + 1)), static_cast<char>('a' + number % 26));
    all.append(line).append(end);
  }
  return all;
}

// The same lines, whole and once, in two passes and for 1 and 4 threads; ends of lines may be lost.
void CheckComesBack(const TempFolder& folder, const std::string& name, const std::string& content,
                    const std::string& expected) {
  LineChunks input({FileAt(folder.Write(name, content))});
  const auto first = Pass(&input, 1);
  const std::string joined = Joined(first);
  CHECK(joined.size() == expected.size());
  CHECK((joined == expected));  // Catch would print megabytes
  const auto [done, total] = input.position();
  CHECK(done == total);
  CHECK(total == std::filesystem::file_size(input.files()[0].path));
  for (auto chunk = first.begin(); chunk != first.end(); ++chunk) {
    if (!chunk->second.lines.empty() && std::next(chunk) != first.end() &&
        chunk->second.lines.size() + 1 < expected.size())
      CHECK((chunk->second.lines.back() == '\n' || expected.ends_with(chunk->second.lines)));
  }
  for (const int threads : {4, 1}) {
    input.Rewind();
    CHECK(input.position().first == 0);
    CHECK((Pass(&input, threads) == first));
  }
  CHECK(input.skips().empty());
}

constexpr size_t kMega = size_t{1} << 20;

TEST_CASE("The lines of a plain file come whole and once, in order, with any length and end") {
  const TempFolder folder;
  std::mt19937 random(5);
  for (const auto& [least, most] : {std::pair<size_t, size_t>{1, 1}, {1, 300}, {2000, 60'000}, {1, 2 * kMega}}) {
    for (const std::string_view end : {"\n", "\r\n"}) {
      std::string content = "{\"first\":1}\n" + NumberedLines(random, 3 * kMega + random() % 1000, least, most, end);
      INFO(least << " to " << most << (end == "\n" ? "" : " with \\r"));
      CheckComesBack(folder, "feed.jsonl", content, content);
      while (content.back() == '\n' || content.back() == '\r') content.pop_back();
      CheckComesBack(folder, "feed.jsonl", content, content);
    }
  }
}

TEST_CASE("A line may end one byte before a border of chunks, at it or behind it") {
  const TempFolder folder;
  for (const int border : {1, 2}) {
    for (int shift = -3; shift <= 3; ++shift) {
      const size_t size = static_cast<size_t>(border) * kMega + static_cast<size_t>(shift + 8) - 8;
      std::string content(size, 'x');
      content[0] = '{';
      content.back() = '\n';
      content += "second\nthird";
      INFO(border << " " << shift);
      CheckComesBack(folder, "feed.jsonl", content, content);
      content.insert(static_cast<size_t>(size - 2), "\n\n");  // empty lines at the border
      CheckComesBack(folder, "feed.jsonl", content, content);
    }
  }
}

TEST_CASE("A line of many chunks has its begin's chunk for itself, and the lines beside it stay") {
  const TempFolder folder;
  const std::string content =
      "{\"first\":1}\n" + std::string(3 * kMega, 'a') + "\nbetween\n" + std::string(5 * kMega + 17, 'b') + "\nlast";
  CheckComesBack(folder, "feed.jsonl", content, content);
  CheckComesBack(folder, "one-line.jsonl", std::string(4 * kMega + 1, 'a'), std::string(4 * kMega + 1, 'a'));
}

TEST_CASE("Files without lines, with empty lines, a byte order mark or a zero byte") {
  const TempFolder folder;
  CheckComesBack(folder, "empty.jsonl", "", "");
  CheckComesBack(folder, "blank.jsonl", "\n\n \r\n", "\n\n \r\n");
  CheckComesBack(folder, "mark.jsonl", "\xef\xbb\xbf{\"a\":1}\n{\"b\":2}\n", "{\"a\":1}\n{\"b\":2}\n");
  CheckComesBack(folder, "mark-alone.jsonl", "\xef\xbb\xbf", "");
  const std::string zero("{\"a\":\"\0\"}\nx\n", 13);
  CheckComesBack(folder, "zero.jsonl", zero, zero);
  std::mt19937 random(6);
  const std::string long_lines = "{\n" + NumberedLines(random, 2 * kMega, 1, 3000);
  CheckComesBack(folder, "mark-long.jsonl", "\xef\xbb\xbf" + long_lines, long_lines);
}

TEST_CASE("Compressed lines are the lines of the file that was compressed") {
  const TempFolder folder;
  std::mt19937 random(7);
  const std::string content = "{\"first\":1}\n" + NumberedLines(random, 3 * kMega, 1, 100'000);
  CheckComesBack(folder, "feed.jsonl.gz", StoredGzip(content), content);
  CheckComesBack(folder, "no-ending", StoredGzip("\xef\xbb\xbf{}\r\n{}"), "{}\n{}\n");
}

TEST_CASE("An array of JSON and a plain text come as lines of JSON") {
  const TempFolder folder;
  CheckComesBack(folder, "feed.json", "[{\"id\": \"a\", \"n\": 1.5},\n {\"id\": \"b\\n\", \"deep\": [1, {}]}]",
                 "{\"id\":\"a\",\"n\":1.5}\n{\"id\":\"b\\n\",\"deep\":[1,{}]}\n");
  CheckComesBack(folder, "none.json", "[]", "");
  LineChunks text({FileAt(folder.Write("note.txt", "Two \"words\"\nand a line."))});
  CHECK(Joined(Pass(&text, 2)) ==
        "{\"id\":\"name-of-file\",\"outlet\":\"folder-of-file\",\"text\":\"Two \\\"words\\\"\\nand a line.\"}\n");
  std::string array = "[";
  std::string lines;
  for (int i = 0; i < 30'000; ++i) {
    const std::string record = "{\"id\":" + std::to_string(i) + ",\"text\":\"" + std::string(80, 'x') + "\"}";
    array += (i == 0 ? "" : ", ") + record;
    lines += record + "\n";
  }
  CheckComesBack(folder, "long.json", array + "]", lines);
}

TEST_CASE("What cannot be read is named, and the other files still come") {
  const TempFolder folder;
  std::mt19937 random(8);
  const std::string whole = "{}\n" + NumberedLines(random, 4 * kMega, 1, 1000);
  const std::string zipped = StoredGzip(whole);
  const std::vector<InputFile> files = {
      FileAt(folder / "missing.jsonl"),
      FileAt(folder.Write("good.jsonl", "{\"good\":1}\n")),
      FileAt(folder.Write("cut.jsonl.gz", zipped.substr(0, zipped.size() / 2))),
      FileAt(folder.Write("binary.dat", std::string(100, '\0'))),
      FileAt(folder.Write("mixed.json", "[{\"a\":1},7,{\"b\":2}]")),
      FileAt(folder.Write("broken.json", "[{\"a\":1},")),
      FileAt(folder.Write("last.jsonl", "{\"last\":1}")),
  };
  LineChunks input(files);
  const auto chunks = Pass(&input, 1);
  std::map<uint32_t, std::string> by_file;
  for (const auto& [number, chunk] : chunks) by_file[chunk.file] += chunk.lines;
  CHECK(by_file[1] == "{\"good\":1}\n");
  CHECK(by_file[4] == "{\"a\":1}\n{\"b\":2}\n");
  CHECK(by_file[6] == "{\"last\":1}");
  CHECK(by_file[2].size() > whole.size() / 4);
  CHECK((whole.starts_with(by_file[2].substr(0, by_file[2].rfind('\n', by_file[2].size() - 2) + 1))));
  for (const uint32_t none : {0, 3, 5}) CHECK(by_file[none].empty());

  const auto check_skips = [&] {
    const std::vector<Skip> skips = input.skips();
    REQUIRE(skips.size() == 5);
    for (size_t i = 0; i < skips.size(); ++i) {
      CHECK(skips[i].file == files[std::array<size_t, 5>{0, 2, 3, 4, 5}[i]].path);
      CHECK(skips[i].record == (i == 3 ? "element 2" : ""));
      CHECK_FALSE(skips[i].reason.empty());
    }
  };
  check_skips();
  for (const int threads : {1, 4}) {
    input.Rewind();
    CHECK(input.skips().empty());
    CHECK((Pass(&input, threads) == chunks));
    check_skips();
  }
}

// Stands for the process's stdin while it lives.
class StdinFrom {
 public:
  explicit StdinFrom(const std::string& path) : saved_(::dup(STDIN_FILENO)) {
    const int file = ::open(path.c_str(), O_RDONLY);
    WIRECOPY_CHECK(file >= 0 && ::dup2(file, STDIN_FILENO) == STDIN_FILENO);
    ::close(file);
  }
  ~StdinFrom() {
    ::dup2(saved_, STDIN_FILENO);
    ::close(saved_);
  }

 private:
  int saved_;
};

TEST_CASE("What stdin said comes again in further passes") {
  const TempFolder folder;
  std::mt19937 random(9);
  const std::string content = "{\"first\":1}\n" + NumberedLines(random, 3 * kMega, 1, 50'000);
  const std::string array = "[{\"id\":\"a\"},8,{\"id\":\"b\"}]";
  for (const auto& [said, expected] :
       {std::pair{content, content}, {StoredGzip(content), content}, {std::string(), std::string()}}) {
    const StdinFrom source(folder.Write("said", said));
    LineChunks input({FileAt(folder.Write("before.jsonl", "{\"before\":1}\n")), FileAt("-"),
                      FileAt(folder.Write("behind.jsonl", "{\"behind\":1}\n"))});
    const auto first = Pass(&input, 1);
    CHECK((Joined(first) == "{\"before\":1}\n" + expected + "{\"behind\":1}\n"));
    for (const int threads : {4, 1}) {
      input.Rewind();
      CHECK((Pass(&input, threads) == first));
    }
  }
  const StdinFrom source(folder.Write("said", array));
  LineChunks input({FileAt("-")});
  const auto first = Pass(&input, 1);
  CHECK(Joined(first) == "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
  REQUIRE(input.skips().size() == 1);
  CHECK(input.skips()[0].record == "element 2");
  input.Rewind();
  CHECK((Pass(&input, 1) == first));
}

TEST_CASE("Stdin named twice is read once") {
  const TempFolder folder;
  const StdinFrom source(folder.Write("said", "{\"a\":1}\n"));
  LineChunks input({FileAt("-"), FileAt("-")});
  std::string all;
  LineChunk chunk;
  for (int i = 0; i < 100 && input.Next(&chunk); ++i) all += chunk.lines;
  CHECK(all == "{\"a\":1}\n");
}

TEST_CASE("A named pipe comes again in a second pass, though its writer is gone") {
  const TempFolder folder;
  const std::string pipe = folder / "pipe.jsonl", content = "{\"a\":1}\n{\"b\":2}\n";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(pipe) << content; });
  LineChunks input({FileAt(pipe)});
  const auto first = Pass(&input, 1);
  writer.join();
  CHECK(Joined(first) == content);
  input.Rewind();
  CHECK((Pass(&input, 4) == first));
  CHECK(input.skips().empty());
}

}  // namespace
}  // namespace wirecopy

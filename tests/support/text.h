// Texts for tests: random ones with a fixed seed, and files in a folder that goes away.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/text/words.h"

namespace wirecopy::testing {

// Words that only tests know, by number: "wa", "wb", ...
inline std::string WordOf(uint32_t number) {
  std::string word = "w";
  do {
    word += static_cast<char>('a' + number % 26);
    number /= 26;
  } while (number > 0);
  return word;
}

inline std::string RandomWords(std::mt19937& random, int count, uint32_t vocabulary) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    if (!text.empty()) text += ' ';
    text += WordOf(static_cast<uint32_t>(random()) % vocabulary);
  }
  return text;
}

inline std::vector<Word> WordsOf(std::string_view text) { return WordSplitter().Split(text); }

// A folder of its own under the system's temporary one; removed with everything in it.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "wirecopy-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string Write(const std::string& name, std::string_view content) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace wirecopy::testing

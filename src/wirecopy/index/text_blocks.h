// Texts packed for a segment: whole articles, some tens of KiB at a time, compressed by zstd.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace wirecopy {

// What of an article is kept in the compressed text, and nowhere else.
struct StoredText {
  std::string_view title, published, text;
};

struct TextBlock {
  std::string bytes;  // compressed
  uint32_t raw = 0;   // unpacked
  uint32_t articles = 0;
};

// For one thread. The same texts give the same blocks.
class TextPacker {
 public:
  TextPacker();
  ~TextPacker();
  TextPacker(const TextPacker&) = delete;
  TextPacker& operator=(const TextPacker&) = delete;

  void Add(const StoredText& text);
  // All blocks since the last call. What comes then begins a block of its own.
  std::vector<TextBlock> Take();

 private:
  void Close();

  struct Zstd;
  std::unique_ptr<Zstd> zstd_;
  std::string raw_;
  uint32_t articles_ = 0;
  std::vector<TextBlock> blocks_;
};

// For one thread.
class TextUnpacker {
 public:
  TextUnpacker();
  ~TextUnpacker();
  TextUnpacker(const TextUnpacker&) = delete;
  TextUnpacker& operator=(const TextUnpacker&) = delete;

  // The texts of a block, in their order; they live until the next call. False when it does not unpack to `raw` bytes
  // of as many articles.
  bool Unpack(std::string_view bytes, uint32_t raw, uint32_t articles);
  const std::vector<StoredText>& texts() const { return texts_; }

 private:
  bool Split(uint32_t articles);

  struct Zstd;
  std::unique_ptr<Zstd> zstd_;
  std::string raw_;
  std::vector<StoredText> texts_;
};

}  // namespace wirecopy

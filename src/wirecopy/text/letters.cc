#include "wirecopy/text/letters.h"

#include <unicode/utf8.h>

#include "wirecopy/base/hash.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

bool IsAlnum(unsigned char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Spelling Spell(std::string_view text, std::span<const Word> words, std::span<const uint8_t> left_out) {
  Spelling spelling;
  spelling.letters.reserve(text.size());
  spelling.word.reserve(text.size());
  for (uint32_t i = 0; i < words.size(); ++i) {
    if (!left_out.empty() && left_out[i] != 0) continue;
    const Word& word = words[i];
    const auto add = [&](uint64_t letter) {
      spelling.letters.push_back({Mix(letter), word.begin, word.end});
      spelling.word.push_back(i);
    };
    const std::string_view spelled = text.substr(word.begin, word.end - word.begin);
    if (IsAscii(spelled)) {
      for (const char letter : spelled) {
        const auto c = static_cast<unsigned char>(letter);
        if (IsAlnum(c)) add(c >= 'A' && c <= 'Z' ? c + 32u : c);
      }
      continue;
    }
    const std::string normal = NormalizeWord(spelled);
    for (size_t at = 0; at < normal.size();) {
      UChar32 c = 0;
      U8_NEXT_UNSAFE(normal.data(), at, c);
      add(static_cast<uint64_t>(c));
    }
  }
  return spelling;
}

}  // namespace wirecopy

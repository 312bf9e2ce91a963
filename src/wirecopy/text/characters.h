// What a code point is to a word, and how it is written in a word's normal form.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace wirecopy {

enum class CharacterKind : uint8_t {
  kOther,  // ends a word
  kLetter,
  kDigit,
  kMark,
  kIgnored,         // soft hyphen, zero-width and bidirectional controls
  kApostrophe,      // joins two letters
  kDigitSeparator,  // joins two digits
  kUnspaced         // a letter of a script without spaces between words
};

CharacterKind KindOf(char32_t c);

// Whether the first letter of a word (not empty, valid UTF-8) is a capital.
bool BeginsWithCapital(std::string_view word);

// Answers for the code points of the basic plane from tables, which are filled a page of 256 at a time when one is
// met. For one thread at a time.
class CharacterTable {
 public:
  CharacterKind Kind(char32_t c) { return c < kPlane ? PageOf(c)[c % kPageSize].kind : KindOf(c); }

  // Appends the normal form of a letter, digit or mark that never combines with its neighbours. False, and nothing
  // appended, for others.
  bool AppendFolded(char32_t c, std::string* out) {
    if (c >= kPlane) return false;
    const Entry& entry = PageOf(c)[c % kPageSize];
    if (entry.size == kCombines) return false;
    out->append(entry.folded.data(), entry.size);
    return true;
  }

 private:
  static constexpr char32_t kPlane = 0x10000, kPageSize = 0x100;
  static constexpr uint8_t kCombines = 0xFF;
  struct Entry {
    CharacterKind kind = CharacterKind::kOther;
    uint8_t size = kCombines;
    std::array<char, 3> folded{};
  };
  using Page = std::array<Entry, kPageSize>;

  const Page& PageOf(char32_t c) {
    std::unique_ptr<Page>& page = pages_[c / kPageSize];
    if (page == nullptr) page = MakePage(c - c % kPageSize);
    return *page;
  }
  static std::unique_ptr<Page> MakePage(char32_t first);

  std::array<std::unique_ptr<Page>, kPlane / kPageSize> pages_;
};

// The normal form of any word, through ICU: letters, digits and marks after NFKC case folding (UAX #15, UAX #44).
// 200 ns a word and more.
void AppendNormalForm(std::string_view word, std::string* out);

}  // namespace wirecopy

// Words in one pass over the text.
//
// Nearly all words of most feeds are ASCII letters and digits. So the bytes are classified 64 at a time, the borders of
// words are the places where the bits change, and such a word is hashed where it stands: its letters are those of the
// text with one bit set. Whatever holds or touches a byte beyond ASCII, or is joined by an apostrophe or a separator of
// digits, is a run of its own and takes the general way, code point by code point through tables; a word that ends such
// a run never goes on behind it. Cost: 0.6 ns a byte of English text, about 5 ns a character of a general word; words
// of scripts without spaces cost what ICU's dictionaries do.
#include "wirecopy/text/words.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/text/byte_classes.h"
#include "wirecopy/text/characters.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

using Kind = CharacterKind;

constexpr uint32_t kBlockBytes = 64;
constexpr size_t kShortWord = 16;  // bytes: two loads
constexpr uint64_t kCaseBits = 0x2020202020202020ull;

// Where bit i says that byte i has the property: that its neighbour has.
uint64_t HasBefore(uint64_t bits, uint64_t previous_block) { return bits << 1 | previous_block >> 63; }
uint64_t HasBehind(uint64_t bits, uint64_t next_block) { return bits >> 1 | next_block << 63; }

// The lowest `bytes` bytes, 0 to 8.
uint64_t LowBytes(uint64_t value, size_t bytes) {
  return bytes >= 8 ? value : value & ((uint64_t{1} << 8 * bytes) - 1);
}

uint64_t Load(const char* at) {
  uint64_t value = 0;
  std::memcpy(&value, at, sizeof(value));
  return value;
}

// A word of at most 16 bytes, as two numbers of which the unused bytes are 0: a product of both, folded, as in wyhash
// (Wang Yi 2019). A word holds no byte 0, so unlike words are unlike numbers.
uint64_t HashShort(uint64_t low, uint64_t high) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(low ^ 0x2d358dccaa6c78a5ull) * (high ^ 0x8bb84b93962eacc9ull);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

bool IsWordAscii(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Of letters and digits alone, the lower case is the byte with the case bit set: digits have it anyway.
char LowerAscii(char c) { return static_cast<char>(c | 0x20); }

}  // namespace

uint64_t HashWord(std::string_view normal) {
  if (normal.size() > kShortWord) return HashBytes(normal);
  char padded[kShortWord] = {};
  std::copy(normal.begin(), normal.end(), padded);
  return HashShort(Load(padded), Load(padded + 8));
}

class WordSplitter::Impl {
 public:
  Impl() {
    UErrorCode error = U_ZERO_ERROR;
    breaks_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    WIRECOPY_CHECK(U_SUCCESS(error));
  }

  void Split(std::string_view text, std::vector<Word>* words) {
    text_ = text;
    words_ = words;
    words_->clear();
    ClassifyBytes(text, &blocks_);
    const auto end = static_cast<uint32_t>(text.size());
    bool inside = false, general = false;  // a run, and one of the general kind
    uint32_t begin = 0;
    ByteClasses previous;
    uint64_t run_before = 0;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const ByteClasses& block = blocks_[i];
      const ByteClasses next = i + 1 < blocks_.size() ? blocks_[i + 1] : ByteClasses{};
      const uint64_t special = General(previous, block, next);
      const uint64_t run = block.letters | block.digits | special;
      const uint32_t first = static_cast<uint32_t>(i) * kBlockBytes;
      uint64_t rest = special;  // of which no run yet has taken its bits
      for (uint64_t edges = run ^ HasBefore(run, run_before); edges != 0; edges &= edges - 1) {
        const int bit = std::countr_zero(edges);
        const uint32_t at = first + static_cast<uint32_t>(bit);
        inside = !inside;
        if (inside) {
          begin = at;
          continue;
        }
        const uint64_t below = rest & ((uint64_t{1} << bit) - 1);
        rest ^= below;
        Take(begin, at, general || below != 0);
        general = false;
      }
      general = general || rest != 0;
      previous = block;
      run_before = run;
    }
    if (inside) Take(begin, end, general);
  }

 private:
  // The bytes that take their run the general way.
  static uint64_t General(const ByteClasses& previous, const ByteClasses& block, const ByteClasses& next) {
    const uint64_t joints = block.apostrophes | block.separators;
    if ((joints | block.high) == 0) return 0;
    const auto between = [](uint64_t before, uint64_t bits, uint64_t behind) {
      return HasBefore(bits, before) & HasBehind(bits, behind);
    };
    const uint64_t near_high = HasBefore(block.high, previous.high) | HasBehind(block.high, next.high);
    return block.high | (joints & near_high) |
           (block.apostrophes & between(previous.letters, block.letters, next.letters)) |
           (block.separators & between(previous.digits, block.digits, next.digits));
  }

  void Take(uint32_t begin, uint32_t end, bool general) {
    if (!general) {
      words_->push_back({HashAscii(begin, end), begin, end});
    } else {
      SplitGeneral(begin, end);
    }
  }

  // Letters and digits of ASCII.
  uint64_t HashAscii(uint32_t begin, uint32_t end) {
    const size_t size = end - begin;
    if (size > kShortWord) {
      normal_.assign(text_.substr(begin, size));
      std::transform(normal_.begin(), normal_.end(), normal_.begin(), LowerAscii);
      return HashBytes(normal_);
    }
    char padded[kShortWord];
    const char* from = text_.data() + begin;
    if (begin + kShortWord > text_.size()) {
      std::memcpy(padded, from, size);
      from = padded;
    }
    const uint64_t low = LowBytes(Load(from) | kCaseBits, size);
    return HashShort(low, size > 8 ? LowBytes(Load(from + 8) | kCaseBits, size - 8) : 0);
  }

  struct CodePoint {
    Kind kind;
    char32_t point;
    uint32_t begin;
    uint32_t end;
  };

  // The text is valid, so no decoding error can happen.
  CodePoint Decode(uint32_t at) {
    size_t next = at;
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text_.data(), next, c);
    const auto point = static_cast<char32_t>(c);
    return {characters_.Kind(point), point, at, static_cast<uint32_t>(next)};
  }

  void SplitGeneral(uint32_t begin, uint32_t end) {
    for (uint32_t at = begin; at < end;) {
      const CodePoint c = Decode(at);
      if (c.kind == Kind::kUnspaced) {
        at = SplitUnspaced(at);
      } else if (c.kind == Kind::kLetter || c.kind == Kind::kDigit || c.kind == Kind::kMark) {
        at = SplitSpaced(at);
      } else {
        at = c.end;
      }
    }
  }

  // Whether `c` stands inside one word behind a `last`: don't, l'AFP; 1,100.
  bool Joins(const CodePoint& c, Kind last) {
    if (c.kind == Kind::kApostrophe) return last == Kind::kLetter && NextKind(c.end) == Kind::kLetter;
    return c.kind == Kind::kDigitSeparator && last == Kind::kDigit && NextKind(c.end) == Kind::kDigit;
  }

  // From the first letter at `begin` to where the word ends; returns the place to go on from.
  uint32_t SplitSpaced(uint32_t begin) {
    uint32_t end = begin;  // behind the last letter, digit or mark so far
    Kind last = Kind::kOther;
    uint32_t at = begin;
    bool combines = false;
    normal_.clear();
    while (at < text_.size()) {
      const CodePoint c = Decode(at);
      if (c.kind == Kind::kLetter || c.kind == Kind::kDigit || c.kind == Kind::kMark) {
        end = c.end;
        if (c.kind != Kind::kMark) last = c.kind;
        combines = !characters_.AppendFolded(c.point, &normal_) || combines;
      } else if (c.kind != Kind::kIgnored && !Joins(c, last)) {
        break;
      }
      at = c.end;
    }
    if (combines) {
      normal_.clear();
      AppendNormalForm(text_.substr(begin, end - begin), &normal_);
    }
    if (!normal_.empty()) words_->push_back({HashWord(normal_), begin, end});
    return at;
  }

  // The run of unspaced letters from `begin` on, divided by the dictionaries. They see it without ignored characters.
  uint32_t SplitUnspaced(uint32_t begin) {
    uint32_t end = begin;
    run_.clear();
    origins_.clear();
    for (uint32_t at = begin; at < text_.size();) {
      const CodePoint c = Decode(at);
      if (c.kind != Kind::kUnspaced && c.kind != Kind::kIgnored && c.kind != Kind::kMark) break;
      if (c.kind == Kind::kUnspaced) end = c.end;
      if (c.kind != Kind::kIgnored) {
        for (uint32_t byte = c.begin; byte < c.end; ++byte) {
          run_.push_back(text_[byte]);
          origins_.push_back(byte);
        }
      }
      at = c.end;
    }
    while (!origins_.empty() && origins_.back() >= end) {
      origins_.pop_back();
      run_.pop_back();
    }
    UErrorCode error = U_ZERO_ERROR;
    UText bytes = UTEXT_INITIALIZER;
    utext_openUTF8(&bytes, run_.data(), static_cast<int64_t>(run_.size()), &error);
    breaks_->setText(&bytes, error);
    WIRECOPY_CHECK(U_SUCCESS(error));
    size_t from = 0;
    for (int32_t to = breaks_->next(); to != icu::BreakIterator::DONE; to = breaks_->next()) {
      AddUnspaced(origins_[from], origins_[static_cast<size_t>(to) - 1] + 1);
      from = static_cast<size_t>(to);
    }
    utext_close(&bytes);
    return end;
  }

  void AddUnspaced(uint32_t begin, uint32_t end) {
    normal_.clear();
    AppendNormalForm(text_.substr(begin, end - begin), &normal_);
    if (!normal_.empty()) words_->push_back({HashWord(normal_), begin, end});
  }

  // Of the first character from `at` on that is not ignored.
  Kind NextKind(uint32_t at) {
    while (at < text_.size()) {
      const CodePoint c = Decode(at);
      if (c.kind != Kind::kIgnored) return c.kind;
      at = c.end;
    }
    return Kind::kOther;
  }

  std::unique_ptr<icu::BreakIterator> breaks_;
  CharacterTable characters_;
  std::vector<ByteClasses> blocks_;
  std::string_view text_;
  std::vector<Word>* words_ = nullptr;
  std::string normal_;             // of the word at hand; its memory is used again
  std::string run_;                // of unspaced letters, and
  std::vector<uint32_t> origins_;  // where each of its bytes stands in the text
};

WordSplitter::WordSplitter() : impl_(std::make_unique<Impl>()) {}
WordSplitter::~WordSplitter() = default;

void WordSplitter::Split(std::string_view text, std::vector<Word>* words) { impl_->Split(text, words); }

std::vector<Word> WordSplitter::Split(std::string_view text) {
  std::vector<Word> words;
  impl_->Split(text, &words);
  return words;
}

std::string NormalizeWord(std::string_view word) {
  std::string out;
  if (!IsAscii(word)) {
    AppendNormalForm(word, &out);
    return out;
  }
  for (const char c : word) {
    if (IsWordAscii(c)) out.push_back(LowerAscii(c));
  }
  return out;
}

}  // namespace wirecopy

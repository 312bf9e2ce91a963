// Words in one pass over the text.
//
// Nearly all words of most feeds are letters and digits of ASCII: ascii_words.h finds and hashes them. Whatever holds
// or touches a byte beyond ASCII, or is joined by an apostrophe or a separator of digits, is a run of its own and takes
// the general way, code point by code point through tables; no word goes on behind its run. Cost: 0.6 ns a byte of
// English text, about 5 ns a character of a general word; words of scripts without spaces cost what ICU's dictionaries
// do.
#include "wirecopy/text/words.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/text/ascii_words.h"
#include "wirecopy/text/characters.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

using Kind = CharacterKind;

constexpr size_t kShortWord = 16;  // bytes

bool IsWordAscii(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Of letters and digits alone, the lower case is the byte with the case bit set: digits have it anyway.
char LowerAscii(char c) { return static_cast<char>(c | 0x20); }

}  // namespace

uint64_t HashWord(std::string_view normal) {
  if (normal.size() > kShortWord) return HashBytes(normal);
  uint64_t padded[2] = {};
  std::memcpy(padded, normal.data(), normal.size());
  return HashShortWord(padded[0], padded[1]);
}

class WordSplitter::Impl {
 public:
  void Split(std::string_view text, std::vector<Word>* words) {
    text_ = text;
    FindAsciiWords(text, words, &ascii_);
    for (const uint32_t run : ascii_.long_runs) (*words)[run].hash = HashAscii((*words)[run]);
    // Nearly every special run is one word, which takes its place.
    others_.clear();
    words_ = &general_;
    for (const uint32_t number : ascii_.special) {
      Word& run = (*words)[number];
      if (IsAscii(text.substr(run.begin, run.end - run.begin))) {
        run.hash = HashAscii(run);
        continue;
      }
      const size_t before = general_.size();
      SplitGeneral(run.begin, run.end);
      if (general_.size() == before + 1) {
        run = general_.back();
        general_.pop_back();
      } else {
        others_.push_back({number, general_.size() - before});
      }
    }
    if (!others_.empty()) Replace(words);
    general_.clear();
  }

 private:
  // A run that is not one word but none or several, the next of `general_`.
  struct Other {
    uint32_t run;
    size_t words;
  };

  void Replace(std::vector<Word>* words) {
    result_.clear();
    auto from = words->begin();
    auto general = general_.begin();
    for (const Other& other : others_) {
      const auto run = words->begin() + other.run;
      result_.insert(result_.end(), from, run);
      result_.insert(result_.end(), general, general + static_cast<std::ptrdiff_t>(other.words));
      general += static_cast<std::ptrdiff_t>(other.words);
      from = run + 1;
    }
    result_.insert(result_.end(), from, words->end());
    words->swap(result_);
  }

  // Of a run of ASCII, which is one word: its letters and digits in lower case.
  uint64_t HashAscii(const Word& run) {
    normal_.clear();
    for (const char c : text_.substr(run.begin, run.end - run.begin)) {
      if (IsWordAscii(c)) normal_.push_back(LowerAscii(c));
    }
    return HashWord(normal_);
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
    if (breaks_ == nullptr) breaks_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    WIRECOPY_CHECK(U_SUCCESS(error));
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

  std::unique_ptr<icu::BreakIterator> breaks_;  // made when a text first needs it
  CharacterTable characters_;
  AsciiWords ascii_;
  std::vector<Word> general_;  // of special runs
  std::vector<Other> others_;
  std::vector<Word> result_;  // scratch
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

// Words code point by code point, each normalised by ICU: what WordSplitter must give, without any of its short cuts.
#pragma once

#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/base/check.h"
#include "wirecopy/text/characters.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

class ReferenceSplitter {
 public:
  ReferenceSplitter() {
    UErrorCode error = U_ZERO_ERROR;
    breaks_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    WIRECOPY_CHECK(U_SUCCESS(error));
  }

  std::vector<Word> Split(std::string_view text) {
    text_ = text;
    words_.clear();
    uint32_t at = 0;
    while (at < text.size()) {
      const CodePoint c = Decode(text, at);
      if (c.kind == Kind::kUnspaced) {
        at = SplitUnspaced(at);
      } else if (c.kind == Kind::kLetter || c.kind == Kind::kDigit || c.kind == Kind::kMark) {
        at = SplitSpaced(at);
      } else {
        at = c.end;
      }
    }
    return words_;
  }

 private:
  using Kind = CharacterKind;
  struct CodePoint {
    Kind kind;
    uint32_t begin;
    uint32_t end;
  };

  static CodePoint Decode(std::string_view text, uint32_t at) {
    size_t next = at;
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), next, c);
    return {KindOf(static_cast<char32_t>(c)), at, static_cast<uint32_t>(next)};
  }

  // Whether `c` stands inside one word behind a `last`: don't, l'AFP; 1,100.
  bool Joins(const CodePoint& c, Kind last) const {
    if (c.kind == Kind::kApostrophe) return last == Kind::kLetter && NextKind(c.end) == Kind::kLetter;
    return c.kind == Kind::kDigitSeparator && last == Kind::kDigit && NextKind(c.end) == Kind::kDigit;
  }

  // From the first letter at `begin` to where the word ends; returns the place to go on from.
  uint32_t SplitSpaced(uint32_t begin) {
    uint32_t end = begin;  // behind the last letter, digit or mark so far
    Kind last = Kind::kOther;
    uint32_t at = begin;
    while (at < text_.size()) {
      const CodePoint c = Decode(text_, at);
      if (c.kind == Kind::kLetter || c.kind == Kind::kDigit || c.kind == Kind::kMark) {
        end = c.end;
        if (c.kind != Kind::kMark) last = c.kind;
      } else if (c.kind != Kind::kIgnored && !Joins(c, last)) {
        break;
      }
      at = c.end;
    }
    Add(begin, end);
    return at;
  }

  // The run of unspaced letters from `begin` on, divided by the dictionaries. They see it without ignored characters.
  uint32_t SplitUnspaced(uint32_t begin) {
    uint32_t end = begin;
    run_.clear();
    origins_.clear();
    for (uint32_t at = begin; at < text_.size();) {
      const CodePoint c = Decode(text_, at);
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
      Add(origins_[from], origins_[static_cast<size_t>(to) - 1] + 1);
      from = static_cast<size_t>(to);
    }
    utext_close(&bytes);
    return end;
  }

  void Add(uint32_t begin, uint32_t end) {
    std::string normal;
    AppendNormalForm(text_.substr(begin, end - begin), &normal);
    if (!normal.empty()) words_.push_back({HashWord(normal), begin, end});
  }

  // Of the first character from `at` on that is not ignored.
  Kind NextKind(uint32_t at) const {
    while (at < text_.size()) {
      const CodePoint c = Decode(text_, at);
      if (c.kind != Kind::kIgnored) return c.kind;
      at = c.end;
    }
    return Kind::kOther;
  }

  std::unique_ptr<icu::BreakIterator> breaks_;
  std::string_view text_;
  std::vector<Word> words_;
  std::string run_;                // of unspaced letters, and
  std::vector<uint32_t> origins_;  // where each of its bytes stands in the text
};

}  // namespace wirecopy

#include "wirecopy/attribute/abbreviations.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace wirecopy {
namespace {

constexpr size_t kMostLetters = 6, kSmallLetters = 3;
constexpr uint32_t kMostWords = 12;  // of an explanation
constexpr std::string_view kDashes = "-\u2013\u2014_";

class Explanation {
 public:
  Explanation(std::string_view text, const std::vector<Word>& words, uint32_t name)
      : text_(text), words_(words), name_(name), letters_(Letters(words[name])) {}

  Span Find() const {
    if (letters_.size() < 2 || letters_.size() > kMostLetters) return {};
    const std::string_view before = Between(name_), behind = Between(name_ + 1);
    if (before.ends_with('(') && behind.starts_with(')')) {
      const bool dateline = behind.find_first_of(kDashes) != std::string_view::npos;
      if (before.find(',') == std::string_view::npos && !dateline) return Before();
    }
    if (behind.find('(') != std::string_view::npos || behind.starts_with(", ")) return Behind();
    return {};
  }

 private:
  // Small letters of a word, those of a compound too.
  std::u32string Letters(const Word& word) const {
    std::u32string letters;
    for (size_t at = word.begin; at < word.end;) {
      UChar32 c = 0;
      U8_NEXT_UNSAFE(text_.data(), at, c);
      letters.push_back(static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)));
    }
    return letters;
  }

  // What stands before word `at`.
  std::string_view Between(uint32_t at) const {
    const uint32_t from = at == 0 ? 0 : words_[at - 1].end;
    const uint32_t to = at < words_.size() ? words_[at].begin : static_cast<uint32_t>(text_.size());
    return text_.substr(from, to - from);
  }

  bool Joined(uint32_t at) const {
    return Between(at).find_first_not_of(" -'\u2019\"\u00a0") == std::string_view::npos;
  }

  bool Small(const std::u32string& word) const { return word.size() <= kSmallLetters; }

  Span Before() const {
    size_t left = letters_.size();
    for (uint32_t at = name_; at > 0 && name_ - at < kMostWords; --at) {
      if (at < name_ && !Joined(at)) return {};
      const std::u32string word = Letters(words_[at - 1]);
      if (word[0] == letters_[left - 1]) {
        --left;
        if (left == 0) return {at - 1, name_};
      } else if (!Small(word)) {
        return {};
      }
    }
    return {};
  }

  Span Behind() const {
    size_t met = 0;
    for (uint32_t at = name_ + 1; at < words_.size() && at - name_ <= kMostWords; ++at) {
      if (at > name_ + 1 && !Joined(at)) return {};
      const std::u32string word = Letters(words_[at]);
      if (word[0] == letters_[met]) {
        ++met;
        if (met == letters_.size()) return {name_ + 1, at + 1};
      } else if (!Small(word) || met == 0) {
        return {};
      }
    }
    return {};
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  uint32_t name_;
  std::u32string letters_;
};

}  // namespace

Span ExplainedBy(std::string_view text, const std::vector<Word>& words, uint32_t name) {
  return Explanation(text, words, name).Find();
}

}  // namespace wirecopy

// The roots of a word: what its forms have in common.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

struct sb_stemmer;

namespace wirecopy {

// For one language. May be used by many threads at a time.
class RootFinder {
 public:
  // By ISO 639-1. A language without a stemmer has every word as its own root.
  explicit RootFinder(std::string_view language);
  ~RootFinder();
  RootFinder(RootFinder&&) noexcept;

  // Of a word in its normal form (NormalizeWord): the word first, then its roots, each once. Two words are forms of one
  // when they have a root in common. `known` tells whether a word stands in the dictionary: Malay and Indonesian
  // affixes are taken off only where that leaves such a word.
  template <typename Known>
  std::vector<std::string> Roots(std::string_view word, const Known& known) const {
    std::vector<std::string> roots = Candidates(word);
    if (!malay_) return roots;
    std::erase_if(roots, [&](const std::string& root) { return root != word && !known(root); });
    return roots;
  }

 private:
  std::vector<std::string> Candidates(std::string_view word) const;

  struct Delete {
    void operator()(sb_stemmer* stemmer) const;
  };
  bool malay_ = false;
  std::unique_ptr<sb_stemmer, Delete> stemmer_;
  std::unique_ptr<std::mutex> turn_;  // a stemmer of Snowball serves one thread at a time
};

}  // namespace wirecopy

// A bilingual lexicon in memory: which words of one language may stand for a word of the other.
//
// Every word goes in and comes out in its normal form (NormalizeWord). A word is looked up by all of its roots, so any
// form finds what the dictionary has under another: two words are related when a root of the one and a root of the
// other belong to words that the dictionary relates. Forward() gives the dictionary's words; a word of a text is one of
// them when TargetRoots() of both have something in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/lexicon/lexicon_file.h"
#include "wirecopy/lexicon/roots.h"

namespace wirecopy {

// Where lexicons are looked for unless another place is named: $XDG_DATA_HOME/wirecopy/lexicons, which is
// ~/.local/share/wirecopy/lexicons where that is not set.
std::string LexiconFolder();
// "en-id.lexicon"
std::string LexiconFileName(std::string_view source_language, std::string_view target_language);

class Lexicon {
 public:
  struct Entry {
    std::string_view word;  // lives as long as the lexicon
    bool strong = false;    // an entry of one word on either side; else both are words of phrases
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  // From the file that `wirecopy lexicon build` wrote. NotFound, DataLoss and InvalidArgument name the file.
  static absl::StatusOr<Lexicon> Open(const std::string& path);
  explicit Lexicon(LexiconTables tables);

  const std::string& source_language() const { return tables_.source_language; }  // ISO 639-1
  const std::string& target_language() const { return tables_.target_language; }
  const std::string& origin() const { return tables_.origin; }
  uint32_t source_words() const { return tables_.source.size(); }
  uint32_t target_words() const { return tables_.target.size(); }
  uint64_t relations() const;

  // Words of the other language, sorted, each once; strong where any of the ways that lead to it is.
  std::vector<Entry> Forward(std::string_view word) const;
  std::vector<Entry> Backward(std::string_view word) const;

  // The word first, then its other roots, each once.
  std::vector<std::string> SourceRoots(std::string_view word) const;
  std::vector<std::string> TargetRoots(std::string_view word) const;

 private:
  // The words of one language that have a root in common, by the hash of the root.
  struct ByRoot {
    uint64_t root = 0;
    uint32_t word = 0;
    friend auto operator<=>(const ByRoot&, const ByRoot&) = default;
  };
  using Related = std::vector<std::vector<RelatedWord>>;

  static std::vector<Entry> LookUp(const std::vector<std::string>& roots, const std::vector<ByRoot>& by_root,
                                   const Related& related, const WordTable& others);

  LexiconTables tables_;
  Related backward_;  // by target word: source words
  RootFinder source_roots_, target_roots_;
  std::vector<ByRoot> source_by_root_, target_by_root_;  // sorted
};

}  // namespace wirecopy

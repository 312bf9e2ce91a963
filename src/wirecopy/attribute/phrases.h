// Finds phrases of several words in an article's words, in time linear in the words whatever the number of phrases.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

class PhraseTable {
 public:
  // `id` is given back on a match. A phrase without words is left out.
  void Add(std::string_view phrase, uint32_t id);
  void Add(std::span<const Word> words, uint32_t id);

  struct Match {
    uint32_t id;
    uint32_t words;  // how many
  };
  // All phrases that begin with word `at` of `words`, longest first.
  void MatchesAt(std::span<const Word> words, size_t at, std::vector<Match>* matches) const;

 private:
  struct Phrase {
    std::vector<uint64_t> hashes;
    uint32_t id;
  };
  absl::flat_hash_map<uint64_t, std::vector<Phrase>> by_first_;
};

}  // namespace wirecopy

// The file of a lexicon: two sorted tables of words and the relation between them. docs/lexicon-format.md explains
// every byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace wirecopy {

// Sorted words in their normal form, each once.
class WordTable {
 public:
  static constexpr uint32_t kNone = ~uint32_t{0};

  void Add(std::string_view word);  // must come behind all that are in the table
  uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }
  std::string_view operator[](uint32_t number) const;
  uint32_t Find(std::string_view word) const;  // its number, else kNone

 private:
  std::string bytes_;
  std::vector<uint32_t> ends_;
};

struct RelatedWord {
  uint32_t target = 0;  // number of the target word
  bool strong = false;
  friend bool operator==(const RelatedWord&, const RelatedWord&) = default;
};

struct LexiconTables {
  std::string source_language, target_language;  // ISO 639-1
  std::string origin;                            // for people: a line for each dictionary that went in
  WordTable source, target;
  std::vector<std::vector<RelatedWord>> related;  // by source word; sorted by target, each once
};

inline constexpr uint32_t kLexiconFormat = 1;

std::string EncodeLexicon(const LexiconTables& tables);
// An error says what is wrong and at which byte, without the name of the file.
absl::StatusOr<LexiconTables> DecodeLexicon(std::string_view bytes);

}  // namespace wirecopy

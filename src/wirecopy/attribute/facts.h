// The checkable facts of one article: whom and what it names, its dates, its numbers with what they count.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "wirecopy/base/span.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

// A day that the text prints. 0 where it prints no year.
struct PrintedDate {
  int year = 0, month = 0, day = 0;
  Span words;
};

// "five hours": the number stands before what it counts.
struct Quantity {
  uint64_t value = 0;  // without marks: 20.9 and 20,9 are 209
  uint32_t unit = 0;   // the word that is counted
  Span words;          // number and unit
};

struct Facts {
  std::vector<uint32_t> names;  // words with a capital letter, of which one stands inside a sentence; by place
  std::vector<PrintedDate> dates;
  std::vector<Quantity> quantities;
};

// Month names and number words of one language, from ICU.
class FactWords {
 public:
  explicit FactWords(std::string_view language);  // BCP 47
  ~FactWords();
  FactWords(FactWords&&) noexcept;
  struct Tables;
  const Tables& tables() const { return *tables_; }

 private:
  std::unique_ptr<Tables> tables_;
};

// `in_body`: a flag a word; the others are left out.
Facts FindFacts(std::string_view text, std::span<const Word> words, std::span<const uint8_t> in_body,
                const FactWords& language);

// Whether two printed dates may be one day.
bool MayBeOneDay(const PrintedDate& a, const PrintedDate& b);

}  // namespace wirecopy

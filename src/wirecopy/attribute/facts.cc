// Facts by their form.
//
// Problem: two articles on one event agree on names, days and numbers whatever their words; all of that must be found
// in any language without lists of names. Idea: a name has a capital letter inside a sentence, where form does not ask
// for one; then it is one at the begin of a sentence as well. Month and weekday names and number words come from ICU.
// A day is printed in a handful of orders; a weekday beside it must be right for the year, or the date is a misprint
// and says nothing. A number counts the word behind it. Cost: one pass. Source: Unicode CLDR for all words of
// languages.
#include "wirecopy/attribute/facts.h"

#include <unicode/dtfmtsym.h>
#include <unicode/rbnf.h>

#include <charconv>
#include <chrono>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "wirecopy/text/characters.h"

namespace wirecopy {

struct FactWords::Tables {
  absl::flat_hash_map<uint64_t, int> months;    // 1 to 12, by the word's hash
  absl::flat_hash_map<uint64_t, int> weekdays;  // 0 is Sunday
  absl::flat_hash_map<uint64_t, int> numbers;
  bool month_first = false;  // 9/13 and not 13/9
};

namespace {

void AddWord(const icu::UnicodeString& text, int value, absl::flat_hash_map<uint64_t, int>* table) {
  std::string word;
  text.toUTF8String(word);
  const std::vector<Word> words = WordSplitter().Split(word);
  if (words.size() == 1) table->emplace(words[0].hash, value);
}

// A written number has no capital letters and needs more than one word from 21 on in many languages: the round ones do.
void AddNumbers(const icu::Locale& locale, absl::flat_hash_map<uint64_t, int>* table) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, locale, error);
  if (U_FAILURE(error)) return;
  const auto add = [&](int value) {
    icu::UnicodeString text;
    AddWord(format.format(value, text), value, table);
  };
  for (int value = 2; value < 20; ++value) add(value);
  for (int value = 20; value <= 100; value += 10) add(value);
  add(1000);
}

class Finder {
 public:
  Finder(std::string_view text, std::span<const Word> words, std::span<const uint8_t> in_body,
         const FactWords::Tables& tables)
      : text_(text), words_(words), in_body_(in_body), tables_(tables) {}

  Facts Find() {
    FindNames();
    for (uint32_t i = 0; i < words_.size();) {
      const uint32_t after = in_body_[i] == 0 ? i + 1 : TakeDate(i);
      if (after == i) TakeQuantity(i);
      i = std::max(after, i + 1);
    }
    return std::move(facts_);
  }

 private:
  std::string_view TextOf(uint32_t word) const {
    return text_.substr(words_[word].begin, words_[word].end - words_[word].begin);
  }
  // What stands before a word, from the end of the one before it.
  std::string_view Before(uint32_t word) const {
    const uint32_t from = word == 0 ? 0 : words_[word - 1].end;
    return text_.substr(from, words_[word].begin - from);
  }
  bool Has(uint32_t word) const { return word < words_.size() && in_body_[word] != 0; }
  bool IsCapital(uint32_t word) const { return BeginsWithCapital(TextOf(word)); }
  // 0 where the word is none of the table's.
  int Named(const absl::flat_hash_map<uint64_t, int>& table, uint32_t word) const {
    const auto it = Has(word) ? table.find(words_[word].hash) : table.end();
    return it == table.end() ? 0 : it->second;
  }
  std::optional<uint64_t> Digits(uint32_t word) const {
    if (!Has(word)) return std::nullopt;
    std::string digits;
    for (const char c : TextOf(word)) {
      if (c >= '0' && c <= '9')
        digits += c;
      else if (c != '.' && c != ',')
        return std::nullopt;
    }
    uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
  }
  int Within(uint32_t word, int least, int most) const {
    const std::optional<uint64_t> value = Digits(word);
    return value && *value >= static_cast<uint64_t>(least) && *value <= static_cast<uint64_t>(most)
               ? static_cast<int>(*value)
               : 0;
  }
  int Year(uint32_t word) const { return Within(word, 1900, 2100); }

  void FindNames() {
    absl::flat_hash_set<uint64_t> inside;
    for (uint32_t i = 1; i < words_.size(); ++i) {
      const std::string_view before = Before(i);
      if (in_body_[i] != 0 && IsCapital(i) && (before == " " || before == "-")) inside.insert(words_[i].hash);
    }
    for (uint32_t i = 0; i < words_.size(); ++i) {
      if (in_body_[i] != 0 && IsCapital(i) && inside.contains(words_[i].hash)) facts_.names.push_back(i);
    }
  }

  // The word behind the date, or `at` where none stands there.
  uint32_t TakeDate(uint32_t at) {
    PrintedDate date;
    uint32_t end = at;
    if (const int month = Named(tables_.months, at); month != 0 && IsCapital(at) && Within(at + 1, 1, 31) != 0) {
      date = {Year(at + 2), month, Within(at + 1, 1, 31), {}};
      end = at + 2;
    } else if (Within(at, 1, 31) != 0 && Named(tables_.months, at + 1) != 0) {
      date = {Year(at + 2), Named(tables_.months, at + 1), Within(at, 1, 31), {}};
      end = at + 2;
    } else if (Within(at, 1, 31) != 0 && Within(at + 1, 1, 31) != 0 && Before(at + 1) == "/") {
      const bool has_year = Year(at + 2) != 0 && Before(at + 2) == "/";
      date = {has_year ? Year(at + 2) : 0, Within(at + 1, 1, 31), Within(at, 1, 31), {}};
      if (tables_.month_first ? date.day <= 12 : date.month > 12) std::swap(date.month, date.day);
      end = at + 2;
      if (date.month > 12) return at;
    } else {
      return at;
    }
    end += date.year != 0;
    date.words = {at, end};
    if (IsRightWeekday(at, date)) facts_.dates.push_back(date);
    return end;
  }

  bool IsRightWeekday(uint32_t at, const PrintedDate& date) const {
    if (at == 0 || date.year == 0) return true;
    const auto named = tables_.weekdays.find(words_[at - 1].hash);
    if (named == tables_.weekdays.end()) return true;
    const std::chrono::year_month_day day{std::chrono::year(date.year),
                                          std::chrono::month(static_cast<unsigned>(date.month)),
                                          std::chrono::day(static_cast<unsigned>(date.day))};
    return day.ok() &&
           std::chrono::weekday(std::chrono::sys_days(day)).c_encoding() == static_cast<unsigned>(named->second);
  }

  std::optional<uint64_t> NumberAt(uint32_t at) const {
    if (const int spelled = Named(tables_.numbers, at); spelled != 0) return static_cast<uint64_t>(spelled);
    return Digits(at);
  }

  void TakeQuantity(uint32_t at) {
    const std::optional<uint64_t> value = NumberAt(at);
    if (!value) return;
    const uint32_t unit = at + 1;
    const bool counts = Has(unit) && !NumberAt(unit) && !IsCapital(unit) && Before(unit) == " ";
    if (counts) facts_.quantities.push_back({*value, unit, {at, unit + 1}});
  }

  std::string_view text_;
  std::span<const Word> words_;
  std::span<const uint8_t> in_body_;
  const FactWords::Tables& tables_;
  Facts facts_;
};

}  // namespace

FactWords::FactWords(std::string_view language) : tables_(std::make_unique<Tables>()) {
  const icu::Locale locale(std::string(language).c_str());
  UErrorCode error = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(locale, error);
  if (U_FAILURE(error)) return;
  for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
    int32_t count = 0;
    const icu::UnicodeString* months = symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, width);
    for (int32_t i = 0; i < count && i < 12; ++i) AddWord(months[i], i + 1, &tables_->months);
  }
  int32_t count = 0;
  const icu::UnicodeString* days =
      symbols.getWeekdays(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
  for (int32_t i = 1; i < count; ++i) AddWord(days[i], i - 1, &tables_->weekdays);  // ICU counts from 1
  AddNumbers(locale, &tables_->numbers);
  tables_->month_first = language.substr(0, 2) == "en";
}

FactWords::~FactWords() = default;
FactWords::FactWords(FactWords&&) noexcept = default;

Facts FindFacts(std::string_view text, std::span<const Word> words, std::span<const uint8_t> in_body,
                const FactWords& language) {
  return Finder(text, words, in_body, language.tables()).Find();
}

bool MayBeOneDay(const PrintedDate& a, const PrintedDate& b) {
  return a.month == b.month && a.day == b.day && (a.year == b.year || a.year == 0 || b.year == 0);
}

}  // namespace wirecopy

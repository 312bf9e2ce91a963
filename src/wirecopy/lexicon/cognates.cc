// Cognates by folded spelling and a small edit distance.
//
// Problem: names and international words are spelled by the habits of each language, and comparing every word of one
// vocabulary with every one of the other costs their product. Idea: fold both spellings first; then two words within d
// edits have a common string among those that are left when d letters at most are taken out (deletion neighbourhoods:
// Mor, Fraenkel 1982, "A hash code method for detecting and correcting spelling errors"; Bocek, Hunt, Stiller 2007,
// "Fast similarity search in large dictionaries"). The first two letters must be equal, for a cognate seldom differs
// there, and chance words often do. Cost: O(letters^d) strings a word, d at most 2, and a sort.
#include "wirecopy/lexicon/cognates.h"

#include <unicode/unistr.h>
#include <unicode/utrans.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "wirecopy/base/hash.h"
#include "wirecopy/text/code_points.h"

namespace wirecopy {
namespace {

constexpr size_t kHead = 2;                    // letters that must be equal
constexpr size_t kLeastLetters = 4;            // of a folded word
constexpr size_t kOneEdit = 5, kTwoEdits = 8;  // letters from which as many edits are borne
constexpr size_t kMostLetters = 24;

int MostEdits(size_t letters) { return letters < kOneEdit ? 0 : letters < kTwoEdits ? 1 : 2; }

// To letters of ASCII, whatever the script.
class Latin {
 public:
  Latin() {
    UErrorCode error = U_ZERO_ERROR;
    const icu::UnicodeString id("Any-Latin; Latin-ASCII; Lower");
    transliterator_.reset(utrans_openU(reinterpret_cast<const UChar*>(id.getBuffer()), id.length(), UTRANS_FORWARD,
                                       nullptr, 0, nullptr, &error));
  }

  std::string operator()(std::string_view word) const {
    if (IsAscii(word) || transliterator_ == nullptr) return std::string(word);
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
    constexpr int32_t kRoom = 256;
    std::array<UChar, kRoom> letters{};
    int32_t size = std::min(text.length(), kRoom / 4);
    text.extract(0, size, letters.data());
    int32_t limit = size;
    UErrorCode error = U_ZERO_ERROR;
    utrans_transUChars(transliterator_.get(), letters.data(), &size, kRoom, 0, &limit, &error);
    std::string out;
    icu::UnicodeString(letters.data(), limit).toUTF8String(out);
    std::erase_if(out, [](char c) { return c < 'a' || c > 'z'; });
    return out;
  }

 private:
  struct Close {
    void operator()(UTransliterator* t) const { utrans_close(t); }
  };
  std::unique_ptr<UTransliterator, Close> transliterator_;
};

struct Rewrite {
  std::string_view from, to;
};

// Endings of international words, in letters of ASCII: the longest that fits is replaced.
constexpr std::array<Rewrite, 41> kEndings = {{
    {"ation", "asi"},  {"acion", "asi"}, {"azione", "asi"}, {"asjon", "asi"}, {"tion", "si"},  {"sion", "si"},
    {"cion", "si"},    {"zione", "si"},  {"cao", "si"},     {"sie", "si"},    {"tie", "si"},   {"zion", "si"},
    {"ity", "itas"},   {"idad", "itas"}, {"itat", "itas"},  {"ite", "itas"},  {"ita", "itas"}, {"iteit", "itas"},
    {"idade", "itas"}, {"isme", "ism"},  {"ismus", "ism"},  {"ismo", "ism"},  {"iste", "ist"}, {"ista", "ist"},
    {"ic", "ik"},      {"ical", "ik"},   {"isch", "ik"},    {"ico", "ik"},    {"ique", "ik"},  {"ics", "ik"},
    {"ica", "ik"},     {"ika", "ik"},    {"ikal", "ik"},    {"isk", "ik"},    {"iek", "ik"},   {"ment", "men"},
    {"mento", "men"},  {"y", "i"},       {"ie", "i"},       {"ia", "i"},      {"e", ""},
}};

constexpr std::array<Rewrite, 12> kSpellings = {{
    {"sch", "s"},
    {"ph", "f"},
    {"th", "t"},
    {"kh", "k"},
    {"ch", "k"},
    {"ck", "k"},
    {"qu", "k"},
    {"sh", "s"},
    {"sy", "s"},
    {"x", "ks"},
    {"dj", "j"},
    {"gh", "g"},
}};

char FoldLetter(char c) {
  switch (c) {
    case 'c':
    case 'q':
      return 'k';
    case 'v':
    case 'w':
      return 'f';
    case 'z':
      return 's';
    case 'y':
      return 'i';
    default:
      return c;
  }
}

void ReplaceEnding(std::string* letters) {
  const Rewrite* best = nullptr;
  for (const Rewrite& ending : kEndings) {
    const bool fits = letters->ends_with(ending.from) && letters->size() >= ending.from.size() + kHead;
    if (fits && (best == nullptr || ending.from.size() > best->from.size())) best = &ending;
  }
  if (best != nullptr) letters->replace(letters->size() - best->from.size(), best->from.size(), best->to);
}

std::string Fold(std::string_view word, const Latin& latin) {
  std::string letters = latin(word);
  ReplaceEnding(&letters);
  std::string folded;
  for (size_t at = 0; at < letters.size();) {
    const auto rewrite = std::find_if(kSpellings.begin(), kSpellings.end(), [&](const Rewrite& r) {
      return std::string_view(letters).substr(at).starts_with(r.from);
    });
    const size_t before = folded.size();
    if (rewrite != kSpellings.end()) {
      folded += rewrite->to;
      at += rewrite->from.size();
    } else {
      folded += FoldLetter(letters[at++]);
    }
    if (before > 0 && folded[before - 1] == folded[before]) folded.erase(before, 1);  // double letters are one
  }
  return folded;
}

struct Key {
  uint64_t hash = 0;
  uint32_t word = 0;
  bool of_target = false;
};

// The neighbourhood of `word`: itself and what is left without `most` letters at most behind its head.
void AddKeys(const std::string& word, size_t from, int most, uint32_t number, bool of_target, std::vector<Key>* keys) {
  keys->push_back({HashBytes(word), number, of_target});
  if (most == 0) return;
  for (size_t at = from; at < word.size(); ++at) {
    if (at > from && word[at] == word[at - 1]) continue;
    std::string shorter = word;
    shorter.erase(at, 1);
    AddKeys(shorter, at, most - 1, number, of_target, keys);
  }
}

void AddAllKeys(const std::vector<std::string>& folded, bool of_target, std::vector<Key>* keys) {
  for (uint32_t i = 0; i < folded.size(); ++i) {
    const size_t letters = folded[i].size();
    if (letters < kLeastLetters || letters > kMostLetters) continue;
    AddKeys(folded[i], kHead, MostEdits(letters), i, of_target, keys);
  }
}

// Levenshtein.
int EditDistance(std::string_view x, std::string_view y) {
  std::array<int, kMostLetters + 1> row{};
  for (size_t j = 0; j <= y.size(); ++j) row[j] = static_cast<int>(j);
  for (size_t i = 1; i <= x.size(); ++i) {
    int diagonal = std::exchange(row[0], static_cast<int>(i));
    for (size_t j = 1; j <= y.size(); ++j) {
      const int change = diagonal + (x[i - 1] == y[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({change, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row[y.size()];
}

std::vector<std::string> FoldAll(std::span<const std::string_view> words) {
  const Latin latin;
  std::vector<std::string> folded;
  folded.reserve(words.size());
  for (const std::string_view word : words) {
    const bool digits = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    folded.push_back(digits ? "" : Fold(word, latin));
  }
  return folded;
}

}  // namespace

std::vector<Cognate> FindCognates(std::span<const std::string_view> source, std::span<const std::string_view> target) {
  const std::vector<std::string> sources = FoldAll(source), targets = FoldAll(target);
  std::vector<Key> keys;
  AddAllKeys(sources, false, &keys);
  AddAllKeys(targets, true, &keys);
  std::sort(keys.begin(), keys.end(), [](const Key& x, const Key& y) {
    return std::tie(x.hash, x.of_target, x.word) < std::tie(y.hash, y.of_target, y.word);
  });
  std::vector<std::pair<uint32_t, uint32_t>> met;
  for (size_t begin = 0; begin < keys.size();) {
    size_t middle = begin, end = begin;
    while (middle < keys.size() && keys[middle].hash == keys[begin].hash && !keys[middle].of_target) ++middle;
    end = middle;
    while (end < keys.size() && keys[end].hash == keys[begin].hash) ++end;
    for (size_t s = begin; s < middle; ++s) {
      for (size_t t = middle; t < end; ++t) met.emplace_back(keys[s].word, keys[t].word);
    }
    begin = end;
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  std::vector<Cognate> cognates;
  for (const auto& [s, t] : met) {
    const std::string &x = sources[s], &y = targets[t];
    const int distance = EditDistance(x, y);
    if (distance <= MostEdits(std::min(x.size(), y.size()))) cognates.push_back({s, t, distance});
  }
  return cognates;
}

}  // namespace wirecopy

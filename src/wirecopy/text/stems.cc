// Light stemming.
//
// Problem: a retelling changes the forms of words ("melukiskan", "dilukiskan", "pelukisan"; "attacked", "attacks"), and
// the words of two sentences must still meet. Idea: the first letters of a word are its stem; where a language puts its
// forms before the word as well, as Malay and Indonesian do, known affixes are stripped first, without a dictionary,
// and only while enough of the word is left. Sources: for keys of the first letters McNamee, Mayfield 2004, "Character
// n-gram tokenization for European language text retrieval"; for the order of the affixes Tala 2003, "A study of
// stemming effects on information retrieval in Bahasa Indonesia": particle, possessive, suffix, prefixes. Cost: a few
// comparisons a word.
#include "wirecopy/text/stems.h"

#include <unicode/utf8.h>

#include <array>

namespace wirecopy {
namespace {

constexpr size_t kLightLetters = 6;
constexpr size_t kLeastLeft = 3;  // bytes of a Malay word

bool StripEnd(std::string_view* word, std::string_view suffix) {
  if (!word->ends_with(suffix) || word->size() < suffix.size() + kLeastLeft) return false;
  word->remove_suffix(suffix.size());
  return true;
}

bool StripBegin(std::string_view* word, std::string_view prefix) {
  if (!word->starts_with(prefix) || word->size() < prefix.size() + kLeastLeft) return false;
  word->remove_prefix(prefix.size());
  return true;
}

bool StripFirst(std::string_view* word, const auto& prefixes) {
  for (const std::string_view prefix : prefixes) {
    if (StripBegin(word, prefix)) return true;
  }
  return false;
}

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// meN- and peN- take a nasal by the first letter of the word and swallow it where it is k, p, s or t. Which it was is
// not known without a dictionary, so the nasal goes and a vowel stays first; OnBase() does the same to the bare word.
bool StripNasal(std::string_view* word) {
  static constexpr std::array<std::string_view, 10> kNasal = {"meny", "peny", "meng", "peng", "mem",
                                                              "pem",  "men",  "pen",  "me",   "pe"};
  return StripFirst(word, kNasal);
}

// The letter that a nasal would have swallowed.
void OnBase(std::string_view* word) {
  const char first = word->front();
  const bool swallowed = first == 'k' || first == 'p' || first == 's' || first == 't';
  if (swallowed && word->size() > kLeastLeft && IsVowel((*word)[1])) word->remove_prefix(1);
}

std::string_view Malay(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kParticles = {"lah", "kah", "pun"};
  static constexpr std::array<std::string_view, 3> kPossessives = {"nya", "ku", "mu"};
  static constexpr std::array<std::string_view, 3> kSuffixes = {"kan", "an", "i"};
  static constexpr std::array<std::string_view, 5> kFirst = {"di", "ke", "se", "ter", "ber"};
  static constexpr std::array<std::string_view, 3> kSecond = {"ber", "per", "ter"};
  for (const std::string_view suffix : kParticles) {
    if (word.size() > 5 && StripEnd(&word, suffix)) break;
  }
  for (const std::string_view suffix : kPossessives) {
    if (word.size() > 5 && StripEnd(&word, suffix)) break;
  }
  for (const std::string_view suffix : kSuffixes) {
    if (word.size() > 5 && StripEnd(&word, suffix)) break;
  }
  if (word.size() > 5 && (StripNasal(&word) || StripFirst(&word, kFirst)) && word.size() > 5) {
    StripFirst(&word, kSecond);
  }
  OnBase(&word);
  return word;
}

std::string_view FirstLetters(std::string_view word) {
  size_t at = 0;
  for (size_t letters = 0; at < word.size() && letters < kLightLetters; ++letters) U8_FWD_1_UNSAFE(word.data(), at);
  return word.substr(0, at);
}

}  // namespace

Stemming StemmingFor(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  return primary == "id" || primary == "ms" ? Stemming::kMalay : Stemming::kLight;
}

std::string_view Stem(std::string_view word, Stemming stemming) {
  return stemming == Stemming::kMalay ? Malay(word) : FirstLetters(word);
}

}  // namespace wirecopy

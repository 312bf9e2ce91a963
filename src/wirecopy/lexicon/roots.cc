// Light stemming for look-ups in a dictionary.
//
// Problem: a dictionary has "attack" and "serang", a story "attacked" and "penyerangan". Idea: where Snowball has a
// stemmer, its stem is a key that all forms share. Indonesian and Malay put their forms on both sides and change the
// first letter (meN- makes menyerang of serang); there every way to take off the affixes of the grammar is tried, and
// those count whose rest stands in the dictionary: no list of exceptions is needed, and a wrong strip rarely is a word.
// Cost: a few dozen look-ups a word. Sources: Porter 2001, "Snowball: a language for stemming algorithms"; for the
// affixes Adriani, Asian, Nazief, Tahaghoghi, Williams 2007, "Stemming Indonesian: a confix-stripping approach", whose
// order of rules and lists of forbidden pairs the dictionary makes needless here.
#include "wirecopy/lexicon/roots.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>

namespace wirecopy {
namespace {

constexpr size_t kLeastRoot = 3;  // letters; two only name letters and particles

// What a prefix leaves, and the letter that it may have swallowed: "meny" + "erang" is serang.
struct Prefix {
  std::string_view text, swallowed;
};
constexpr std::array<Prefix, 26> kPrefixes = {{
    {"di", ""},  {"ke", ""},   {"se", ""},   {"ter", ""},   {"te", ""},    {"ber", ""}, {"be", ""},
    {"bel", ""}, {"per", ""},  {"pe", ""},   {"pel", ""},   {"me", ""},    {"mem", ""}, {"mem", "p"},
    {"men", ""}, {"men", "t"}, {"meng", ""}, {"meng", "k"}, {"meny", "s"}, {"pem", ""}, {"pem", "p"},
    {"pen", ""}, {"pen", "t"}, {"peng", ""}, {"peng", "k"}, {"peny", "s"},
}};
// In the order in which they stand at the end of a word, the last first; none of each is a choice too.
constexpr std::array<std::string_view, 5> kParticles = {"", "lah", "kah", "tah", "pun"};
constexpr std::array<std::string_view, 4> kPossessives = {"", "nya", "ku", "mu"};
constexpr std::array<std::string_view, 4> kSuffixes = {"", "kan", "an", "i"};

// di-, per- and so on may stand before one more: "diper-", "memper-", "keber-".
constexpr int kMostPrefixes = 2;

void AddOnce(std::string_view root, std::vector<std::string>* roots) {
  if (std::find(roots->begin(), roots->end(), root) == roots->end()) roots->emplace_back(root);
}

void StripPrefixes(std::string_view word, int left, std::vector<std::string>* roots) {
  AddOnce(word, roots);
  if (left == 0) return;
  for (const Prefix& prefix : kPrefixes) {
    if (!word.starts_with(prefix.text)) continue;
    const std::string rest = std::string(prefix.swallowed).append(word.substr(prefix.text.size()));
    if (rest.size() >= kLeastRoot) StripPrefixes(rest, left - 1, roots);
  }
}

bool StripEnd(std::string_view word, std::string_view suffix, std::string_view* rest) {
  if (!word.ends_with(suffix) || word.size() < suffix.size() + kLeastRoot) return false;
  *rest = word.substr(0, word.size() - suffix.size());
  return true;
}

std::vector<std::string> MalayCandidates(std::string_view word) {
  std::vector<std::string> roots;
  std::string_view bare, owned, base;
  for (const std::string_view particle : kParticles) {
    if (!StripEnd(word, particle, &bare)) continue;
    for (const std::string_view possessive : kPossessives) {
      if (!StripEnd(bare, possessive, &owned)) continue;
      for (const std::string_view suffix : kSuffixes) {
        if (StripEnd(owned, suffix, &base)) StripPrefixes(base, kMostPrefixes, &roots);
      }
    }
  }
  if (roots.empty()) roots.emplace_back(word);  // shorter than any root
  return roots;
}

}  // namespace

void RootFinder::Delete::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

RootFinder::RootFinder(std::string_view language)
    : malay_(language == "id" || language == "ms"),
      stemmer_(malay_ ? nullptr : sb_stemmer_new(std::string(language).c_str(), "UTF_8")),
      turn_(std::make_unique<std::mutex>()) {}

RootFinder::~RootFinder() = default;
RootFinder::RootFinder(RootFinder&&) noexcept = default;

std::vector<std::string> RootFinder::Candidates(std::string_view word) const {
  if (malay_) return MalayCandidates(word);
  std::vector<std::string> roots{std::string(word)};
  if (stemmer_ == nullptr) return roots;
  const std::lock_guard lock(*turn_);
  const sb_symbol* stem =
      sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  AddOnce({reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(stemmer_.get()))}, &roots);
  return roots;
}

}  // namespace wirecopy

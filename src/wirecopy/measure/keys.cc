#include "wirecopy/measure/keys.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

constexpr size_t kKeysOfALength = 4096;
constexpr size_t kLongBytes = size_t{256} << 10;
constexpr LengthClass kClasses[] = {{1, 8}, {9, 16}, {17, 32}, {33, 64}, {65, 256}};

// Keeps what it has not met before, up to a number of keys.
class Distinct {
 public:
  Distinct(std::string name, size_t most) : most_(most) { set_.name = std::move(name); }
  void Add(std::string_view key) {
    if (set_.keys.size() < most_ && met_.insert(absl::string_view(key.data(), key.size())).second) {
      set_.keys.push_back(key);
    }
  }
  bool full() const { return set_.keys.size() >= most_; }
  KeySet Take() { return std::move(set_); }

 private:
  size_t most_;
  KeySet set_;
  absl::flat_hash_set<absl::string_view> met_;
};

void AddText(std::string_view text, WordSplitter* splitter, Distinct* words, Distinct* shingles) {
  const std::vector<Word> split = splitter->Split(text);
  for (const Word& word : split) words->Add(text.substr(word.begin, word.end - word.begin));
  for (size_t i = 0; i + kShingleWords <= split.size(); ++i) {
    const uint32_t begin = split[i].begin;
    shingles->Add(text.substr(begin, split[i + kShingleWords - 1].end - begin));
  }
}

// The texts one after another, numbered, and again from the first where they are short.
std::string LongInput(const Corpus& corpus, size_t bytes) {
  std::string input;
  for (size_t i = 0; input.size() < bytes; ++i) {
    const std::string& text = corpus.texts[i % corpus.texts.size()];
    absl::StrAppend(&input, text, " ", i, "\n");
  }
  input.resize(bytes);
  return input;
}

KeySet PiecesOf(const std::string& text, LengthClass lengths, uint64_t seed) {
  KeySet set;
  set.name = absl::StrCat(lengths.shortest, "-", lengths.longest);
  uint64_t state = Mix(seed ^ lengths.longest);
  const auto below = [&state](size_t bound) { return static_cast<size_t>((state = Mix(state)) % bound); };
  for (size_t i = 0; i < kKeysOfALength; ++i) {
    const size_t size = lengths.shortest + below(lengths.longest - lengths.shortest + 1);
    set.keys.push_back(std::string_view(text).substr(below(text.size() - size), size));
  }
  return set;
}

}  // namespace

double KeySet::mean_bytes() const {
  double sum = 0;
  for (const std::string_view key : keys) sum += static_cast<double>(key.size());
  return keys.empty() ? 0 : sum / static_cast<double>(keys.size());
}

Keys TakeKeys(const Corpus& corpus, size_t most_keys, uint64_t seed) {
  Distinct words("words", most_keys), shingles("shingles", most_keys), urls("urls", most_keys);
  WordSplitter splitter;
  for (const std::string& text : corpus.texts) {
    if (words.full() && shingles.full()) break;
    AddText(text, &splitter, &words, &shingles);
  }
  for (const std::string& url : corpus.urls) urls.Add(url);
  Keys keys;
  for (Distinct* kind : {&words, &shingles, &urls}) {
    KeySet set = kind->Take();
    if (!set.keys.empty()) keys.kinds.push_back(std::move(set));
  }
  keys.long_input = std::make_unique<std::string>(LongInput(corpus, kLongBytes));
  keys.classes.assign(std::begin(kClasses), std::end(kClasses));
  for (const LengthClass& lengths : keys.classes) {
    keys.by_length.push_back(PiecesOf(*keys.long_input, lengths, seed));
  }
  return keys;
}

}  // namespace wirecopy

#include "wirecopy/measure/corpus.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/ingest/input_files.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

// A stream of numbers that is the same on every machine, which the distributions of <random> are not.
class Numbers {
 public:
  explicit Numbers(uint64_t seed) : state_(Mix(seed)) {}
  size_t Below(size_t bound) { return static_cast<size_t>((state_ = Mix(state_)) % bound); }
  double Unit() { return static_cast<double>((state_ = Mix(state_)) >> 11) * 0x1.0p-53; }

 private:
  uint64_t state_;
};

class NewsMaker {
 public:
  explicit NewsMaker(uint64_t seed) : numbers_(seed) {
    double sum = 0;
    for (size_t rank = 0; rank < kWords; ++rank) {
      words_.push_back(InventWord(rank));
      weights_.push_back(sum += 1 / (static_cast<double>(rank) + 2.7));  // Zipf's law as Mandelbrot (1953) bends it
    }
  }

  std::vector<std::string> Article() {
    std::vector<std::string> words(150 + numbers_.Below(450));
    for (std::string& word : words) word = Word();
    return words;
  }

  // Every word is replaced with the same chance, from one in 200 to one in 8.
  void Revise(std::vector<std::string>* words) {
    const double chance = std::pow(10, -2.3 + 1.4 * numbers_.Unit());
    for (std::string& word : *words) {
      if (numbers_.Unit() < chance) word = Word();
    }
  }

  static std::string Text(const std::vector<std::string>& words) {
    std::string text;
    for (size_t i = 0; i < words.size(); ++i) {
      std::string word = words[i];
      if (i % 17 == 0) word[0] = static_cast<char>(word[0] - 'a' + 'A');
      absl::StrAppend(&text, i == 0 ? "" : i % 68 == 0 ? ".\n" : i % 17 == 0 ? ". " : " ", word);
    }
    return text + ".";
  }

  std::string Url(const std::vector<std::string>& words) {
    static constexpr const char* kHosts[] = {"www.harbor-courier.example", "news.gazette.example", "lembah.example"};
    const std::vector<std::string> slug(words.begin(), words.begin() + 6);
    return absl::StrCat("https://", kHosts[numbers_.Below(3)], "/", 2015 + numbers_.Below(11), "/",
                        1 + numbers_.Below(12), "/", absl::StrJoin(slug, "-"), "-", 100000 + numbers_.Below(900000));
  }

  Numbers& numbers() { return numbers_; }

 private:
  static constexpr size_t kWords = 20'000;

  const std::string& Word() {
    const double drawn = numbers_.Unit() * weights_.back();
    return words_[static_cast<size_t>(std::lower_bound(weights_.begin(), weights_.end(), drawn) - weights_.begin())];
  }

  // Frequent words are short, and the number in base 70 keeps them apart.
  static std::string InventWord(size_t rank) {
    static constexpr std::string_view kOnsets = "bdfgklmnprstvz", kVowels = "aeiou";
    std::string word;
    for (size_t rest = rank + 1; rest > 0; rest /= 70) {
      word += kOnsets[rest % 14];
      word += kVowels[rest / 14 % 5];
    }
    if (rank % 3 == 1) word += 'n';
    if (rank % 5 == 3) word += "ed";
    return word;
  }

  Numbers numbers_;
  std::vector<std::string> words_;
  std::vector<double> weights_;
};

}  // namespace

absl::StatusOr<Corpus> ReadCorpus(const std::vector<std::string>& inputs, size_t most_articles,
                                  const Progress& progress) {
  absl::StatusOr<std::vector<InputFile>> files = ExpandInputs(inputs);
  if (!files.ok()) return files.status();
  Ingested ingested = Ingest(*files, {}, progress);
  Corpus corpus;
  corpus.skips = std::move(ingested.skips);
  const size_t kept = std::min(most_articles, ingested.articles.size());
  for (size_t i = 0; i < kept; ++i) {
    Article& article = ingested.articles[i * ingested.articles.size() / kept];
    if (!article.text.empty()) corpus.texts.push_back(std::move(article.text));
    if (!article.url.empty()) corpus.urls.push_back(std::move(article.url));
  }
  if (!corpus.texts.empty()) return corpus;
  std::string first;
  if (!corpus.skips.empty()) {
    const Skip& skip = corpus.skips.front();
    first = absl::StrCat(": ", skip.file, skip.record.empty() ? "" : ", ", skip.record, ": ", skip.reason);
  }
  return absl::InvalidArgumentError(absl::StrCat("no article with text in the corpus", first));
}

Corpus GenerateCorpus(size_t articles, uint64_t seed) {
  NewsMaker maker(seed);
  std::vector<std::vector<std::string>> all;
  Corpus corpus;
  corpus.generated = true;
  for (size_t i = 0; i < articles; ++i) {
    const bool revised = i > 10 && maker.numbers().Below(4) == 0;
    all.push_back(revised ? all[maker.numbers().Below(i)] : maker.Article());
    if (revised) maker.Revise(&all.back());
    corpus.texts.push_back(NewsMaker::Text(all.back()));
    corpus.urls.push_back(maker.Url(all.back()));
  }
  return corpus;
}

std::vector<std::vector<uint64_t>> ShingleSets(const std::vector<std::string>& texts, const Executor& executor) {
  std::vector<std::vector<uint64_t>> sets(texts.size());
  executor.For(texts.size(), 64, [&](size_t begin, size_t end) {
    WordSplitter splitter;
    for (size_t i = begin; i < end; ++i) sets[i] = ShingleSet(splitter.Split(texts[i]), {}, kShingleWords);
  });
  return sets;
}

}  // namespace wirecopy

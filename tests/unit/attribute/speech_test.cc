#include "wirecopy/attribute/speech.h"

#include <deque>
#include <random>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/sample.h"
#include "wirecopy/attribute/word_flags.h"

namespace wirecopy {
namespace {

using testing::Fresh;
using testing::Join;
using testing::Sample;
using testing::Text;

using Flags = std::vector<uint8_t>;

// Articles of ten words of their own, `inside` with its flag, and ten words of their own.
class Collection {
 public:
  Text NewWords(size_t count) { return Fresh(&next_, count); }

  // Returns the article's number.
  size_t Add(const Text& inside, uint8_t flag) {
    samples_.emplace_back(Join({NewWords(kOwn), inside, NewWords(kOwn)}));
    flags_.emplace_back(samples_.back().words().size(), uint8_t{0});
    std::fill_n(flags_.back().begin() + kOwn, inside.size(), flag);
    return flags_.size() - 1;
  }

  void Mark(const SpeechOptions& options = {}, int threads = 1) {
    std::vector<SpeechInput> inputs;
    for (size_t i = 0; i < flags_.size(); ++i) inputs.push_back({samples_[i].words(), flags_[i]});
    MarkSpeech(inputs, options, Executor(threads, nullptr, 7));
  }

  // The words of an article that are marked.
  std::vector<size_t> Marked(size_t article) const {
    std::vector<size_t> marked;
    for (size_t i = 0; i < flags_[article].size(); ++i) {
      if ((flags_[article][i] & kSpeechWord) != 0) marked.push_back(i);
    }
    return marked;
  }
  const std::deque<Flags>& flags() const { return flags_; }

  static constexpr size_t kOwn = 10;

 private:
  uint32_t next_ = 0;
  std::deque<Sample> samples_;
  std::deque<Flags> flags_;
};

std::vector<size_t> From(size_t begin, size_t count) {
  std::vector<size_t> words;
  for (size_t i = 0; i < count; ++i) words.push_back(begin + i);
  return words;
}

TEST_CASE("Words that two articles quote are speech where a third has no marks, and only these") {
  Collection articles;
  const Text statement = articles.NewWords(12);
  const size_t quoted = articles.Add(statement, kQuotedWord);
  articles.Add(statement, kQuotedWord);
  const size_t plain = articles.Add(statement, 0);
  const size_t other = articles.Add(articles.NewWords(12), 0);
  articles.Mark();
  CHECK(articles.Marked(plain) == From(Collection::kOwn, 12));
  CHECK(articles.Marked(quoted) == From(Collection::kOwn, 12));
  CHECK(articles.Marked(other).empty());
  CHECK(articles.flags()[quoted][Collection::kOwn] == (kQuotedWord | kSpeechWord));
}

TEST_CASE("Words that one article quotes are not speech elsewhere") {
  Collection articles;
  const Text statement = articles.NewWords(12);
  articles.Add(statement, kQuotedWord);
  const size_t plain = articles.Add(statement, 0);
  articles.Mark();
  CHECK(articles.Marked(plain).empty());
  SpeechOptions options;
  options.least_quoted = 1;
  articles.Mark(options);
  CHECK(articles.Marked(plain).size() == 12);
}

TEST_CASE("A sentence that most articles print without marks is no speech because a few quote it") {
  const auto marked = [](int plain_articles) {
    Collection articles;
    const Text sentence = articles.NewWords(12);
    for (int i = 0; i < 3; ++i) articles.Add(sentence, kQuotedWord);
    size_t plain = 0;
    for (int i = 0; i < plain_articles; ++i) plain = articles.Add(sentence, 0);
    articles.Mark();
    return articles.Marked(plain).size();
  };
  CHECK(marked(7) == 12);  // 3 of 10 places
  CHECK(marked(8) == 0);
}

TEST_CASE("Fewer than eight words in a row are not counted, and what is around a quotation is none") {
  Collection articles;
  const Text eight = articles.NewWords(8), seven = articles.NewWords(7), around = articles.NewWords(20);
  for (int i = 0; i < 2; ++i) {
    articles.Add(eight, kQuotedWord);
    articles.Add(seven, kQuotedWord);
  }
  const size_t with_eight = articles.Add(Join({around, eight, around}), 0);
  const size_t with_seven = articles.Add(Join({around, seven, around}), 0);
  articles.Mark();
  CHECK(articles.Marked(with_eight) == From(Collection::kOwn + 20, 8));
  CHECK(articles.Marked(with_seven).empty());
}

TEST_CASE("Page furniture is not marked as speech") {
  Collection articles;
  const Text statement = articles.NewWords(12);
  for (int i = 0; i < 2; ++i) articles.Add(statement, kQuotedWord);
  const size_t furniture = articles.Add(statement, kFurnitureWord);
  articles.Mark();
  CHECK(articles.Marked(furniture).empty());
}

TEST_CASE("The same is marked by one thread and by three") {
  const auto flags = [](int threads) {
    Collection articles;
    std::mt19937 random(6);
    std::vector<Text> statements;
    for (int i = 0; i < 20; ++i) statements.push_back(articles.NewWords(6 + random() % 20));
    for (int i = 0; i < 900; ++i) {
      articles.Add(statements[random() % statements.size()], random() % 3 == 0 ? kQuotedWord : uint8_t{0});
    }
    articles.Mark({}, threads);
    size_t marked = 0;
    for (size_t i = 0; i < 900; ++i) marked += articles.Marked(i).size();
    CHECK(marked > 1000);
    return articles.flags();
  };
  CHECK(flags(1) == flags(3));
}

TEST_CASE("A collection without quotations has no speech") {
  Collection articles;
  const Text text = articles.NewWords(30);
  for (int i = 0; i < 3; ++i) articles.Add(text, 0);
  articles.Mark();
  CHECK(articles.Marked(1).empty());
}

}  // namespace
}  // namespace wirecopy

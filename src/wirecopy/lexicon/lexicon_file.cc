#include "wirecopy/lexicon/lexicon_file.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

constexpr std::string_view kMagic = "WIRELEX\n";
constexpr size_t kChecksumBytes = 8;

void AppendFixed(uint64_t value, size_t bytes, std::string* out) {
  for (size_t i = 0; i < bytes; ++i) out->push_back(static_cast<char>(value >> 8 * i & 0xff));
}

// LEB128: seven bits a byte, the lowest first; small numbers take one byte.
void AppendNumber(uint64_t value, std::string* out) {
  for (; value >= 0x80; value >>= 7) out->push_back(static_cast<char>(value | 0x80));
  out->push_back(static_cast<char>(value));
}

void AppendText(std::string_view text, std::string* out) {
  AppendNumber(text.size(), out);
  out->append(text);
}

// A word is written as what it has in common with the one before it, and the rest.
void AppendWords(const WordTable& words, std::string* out) {
  AppendNumber(words.size(), out);
  std::string_view before;
  for (uint32_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const auto common = static_cast<size_t>(
        std::mismatch(before.begin(), before.end(), word.begin(), word.end()).first - before.begin());
    AppendNumber(common, out);
    AppendText(word.substr(common), out);
    before = word;
  }
}

// Reads what was appended; after the first thing that cannot be, all that follows is empty and failed() says so.
class Reader {
 public:
  explicit Reader(std::string_view bytes, size_t at) : bytes_(bytes), at_(at) {}

  uint64_t Number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ == bytes_.size()) break;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    Fail("a number has no end");
    return 0;
  }
  std::string_view Text() {
    const uint64_t size = Number();
    if (size > bytes_.size() - at_) Fail("a text is longer than the file");
    if (failed()) return {};
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  void Words(WordTable* table) {
    std::string word;
    for (uint64_t left = Number(); left > 0 && !failed(); --left) {
      const uint64_t common = Number();
      if (common > word.size()) return Fail("a word has more in common with the one before it than that has letters");
      std::string next = word.substr(0, common).append(Text());
      if (next <= word) return Fail("the words are not in order");
      word = std::move(next);
      if (!failed()) table->Add(word);
    }
  }
  void Fail(std::string_view why) {
    if (why_.empty()) why_ = absl::StrCat("byte ", at_, ": ", std::string(why));
  }
  bool failed() const { return !why_.empty(); }
  const std::string& why() const { return why_; }
  size_t at() const { return at_; }

 private:
  std::string_view bytes_;
  size_t at_;
  std::string why_;
};

void ReadRelated(Reader* reader, LexiconTables* tables) {
  tables->related.resize(tables->source.size());
  for (std::vector<RelatedWord>& row : tables->related) {
    uint64_t target = 0;
    const uint64_t count = reader->Number();
    for (uint64_t i = 0; i < count && !reader->failed(); ++i) {
      const uint64_t step = reader->Number();
      target += step >> 1;
      if (target >= tables->target.size()) return reader->Fail("a relation leads to no word");
      row.push_back({static_cast<uint32_t>(target), (step & 1) != 0});
    }
  }
}

}  // namespace

void WordTable::Add(std::string_view word) {
  WIRECOPY_CHECK(ends_.empty() || (*this)[size() - 1] < word);
  bytes_.append(word);
  ends_.push_back(static_cast<uint32_t>(bytes_.size()));
}

std::string_view WordTable::operator[](uint32_t number) const {
  const uint32_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(bytes_).substr(begin, ends_[number] - begin);
}

uint32_t WordTable::Find(std::string_view word) const {
  uint32_t low = 0, high = size();
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if ((*this)[middle] < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < size() && (*this)[low] == word ? low : kNone;
}

std::string EncodeLexicon(const LexiconTables& tables) {
  std::string out(kMagic);
  AppendFixed(kLexiconFormat, 4, &out);
  AppendText(tables.source_language, &out);
  AppendText(tables.target_language, &out);
  AppendText(tables.origin, &out);
  AppendWords(tables.source, &out);
  AppendWords(tables.target, &out);
  for (const std::vector<RelatedWord>& row : tables.related) {
    AppendNumber(row.size(), &out);
    uint32_t before = 0;
    for (const RelatedWord& one : row) {
      AppendNumber(static_cast<uint64_t>(one.target - before) << 1 | static_cast<uint64_t>(one.strong), &out);
      before = one.target;
    }
  }
  AppendFixed(HashBytes(out), kChecksumBytes, &out);
  return out;
}

absl::StatusOr<LexiconTables> DecodeLexicon(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return absl::InvalidArgumentError("not a lexicon of wirecopy");
  constexpr size_t kBegin = kMagic.size() + 4;
  if (bytes.size() < kBegin + kChecksumBytes) return absl::DataLossError("cut off in its header");
  std::string version;
  AppendFixed(kLexiconFormat, 4, &version);
  if (bytes.substr(kMagic.size(), 4) != version) {
    return absl::InvalidArgumentError(absl::StrCat("another format than ", kLexiconFormat, ": build it again"));
  }
  const std::string_view body = bytes.substr(0, bytes.size() - kChecksumBytes);
  std::string checksum;
  AppendFixed(HashBytes(body), kChecksumBytes, &checksum);
  if (!bytes.ends_with(checksum)) {
    return absl::DataLossError(
        absl::StrCat("the checksum of its ", bytes.size(), " bytes is wrong: damaged or cut off"));
  }
  Reader reader(body, kBegin);
  LexiconTables tables;
  tables.source_language = reader.Text();
  tables.target_language = reader.Text();
  tables.origin = reader.Text();
  reader.Words(&tables.source);
  reader.Words(&tables.target);
  ReadRelated(&reader, &tables);
  if (!reader.failed() && reader.at() != body.size()) reader.Fail("more follows than belongs to it");
  if (reader.failed()) return absl::DataLossError(reader.why());
  return tables;
}

}  // namespace wirecopy

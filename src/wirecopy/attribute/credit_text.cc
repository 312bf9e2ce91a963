#include "wirecopy/attribute/credit_text.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "wirecopy/attribute/credit_words.h"

namespace wirecopy {
namespace {

// Where a capital stands behind a small letter inside the word, the last such place; else the word's begin.
uint32_t InnerCapital(std::string_view text, const Word& word) {
  for (uint32_t at = word.end - 1; at > word.begin; --at) {
    if (absl::ascii_isupper(static_cast<unsigned char>(text[at])) &&
        absl::ascii_islower(static_cast<unsigned char>(text[at - 1]))) {
      return at;
    }
  }
  return word.begin;
}

// "Jane Roe" above "Associated Press" is "Jane RoeAssociated Press" where a scraper has lost the break: divided there,
// if a name of several words begins so.
std::vector<Word> DivideGluedNames(std::string_view text, const PhraseTable& names, std::vector<Word> words) {
  const auto part = [&](uint32_t begin, uint32_t end) {
    return Word{HashWord(NormalizeWord(text.substr(begin, end - begin))), begin, end};
  };
  std::vector<Word> divided;
  divided.reserve(words.size());
  std::vector<PhraseTable::Match> matches;
  for (size_t i = 0; i < words.size(); ++i) {
    const Word whole = words[i];
    const uint32_t at = InnerCapital(text, whole);
    if (at != whole.begin) {
      words[i] = part(at, whole.end);
      names.MatchesAt(words, i, &matches);
      const bool glued = std::any_of(matches.begin(), matches.end(), [](const auto& match) { return match.words > 1; });
      if (glued) {
        divided.push_back(part(whole.begin, at));
      } else {
        words[i] = whole;
      }
    }
    divided.push_back(words[i]);
  }
  return divided;
}

}  // namespace

CreditText::CreditText(std::string_view of, const std::vector<Word>& its_words, const AttributionTables& with)
    : text(of), words(DivideGluedNames(of, with.form_phrases, SplitAtApostrophes(of, its_words))), tables(with) {
  mentions = FindMentions(text, words, tables);
  if (mentions.empty()) return;
  std::vector<PhraseTable::Match> matches;
  for (uint32_t at = 0; at < words.size(); ++at) {
    tables.cue_phrases.MatchesAt(words, at, &matches);
    for (const auto& match : matches) cues.push_back({{at, at + match.words}, &tables.cues[match.id]});
  }
}

std::string_view CreditText::Between(uint32_t word) const {
  const uint32_t from = word == 0 ? 0 : words[word - 1].end;
  const uint32_t to = word < words.size() ? words[word].begin : static_cast<uint32_t>(text.size());
  return text.substr(from, to - from);
}

const Mention* CreditText::MentionAt(uint32_t word) const {
  const auto behind = std::upper_bound(mentions.begin(), mentions.end(), word,
                                       [](uint32_t at, const Mention& m) { return at < m.words.begin; });
  return behind != mentions.begin() && word < (behind - 1)->words.end ? &*(behind - 1) : nullptr;
}

uint32_t CreditText::EndWithSuffix(const Mention& mention) const {
  uint32_t end = mention.words.end;
  if (end < words.size() && JoinedByApostrophe(text, words[end - 1], words[end])) ++end;
  return end;
}

Span CreditText::LineAround(Span bytes) const {
  const uint32_t from = bytes.begin > kCreditLineBytes ? bytes.begin - kCreditLineBytes : 0;
  const size_t before = text.substr(from, bytes.begin - from).rfind('\n');
  const std::string_view rest = text.substr(bytes.end, kCreditLineBytes);
  const size_t behind = rest.find('\n');
  if (before == std::string_view::npos && from > 0) return {};
  if (behind == std::string_view::npos && bytes.end + rest.size() < text.size()) return {};
  const auto begin = static_cast<uint32_t>(before == std::string_view::npos ? 0 : from + before + 1);
  const auto size = static_cast<uint32_t>(behind == std::string_view::npos ? rest.size() : behind);
  return {begin, bytes.end + size};
}

Span CreditText::WordsIn(Span bytes, uint32_t near_word) const {
  Span in{near_word, near_word};
  while (in.begin > 0 && words[in.begin - 1].begin >= bytes.begin) --in.begin;
  while (in.end < words.size() && words[in.end].end <= bytes.end) ++in.end;
  return in;
}

}  // namespace wirecopy

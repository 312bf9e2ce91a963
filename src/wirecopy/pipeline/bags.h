// The sentences of all articles as bags of weighted terms, and the articles whose sentences have rare terms in common:
// what rewording is found by.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "wirecopy/align/reworded.h"
#include "wirecopy/candidates/postings.h"
#include "wirecopy/pipeline/run.h"

namespace wirecopy {

// One an article, finished. Furniture is left out; words in quotation marks are counted apart.
std::vector<SentenceBags> MakeSentenceBags(const Run& run, const Executor& executor);

// A word in its normal form as a term of its language (BCP 47).
uint32_t TermOf(std::string_view normal, std::string_view language);

// Two articles that share one of these keys hold a sentence, or a quotation, with two rare terms in common: `place` is
// its number in the article.
void AddTermKeys(std::span<const BagTerm> terms, uint32_t article, uint32_t place, std::vector<Posting>* postings);

// Pairs of articles (the lower number first, sorted) of which two sentences or more of each meet. `rank` as in
// FindMeetings.
std::vector<ArticlePair> PairsOfMeetingSentences(const std::vector<SentenceBags>& bags, std::span<const uint32_t> rank,
                                                 const Executor& executor);

// Unlike sentences of two articles that meet, of each.
struct MeetingSentences {
  size_t of_a = 0;
  size_t of_b = 0;
  bool enough() const;  // for a comparison
};

// As if there were no other articles.
MeetingSentences SentencesThatMeet(const SentenceBags& a, const SentenceBags& b);

// Reworded passages of two articles. What is mostly in quotation marks on one side is left out: a statement that one
// article marks as such the other may print without marks.
std::vector<Passage> RetoldPassages(const std::vector<SentenceBags>& bags, const Run& run, uint32_t a, uint32_t b);

}  // namespace wirecopy

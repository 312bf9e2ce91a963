// What several files of a run say in the same words.
#pragma once

#include <cstddef>
#include <set>
#include <string_view>

#include "wirecopy/pipeline/run.h"
#include "wirecopy/report/json.h"

namespace wirecopy {

// The begin of the text, `bytes` at most and whole code points.
std::string_view CutToCodePoint(std::string_view text, size_t bytes);

// Of the outlets of its members.
std::set<std::string_view> FamiliesOf(const Run& run, const Cluster& cluster);

// jaccard, containment_a, containment_b, shared_words, prose_words, longest_run
void ScoreFields(const SharedText& shared, Json* json);

// passages [{a_begin, a_end, b_begin, b_end, kind, similarity, in_quote}], in code points
void PassagesField(const Run& run, uint32_t a, uint32_t b, const std::vector<Passage>& passages, Json* json);

// quote_pairs [{a_begin, a_end, b_begin, b_end, similarity}] and shared_facts [{kind, same, a_begin, a_end, b_begin,
// b_end}], in code points, where the pair has some
void RetellingFields(const Run& run, const PairResult& pair, Json* json);

// direction {from, basis}
void DirectionField(const Run& run, const PairResult& pair, Json* json);

// recall {threshold, bands, rows, expected, measured, sample_pairs, guarantee_words}
void RecallField(const Recall& recall, Json* json);

// skips [{file, record, reason}]
void SkipsField(const std::vector<Skip>& skips, Json* json);

// outlet, articles, kind, example: of an object of learned_boilerplate and a line of boilerplate.jsonl
void BoilerplateFields(const Run& run, const RepeatedText& text, Json* json);

// sources [{id or agency, share, relation}]
void SourcesField(const Run& run, const Analysis& analysis, Json* json);

}  // namespace wirecopy

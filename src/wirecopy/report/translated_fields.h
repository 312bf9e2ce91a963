// What the files of a run say of translated text.
#pragma once

#include "wirecopy/pipeline/run.h"
#include "wirecopy/report/json.h"

namespace wirecopy {

// terms [{a, b, kind}]
void TermsField(const std::vector<SharedTerm>& terms, Json* json);

// confidence, sentences [[a_begin, a_end, b_begin, b_end]] in code points, terms [{a, b, kind}] of a pair with
// translated text
void TranslatedFields(const Run& run, const PairResult& pair, Json* json);

// translated {confidence, terms, sentences [{a, b, similarity}] with their texts} of a pair with translated text
void TranslatedObject(const Run& run, const PairResult& pair, Json* json);

// translations [{from, to, lexicons, learned_before, learned, sources, articles, compared, found, threshold,
// calibrated_on}]
void TranslationsField(const std::vector<TranslationSearch>& searches, Json* json);

}  // namespace wirecopy

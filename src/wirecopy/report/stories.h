// The stories of a run for report.html, told by what their families agree on.
#pragma once

#include "wirecopy/pipeline/run.h"
#include "wirecopy/report/json.h"

namespace wirecopy {

// stories [{id, articles, families, agency, agency_reasons, of, outlet, title, language, share, pieces [[text,
// families]], cut}], those of most families first. `of`: number of the article whose words they are, with its outlet,
// title and language. A piece of no families stands for what is left out.
void StoriesField(const Run& run, Json* json);

}  // namespace wirecopy

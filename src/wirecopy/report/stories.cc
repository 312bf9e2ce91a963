#include "wirecopy/report/stories.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/pipeline/wire_verdict.h"
#include "wirecopy/report/fields.h"
#include "wirecopy/report/run_folder.h"

namespace wirecopy {
namespace {

constexpr size_t kMostStories = 100;     // shown; clusters.jsonl has all
constexpr size_t kMostTextBytes = 6000;  // of one story

struct Story {
  const Cluster* cluster;
  const Consensus* consensus;
  size_t families;
};

std::vector<Story> Choose(const Run& run) {
  std::vector<Story> stories;
  for (size_t i = 0; i < run.stories.size(); ++i) {
    if (run.story_consensus[i].stretches.empty()) continue;
    stories.push_back({&run.stories[i], &run.story_consensus[i], FamiliesOf(run, run.stories[i]).size()});
  }
  std::stable_sort(stories.begin(), stories.end(),
                   [](const Story& x, const Story& y) { return x.families > y.families; });
  if (stories.size() > kMostStories) stories.resize(kMostStories);
  return stories;
}

void Piece(std::string_view text, uint32_t families, Json* json) {
  json->OpenList();
  json->Value(text);
  json->Value(families);
  json->CloseList();
}

// Returns whether the text was cut: kMostTextBytes are shown of all the pieces.
bool Pieces(const Run& run, const Consensus& consensus, Json* json) {
  const std::string_view text = run.input.articles[consensus.article].text;
  const std::vector<Word>& words = run.analyses[consensus.article].words;
  size_t left = kMostTextBytes;
  uint32_t at = 0;
  bool cut = false;
  json->Key("pieces");
  json->OpenList();
  for (size_t i = 0; i < consensus.stretches.size() && !cut; ++i) {
    const Span stretch = consensus.stretches[i].words;
    if (i > 0 && stretch.begin != at) Piece("", 0, json);
    at = stretch.end;
    const bool goes_on = i + 1 < consensus.stretches.size() && consensus.stretches[i + 1].words.begin == at;
    const uint32_t begin = words[stretch.begin].begin, end = goes_on ? words[at].begin : words[at - 1].end;
    const std::string_view shown = CutToCodePoint(text.substr(begin, end - begin), left);
    cut = shown.size() < end - begin;
    if (!shown.empty()) Piece(shown, consensus.stretches[i].families, json);
    left -= shown.size();
  }
  json->CloseList();
  return cut;
}

}  // namespace

void StoriesField(const Run& run, Json* json) {
  json->Key("stories");
  json->OpenList();
  for (const Story& story : Choose(run)) {
    const WireVerdict wire = JudgeWire(run, *story.cluster, *story.consensus);
    const Article& article = run.input.articles[story.consensus->article];
    json->Open();
    json->Field("id", std::string_view(ClusterId(run, *story.cluster)));
    json->Field("articles", static_cast<uint64_t>(story.cluster->members.size()));
    json->Field("families", static_cast<uint64_t>(story.families));
    json->FieldOrNull("agency", wire.agency);
    json->Key("agency_reasons");
    json->OpenList();
    for (const std::string& reason : wire.reasons) json->Value(std::string_view(reason));
    json->CloseList();
    json->Field("of", story.consensus->article);
    json->Field("outlet", std::string_view(run.analyses[story.consensus->article].outlet.name));
    json->Field("title", std::string_view(article.title));
    json->Field("language", std::string_view(run.analyses[story.consensus->article].language));
    json->Field("share", story.consensus->share);
    const bool cut = Pieces(run, *story.consensus, json);
    json->Field("cut", cut);
    json->Close();
  }
  json->CloseList();
}

}  // namespace wirecopy

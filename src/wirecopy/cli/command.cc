#include "wirecopy/cli/command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "wirecopy/base/files.h"
#include "wirecopy/lexicon/lexicon.h"
#include "wirecopy/report/terminal.h"

namespace wirecopy {
namespace {

std::atomic<bool> interrupted{false};
std::atomic<bool> writing{false};

// While no folder is being written there is nothing to clean up but files that are not whole, so the program ends at
// once, whatever it waits for. Else the first signal asks for a clean end, and a second one ends at once.
void OnSignal(int) {
  if (writing.load() && !interrupted.exchange(true)) return;
  constexpr std::string_view kMessage = "wirecopy: interrupted\n";
  (void)!::write(STDERR_FILENO, kMessage.data(), kMessage.size());
  UnlinkUnfinished();
  std::_Exit(kInterrupted);
}

}  // namespace

const std::atomic<bool>& Interrupted() { return interrupted; }

void WatchForInterrupts() {
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  std::signal(SIGHUP, OnSignal);
  std::signal(SIGPIPE, SIG_IGN);
}

WritingGuard::WritingGuard() { writing = true; }
WritingGuard::~WritingGuard() { writing = false; }

void Complain(std::string_view message) {
  std::fprintf(stderr, "wirecopy: %s\n", Painter(false)(Style::kPlain, message).c_str());
}

int Fail(const absl::Status& status) {
  Complain(std::string(status.message()));
  return absl::IsCancelled(status) ? kInterrupted : kUsage;
}

int FailIndex(const absl::Status& status) {
  const int code = Fail(status);
  return absl::IsFailedPrecondition(status) ? kIndexUnfit : code;
}

ProgressLine::ProgressLine(bool quiet) {
  if (quiet || ::isatty(STDERR_FILENO) == 0) return;
  using Clock = std::chrono::steady_clock;
  struct State {
    std::string stage;
    Clock::time_point began, shown;
    uint64_t first = 0;  // done when it began
  };
  progress_ = [state = std::make_shared<State>()](std::string_view stage, uint64_t done, uint64_t total) {
    constexpr auto kPause = std::chrono::milliseconds(100);
    const Clock::time_point now = Clock::now();
    const bool same = state->stage == stage && done >= state->first;
    if (same && now - state->shown < kPause) return;
    if (!same) *state = {std::string(stage), now, now, done};
    state->shown = now;
    std::string line = state->stage;
    if (total > 0) absl::StrAppend(&line, " ", std::min(done, total) * 100 / total, " %");
    const double took = std::chrono::duration<double>(now - state->began).count();
    if (total > 0 && done > state->first && took > 1) {
      const double left = took / static_cast<double>(done - state->first) * static_cast<double>(total - done);
      absl::StrAppendFormat(&line, ", %.0f s left of it", std::ceil(left));
    }
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
    std::fflush(stderr);
  };
}

void ProgressLine::Clear() const {
  if (progress_) std::fprintf(stderr, "\r\033[K");
}

bool ColourOn(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  return ::isatty(descriptor) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

int TerminalColumns(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  const int given = columns == nullptr ? 0 : std::atoi(columns);
  return given > 0 ? given : 100;
}

int ThreadCount(const GlobalOptions& global) {
  return global.threads > 0 ? global.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void AddLayoutOptions(CLI::App* command, LayoutOptions* layout) {
  command->add_option("--map", layout->map, "fields by other names: text=maintext,outlet=source_domain");
  command->add_option("--preset", layout->preset,
                      "the layout of all records, where they are not recognised: news-please, fundus, ...");
}

absl::StatusOr<IngestOptions> ToIngestOptions(const LayoutOptions& layout) {
  auto map = ParseFieldMap(layout.map);
  if (!map.ok()) return map.status();
  const absl::StatusOr<const Preset*> preset = FindPreset(layout.preset);
  if (!preset.ok()) return preset.status();
  return IngestOptions{*std::move(map), *preset};
}

void AddMatchOptions(CLI::App* command, ScanOptions* options) {
  const auto group = [&](const char* name) { return command->add_option_group(name); };
  auto* attribution = group("Attribution");
  attribution->add_option("--outlets", options->outlets_file,
                          "CSV of outlets: domain, outlet, family, country, is_agency, aliases");
  attribution->add_option("--agencies", options->attribution.sources,
                          "TSV of further agencies and media: canonical, type, forms, short_forms");
  attribution->add_option("--cues", options->attribution.cues,
                          "TSV of further credit phrases: language, kind, position, gap, phrase");
  attribution->add_option("--furniture", options->attribution.furniture,
                          "TSV of further page furniture: language, kind, match, phrase");
  attribution->add_option("--boilerplate", options->boilerplate_file,
                          "JSON Lines of the outlets' boilerplate, as a run's boilerplate.jsonl, in place of learning");
  attribution->add_option("--derivation", options->derivation_file,
                          "TSV of another derivation model: feature, derived, wholly");
  auto* matching = group("Matching");
  matching->add_option("--threshold", options->finder.threshold, "Jaccard resemblance that the bands are chosen for")
      ->capture_default_str();
  matching
      ->add_option("--guarantee", options->finder.guarantee_words,
                   "a shared run of as many words always becomes a candidate")
      ->capture_default_str();
  matching->add_option("--shingle", options->finder.shingle_words, "words of a shingle for the resemblance")
      ->capture_default_str();
  matching->add_option("--fingerprint", options->finder.fingerprint_words, "words of a fingerprint")
      ->capture_default_str();
  matching->add_option("--values", options->signature_values, "values of a signature")->capture_default_str();
  matching->add_option("--seed", options->align.seed_words, "words of the shortest run that alignment looks for")
      ->capture_default_str();
  // By their names, so that a measurement of each needs no option of its own.
  const std::map<std::string, bool*> parts = {{"bands", &options->finder.by_bands},
                                              {"boilerplate", &options->set_boilerplate_aside},
                                              {"chains", &options->align.chain},
                                              {"fingerprints", &options->finder.by_fingerprints},
                                              {"letters", &options->find_by_letters},
                                              {"quotes", &options->set_quotes_aside},
                                              {"cognates", &options->translation.cognates},
                                              {"learning", &options->translation.learn},
                                              {"lexicons", &options->use_lexicons},
                                              {"retellings", &options->find_retellings},
                                              {"rewording", &options->find_reworded},
                                              {"translations", &options->find_translated}};
  const auto leave_out = [parts](const std::vector<std::string>& names) {
    for (const std::string& name : names) *parts.at(name) = false;
  };
  matching
      ->add_option_function<std::vector<std::string>>("--without", leave_out,
                                                      "leave parts of the method out, to measure what they add")
      ->delimiter(',')
      ->allow_extra_args(false)  // an input may follow
      ->check(CLI::IsMember(parts));
  auto* translations = group("Translations");
  options->lexicon_folder = LexiconFolder();
  translations
      ->add_option("--lexicon", options->lexicons,
                   "lexicons of `wirecopy lexicon build`, in place of those in its folder for the languages met")
      ->allow_extra_args(false);
  translations->add_option("--learned", options->learned_file,
                           "word pairs that an earlier run has learned: learned.tsv of its folder");
  translations
      ->add_option("--false-sources", options->translation.false_sources,
                   "share of the articles without a source that may be given a translated one")
      ->capture_default_str();
  auto* cuts = group("Cuts");
  cuts->add_option("--near", options->cuts.near_jaccard,
                   "near-duplicate: shared prose words of the prose words of either at least")
      ->capture_default_str();
  cuts->add_option("--contained-words", options->cuts.contained_words, "contained: shared prose words at least")
      ->capture_default_str();
  cuts->add_option("--contained-share", options->cuts.contained_share,
                   "contained: share of the prose words of one article at least")
      ->capture_default_str();
  cuts->add_option("--partial-words", options->cuts.partial_words, "partial: shared prose words at least")
      ->capture_default_str();
  cuts->add_option("--partial-run", options->cuts.partial_run, "partial: one run of prose words at least")
      ->capture_default_str();
  cuts->add_option("--fragment-words", options->cuts.fragment_words, "fragment: shared prose words at least")
      ->capture_default_str();
  cuts->add_option("--quotation-words", options->cuts.quotation_words, "quotation: shared words at least")
      ->capture_default_str();
  cuts->add_option("--wholly", options->wholly_share,
                   "wholly derived: reused share of the body at least, in place of the model")
      ->default_str("model");
}

NamedOptions EffectiveOptions(const CLI::App& command) {
  NamedOptions named;
  for (const CLI::Option* option : command.get_options()) {
    const std::string name = option->get_single_name();
    if (name == "help" || name == "force" || name == "output") continue;
    const char delimiter = option->get_delimiter();
    std::string value = absl::StrJoin(option->results(), std::string(1, delimiter == '\0' ? ' ' : delimiter));
    if (value.empty()) value = option->get_default_str();
    named.emplace_back(name, value);
  }
  for (const CLI::App* group : command.get_subcommands([](const CLI::App* sub) { return sub->get_name().empty(); })) {
    for (auto& option : EffectiveOptions(*group)) named.push_back(std::move(option));
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

}  // namespace wirecopy

#include "wirecopy/pipeline/scan.h"

#include <chrono>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

// Names each stage to the user, times it, and notes what went in and came out.
class Stages {
 public:
  Stages(Run* run, const Progress& progress) : run_(*run), progress_(progress) {}

  template <typename Stage>
  void Do(const char* name, uint64_t in, const Stage& stage) {
    if (progress_) progress_(name, 0, 0);
    const auto start = std::chrono::steady_clock::now();
    const uint64_t out = stage();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    run_.stages.push_back({name, in, out, took.count()});
  }

 private:
  Run& run_;
  const Progress& progress_;
};

}  // namespace

absl::Status Validate(const ScanOptions& options) {
  const FinderOptions& finder = options.finder;
  const auto bad = [](auto... parts) { return absl::InvalidArgumentError(absl::StrCat(parts...)); };
  if (finder.shingle_words < 1 || finder.shingle_words > 64) return bad("--shingle must be 1 to 64 words");
  if (finder.fingerprint_words < 2 || finder.fingerprint_words > 64) return bad("--fingerprint must be 2 to 64 words");
  if (finder.guarantee_words < finder.fingerprint_words) {
    return bad("--guarantee (", finder.guarantee_words, " words) cannot be below --fingerprint (",
               finder.fingerprint_words, ")");
  }
  if (!(finder.threshold > 0 && finder.threshold <= 1)) return bad("--threshold must lie in (0, 1]");
  if (options.signature_values < 1 || options.signature_values > 4096) return bad("--values must be 1 to 4096");
  const std::pair<const char*, double> shares[] = {{"--near", options.cuts.near_jaccard},
                                                   {"--contained-share", options.cuts.contained_share},
                                                   {"--wholly", options.wholly_share.value_or(0)}};
  for (const auto& [name, share] : shares) {
    if (!(share >= 0 && share <= 1)) return bad(name, " must lie in [0, 1]");
  }
  if (options.cuts.fragment_words < 1 || options.cuts.quotation_words < 1) {
    return bad("--fragment-words and --quotation-words must be at least 1");
  }
  if (!(options.translation.false_sources > 0 && options.translation.false_sources <= 0.05)) {
    return bad("--false-sources must lie in (0, 0.05]");
  }
  if (options.align.seed_words < 2 || options.align.seed_words > finder.guarantee_words) {
    return bad("--seed must be 2 words to those of --guarantee (", finder.guarantee_words, ")");
  }
  return absl::OkStatus();
}

absl::StatusOr<Tools> Tools::Make(const ScanOptions& options) {
  if (absl::Status status = Validate(options); !status.ok()) return status;
  absl::StatusOr<AttributionTables> tables = AttributionTables::Load(options.attribution);
  if (!tables.ok()) return tables.status();
  absl::StatusOr<OutletTable> outlets = OutletTable::Load(options.outlets_file);
  if (!outlets.ok()) return outlets.status();
  absl::StatusOr<DerivationModel> model = DerivationModel::Load(options.derivation_file);
  if (!model.ok()) return model.status();
  std::optional<std::vector<KnownBoilerplate>> boilerplate;
  if (!options.boilerplate_file.empty()) {
    absl::StatusOr<std::vector<KnownBoilerplate>> read = ReadBoilerplate(options.boilerplate_file);
    if (!read.ok()) return read.status();
    boilerplate = *std::move(read);
  }
  absl::StatusOr<std::unique_ptr<SignatureScheme>> scheme = MakeScheme(kDefaultScheme, options.signature_values);
  if (!scheme.ok()) return scheme.status();
  const auto bands = OptimalBands(options.signature_values, options.finder.threshold, options.miss_weight);
  if (!bands.ok()) return bands.status();
  Tools tools{*std::move(tables),     *std::move(outlets), *std::move(model),
              std::move(boilerplate), *std::move(scheme),  options.finder};
  tools.finder.bands = *bands;
  return tools;
}

absl::StatusOr<Run> Scan(const ScanOptions& options, const Executor& executor, const Progress& progress) {
  const absl::StatusOr<Tools> tools = Tools::Make(options);
  if (!tools.ok()) return tools.status();
  Run run;
  run.scheme = ToString(tools->scheme->id());
  Stages stages(&run, progress);
  absl::Status read;
  stages.Do("read", 0, [&] {
    read = ReadArticles(options, progress, &run);
    return run.input.articles.size();
  });
  if (!read.ok()) return read;
  const uint64_t articles = run.input.articles.size();
  run.stages.back().in = run.input.records;

  stages.Do("analyse", articles, [&] { return Analyse(options, *tools, executor, &run); });
  Candidates candidates;
  stages.Do("candidates", articles, [&] {
    candidates = FindRunCandidates(options, *tools, executor, &run);
    return candidates.pairs.size();
  });
  stages.Do("align", candidates.pairs.size(), [&] { return AlignPairs(options, candidates, executor, &run); });
  std::vector<SentenceBags> bags;
  stages.Do("reword", articles, [&] {
    if (options.find_reworded || options.find_retellings) bags = MakeSentenceBags(run, executor);
    return FindRewordedPassages(options, bags, executor, &run);
  });
  absl::Status lexicons;
  stages.Do("translate", articles, [&] {
    const absl::StatusOr<uint64_t> found = FindTranslatedCopy(options, executor, &run);
    lexicons = found.status();
    return found.ok() ? *found : 0;
  });
  if (!lexicons.ok()) return lexicons;
  stages.Do("retell", articles, [&] { return FindRetellings(options, bags, executor, &run); });
  bags = {};
  stages.Do("attribute", run.pairs.size(), [&] { return AttributeReuse(options, tools->model, executor, &run); });
  stages.Do("cluster", run.pairs.size(), [&] { return ClusterArticles(options, &run); });
  stages.Do("measure", articles, [&] { return MeasureRecall(tools->finder, candidates, executor, &run); });
  FindVersions(&run);
  SummariseOutlets(&run);
  if (executor.cancelled()) return absl::CancelledError("interrupted");
  return run;
}

}  // namespace wirecopy

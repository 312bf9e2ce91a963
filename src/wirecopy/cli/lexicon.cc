// wirecopy lexicon build|show: bilingual lexicons for translated copy.
#include "wirecopy/lexicon/lexicon.h"

#include <cstdio>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/base/files.h"
#include "wirecopy/cli/command.h"
#include "wirecopy/lexicon/builder.h"
#include "wirecopy/lexicon/names.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

struct LexiconCommand {
  std::string languages, output, names, file;
  std::vector<std::string> from, words;
  bool no_names = false;
};

// Without a folder of names that was asked for, a lexicon is built without them, and that is said.
absl::Status AddNames(const LexiconCommand& command, const LanguagePair& languages,
                      std::vector<Dictionary>* dictionaries) {
  if (command.no_names) return absl::OkStatus();
  const bool asked = !command.names.empty();
  absl::StatusOr<Dictionary> names = ReadNames(asked ? command.names : kCldrFolder, languages.source, languages.target);
  if (names.ok()) {
    dictionaries->push_back(*std::move(names));
  } else if (asked || !absl::IsNotFound(names.status())) {
    return names.status();
  } else {
    Complain(absl::StrCat(names.status().message(),
                          "; no names of territories, languages, months, days and currencies ",
                          "(Debian: unicode-cldr-core)"));
  }
  return absl::OkStatus();
}

// In the default place the folder is made as well.
absl::StatusOr<std::string> OutputOf(const LexiconCommand& command, const LanguagePair& languages, bool force) {
  if (!command.output.empty()) {
    const absl::Status status = CheckOutputFile(command.output, force);
    return status.ok() ? absl::StatusOr<std::string>(command.output) : status;
  }
  std::error_code error;
  std::filesystem::create_directories(LexiconFolder(), error);
  if (error) return absl::InvalidArgumentError(absl::StrCat(LexiconFolder(), ": ", error.message()));
  const std::string path = absl::StrCat(LexiconFolder(), "/", LexiconFileName(languages.source, languages.target));
  const absl::Status status = CheckOutputFile(path, force);
  return status.ok() ? absl::StatusOr<std::string>(path) : status;
}

std::string Summary(const Lexicon& lexicon) {
  return absl::StrFormat("%s-%s: %d and %d words, %d relations\n", lexicon.source_language(), lexicon.target_language(),
                         lexicon.source_words(), lexicon.target_words(), lexicon.relations());
}

int RunBuild(const LexiconCommand& command, const GlobalOptions& global) {
  const absl::StatusOr<LanguagePair> languages = ParseLanguages(command.languages);
  if (!languages.ok()) return Fail(languages.status());
  const absl::StatusOr<std::string> output = OutputOf(command, *languages, global.force);
  if (!output.ok()) return Fail(output.status());
  const std::vector<std::string> installed = {kDictdFolder};
  absl::StatusOr<std::vector<Dictionary>> dictionaries =
      ReadDictionaries(command.from.empty() ? installed : command.from, *languages);
  if (!dictionaries.ok()) return Fail(dictionaries.status());
  if (absl::Status status = AddNames(command, *languages, &*dictionaries); !status.ok()) return Fail(status);
  LexiconTables tables = BuildLexicon(*languages, *dictionaries);
  const WritingGuard guard;
  const absl::Status status = WriteWholeFile(*output, EncodeLexicon(tables), global.force);
  if (!status.ok()) return Fail(status);
  if (!global.quiet) absl::FPrintF(stderr, "%s: %s", *output, Summary(Lexicon(std::move(tables))));
  return kDone;
}

void AppendEntries(std::string_view from, std::string_view to, std::string_view word,
                   const std::vector<Lexicon::Entry>& entries, std::string* out) {
  if (entries.empty()) return;
  out->append(from).append(" ").append(word).append("\t").append(to);
  for (const Lexicon::Entry& entry : entries) out->append(" ").append(entry.word).append(entry.strong ? "" : "?");
  *out += '\n';
}

int RunShow(const LexiconCommand& command) {
  const absl::StatusOr<Lexicon> lexicon = Lexicon::Open(command.file);
  if (!lexicon.ok()) return Fail(lexicon.status());
  const std::string &source = lexicon->source_language(), &target = lexicon->target_language();
  std::string out;
  if (command.words.empty()) absl::StrAppend(&out, Summary(*lexicon), lexicon->origin());
  for (const std::string& word : command.words) {
    const std::string normal = NormalizeWord(word);
    const std::vector<Lexicon::Entry> forward = lexicon->Forward(normal), backward = lexicon->Backward(normal);
    AppendEntries(source, target, normal, forward, &out);
    AppendEntries(target, source, normal, backward, &out);
    if (forward.empty() && backward.empty()) absl::StrAppend(&out, normal, "\tnot in the lexicon\n");
  }
  const absl::Status status = WriteWholeFile("-", out, false);
  return status.ok() ? kDone : Fail(status);
}

}  // namespace

void AddLexicon(CLI::App* program, const GlobalOptions* global, int* exit_code) {
  auto command = std::make_shared<LexiconCommand>();
  CLI::App* app = program->add_subcommand("lexicon", "Build or look into bilingual lexicons, for translated copy");
  app->require_subcommand(1);
  app->fallthrough();
  CLI::App* build = app->add_subcommand("build", "Make a lexicon of dictionaries and public names");
  build->add_option("--languages", command->languages, "of the wire and of the outlets, as en-id")->required();
  build->add_option(
      "--from", command->from,
      absl::StrCat("dictionaries (dictd: NAME.index; tables: .tsv) or folders of them; without it what is in ",
                   kDictdFolder));
  build->add_option("--names", command->names, absl::StrCat("the folder of Unicode CLDR; without it ", kCldrFolder));
  build->add_flag("--no-names", command->no_names, "leave public names out");
  build->add_option("-o,--output", command->output,
                    "the file to write; without it $XDG_DATA_HOME/wirecopy/lexicons/LANGUAGES.lexicon");
  build->callback([command, global, exit_code] { *exit_code = RunBuild(*command, *global); });
  CLI::App* show = app->add_subcommand("show", "What a lexicon holds, or how it translates words");
  show->add_option("file", command->file, "the lexicon")->required();
  show->add_option("word", command->words, "words of either language, in any form; ? marks words of phrases");
  show->callback([command, exit_code] { *exit_code = RunShow(*command); });
}

}  // namespace wirecopy

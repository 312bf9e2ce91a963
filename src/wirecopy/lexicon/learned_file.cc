#include "wirecopy/lexicon/learned_file.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "wirecopy/base/table.h"
#include "wirecopy/text/words.h"

namespace wirecopy {
namespace {

constexpr std::array<std::string_view, 4> kColumns = {"source_language", "target_language", "source", "target"};

}  // namespace

std::string LearnedTable(std::span<const LearnedLexicon> lexicons) {
  std::string table =
      "# Words that stand for each other in the sentence pairs of a scan: wirecopy scan --learned FILE\n"
      "source_language\ttarget_language\tsource\ttarget\tpairs\tforward\tbackward\n";
  for (const LearnedLexicon& lexicon : lexicons) {
    for (const LearnedWord& word : lexicon.words) {
      absl::StrAppend(&table, lexicon.source_language, "\t", lexicon.target_language, "\t", word.source, "\t",
                      word.target, absl::StrFormat("\t%.1f\t%.2f\t%.2f\n", word.pairs, word.forward, word.backward));
    }
  }
  return table;
}

absl::StatusOr<std::vector<LearnedLexicon>> ReadLearned(const std::string& path) {
  const absl::StatusOr<std::string> content = ReadFile(path);
  if (!content.ok()) return content.status();
  const absl::StatusOr<Table> table = ParseTsv(*content, path);
  if (!table.ok()) return table.status();
  std::array<size_t, kColumns.size()> columns{};
  for (size_t i = 0; i < kColumns.size(); ++i) {
    const absl::StatusOr<size_t> column = table->Column(kColumns[i]);
    if (!column.ok()) return column.status();
    columns[i] = *column;
  }
  std::vector<LearnedLexicon> lexicons;
  for (const std::vector<std::string>& row : table->rows) {
    const std::string &source = row[columns[0]], &target = row[columns[1]];
    const LearnedWord word{NormalizeWord(row[columns[2]]), NormalizeWord(row[columns[3]]), 0, 0, 0};
    if (source.empty() || target.empty() || word.source.empty() || word.target.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": two languages and two words are needed, not `", source,
                                                     "`, `", target, "`, `", row[columns[2]], "`, `", row[columns[3]],
                                                     "`"));
    }
    auto at = std::find_if(lexicons.begin(), lexicons.end(), [&](const LearnedLexicon& lexicon) {
      return lexicon.source_language == source && lexicon.target_language == target;
    });
    if (at == lexicons.end()) at = lexicons.insert(at, {source, target, {}});
    at->words.push_back(word);
  }
  return lexicons;
}

std::span<const LearnedWord> LearnedFor(std::span<const LearnedLexicon> lexicons, std::string_view source_language,
                                        std::string_view target_language) {
  for (const LearnedLexicon& lexicon : lexicons) {
    if (lexicon.source_language == source_language && lexicon.target_language == target_language) return lexicon.words;
  }
  return {};
}

}  // namespace wirecopy

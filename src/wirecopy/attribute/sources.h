// The tables of attribution: who can be named as a source, which words make a credit of a name, and what page furniture
// looks like. They are data files inside the binary that a user's own files extend. All phrases but furniture are of
// words divided at apostrophes (credit_words.h), and so must be the words that they are looked for in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "wirecopy/attribute/phrases.h"

namespace wirecopy {

enum class SourceType : uint8_t { kAgency, kOutlet, kBroadcaster, kGovernment, kUnnamed };

enum class CreditKind : uint8_t { kCreditLine, kAttributionInText, kPhotoCredit, kQuotedMedium };
std::string_view ToString(CreditKind kind);

struct Source {
  std::string canonical;
  SourceType type = SourceType::kAgency;
};

// One way to write a source.
struct SourceForm {
  uint32_t source = 0;
  std::string exact = {};     // of a short or weak form: the only spelling that counts; empty: any case
  bool weak = false;          // means so many other things that only its place says that it is a source
  std::string language = {};  // of a weak form: in sentences it counts beside cues of this language, too
};

struct Cue {
  // kLine begins a line that it makes furniture; kApart counts only where names stand apart from the prose: in a
  // bracket, on a line, behind the last sentence of one.
  enum class Position : uint8_t { kBefore, kAfter, kLine, kApart };
  CreditKind kind = CreditKind::kCreditLine;
  bool partial = false;
  Position position = Position::kBefore;
  uint32_t gap = 0;  // words between cue and name at most
  std::string language;
  std::vector<uint64_t> link = {};  // hashes of the words that must stand between cue and name, right beside the name
};

// What may stand beside names that are set apart: "and", "newsroom".
struct Filler {
  bool desk = false;   // an office or a job, not only a word that joins
  bool via = false;    // hands a picture on
  bool photo = false;  // an archive of pictures: the names beside it took one
};

// Words that make something else of the name beside them: "the" AFP, a Reuters "photographer", a member "of" AP.
struct Veto {
  bool before = false;      // the phrase stands before the name
  bool short_only = false;  // safe forms stay what they are
  bool no_subject = false;  // only where the cue follows: "a member of" AP said
  bool everywhere = false;  // a short form that has it beside it once is somebody else's name in the whole article
};

// A noun that makes a medium of the name beside it.
struct MediaNoun {
  bool first = false;                  // stands before the name
  bool named = false;                  // is a part of the name, so capitalised
  bool known = false;                  // counts only beside a name that the tables have
  std::vector<std::string> modifiers;  // normalised words
};

struct FurnitureRule {
  enum class Where : uint8_t { kStarts, kEquals, kContains };
  std::string kind;
  Where where = Where::kStarts;
};

// User files that extend the built-in tables; empty: none.
struct AttributionFiles {
  std::string sources;
  std::string cues;
  std::string furniture;
};

struct AttributionTables {
  std::vector<Source> sources;
  std::vector<SourceForm> forms;
  PhraseTable form_phrases;  // ids into forms
  std::vector<Cue> cues;
  PhraseTable cue_phrases;
  std::vector<Filler> fillers;
  PhraseTable filler_phrases;
  std::vector<Veto> vetoes;
  PhraseTable veto_phrases;
  std::vector<MediaNoun> nouns;
  PhraseTable noun_phrases;
  std::vector<FurnitureRule> furniture;
  PhraseTable furniture_phrases;

  // Errors name the file, the line or column, and what is wrong.
  static absl::StatusOr<AttributionTables> Load(const AttributionFiles& files);
};

}  // namespace wirecopy

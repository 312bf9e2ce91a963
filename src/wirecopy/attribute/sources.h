// The tables of attribution: who can be named as a source, which words make a credit of a name, and what page furniture
// looks like. They are data files inside the binary that a user's own files extend.
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
  std::string exact;  // of a short form: the only spelling that counts; empty: any case
};

struct Cue {
  enum class Position : uint8_t { kBefore, kAfter, kLine };
  CreditKind kind = CreditKind::kCreditLine;
  bool partial = false;
  Position position = Position::kBefore;
  uint32_t gap = 0;  // words between cue and name at most
};

// A noun that makes a medium of the name beside it.
struct MediaNoun {
  bool first = false;                  // stands before the name
  bool named = false;                  // is a part of the name, so capitalised
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
  std::vector<MediaNoun> nouns;
  PhraseTable noun_phrases;
  std::vector<FurnitureRule> furniture;
  PhraseTable furniture_phrases;

  // Errors name the file, the line or column, and what is wrong.
  static absl::StatusOr<AttributionTables> Load(const AttributionFiles& files);
};

}  // namespace wirecopy

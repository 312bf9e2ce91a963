// Which article of a cluster stays, where what it says of its source decides.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/attribute/outlets.h"
#include "wirecopy/attribute/sources.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

enum class Keep : uint8_t {
  kEarliest,
  kLongest,
  kAgency,    // the earliest one whose outlet is an agency, where there is one; else as kEarliest
  kCredited,  // the earliest one that is an agency's or credits one; else as kEarliest
  kFirstSeen
};

// What is known of an article when it is judged.
struct KeepCandidate {
  std::string_view outlet, url, title, text;
  const std::vector<Word>* words = nullptr;  // of the text
};

// For many threads.
class KeepRule {
 public:
  // Null for a policy that asks for no more than dates and lengths. `outlets_file`, `agencies_file`: as scan takes
  // them, may be empty.
  static absl::StatusOr<std::shared_ptr<const KeepRule>> Load(Keep keep, const std::string& outlets_file,
                                                              const std::string& agencies_file);

  // Whether it goes before those that are not preferred. A photo credit credits no text.
  bool Prefers(const KeepCandidate& article) const;

 private:
  KeepRule(Keep keep, AttributionTables tables, OutletTable outlets);

  Keep keep_;
  AttributionTables tables_;
  OutletTable outlets_;
};

}  // namespace wirecopy

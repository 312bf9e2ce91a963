// One article as it was read: the fields of the contract, untouched.
#pragma once

#include <string>

#include "wirecopy/base/timestamp.h"

namespace wirecopy {

struct Article {
  std::string id;         // unique in a run
  std::string outlet;     // as the feed names it
  std::string published;  // as given
  std::string url;
  std::string title;
  std::string author;
  std::string source_organisation;  // who the page says it is from: JSON-LD, `source` of RSS
  std::string canonical_url;        // that the page calls its original
  std::string provider;             // all fields of the record but the author that may name an agency, a line each
  std::string language;             // BCP 47 as given, else empty
  std::string text;                 // valid UTF-8, original; every offset of the project counts in this
  Timestamp time;                   // of `published`
  bool outlet_named = false;        // by the record itself; else `outlet` is where its file lies
};

}  // namespace wirecopy

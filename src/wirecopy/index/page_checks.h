// Checksums for the pages of a SQLite database: SQLite itself takes a flipped bit in a value for the value.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace wirecopy {

inline constexpr int kPageBytes = 4096;
inline constexpr int kPageReserve = 8;  // at the end of every page; SQLite leaves them alone

// The name of a VFS over the default one, registered on the first call. It fills the reserved bytes of every page that
// is written to a database, and fails with SQLITE_IOERR_DATA when a page that is read does not agree with them. The
// files stay ordinary databases, which other programs read as always; one that writes leaves pages that fail here.
const char* CheckedVfs();

// Every page of a database file, those that hold nothing as well.
absl::Status CheckPages(const std::string& path);

}  // namespace wirecopy

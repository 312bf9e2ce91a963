// The tables of the catalogue and the settings in them.
#pragma once

#include "absl/status/statusor.h"
#include "wirecopy/index/catalogue.h"

namespace wirecopy {

// All tables in one transaction, where the database is empty.
absl::Status MakeTables(Database* database, const IndexSettings& settings);

// FailedPrecondition when the tables are of a format that is not known.
absl::StatusOr<IndexSettings> ReadSettings(Database* database);

// FailedPrecondition that says what the index was made with when that is something else.
absl::Status CheckSettings(std::string_view path, const IndexSettings& made, const IndexSettings& wanted);

absl::StatusOr<bool> HasTables(Database* database);

}  // namespace wirecopy

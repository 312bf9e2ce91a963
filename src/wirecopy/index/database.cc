#include "wirecopy/index/database.h"

#include <sqlite3.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/check.h"
#include "wirecopy/index/format.h"
#include "wirecopy/index/page_checks.h"

namespace wirecopy {
namespace {

constexpr int kWaitMilliseconds = 10'000;  // for a reader that holds the log

std::string FolderOf(const std::string& path) {
  const size_t end = path.rfind('/');
  return end == std::string::npos ? "." : path.substr(0, end + 1);
}

// Where nothing can be written, a database without a log is opened as one that nobody changes.
std::string UnwritableUri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool plain = c != '%' && c != '?' && c != '#';
    absl::StrAppend(&uri, plain ? std::string(1, c) : absl::StrCat("%", absl::Hex(c, absl::kZeroPad2)));
  }
  return ::access((path + "-wal").c_str(), F_OK) == 0 ? uri : uri + "?immutable=1";
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& path, Mode mode) {
  std::unique_ptr<Database> database(new Database(path));
  // A reader that may write in the folder takes the log away behind itself, when it is the last.
  const bool writable = mode == Mode::kWrite || ::access(FolderOf(path).c_str(), W_OK) == 0;
  const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | (writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                    (mode == Mode::kWrite ? SQLITE_OPEN_CREATE : 0);
  const std::string name = writable ? path : UnwritableUri(path);
  if (sqlite3_open_v2(name.c_str(), &database->handle_, flags, CheckedVfs()) != SQLITE_OK) return database->Error();
  sqlite3_extended_result_codes(database->handle_, 1);
  sqlite3_busy_timeout(database->handle_, kWaitMilliseconds);
  if (mode == Mode::kRead) {
    if (absl::Status status = database->Run("PRAGMA query_only = ON"); !status.ok()) return status;
    return database;
  }
  int reserve = kPageReserve;
  sqlite3_file_control(database->handle_, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
  // Deleted rows are overwritten: what has to be taken down is not to be found in the file.
  absl::Status status = database->Run(absl::StrCat("PRAGMA page_size = ", kPageBytes,
                                                   "; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                                                   "PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0; "
                                                   "PRAGMA cache_size = -65536"));
  if (!status.ok()) return status;
  return database;
}

Database::~Database() { sqlite3_close(handle_); }

absl::Status Database::Error() const {
  const int code = sqlite3_extended_errcode(handle_);
  const int kind = code & 0xff;
  if (code == SQLITE_IOERR_DATA) return Unfit(path_, "a page is damaged");
  if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB) {
    return Unfit(path_, absl::StrCat("is damaged: ", sqlite3_errmsg(handle_)));
  }
  return absl::UnavailableError(absl::StrCat(path_, ": ", sqlite3_errmsg(handle_)));
}

absl::Status Database::Run(const std::string& sql) {
  return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK ? absl::OkStatus() : Error();
}

absl::StatusOr<Statement> Database::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code == SQLITE_ERROR) {
    return Unfit(path_, absl::StrCat("is no index of this program: ", sqlite3_errmsg(handle_)));
  }
  if (code != SQLITE_OK) return Error();
  return Statement(this, statement);
}

absl::StatusOr<int64_t> Database::Number(std::string_view sql) {
  absl::StatusOr<Statement> statement = Prepare(sql);
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  WIRECOPY_CHECK(*row);
  return statement->Int(0);
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)) {}
Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::Reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

absl::StatusOr<bool> Statement::Step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_->Error();
}

absl::Status Statement::Run() {
  absl::StatusOr<bool> row = Step();
  while (row.ok() && *row) row = Step();
  sqlite3_reset(statement_);
  return row.status();
}

int64_t Statement::Int(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::Real(int column) const { return sqlite3_column_double(statement_, column); }
bool Statement::IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::string_view Statement::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text == nullptr ? std::string_view{}
                         : std::string_view(text, static_cast<size_t>(sqlite3_column_bytes(statement_, column)));
}

void Statement::Set(int place, int64_t value) { sqlite3_bind_int64(statement_, place, value); }
void Statement::Set(int place, double value) { sqlite3_bind_double(statement_, place, value); }
void Statement::Set(int place, std::string_view value) {
  sqlite3_bind_text(statement_, place, value.data() == nullptr ? "" : value.data(), static_cast<int>(value.size()),
                    SQLITE_STATIC);
}
void Statement::Set(int place, std::nullopt_t) { sqlite3_bind_null(statement_, place); }

ReadTransaction::~ReadTransaction() {
  if (status_.ok()) (void)database_.Run("COMMIT").ok();
}

Transaction::~Transaction() {
  // A rollback that fails leaves the transaction to the next opening, which undoes it.
  if (!ended_ && status_.ok()) (void)database_.Run("ROLLBACK").ok();
}

absl::Status Transaction::Commit() {
  status_ = database_.Run("COMMIT");
  if (!status_.ok()) (void)database_.Run("ROLLBACK").ok();
  ended_ = true;
  return status_;
}

}  // namespace wirecopy

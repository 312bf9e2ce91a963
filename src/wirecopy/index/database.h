// SQLite as the index uses it: statements, and errors that name the file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

struct sqlite3;
struct sqlite3_stmt;

namespace wirecopy {

class Statement;

// For one thread at a time.
class Database {
 public:
  enum class Mode { kRead, kWrite };
  // kWrite makes the file where there is none, with room for the checks of its pages and a write-ahead log.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // One or more statements without results.
  absl::Status Run(const std::string& sql);
  // A bug of ours when the statement is none; an error when the file is damaged or is another one.
  absl::StatusOr<Statement> Prepare(std::string_view sql);
  // One number; the statement must give one.
  absl::StatusOr<int64_t> Number(std::string_view sql);

  // The last failure, in words; FailedPrecondition when the file is damaged.
  absl::Status Error() const;
  const std::string& path() const { return path_; }

 private:
  explicit Database(std::string path) : path_(std::move(path)) {}
  std::string path_;
  sqlite3* handle_ = nullptr;
};

class Statement {
 public:
  Statement(Database* database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  Statement(Statement&& other) noexcept;
  ~Statement();
  Statement& operator=(Statement&&) = delete;

  // By places from 1 on, as many as there are arguments. Texts must live until the next Bind.
  template <typename... Values>
  Statement& Bind(const Values&... values) {
    Reset();
    int place = 0;
    (Set(++place, values), ...);
    return *this;
  }
  // True: there is a row. False: there are no more.
  absl::StatusOr<bool> Step();
  // Runs it to its end, for statements without rows.
  absl::Status Run();
  // Ends it before its last row: one that is not at its end holds the view of the database that it began with.
  void Reset();

  // Of the row, by places from 0 on. Texts live until the next step.
  int64_t Int(int column) const;
  double Real(int column) const;
  std::string_view Text(int column) const;
  bool IsNull(int column) const;

 private:
  void Set(int place, int64_t value);
  void Set(int place, uint64_t value) { Set(place, static_cast<int64_t>(value)); }
  void Set(int place, uint32_t value) { Set(place, static_cast<int64_t>(value)); }
  void Set(int place, int value) { Set(place, static_cast<int64_t>(value)); }
  void Set(int place, double value);
  void Set(int place, std::string_view value);
  void Set(int place, const std::string& value) { Set(place, std::string_view(value)); }
  void Set(int place, std::nullopt_t);
  template <typename T>
  void Set(int place, const std::optional<T>& value) {
    value.has_value() ? Set(place, *value) : Set(place, std::nullopt);
  }

  Database* database_;
  sqlite3_stmt* statement_;
};

// Many statements that read, of one state of the database; locking it for each of them takes as long as they do.
class ReadTransaction {
 public:
  explicit ReadTransaction(Database* database) : database_(*database), status_(database->Run("BEGIN")) {}
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  const absl::Status& status() const { return status_; }

 private:
  Database& database_;
  absl::Status status_;
};

// All that is written while it lives becomes true together, by Commit(), or not at all.
class Transaction {
 public:
  explicit Transaction(Database* database) : database_(*database), status_(database->Run("BEGIN IMMEDIATE")) {}
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  const absl::Status& status() const { return status_; }
  absl::Status Commit();

 private:
  Database& database_;
  absl::Status status_;
  bool ended_ = false;
};

}  // namespace wirecopy

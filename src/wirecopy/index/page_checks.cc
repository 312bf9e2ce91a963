// SQLite reaches files through a table of functions (its VFS), and a VFS may stand on another one. This one passes all
// on but reads and writes of the main database, which are whole pages: the last 8 bytes of each, which the header of
// the database reserves, are the XXH3 of the others with the page's place as seed, so that a page of another place
// fails as well. The log beside the database has checksums of SQLite's own, and is empty whenever nobody writes. Cost:
// 0.2 us a page.
#include "wirecopy/index/page_checks.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/index/format.h"

namespace wirecopy {
namespace {

constexpr int kSummed = kPageBytes - kPageReserve;
constexpr sqlite3_int64 kDatabaseHeader = 100;  // which SQLite reads by itself, before and beside its page

uint64_t SumOf(const char* page, sqlite3_int64 offset) {
  return HashBytes({page, kSummed}, static_cast<uint64_t>(offset));
}

// SQLite allocates szOsFile bytes: this, and behind it the file of the VFS below.
struct CheckedFile {
  sqlite3_file base;
  bool is_database;
};

sqlite3_vfs* Below() { return sqlite3_vfs_find("unix"); }
sqlite3_file* Inner(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<CheckedFile*>(file) + 1);
}
bool IsDatabase(sqlite3_file* file) { return reinterpret_cast<CheckedFile*>(file)->is_database; }

int Close(sqlite3_file* f) { return Inner(f)->pMethods->xClose(Inner(f)); }

int FileSize(sqlite3_file* f, sqlite3_int64* size) { return Inner(f)->pMethods->xFileSize(Inner(f), size); }

int Read(sqlite3_file* f, void* bytes, int count, sqlite3_int64 offset) {
  const int code = Inner(f)->pMethods->xRead(Inner(f), bytes, count, offset);
  if (code == SQLITE_IOERR_SHORT_READ && IsDatabase(f)) {
    // SQLite takes what is missing for zeros. That is right for a new file alone.
    sqlite3_int64 size = 0;
    const bool is_new = FileSize(f, &size) == SQLITE_OK && size == 0;
    return is_new ? code : SQLITE_IOERR_DATA;
  }
  if (code != SQLITE_OK || !IsDatabase(f) || offset + count <= kDatabaseHeader) return code;
  const auto* page = static_cast<const char*>(bytes);
  const bool whole = count == kPageBytes && offset % kPageBytes == 0;
  return whole && NumberAt<uint64_t>(page + kSummed) == SumOf(page, offset) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int Write(sqlite3_file* f, const void* bytes, int count, sqlite3_int64 offset) {
  if (!IsDatabase(f) || count != kPageBytes) return Inner(f)->pMethods->xWrite(Inner(f), bytes, count, offset);
  std::array<char, kPageBytes> page;
  std::memcpy(page.data(), bytes, kSummed);
  std::string sum;
  AppendNumber<uint64_t>(SumOf(page.data(), offset), &sum);
  std::copy(sum.begin(), sum.end(), page.begin() + kSummed);
  return Inner(f)->pMethods->xWrite(Inner(f), page.data(), count, offset);
}

int Truncate(sqlite3_file* f, sqlite3_int64 size) { return Inner(f)->pMethods->xTruncate(Inner(f), size); }
int Sync(sqlite3_file* f, int flags) { return Inner(f)->pMethods->xSync(Inner(f), flags); }
int Lock(sqlite3_file* f, int level) { return Inner(f)->pMethods->xLock(Inner(f), level); }
int Unlock(sqlite3_file* f, int level) { return Inner(f)->pMethods->xUnlock(Inner(f), level); }
int IsReserved(sqlite3_file* f, int* out) { return Inner(f)->pMethods->xCheckReservedLock(Inner(f), out); }
int Control(sqlite3_file* f, int op, void* argument) {
  return Inner(f)->pMethods->xFileControl(Inner(f), op, argument);
}
int SectorSize(sqlite3_file* f) { return Inner(f)->pMethods->xSectorSize(Inner(f)); }
int Traits(sqlite3_file* f) { return Inner(f)->pMethods->xDeviceCharacteristics(Inner(f)); }
int ShmMap(sqlite3_file* f, int region, int size, int extend, void volatile** out) {
  return Inner(f)->pMethods->xShmMap(Inner(f), region, size, extend, out);
}
int ShmLock(sqlite3_file* f, int offset, int n, int flags) {
  return Inner(f)->pMethods->xShmLock(Inner(f), offset, n, flags);
}
void ShmBarrier(sqlite3_file* f) { Inner(f)->pMethods->xShmBarrier(Inner(f)); }
int ShmUnmap(sqlite3_file* f, int remove) { return Inner(f)->pMethods->xShmUnmap(Inner(f), remove); }

// Version 2: without mapped pages, which would be read past the checks.
constexpr sqlite3_io_methods kMethods = {2,       Close,      Read,       Write,   Truncate,   Sync,   FileSize,
                                         Lock,    Unlock,     IsReserved, Control, SectorSize, Traits, ShmMap,
                                         ShmLock, ShmBarrier, ShmUnmap,   nullptr, nullptr};

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* checked = reinterpret_cast<CheckedFile*>(file);
  checked->is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  checked->base.pMethods = nullptr;
  const int code = Below()->xOpen(Below(), name, Inner(file), flags, out_flags);
  if (Inner(file)->pMethods != nullptr) checked->base.pMethods = &kMethods;
  return code;
}

sqlite3_vfs* Register() {
  static sqlite3_vfs vfs = *Below();
  vfs.zName = "wirecopy-checked";
  vfs.szOsFile = static_cast<int>(sizeof(CheckedFile)) + Below()->szOsFile;
  vfs.pNext = nullptr;
  vfs.xOpen = Open;
  sqlite3_vfs_register(&vfs, 0);
  return &vfs;
}

}  // namespace

const char* CheckedVfs() {
  static const sqlite3_vfs* const vfs = Register();
  return vfs->zName;
}

absl::Status CheckPages(const std::string& path) {
  constexpr int kTries = 4;
  std::ifstream file(path, std::ios::binary);
  std::array<char, kPageBytes> page;
  for (sqlite3_int64 number = 0;; ++number) {
    bool whole = false;
    for (int turn = 0; turn < kTries && !whole; ++turn) {  // a writer may be at this page
      if (turn > 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
      file.clear();
      file.seekg(number * kPageBytes);
      file.read(page.data(), kPageBytes);
      if (file.gcount() == 0) return file.eof() ? absl::OkStatus() : Unfit(path, "cannot read");
      whole = file.gcount() == kPageBytes &&
              NumberAt<uint64_t>(page.data() + kSummed) == SumOf(page.data(), number * kPageBytes);
    }
    if (!whole) return Unfit(path, absl::StrCat("page ", number + 1, " is damaged"));
  }
}

}  // namespace wirecopy

/* Preloaded into the program by tests/cli/test_index_faults.py: counts the calls that change files, and lets one of
   them go wrong.

     WIRECOPY_FAULT=MODE:N   fail: the Nth call fails; full: the Nth write and all that follow fail, as on a full disk;
                             short: the Nth write writes half; kill: the process is killed before the Nth call
     WIRECOPY_CALLS=FILE     how many calls there were is written into FILE at the end

   Standard input, output and error do not count. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum outcome { GO_ON, FAIL, SHORT };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long calls = 0;

static enum outcome count(int is_write) {
  static const char* fault = NULL;
  static long at = 0;
  pthread_mutex_lock(&mutex);
  if (fault == NULL) {
    fault = getenv("WIRECOPY_FAULT");
    if (fault == NULL) fault = "none:0";
    at = strtol(strchr(fault, ':') + 1, NULL, 10);
  }
  const long call = ++calls;
  pthread_mutex_unlock(&mutex);
  if (strncmp(fault, "kill", 4) == 0 && call == at) kill(getpid(), SIGKILL);
  if (strncmp(fault, "fail", 4) == 0 && call == at) return FAIL;
  if (strncmp(fault, "full", 4) == 0 && call >= at && is_write) return FAIL;
  if (strncmp(fault, "short", 5) == 0 && call == at && is_write) return SHORT;
  return GO_ON;
}

__attribute__((destructor)) static void tell(void) {
  const char* path = getenv("WIRECOPY_CALLS");
  FILE* file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", calls);
  fclose(file);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define BROKEN(code) return (errno = (code), -1)

#define WRITE(name, offset_type)                                                   \
  ssize_t name(int file, const void* bytes, size_t size, offset_type offset) {     \
    const enum outcome outcome = file > 2 ? count(1) : GO_ON;                      \
    if (outcome == FAIL) BROKEN(ENOSPC);                                           \
    return REAL(name)(file, bytes, outcome == SHORT ? (size + 1) / 2 : size, offset); \
  }
WRITE(pwrite, off_t)
WRITE(pwrite64, off64_t)

ssize_t write(int file, const void* bytes, size_t size) {
  const enum outcome outcome = file > 2 ? count(1) : GO_ON;
  if (outcome == FAIL) BROKEN(ENOSPC);
  return REAL(write)(file, bytes, outcome == SHORT ? (size + 1) / 2 : size);
}

#define CHANGE(name, parameters, arguments)    \
  int name parameters {                        \
    if (count(0) == FAIL) BROKEN(EIO);         \
    return REAL(name) arguments;               \
  }
CHANGE(fsync, (int file), (file))
CHANGE(fdatasync, (int file), (file))
CHANGE(ftruncate, (int file, off_t size), (file, size))
CHANGE(ftruncate64, (int file, off64_t size), (file, size))
CHANGE(rename, (const char* from, const char* to), (from, to))
CHANGE(link, (const char* from, const char* to), (from, to))
CHANGE(unlink, (const char* path), (path))
CHANGE(remove, (const char* path), (path))
CHANGE(mkdir, (const char* path, mode_t mode), (path, mode))

// For bugs of ours only, never for input: prints the place and aborts.
#pragma once

#include <cstdio>
#include <cstdlib>

#define WIRECOPY_CHECK(condition)                                                           \
  do {                                                                                      \
    if (!(condition)) {                                                                     \
      std::fprintf(stderr, "wirecopy: bug at %s:%d: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                         \
    }                                                                                       \
  } while (false)

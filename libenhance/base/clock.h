/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The clock that everything keeps time by, and waiting. */

#ifndef ENH_BASE_CLOCK_H
#define ENH_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

#define ENH__NS_PER_S UINT64_C (1000000000)

/* Nanoseconds since some moment; never set back. On Linux this is the vDSO, a
   function in user space, and so the one system call that the audio thread
   makes. */
static inline uint64_t
enh__clock_ns (void)
{
  struct timespec now;

  (void) clock_gettime (CLOCK_MONOTONIC, &now);
  return (uint64_t) now.tv_sec * ENH__NS_PER_S + (uint64_t) now.tv_nsec;
}

/* Wait at least this long. Setup threads only. */
static inline void
enh__sleep_ms (unsigned int ms)
{
  struct timespec left
    = { (time_t) (ms / 1000u), (long) (ms % 1000u) * 1000000L };

  while (nanosleep (&left, &left) != 0)
    ;
}

#endif

/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "stats.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

static int
compare (const void *left, const void *right)
{
  const double l = *(const double *) left;
  const double r = *(const double *) right;

  return (l > r) - (l < r);
}

void
stats_sort (double *values, size_t count)
{
  qsort (values, count, sizeof *values, compare);
}

double
stats_quantile (const double *sorted, size_t count, double part)
{
  const double rank = ceil (part * (double) count);

  if (!count)
    return NAN;
  return sorted[rank < 1.0 ? 0 : (size_t) rank - 1];
}

static double
read_clock (clockid_t which)
{
  struct timespec now;

  clock_gettime (which, &now);
  return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

double
stats_now_ns (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
stats_cpu_ns (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

void
stats_sleep (double seconds)
{
  struct timespec left
    = { (time_t) seconds, (long) ((seconds - floor (seconds)) * 1e9) };

  while (nanosleep (&left, &left) != 0)
    ;
}

/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Order statistics and clocks. */

#ifndef BENCH_STATS_H
#define BENCH_STATS_H

#include <stddef.h>

/* Sort in place, rising. */
void
stats_sort (double *values, size_t count);

/* Quantile of sorted values: `part` (0 to 1) of them do not exceed it. */
double
stats_quantile (const double *sorted, size_t count, double part);

/* Monotonic time, ns: for deadlines. */
double
stats_now_ns (void);

/* CPU time of this thread, ns: for cost, even on a busy machine. */
double
stats_cpu_ns (void);

/* Sleep at least this long. */
void
stats_sleep (double seconds);

#endif

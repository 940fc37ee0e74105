/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Order statistics, and the clocks. */

#ifndef BENCH_STATS_H
#define BENCH_STATS_H

#include <stddef.h>

/* Sort in place, rising. */
void
stats_sort (double *values, size_t count);

/* Of sorted values: the least that `part` (0 to 1) of them do not exceed. */
double
stats_quantile (const double *sorted, size_t count, double part);

/* Nanoseconds since some moment: what a deadline goes by. */
double
stats_now_ns (void);

/* Nanoseconds this thread has had a processor: what work costs, also where
   others want the processor too. */
double
stats_cpu_ns (void);

/* Wait at least so long. */
void
stats_sleep (double seconds);

#endif
